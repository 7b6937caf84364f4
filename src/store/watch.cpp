// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/watch.h"

#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/rights_review.h"
#include "statement.h"

namespace ontzorgd::store {

namespace {

std::int64_t unsigned_batches(Database& db) {
    Statement read{db, "SELECT count(*) FROM batch WHERE state IN ('proposed', 'signing')"};
    read.next();
    return read.integer(0);
}

std::vector<Watch::Waiting> waiting_exceptions(Database& db) {
    Statement read{db, R"sql(
        SELECT owner_role, count(*), min(opened) FROM exception
        WHERE closed_fact IS NULL GROUP BY owner_role ORDER BY owner_role
    )sql"};
    std::vector<Watch::Waiting> waiting;
    while (read.next()) {
        waiting.push_back(
            {.role = std::string{read.text(0)}, .count = read.integer(1), .oldest = read.date(2)});
    }
    return waiting;
}

std::vector<Watch::Statements> statements_until(Database& db) {
    Statement read{db, R"sql(
        SELECT own.name, (SELECT max(closing_date) FROM statement
                          WHERE account = own.id AND state = 'chained')
        FROM own_account AS own WHERE own.confirmed_by IS NOT NULL ORDER BY own.name
    )sql"};
    std::vector<Watch::Statements> until;
    while (read.next()) {
        until.push_back({.account = std::string{read.text(0)}, .until = read.optional_date(1)});
    }
    return until;
}

std::vector<Watch::Unexplained> unexplained(Database& db) {
    // The lines of a notice, of pages that wait and of a statement in conflict are told elsewhere.
    Statement read{db, R"sql(
        WITH of_account AS (
            SELECT s.account, min(l.booking_date) AS oldest, sum(l.cents * l.credit) AS credit,
                   sum(l.cents * (1 - l.credit)) AS debit
              FROM statement_line l INDEXED BY statement_line_unexplained
             CROSS JOIN statement s ON s.id = l.statement
             WHERE l.place IN (1, 2) AND l.repeats_statement IS NULL
               AND s.state NOT IN ('notice', 'conflict', 'incomplete', 'set_aside')
               AND s.fact <= (SELECT max(number) FROM audit_link)
             GROUP BY s.account)
        SELECT own.name, a.oldest, coalesce(a.credit, 0), coalesce(a.debit, 0)
          FROM own_account own LEFT JOIN of_account a ON a.account = own.id
         WHERE own.confirmed_by IS NOT NULL ORDER BY own.name
    )sql"};
    std::vector<Watch::Unexplained> found;
    while (read.next()) {
        found.push_back({.account = std::string{read.text(0)},
                         .oldest = read.optional_date(1),
                         .credit = read.euro(2),
                         .debit = read.euro(3)});
    }
    return found;
}

std::optional<values::CivilDate> anchored_on(Database& db) {
    Statement read{db, R"sql(
        SELECT day FROM audit_link WHERE number = (
            SELECT max(v.fact) FROM batch_version v
             WHERE EXISTS (SELECT 1 FROM signature s
                            WHERE s.batch = v.batch AND s.version = v.version))
    )sql"};
    return read.next() ? std::optional{read.date(0)} : std::nullopt;
}

}  // namespace

Watch watch(Database& db) {
    return {.facts = chain_head(db).length,
            .unsigned_batches = unsigned_batches(db),
            .exceptions = waiting_exceptions(db),
            .statements = statements_until(db),
            .unexplained = unexplained(db),
            .anchored_on = anchored_on(db),
            .rights_unseen_since = rights_unseen_since(db)};
}

}  // namespace ontzorgd::store
