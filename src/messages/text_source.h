// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/messages/reading.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// TextSource: the blocks of a text from outside, checked to be text before anybody parses them.
///
/// Memory does not grow with the file. Errors (all malformed): file_is_empty, file_is_too_large,
/// file_is_not_utf8, file_has_byte_order_mark, file_has_nul_byte; where a place is known with
/// detail "line".
namespace ontzorgd::messages {

class TextSource {
public:
    TextSource(const TextSource&) = delete;
    TextSource& operator=(const TextSource&) = delete;
    TextSource(TextSource&&) = delete;
    TextSource& operator=(TextSource&&) = delete;
    virtual ~TextSource() = default;

    /// The next block, valid until the next call; empty at the end of the text.
    [[nodiscard]] base::Result<std::string_view> next();
    /// The first block, which next() then gives as well. Call before next().
    [[nodiscard]] base::Result<std::string_view> peek();

protected:
    explicit TextSource(std::uint64_t max_bytes) : max_bytes_{max_bytes} {}

private:
    /// The next block as it is, empty at the end.
    [[nodiscard]] virtual std::string_view fill() = 0;
    [[nodiscard]] base::Result<base::Done> check_first(std::string_view block) const;
    [[nodiscard]] base::Result<base::Done> check_text(std::string_view block);
    [[nodiscard]] std::string line_at(std::string_view before) const;

    std::uint64_t max_bytes_;
    std::uint64_t bytes_ = 0;
    std::uint64_t lines_ = 0;  // line ends in earlier blocks
    std::string_view peeked_;
    std::string pending_;  // the beginning of a character that a block ended in
};

/// A text in memory, which must outlive the source.
class MemoryText : public TextSource {
public:
    explicit MemoryText(std::string_view text, std::uint64_t max_bytes = largest_file)
        : TextSource{max_bytes}, rest_{text} {}

private:
    [[nodiscard]] std::string_view fill() override;
    std::string_view rest_;
};

/// A file on disk. Faults of the disk are thrown as std::system_error.
class FileText : public TextSource {
public:
    /// `observer` and `progress` must outlive the source.
    FileText(const std::filesystem::path& path, const ByteObserver& observer,
             ReadProgress* progress);
    FileText(const FileText&) = delete;
    FileText& operator=(const FileText&) = delete;
    FileText(FileText&&) = delete;
    FileText& operator=(FileText&&) = delete;
    ~FileText() override;

    /// Opens the file. Errors (malformed): file_does_not_exist, file_is_a_directory,
    /// file_is_no_file, file_is_too_large.
    [[nodiscard]] base::Result<base::Done> open();

private:
    [[nodiscard]] std::string_view fill() override;

    std::filesystem::path path_;
    const ByteObserver& observer_;
    ReadProgress* progress_;
    int descriptor_ = -1;
    std::uint64_t size_ = 0;
    std::uint64_t read_ = 0;
    std::vector<char> block_;
};

}  // namespace ontzorgd::messages
