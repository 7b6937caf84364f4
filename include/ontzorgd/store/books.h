// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// The books as sums: of the ledger, of the rows behind its accounts, and of one household and
/// month.
namespace ontzorgd::store {

struct AccountSum {
    std::string account{};
    values::Euro debit{};
    values::Euro credit{};
    std::int64_t entries = 0;
};
/// Everything posted by facts up to `until_fact`, per account, by name.
[[nodiscard]] std::vector<AccountSum> trial_balance(Database& db, std::int64_t until_fact);

/// What each account must stand at now by the rows behind it, debit positive. An account comes at
/// most once.
void for_each_subledger(
    Database& db, const std::function<void(std::string_view account, values::Euro balance)>& visit);

/// One term of the conservation line.
struct ConservationTerm {
    enum class Kind : std::uint8_t {
        ontvangen,
        aangehouden,
        onderweg,
        bevestigd,
        teruggekomen,
        terugbetaald
    };
    std::int64_t household = 0;  ///< 0 when the client is not known
    std::string_view who;        ///< number of the household, or of the client that is not known
    Kind term = Kind::ontvangen;
    std::int64_t kind = 0;  ///< of a payment: the number of its kind
    values::Euro cents;
};
/// Benefit months that have a run, and months in which money was paid back, ascending. What a
/// creditor pays back is of the month in which the bank booked it: of which benefit it was, only
/// the creditor knows.
[[nodiscard]] std::vector<values::Month> benefit_months(Database& db, std::int64_t until_fact);
/// The terms of one benefit month, those of one household together. What is known of payments is
/// what is known now; runs and payments of facts after `until_fact` are left out.
void for_each_conservation_term(Database& db, values::Month month, std::int64_t until_fact,
                                const std::function<void(const ConservationTerm&)>& visit);

}  // namespace ontzorgd::store
