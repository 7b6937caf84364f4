// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/pages.h"

#include "statement.h"

#include <string>
#include <string_view>
#include <utility>

namespace ontzorgd::store {

namespace {

constexpr std::string_view page_columns = R"sql(
    SELECT p.statement, p.page, p.page_begins, p.page_ends, p.of_message, p.counts_itself,
           p.opening_cents, p.closing_cents FROM statement_page p
)sql";

std::optional<values::Euro> optional_euro(const Statement& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional{row.euro(column)};
}

std::vector<StatementPage> pages_where(Database& db, const std::string& condition, auto... keys) {
    Statement rows{db, std::string{page_columns} + condition};
    rows.bind(keys...);
    std::vector<StatementPage> pages;
    while (rows.next()) {
        auto statement = statement_by_id(db, rows.integer(0));
        base::expects(statement.has_value(), "a page is of a statement that is stored");
        pages.push_back({.statement = *std::move(statement),
                         .page = {.number = rows.integer(1),
                                  .begins = rows.flag(2),
                                  .ends = rows.flag(3),
                                  .of_message = rows.flag(4)},
                         .counts_itself = rows.flag(5),
                         .opening = optional_euro(rows, 6),
                         .closing = optional_euro(rows, 7)});
    }
    return pages;
}

}  // namespace

void add_page(Database& db, const StatementPage& page) {
    Statement add{db, R"sql(
        INSERT INTO statement_page
        SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM statement_page
    )sql"};
    add.run_with(page.statement.id, page.statement.fact, page.page.number, page.page.begins,
                 page.page.ends, page.page.of_message, page.counts_itself, page.opening,
                 page.closing);
}

std::optional<StatementPage> page_of(Database& db, std::int64_t statement) {
    auto found = pages_where(db, " WHERE p.statement = ?1", statement);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<StatementPage> incomplete_pages(Database& db, std::int64_t account) {
    return pages_where(db, R"sql(
        WHERE p.statement IN (SELECT id FROM statement INDEXED BY statement_incomplete
                               WHERE account = ?1 AND state = 'incomplete')
        ORDER BY p.statement
    )sql",
                       account);
}

std::vector<StatementPage> pages_counting_with(Database& db, const BankStatementRow& statement) {
    return pages_where(db, R"sql(
        WHERE p.counts_itself = 0 AND p.statement IN (
              SELECT id FROM statement WHERE account = ?1 AND closing_date = ?2 AND statement_id = ?3
                 AND sequence = ?4 AND state IN ('chained', 'gap'))
        ORDER BY p.page, p.statement
    )sql",
                       statement.account, statement.closing_date, statement.statement_id,
                       statement.sequence);
}

std::optional<BankStatementRow> copy_that_counts(Database& db, const StatementPage& page) {
    Statement find{db, R"sql(
        SELECT s.id FROM statement s JOIN statement_page p ON p.statement = s.id
         WHERE s.account = ?1 AND s.statement_id = ?2 AND s.sequence = ?3 AND s.content_sha256 = ?4
           AND s.state IN ('chained', 'gap') AND p.page = ?5 AND p.counts_itself = 0 AND s.id <> ?6
         ORDER BY s.id LIMIT 1
    )sql"};
    const BankStatementRow& row = page.statement;
    find.bind(row.account, row.statement_id, row.sequence, row.content_sha256, page.page.number,
              row.id);
    return find.next() ? statement_by_id(db, find.integer(0)) : std::nullopt;
}

bool has_page_that_counts(Database& db, const StatementPage& page) {
    Statement find{db, R"sql(
        SELECT 1 FROM statement s JOIN statement_page p ON p.statement = s.id
         WHERE s.account = ?1 AND s.statement_id = ?2 AND s.sequence = ?3
           AND s.state IN ('chained', 'gap') AND p.page = ?4 AND p.counts_itself = 0 AND s.id <> ?5
         LIMIT 1
    )sql"};
    const BankStatementRow& row = page.statement;
    find.bind(row.account, row.statement_id, row.sequence, page.page.number, row.id);
    return find.next();
}

std::vector<StatementPage> pages_before_others(Database& db, std::int64_t account) {
    return pages_where(db, R"sql(
        JOIN statement s ON s.id = p.statement
        WHERE p.counts_itself = 1 AND p.page_ends = 0 AND s.account = ?1
          AND s.state IN ('chained', 'gap') ORDER BY p.statement
    )sql",
                       account);
}

values::Euro sum_of_lines(Database& db, std::int64_t statement) {
    Statement sum{db, R"sql(
        SELECT coalesce(sum(CASE credit WHEN 1 THEN cents ELSE -cents END), 0)
          FROM statement_line WHERE statement = ?1
    )sql"};
    sum.bind(statement);
    sum.next();
    return sum.euro(0);
}

void complete_page(Database& db, const BankStatementRow& statement) {
    Statement change{db, R"sql(
        UPDATE statement SET opening_cents = ?2, closing_cents = ?3, opening_date = ?4,
               closing_date = ?5, state = ?6 WHERE id = ?1
    )sql"};
    change.run_with(statement.id, statement.opening, statement.closing, statement.opening_date,
                    statement.closing_date, statement.state);
}

}  // namespace ontzorgd::store
