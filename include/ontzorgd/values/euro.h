// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/result.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace ontzorgd::values {

/// @file
/// Euro: an exact amount of money in whole cents.
///
/// There is no way in from, or out to, a floating-point number. Amounts stay within ±max(); a sum
/// that leaves that range is a bug and breaks a contract.
class Euro {
public:
    constexpr Euro() = default;

    /// One trillion euro: far above a municipal budget, far below overflow.
    [[nodiscard]] static constexpr Euro max() { return Euro{100'000'000'000'000}; }

    [[nodiscard]] static constexpr Euro from_cents(std::int64_t cents) {
        base::expects(-max().cents_ <= cents && cents <= max().cents_, "amount within Euro::max()");
        return Euro{cents};
    }

    /// Reads the ISO 20022 form: "123.45", "0.05", "70", "-3.10". At most two decimals, a dot, no
    /// grouping, no plus sign, no blanks. Errors: euro_is_malformed, euro_has_too_many_decimals,
    /// euro_is_too_large (all malformed).
    [[nodiscard]] static base::Result<Euro> parse(std::string_view text);

    [[nodiscard]] constexpr std::int64_t cents() const { return cents_; }
    [[nodiscard]] constexpr bool is_zero() const { return cents_ == 0; }
    [[nodiscard]] constexpr bool is_negative() const { return cents_ < 0; }
    /// "1234.56": always two decimals, a dot, no grouping.
    [[nodiscard]] std::string to_string() const;

    constexpr auto operator<=>(const Euro&) const = default;
    friend constexpr Euro operator+(Euro a, Euro b) { return from_cents(a.cents_ + b.cents_); }
    friend constexpr Euro operator-(Euro a, Euro b) { return from_cents(a.cents_ - b.cents_); }
    friend constexpr Euro operator-(Euro a) { return Euro{-a.cents_}; }
    constexpr Euro& operator+=(Euro b) { return *this = *this + b; }
    constexpr Euro& operator-=(Euro b) { return *this = *this - b; }

private:
    explicit constexpr Euro(std::int64_t cents) : cents_{cents} {}
    std::int64_t cents_ = 0;
};

inline namespace literals {
consteval Euro operator""_euro(unsigned long long euros) {
    return Euro::from_cents(static_cast<std::int64_t>(euros) * 100);
}
consteval Euro operator""_cent(unsigned long long cents) {
    return Euro::from_cents(static_cast<std::int64_t>(cents));
}
}  // namespace literals

}  // namespace ontzorgd::values
