// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <string>
#include <string_view>

/// @file
/// Fields: what the readers of our own formats share. How a wrong value is shown, and the forms of
/// a number, a municipality and an amount (schemas/).
namespace ontzorgd::messages {

/// A value from outside as an error may show it: at most 80 bytes, never cut inside a character,
/// and masked where it is a BSN by itself, whatever field it stands in.
[[nodiscard]] std::string shown(std::string_view value);

/// The error with where it was found and what stood there.
[[nodiscard]] base::Error at_field(const base::Error& error, std::string_view field,
                                   std::string_view value);

/// A `nummer`: letter or digit, then letters, digits, `.` or `-`; 1 to 35 characters. Error
/// (malformed): nummer_is_malformed.
[[nodiscard]] base::Result<std::string_view> parse_nummer(std::string_view text);

/// CBS code, 4 digits. Error (malformed): gemeente_is_malformed.
[[nodiscard]] base::Result<std::string_view> parse_gemeente(std::string_view text);

/// An amount with exactly two decimals and at most `max_digits` before the dot. Errors (malformed):
/// those of Euro::parse, euro_needs_two_decimals, euro_is_negative.
[[nodiscard]] base::Result<values::Euro> parse_amount(std::string_view text, std::size_t max_digits,
                                                      bool may_be_negative = false);

/// A whole number between two bounds. Errors (malformed): number_is_malformed,
/// number_is_out_of_bounds.
[[nodiscard]] base::Result<std::int64_t> parse_number(std::string_view text, std::int64_t from,
                                                      std::int64_t to);

/// Free text of one line: 1 to `max_length` characters, none of them a control character. Errors
/// (malformed): text_is_empty, text_is_too_long, text_has_control_character.
[[nodiscard]] base::Result<std::string> parse_line(std::string_view text, std::size_t max_length);

}  // namespace ontzorgd::messages
