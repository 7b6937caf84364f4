// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/unknown_debits.h"

#include "statement.h"

namespace ontzorgd::store {

namespace {

constexpr std::string_view never_given_out = "reference_was_never_given_out";
constexpr std::string_view of_another_copy = "reference_of_another_copy";

}  // namespace

std::vector<UnknownDebits> unknown_debits(Database& db) {
    Statement rows{db, R"sql(
        SELECT s.id, s.statement_id, l.rule, count(*), sum(l.cents), max(l.booking_date)
          FROM statement_line l INDEXED BY statement_line_unknown
         CROSS JOIN statement s ON s.id = l.statement
         WHERE l.credit = 0 AND l.place <> 0
           AND l.rule IN ('reference_was_never_given_out', 'reference_of_another_copy')
           AND l.repeats_statement IS NULL AND s.state IN ('chained', 'gap')
         GROUP BY s.id, l.rule ORDER BY s.id, l.rule
    )sql"};
    std::vector<UnknownDebits> all;
    while (rows.next()) {
        all.push_back({.statement = rows.integer(0),
                       .statement_id = std::string{rows.text(1)},
                       .rule = std::string{rows.text(2)},
                       .lines = rows.integer(3),
                       .cents = rows.euro(4),
                       .last_day = rows.date(5)});
    }
    return all;
}

bool is_rule_of_unknown_debits(std::string_view rule) {
    return rule == never_given_out || rule == of_another_copy;
}

std::vector<std::int64_t> statements_with_newer_payments(Database& db) {
    // Both rules, so that the index of both serves.
    Statement rows{db, R"sql(
        SELECT DISTINCT l.statement FROM statement_line l INDEXED BY statement_line_unknown
         WHERE l.credit = 0 AND l.place <> 0
           AND l.rule IN ('reference_was_never_given_out', 'reference_of_another_copy')
           AND l.rule = 'reference_was_never_given_out' ORDER BY l.statement
    )sql"};
    std::vector<std::int64_t> all;
    while (rows.next()) all.push_back(rows.integer(0));
    return all;
}

}  // namespace ontzorgd::store
