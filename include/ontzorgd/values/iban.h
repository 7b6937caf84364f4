// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/values/civil_date.h"

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace ontzorgd::values {

/// @file
/// Iban: a bank account number that has passed country, length, BBAN structure and mod 97.
///
/// Having an Iban *means* it passed. Countries are the SEPA area, as dated data (see
/// iban_registry_date()). The Dutch eleven-test is not a ground for refusal (sepa.md 5).
class Iban {
public:
    /// Reads the compact or the printed form (blanks between characters allowed, not at the
    /// ends; lower case accepted).
    /// Errors (malformed): iban_is_malformed, iban_country_is_not_in_sepa, iban_length_is_wrong,
    /// iban_structure_is_wrong, iban_check_digits_are_wrong.
    [[nodiscard]] static base::Result<Iban> parse(std::string_view text);

    /// "NL91ABNA0417164300"
    [[nodiscard]] std::string_view compact() const { return {text_.data(), length_}; }
    /// "NL91 ABNA 0417 1643 00"
    [[nodiscard]] std::string to_paper() const;
    /// "NL"
    [[nodiscard]] std::string_view country() const { return compact().substr(0, 2); }
    /// For people who need to recognise it, not read it: "NL91 **** **** **43 00" keeps the first
    /// four and last four characters.
    [[nodiscard]] std::string masked() const;

    auto operator<=>(const Iban&) const = default;

private:
    Iban() = default;
    std::array<char, 34> text_{};
    std::uint8_t length_ = 0;
};

/// The day of the IBAN registry that the country table was taken from.
[[nodiscard]] CivilDate iban_registry_date();

}  // namespace ontzorgd::values
