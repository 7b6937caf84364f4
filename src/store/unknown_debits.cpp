// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/unknown_debits.h"

#include "statement.h"

namespace ontzorgd::store {

namespace {

constexpr std::string_view never_given_out = "reference_was_never_given_out";
constexpr std::string_view of_another_copy = "reference_of_another_copy";

}  // namespace

std::vector<UnknownDebits> unknown_debits(Database& db) {
    // What a notice told, or a statement that was set aside, counts until a statement covers its
    // day: one person cannot make it go away by looking away. A payment or file that was signed and
    // never released here was released from a newer copy.
    Statement rows{db, R"sql(
        SELECT s.id, l.rule, count(*), sum(l.cents), max(l.booking_date)
          FROM statement_line l INDEXED BY statement_line_unknown
         CROSS JOIN statement s ON s.id = l.statement
         WHERE l.credit = 0 AND l.place <> 0
           AND l.rule IN ('reference_was_never_given_out', 'reference_of_another_copy',
                          'payment_was_never_handed_over')
           AND l.repeats_statement IS NULL
           AND (l.rule <> 'payment_was_never_handed_over' OR EXISTS (
                SELECT 1 FROM line_candidate c
                  LEFT JOIN attempt a ON a.instruction = c.instruction AND a.number = c.attempt
                  JOIN file f ON f.id = coalesce(a.file, c.file)
                 WHERE c.statement = l.statement AND c.entry = l.entry AND c.detail = l.detail
                   AND f.state = 'built'))
           AND (s.state NOT IN ('notice', 'set_aside') OR NOT EXISTS (
                SELECT 1 FROM statement t
                 WHERE t.account = s.account AND t.state IN ('chained', 'gap')
                   AND l.booking_date <= t.closing_date
                   AND (t.opening_date < l.booking_date OR l.booking_date = t.closing_date)))
         GROUP BY s.id, l.rule ORDER BY s.id, l.rule
    )sql"};
    std::vector<UnknownDebits> all;
    while (rows.next()) {
        all.push_back({.statement = rows.integer(0),
                       .is_of_another_copy = rows.text(1) == of_another_copy,
                       .lines = rows.integer(2),
                       .cents = rows.euro(3),
                       .last_day = rows.date(4)});
    }
    return all;
}

UnexplainedDebits unexplained_debits_between(Database& db, values::CivilDate from,
                                             values::CivilDate until) {
    // 1 and 2: proposed and in suspense; what is matched, or somebody else's, has its word.
    Statement rows{db, R"sql(
        SELECT count(*), coalesce(min(s.id), 0)
          FROM statement_line l INDEXED BY statement_line_open
         CROSS JOIN statement s ON s.id = l.statement
         WHERE l.credit = 0 AND l.place <> 0 AND l.place IN (1, 2)
           AND l.booking_date BETWEEN ?1 AND ?2
           AND l.repeats_statement IS NULL AND s.state IN ('chained', 'gap')
    )sql"};
    rows.bind(from, until);
    rows.next();
    return {.count = rows.integer(0), .statement = rows.integer(1)};
}

std::vector<UnexplainedDebit> unexplained_debits(Database& db, values::CivilDate day,
                                                 std::int64_t most) {
    Statement rows{db, R"sql(
        SELECT l.statement, l.entry, l.detail, s.account, l.cents, l.booking_date
          FROM statement_line l INDEXED BY statement_line_open
         CROSS JOIN statement s ON s.id = l.statement
         WHERE l.credit = 0 AND l.place <> 0 AND l.place IN (1, 2) AND l.booking_date >= ?1
           AND l.repeats_statement IS NULL AND s.state IN ('chained', 'gap')
         ORDER BY l.statement, l.entry, l.detail LIMIT ?2
    )sql"};
    rows.bind(day, most);
    std::vector<UnexplainedDebit> all;
    while (rows.next()) {
        all.push_back({.statement = rows.integer(0),
                       .entry = rows.integer(1),
                       .detail = rows.integer(2),
                       .account = rows.integer(3),
                       .cents = rows.euro(4),
                       .day = rows.date(5)});
    }
    return all;
}

std::vector<UnpaidTotal> unpaid_totals(Database& db) {
    Statement rows{db, R"sql(
        SELECT r.run_id, i.account, i.execution_date, count(*), sum(i.cents)
          FROM run r JOIN instruction i ON i.run = r.id
         WHERE r.state IN ('split', 'closed')
           AND NOT EXISTS(SELECT 1 FROM attempt a WHERE a.instruction = i.id)
         GROUP BY r.id, i.execution_date, i.account
    )sql"};
    std::vector<UnpaidTotal> all;
    while (rows.next()) {
        all.push_back({.run = std::string{rows.text(0)},
                       .account = rows.integer(1),
                       .execution_date = rows.date(2),
                       .payments = rows.integer(3),
                       .cents = rows.euro(4)});
    }
    return all;
}

bool is_rule_of_unknown_debits(std::string_view rule) {
    return rule == never_given_out || rule == of_another_copy;
}

}  // namespace ontzorgd::store
