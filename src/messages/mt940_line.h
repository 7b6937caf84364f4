// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/reconcile/statement.h"

#include <optional>
#include <string>
#include <string_view>

/// @file
/// The fields of an MT940 that have a form: an entry (:61:), a balance (:60F: and the like) and the
/// number of a statement (:28C:).
namespace ontzorgd::messages {

/// What the first line of a :61: says. Texts are parts of the line, without blanks around them.
struct Mt940Line {
    values::CivilDate value_date;
    std::optional<values::CivilDate> entry_date;
    reconcile::Direction direction = reconcile::Direction::credit;
    bool is_reversal = false;  ///< RC, which takes, or RD, which adds
    reconcile::DecimalAmount amount;
    std::string_view type;       ///< "NTRF", "N654"; empty where a bank leaves it out
    std::string_view reference;  ///< of the account holder; "NONREF" and the like too
    std::string_view bank_reference;
};

/// Reads YYMMDD[MMDD]{C|D|RC|RD}[funds letter]amount[type][reference][//bank reference]. The year
/// of the entry date, which is not given, is the one nearest to the value date.
/// Errors (malformed): date_is_malformed, date_does_not_exist, entry_has_no_direction,
/// entry_has_no_amount; those of parse_mt940_amount().
[[nodiscard]] base::Result<Mt940Line> parse_mt940_line(std::string_view text,
                                                       std::string_view currency);

/// "25,03", "500,", ",50", "000000000025,00"; Rabobank also wrote "25.03". Errors (malformed):
/// amount_is_malformed; those of DecimalAmount::parse().
[[nodiscard]] base::Result<reconcile::DecimalAmount> parse_mt940_amount(std::string_view text,
                                                                        std::string_view currency);

/// Reads {C|D}YYMMDDEURamount. `kind` is the code that camt has for it. Errors (malformed):
/// balance_has_no_direction, balance_has_no_date, date_does_not_exist, balance_has_no_amount,
/// currency_is_malformed; those of parse_mt940_amount().
[[nodiscard]] base::Result<reconcile::Balance> parse_mt940_balance(std::string_view text,
                                                                   std::string_view kind);

/// The number and the page of "19321/1". Nothing where a bank writes none, or zero.
struct Mt940Number {
    std::optional<std::int64_t> number;
    std::optional<std::int64_t> page;
};
[[nodiscard]] Mt940Number parse_mt940_number(std::string_view text);

}  // namespace ontzorgd::messages
