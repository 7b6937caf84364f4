// SPDX-License-Identifier: EUPL-1.2
#include "mt940_fields.h"

#include "ontzorgd/base/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ontzorgd::messages {

namespace {

using base::Done;
using base::Failure;
using base::Result;

/// What begins a field. Anything else behind a colon is text: a time, a bank's own number. The
/// last ones are of an MT942, which is told apart by them.
constexpr std::array<std::string_view, 21> tags = {"20",  "21",  "25",  "25P", "28",  "28C", "60F",
                                                   "60M", "61",  "62F", "62M", "64",  "65",  "86",
                                                   "NS",  "940", "942", "13D", "34F", "90C", "90D"};

/// The tag that a line begins with, or nothing.
std::string_view tag_of(std::string_view line) {
    constexpr std::size_t longest_tag = 3;
    if (!line.starts_with(':')) return {};
    const std::size_t end = line.substr(0, longest_tag + 2).find(':', 1);
    if (end == std::string_view::npos) return {};
    const std::string_view tag = line.substr(1, end - 1);
    return std::find(tags.begin(), tags.end(), tag) == tags.end() ? std::string_view{} : tag;
}

/// Nothing but the begin of a tag: the rest of it is on the next line.
bool is_cut_tag(std::string_view line) {
    const std::string_view begin = base::trimmed(line);
    if (!begin.starts_with(':') || line.front() != ':') return false;
    return std::any_of(tags.begin(), tags.end(), [&](std::string_view tag) {
        return begin.size() - 1 <= tag.size() && tag.starts_with(begin.substr(1));
    });
}

/// A balance of which the second colon is missing: only those cannot be mistaken for text.
bool is_broken_tag(std::string_view line) {
    constexpr std::array<std::string_view, 4> balances = {":60F", ":60M", ":62F", ":62M"};
    return std::any_of(balances.begin(), balances.end(), [&](std::string_view tag) {
        if (!line.starts_with(tag) || line.size() <= tag.size()) return false;
        const char mark = line[tag.size()];
        return mark == 'C' || mark == 'D';
    });
}

/// ING closes with "-XXX", SWIFT with "-}" and what the network adds, DOS with its end of a file.
bool is_boundary(std::string_view line) {
    if (line.starts_with("{1:") || line.starts_with("{4:") || line == "\x1A") return true;
    if (!line.starts_with('-')) return false;
    const std::string_view rest = base::trimmed(line).substr(1);
    return rest.empty() || rest.starts_with('}') || rest == "XXX";
}

}  // namespace

Failure Mt940Fields::failure(std::string code) const {
    return base::malformed(std::move(code), {{"line", std::to_string(line_number_)}});
}

Result<bool> Mt940Fields::more_bytes() {
    if (!block_.empty()) return true;
    const auto block = source_();
    if (!block) return block.failure();
    block_ = {block.value().data(), block.value().size()};
    return !block_.empty();
}

Result<Done> Mt940Fields::add_to_line(std::string_view bytes) {
    if (line_.size() + bytes.size() > longest_mt940_line) return failure("line_is_too_long");
    if (bytes.find('\0') != std::string_view::npos) return failure("file_has_nul_byte");
    line_ += bytes;
    return Done{};
}

/// The next line into `line_`; false at the end of the file.
Result<bool> Mt940Fields::read_line() {
    line_.clear();
    ++line_number_;
    bool has_any = false;
    while (true) {
        const auto more = more_bytes();
        if (!more) return more.failure();
        if (!more.value()) break;
        if (std::exchange(ended_with_return_, false) && block_.front() == '\n') {
            block_.remove_prefix(1);
            continue;
        }
        has_any = true;
        const std::size_t end = block_.find_first_of("\r\n");
        if (const auto added = add_to_line(block_.substr(0, end)); !added) return added.failure();
        if (end == std::string_view::npos) {
            block_ = {};
            continue;
        }
        ended_with_return_ = block_[end] == '\r';
        block_.remove_prefix(end + 1);
        break;
    }
    if (std::exchange(is_at_begin_, false) && line_.starts_with("\xEF\xBB\xBF")) line_.erase(0, 3);
    if (!has_any) --line_number_;
    has_line_ = has_any;
    return has_any;
}

Result<Done> Mt940Fields::read_rest_of_field() {
    for (std::int64_t lines = 1;; ++lines) {
        const auto read = read_line();
        if (!read) return read.failure();
        if (!read.value() || is_boundary(line_) || !tag_of(line_).empty()) return Done{};
        if (is_cut_tag(line_)) return failure("tag_is_cut_in_two");
        const auto too_much = [&](std::string code) {
            return Failure{failure(std::move(code)).error.with("field", ":" + field_.tag + ":")};
        };
        if (lines == most_mt940_field_lines) return too_much("field_has_too_many_lines");
        if (field_.first.size() + field_.more.size() + line_.size() > longest_mt940_field) {
            return too_much("field_is_too_long");
        }
        field_.has_broken_tag = field_.has_broken_tag || is_broken_tag(line_);
        field_.more += line_;
    }
}

Result<Mt940Part> Mt940Fields::next() {
    while (true) {
        if (!has_line_) {
            const auto read = read_line();
            if (!read) return read.failure();
            if (!read.value()) return Mt940Part::end;
        }
        has_line_ = false;
        if (is_boundary(line_)) return Mt940Part::boundary;
        const std::string_view tag = tag_of(line_);
        if (tag.empty()) {
            // Loose lines stand before the first field, and behind a trailer.
            if (is_cut_tag(line_)) return failure("tag_is_cut_in_two");
            continue;
        }
        field_.tag = tag;
        field_.first = line_.substr(tag.size() + 2);
        field_.more.clear();
        field_.line = line_number_;
        field_.has_broken_tag = false;
        if (const auto rest = read_rest_of_field(); !rest) return rest.failure();
        return Mt940Part::field;
    }
}

}  // namespace ontzorgd::messages
