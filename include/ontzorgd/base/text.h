// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Small helpers for text that every module needs. ASCII only, independent of any locale.
namespace ontzorgd::base {

/// At least one character, and only 0-9.
[[nodiscard]] bool is_digits(std::string_view text);
/// Parts of `text` between `separator`; an empty text has one empty part.
[[nodiscard]] std::vector<std::string_view> split_text(std::string_view text, char separator);
/// Without blanks (space, tab, line ends) at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// Only the letters A-Z and digits of `text`, in capitals: what people type alike.
[[nodiscard]] std::string letters_and_digits(std::string_view text);
void append_letters_and_digits(std::string& to, std::string_view text);
/// A whole number, "-12" or "12": no plus sign, no blanks, no overflow.
[[nodiscard]] std::optional<std::int64_t> parse_int(std::string_view text);
/// True when `text` is well-formed UTF-8 (no surrogates, no overlong forms).
[[nodiscard]] bool is_utf8(std::string_view text);
/// The number of code points of a well-formed UTF-8 text.
[[nodiscard]] std::size_t code_points(std::string_view text);

}  // namespace ontzorgd::base
