// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/values/euro.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

/// @file
/// DecimalAmount: an exact amount as a bank wrote it, in any currency.
///
/// ISO 20022 allows five decimals and every currency; the books know whole cents of euro only. This
/// type holds what the bank said, and to_euro() is the one door to the books.
namespace ontzorgd::reconcile {

class DecimalAmount {
public:
    /// Most decimals of ISO 20022 ActiveOrHistoricCurrencyAndAmount.
    static constexpr unsigned max_decimals = 5;

    constexpr DecimalAmount() = default;  ///< "0" without a currency: where a sum begins

    /// An unsigned amount as ISO 20022 writes it ("8.85", "500000"); the direction stands
    /// elsewhere. An empty currency is allowed for sums that have none of their own (TxsSummry).
    /// Errors (malformed): amount_is_malformed, amount_is_negative,
    /// amount_has_more_than_five_decimals, amount_is_too_large, currency_is_malformed.
    [[nodiscard]] static base::Result<DecimalAmount> parse(std::string_view text,
                                                           std::string_view currency);

    /// In hundred-thousandths of the currency.
    [[nodiscard]] constexpr std::int64_t units() const { return units_; }
    /// How many decimals the bank wrote, 0 … 5; of a sum: the most that were seen.
    [[nodiscard]] constexpr unsigned decimals() const { return decimals_; }
    /// "EUR", or empty.
    [[nodiscard]] std::string_view currency() const;
    [[nodiscard]] constexpr DecimalAmount negated() const {
        DecimalAmount opposite = *this;
        opposite.units_ = -units_;
        return opposite;
    }

    /// Adds the number; the currency stays that of the first amount that has one. False, and
    /// nothing changed, when the sum is too large to hold.
    [[nodiscard]] bool add(const DecimalAmount& other);
    [[nodiscard]] constexpr bool same_number(const DecimalAmount& other) const {
        return units_ == other.units_;
    }
    [[nodiscard]] constexpr bool same_currency(const DecimalAmount& other) const {
        return currency_ == other.currency_;
    }

    /// Errors (refused): currency_is_not_eur, amount_is_not_whole_cents, amount_is_too_large.
    [[nodiscard]] base::Result<values::Euro> to_euro() const;

    /// Plain decimal text with decimals() decimals and no currency: "8.85", "500000", "-27.00".
    [[nodiscard]] std::string to_string() const;

    bool operator==(const DecimalAmount&) const = default;

private:
    std::int64_t units_ = 0;
    std::array<char, 3> currency_{};
    std::uint8_t decimals_ = 0;
};

}  // namespace ontzorgd::reconcile
