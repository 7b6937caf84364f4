// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/month.h"

#include "ontzorgd/base/contract.h"
#include "statement.h"

#include <algorithm>
#include <array>

namespace ontzorgd::store {

namespace {

constexpr std::array words{"closed", "reopening", "reopened"};

MonthWord word_from(std::string_view text) {
    const auto* const found = std::ranges::find(words, text);
    base::expects(found != words.end(), "a month has a word that is known");
    return static_cast<MonthWord>(found - words.begin());
}

}  // namespace

std::vector<MonthAct> month_acts(Database& db) {
    Statement rows{db, "SELECT id, month, kind, user, fact FROM month_act ORDER BY id"};
    std::vector<MonthAct> all;
    while (rows.next()) {
        all.push_back({.id = rows.integer(0),
                       .month = rows.month(1),
                       .word = word_from(rows.text(2)),
                       .user = UserId{rows.integer(3)},
                       .fact = rows.integer(4)});
    }
    return all;
}

std::optional<values::Month> newest_closed_month(Database& db) {
    Statement find{db, "SELECT month FROM closed_month ORDER BY month DESC LIMIT 1"};
    if (!find.next()) return std::nullopt;
    return find.month(0);
}

std::int64_t add_month_act(Database& db, const MonthAct& act, std::optional<std::int64_t> reason) {
    Statement add{db, R"sql(
        INSERT INTO month_act SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4, ?5 FROM month_act
        RETURNING id
    )sql"};
    add.bind(act.month, words.at(static_cast<std::size_t>(act.word)), act.user, reason, act.fact);
    add.next();
    const std::int64_t id = add.integer(0);
    add.reset();
    return id;
}

std::vector<MonthBalance> month_balances(Database& db, std::int64_t act) {
    Statement rows{db, "SELECT account, cents FROM month_balance WHERE act = ?1 ORDER BY account"};
    rows.bind(act);
    std::vector<MonthBalance> all;
    while (rows.next()) all.push_back({.account = rows.integer(0), .cents = rows.euro(1)});
    return all;
}

void add_month_balance(Database& db, std::int64_t act, const MonthBalance& balance,
                       std::int64_t fact) {
    Statement add{db, R"sql(
        INSERT INTO month_balance SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4 FROM month_balance
    )sql"};
    add.run_with(act, balance.account, balance.cents, fact);
}

values::Euro booked_until(Database& db, std::int64_t account, values::CivilDate day) {
    Statement sum{db, R"sql(
        SELECT coalesce(sum(CASE l.credit WHEN 1 THEN l.cents ELSE -l.cents END), 0)
          FROM statement s JOIN statement_line l ON l.statement = s.id
         WHERE s.account = ?1 AND s.closing_date > ?2 AND s.opening_date <= ?2 AND s.first_booking <= ?2
           AND s.state = 'chained'
           AND l.repeats_statement IS NULL AND l.booking_date <= ?2
    )sql"};
    sum.bind(account, day);
    sum.next();
    return sum.euro(0);
}

std::vector<ProposedLines> proposed_lines_until(Database& db, values::CivilDate day) {
    Statement rows{db, R"sql(
        SELECT s.account, l.statement, l.entry, l.detail
          FROM statement_line l JOIN statement s ON s.id = l.statement
         WHERE l.place = 1 AND l.booking_date <= ?1 AND l.repeats_statement IS NULL
           AND s.state IN ('chained', 'gap')
         ORDER BY s.account, l.statement, l.entry, l.detail
    )sql"};
    rows.bind(day);
    std::vector<ProposedLines> all;
    while (rows.next()) {
        if (all.empty() || all.back().account != rows.integer(0)) {
            all.push_back({.account = rows.integer(0),
                           .first = {rows.integer(1), rows.integer(2), rows.integer(3)}});
        }
        ++all.back().count;
    }
    return all;
}

LaterFacts later_facts(Database& db, values::Month month, std::int64_t fact) {
    Statement lines{db, R"sql(
        SELECT count(*) FROM statement s JOIN statement_line l ON l.statement = s.id
         WHERE s.fact > ?1 AND s.first_booking <= ?3 AND s.last_booking >= ?2
           AND s.state IN ('chained', 'gap') AND l.repeats_statement IS NULL
           AND l.booking_date BETWEEN ?2 AND ?3
    )sql"};
    lines.bind(fact, month.first(), month.last());
    lines.next();
    Statement decisions{db, R"sql(
        SELECT coalesce(sum((d.fact > ?1) + coalesce(d.confirmed_fact > ?1, 0) + coalesce(d.revoked_fact > ?1, 0)), 0)
          FROM line_decision d
          JOIN statement_line l ON l.statement = d.statement AND l.entry = d.entry AND l.detail = d.detail
         WHERE l.booking_date BETWEEN ?2 AND ?3
    )sql"};
    decisions.bind(fact, month.first(), month.last());
    decisions.next();
    return {.lines = lines.integer(0), .decisions = decisions.integer(0)};
}

}  // namespace ontzorgd::store
