// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/people.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

/// @file
/// Which months are closed: rows of acts, never changed. Months are closed in order and reopened
/// from the newest on; no journal entry is ever stored with a day in a month that is closed.
namespace ontzorgd::store {

enum class MonthWord : std::uint8_t {
    closed,
    reopening,  ///< one person asks to reopen it; it stays closed
    reopened
};
struct MonthAct {
    std::int64_t id = 0;
    values::Month month{};
    MonthWord word = MonthWord::closed;
    UserId user{};
    std::int64_t fact = 0;
};
/// The oldest first.
[[nodiscard]] std::vector<MonthAct> month_acts(Database& db);
/// Every month up to this one is closed, or was before the books began.
[[nodiscard]] std::optional<values::Month> newest_closed_month(Database& db);
/// `reason` is a personal row; a closing has none. `act.id` is given here and returned.
std::int64_t add_month_act(Database& db, const MonthAct& act, std::optional<std::int64_t> reason);

/// What an account stood at on the last day of a month, when that was closed.
struct MonthBalance {
    std::int64_t account = 0;
    values::Euro cents{};
};
/// Of the act that closed the month, by account.
[[nodiscard]] std::vector<MonthBalance> month_balances(Database& db, std::int64_t act);
void add_month_balance(Database& db, std::int64_t act, const MonthBalance& balance,
                       std::int64_t fact);

/// Credits less debits that the bank booked on `day` or before, as told by chained statements that
/// close after it.
[[nodiscard]] values::Euro booked_until(Database& db, std::int64_t account, values::CivilDate day);

/// Lines of an account, booked on `day` or before, of which it is proposed what they are.
struct ProposedLines {
    std::int64_t account = 0;
    std::int64_t count = 0;
    LineKey first{};
};
[[nodiscard]] std::vector<ProposedLines> proposed_lines_until(Database& db, values::CivilDate day);

/// What came after `fact` about lines that the bank booked in a month.
struct LaterFacts {
    std::int64_t lines = 0;      ///< that a statement told of, which counts
    std::int64_t decisions = 0;  ///< about lines, made, confirmed or taken back
};
[[nodiscard]] LaterFacts later_facts(Database& db, values::Month month, std::int64_t fact);

}  // namespace ontzorgd::store
