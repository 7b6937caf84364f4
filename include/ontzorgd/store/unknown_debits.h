// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Debits that ontzorgd made, and not as this copy of it knows. With a reference that this copy
/// never gave out, or of a file that it never released, so that a newer copy must have been here
/// before it; or with a reference of another copy, so that a file of that was given to our bank.
/// Once people have another word for a line it is none.
namespace ontzorgd::store {

/// Such debits on one statement, with one rule.
struct UnknownDebits {
    std::int64_t statement = 0;
    bool is_of_another_copy = false;  ///< else a newer copy made them
    std::int64_t lines = 0;
    values::Euro cents{};
    values::CivilDate last_day{};
};
/// By statement: on those that count or may yet count, and on notices and statements that were set
/// aside while no statement covers the day of the line.
[[nodiscard]] std::vector<UnknownDebits> unknown_debits(Database& db);
/// Whether a line has this rule because of such a debit.
[[nodiscard]] bool is_rule_of_unknown_debits(std::string_view rule);

/// Debits booked on or after `day` that no payment and nobody explains, and on which statement the
/// first of them stands: any of them may be a payment that a lost copy of this directory made.
struct UnexplainedDebits {
    std::int64_t count = 0;
    std::int64_t statement = 0;
};
[[nodiscard]] UnexplainedDebits unexplained_debits_between(Database& db, values::CivilDate from,
                                                           values::CivilDate until);
struct UnexplainedDebit {
    std::int64_t statement = 0;
    std::int64_t entry = 0;
    std::int64_t detail = 0;
    std::int64_t account = 0;
    values::Euro cents{};
    values::CivilDate day{};
};
/// The first `most` of them, in their order.
[[nodiscard]] std::vector<UnexplainedDebit> unexplained_debits(Database& db, values::CivilDate day,
                                                               std::int64_t most);
/// Payments of one run, account and day of which no attempt was made here.
struct UnpaidTotal {
    std::string run;
    std::int64_t account = 0;
    values::CivilDate execution_date{};
    std::int64_t payments = 0;
    values::Euro cents{};
};
[[nodiscard]] std::vector<UnpaidTotal> unpaid_totals(Database& db);

}  // namespace ontzorgd::store
