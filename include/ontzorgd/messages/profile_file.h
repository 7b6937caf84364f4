// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/payment/bank_profile.h"

#include <string_view>
#include <vector>

/// @file
/// Profile file: what one bank takes, from TOML (schemas/bankprofiel-1.md); and the profiles that
/// the program brings (schemas/bankprofielen).
namespace ontzorgd::messages {

/// Reads the whole text (at most 16 KiB) of the file with this name, without its folder and ending.
/// Every key is required but category_purpose and instant_tot, a key that is not known is refused.
/// Errors (malformed), with details line, field and value where they apply: file_is_empty,
/// file_is_too_large, file_is_not_utf8, file_has_byte_order_mark, file_has_nul_byte,
/// toml_is_malformed, profile_version_is_unknown, profile_name_is_malformed,
/// profile_name_is_not_of_file, profile_time_is_malformed, profile_purpose_is_malformed,
/// key_is_missing, key_is_unknown, key_has_wrong_type, number_is_out_of_bounds, word_is_unknown,
/// text_is_empty, text_is_too_long, text_has_control_character.
[[nodiscard]] base::Result<payment::BankProfile> read_bank_profile(std::string_view toml,
                                                                   std::string_view file_name);

/// The profiles that the program brings, by name.
[[nodiscard]] const std::vector<payment::BankProfile>& bank_profiles();
/// The one with this name, or null.
[[nodiscard]] const payment::BankProfile* find_bank_profile(std::string_view name);
/// The bytes of the file of that one; empty when it is not known.
[[nodiscard]] std::string_view bank_profile_bytes(std::string_view name);
/// The one with this name; the most careful one, "generic", when it is not known.
[[nodiscard]] const payment::BankProfile& bank_profile(std::string_view name);

}  // namespace ontzorgd::messages
