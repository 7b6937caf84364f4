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

}  // namespace

Watch watch(Database& db) {
    return {.facts = chain_head(db).length,
            .unsigned_batches = unsigned_batches(db),
            .exceptions = waiting_exceptions(db),
            .statements = statements_until(db),
            .rights_unseen_since = rights_unseen_since(db)};
}

}  // namespace ontzorgd::store
