// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "text_source.h"

#include <cstdint>
#include <string>
#include <string_view>

/// @file
/// LineReader: the lines of a text, one in hand, LF or CRLF; the last one may lack its line end.
/// Errors (malformed, detail line): line_is_too_long, and those of TextSource.
namespace ontzorgd::messages {

class LineReader {
public:
    LineReader(TextSource& source, std::size_t longest) : source_{source}, longest_{longest} {}

    /// Reads the next line; false at the end of the text.
    [[nodiscard]] base::Result<bool> next();
    /// The line without its end, valid until next().
    [[nodiscard]] std::string_view text() const { return text_; }
    /// From 1.
    [[nodiscard]] std::int64_t number() const { return number_; }

private:
    [[nodiscard]] base::Result<bool> take(std::string_view line);

    TextSource& source_;
    std::size_t longest_;
    std::string_view block_;
    std::string begun_;  // a line whose beginning was in an earlier block
    std::string_view text_;
    std::int64_t number_ = 0;
};

}  // namespace ontzorgd::messages
