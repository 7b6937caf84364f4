// SPDX-License-Identifier: EUPL-1.2
#include "lines.h"

namespace ontzorgd::messages {

base::Result<bool> LineReader::take(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++number_;
    if (line.size() > longest_) {
        return base::malformed("line_is_too_long", {{"line", std::to_string(number_)},
                                                    {"most", std::to_string(longest_)}});
    }
    text_ = line;
    return true;
}

base::Result<bool> LineReader::next() {
    begun_.clear();
    for (;;) {
        const std::size_t end = block_.find('\n');
        if (end != std::string_view::npos) {
            const std::string_view head = block_.substr(0, end);
            block_.remove_prefix(end + 1);
            if (begun_.empty()) return take(head);
            begun_ += head;
            return take(begun_);
        }
        begun_ += block_;
        block_ = {};
        if (begun_.size() > longest_ + 1) return take(begun_);
        const auto block = source_.next();
        if (!block) return block.failure();
        block_ = block.value();
        if (!block_.empty()) continue;
        if (begun_.empty()) return false;
        return take(begun_);
    }
}

}  // namespace ontzorgd::messages
