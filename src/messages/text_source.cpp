// SPDX-License-Identifier: EUPL-1.2
#include "text_source.h"

#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/text.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace ontzorgd::messages {

namespace {

constexpr std::size_t block_size = std::size_t{128} << 10U;

/// How many bytes at the end of `text` may be a character whose rest is in the next block.
std::size_t unfinished_tail(std::string_view text) {
    const std::size_t furthest = std::min<std::size_t>(3, text.size());
    for (std::size_t back = 1; back <= furthest; ++back) {
        const auto byte = static_cast<unsigned char>(text[text.size() - back]);
        if ((byte & 0xC0U) == 0x80U) continue;
        const bool needs_more = (byte >= 0xC0U && back < 2) || (byte >= 0xE0U && back < 3) ||
                                (byte >= 0xF0U && back < 4);
        return needs_more ? back : 0;
    }
    return 0;
}

/// The bytes at the begin of `text` that are plain ASCII, in whole words of eight.
std::size_t ascii_words(std::string_view text) {
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, sizeof word);
        if ((word & 0x8080808080808080U) != 0) break;
    }
    return at;
}

/// The byte where `text` stops being UTF-8, or its size. Walks line by line only on a fault.
std::size_t utf8_fault(std::string_view text) {
    std::size_t at = ascii_words(text);
    while (at < text.size()) {
        // A word with an accent in it: on to the next blank ASCII stretch, one character at a time.
        std::size_t end = at + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
        if (!base::is_utf8(text.substr(at, end - at))) return at;
        at = end;
        if (at % sizeof(std::uint64_t) == 0) at += ascii_words(text.substr(at));
    }
    return text.size();
}

[[noreturn]] void throw_fault(const std::filesystem::path& path) {
    throw std::system_error(errno, std::generic_category(), path.string());
}

}  // namespace

std::string TextSource::line_at(std::string_view before) const {
    const auto ends = std::count(before.begin(), before.end(), '\n');
    return std::to_string(lines_ + static_cast<std::uint64_t>(ends) + 1);
}

base::Result<base::Done> TextSource::check_first(std::string_view block) const {
    if (block.empty()) return base::malformed("file_is_empty");
    const bool has_mark = block.starts_with("\xEF\xBB\xBF") || block.starts_with("\xFF\xFE") ||
                          block.starts_with("\xFE\xFF");
    if (has_mark) return base::malformed("file_has_byte_order_mark");
    return base::Done{};
}

base::Result<base::Done> TextSource::check_text(std::string_view block) {
    const std::size_t nul = block.find('\0');
    if (nul != std::string_view::npos) {
        return base::malformed("file_has_nul_byte", {{"line", line_at(block.substr(0, nul))}});
    }
    const auto not_utf8 = [this](std::string_view before) {
        return base::malformed("file_is_not_utf8", {{"line", line_at(before)}});
    };
    std::string_view rest = block;
    if (!pending_.empty()) {
        while (!rest.empty() && (static_cast<unsigned char>(rest.front()) & 0xC0U) == 0x80U &&
               pending_.size() < 4) {
            pending_ += rest.front();
            rest.remove_prefix(1);
        }
        if (!base::is_utf8(pending_)) return not_utf8({});
        pending_.clear();
    }
    const std::size_t tail = unfinished_tail(rest);
    pending_ = rest.substr(rest.size() - tail);
    rest.remove_suffix(tail);
    const std::size_t fault = utf8_fault(rest);
    if (fault != rest.size()) return not_utf8(rest.substr(0, fault));
    lines_ += static_cast<std::uint64_t>(std::count(block.begin(), block.end(), '\n'));
    return base::Done{};
}

base::Result<std::string_view> TextSource::peek() {
    auto block = next();
    if (block) peeked_ = block.value();
    return block;
}

base::Result<std::string_view> TextSource::next() {
    if (!peeked_.empty()) return std::exchange(peeked_, {});
    const std::string_view block = fill();
    if (bytes_ == 0) {
        if (const auto checked = check_first(block); !checked) return checked.failure();
    }
    if (block.empty()) {
        if (!pending_.empty()) return base::malformed("file_is_not_utf8", {{"line", line_at({})}});
        return block;
    }
    bytes_ += block.size();
    if (bytes_ > max_bytes_) return base::malformed("file_is_too_large");
    if (const auto checked = check_text(block); !checked) return checked.failure();
    return block;
}

std::string_view MemoryText::fill() {
    const std::string_view block = rest_.substr(0, block_size);
    rest_.remove_prefix(block.size());
    return block;
}

FileText::FileText(const std::filesystem::path& path, const ByteObserver& observer,
                   ReadProgress* progress)
    : TextSource{largest_file},
      path_{path},
      observer_{observer},
      progress_{progress},
      block_(block_size) {}

FileText::~FileText() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

base::Result<base::Done> FileText::open() {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the only form open() has.
    descriptor_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor_ < 0) {
        if (errno == ENOENT || errno == ENOTDIR) return base::malformed("file_does_not_exist");
        throw_fault(path_);
    }
    struct stat about {};
    if (::fstat(descriptor_, &about) != 0) throw_fault(path_);
    if (S_ISDIR(about.st_mode)) return base::malformed("file_is_a_directory");
    if (!S_ISREG(about.st_mode)) return base::malformed("file_is_no_file");
    size_ = static_cast<std::uint64_t>(about.st_size);
    if (size_ > largest_file) return base::malformed("file_is_too_large");
    return base::Done{};
}

std::string_view FileText::fill() {
    base::expects(descriptor_ >= 0, "a file is opened before it is read");
    std::size_t filled = 0;
    while (filled < block_.size()) {
        const ssize_t got = ::read(descriptor_, block_.data() + filled, block_.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw_fault(path_);
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    read_ += filled;
    const std::string_view block{block_.data(), filled};
    if (observer_ && !block.empty()) observer_(block);
    if (progress_ != nullptr) progress_->on_bytes(read_, size_);
    return block;
}

}  // namespace ontzorgd::messages
