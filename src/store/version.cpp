// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/version.h"

#include "statement.h"

namespace ontzorgd::store {

std::int64_t version_of_household(Database& db, dossier::HouseholdId household) {
    Statement read{db, R"sql(
        SELECT coalesce(max(fact), 0) FROM (
            SELECT fact FROM household WHERE id = ?1
            UNION ALL SELECT max(fact, coalesce(replaced, 0)) FROM household_version WHERE household = ?1
            UNION ALL SELECT max(fact, coalesce(replaced, 0)) FROM client_version WHERE household = ?1
            UNION ALL SELECT max(fact, coalesce(replaced, 0), coalesce(confirmed_fact, 0))
                        FROM iban WHERE household = ?1
            UNION ALL SELECT max(fact, coalesce(replaced, 0)) FROM grondslag WHERE household = ?1
            UNION ALL SELECT max(fact, coalesce(replaced, 0)) FROM machtiging WHERE household = ?1
            UNION ALL SELECT max(fact, coalesce(replaced, 0)) FROM joint_request WHERE household = ?1
            UNION ALL SELECT max(fact, coalesce(replaced, 0)) FROM contract_version WHERE household = ?1
            UNION ALL SELECT max(fact, coalesce(replaced, 0)) FROM client_hold WHERE household = ?1)
    )sql"};
    read.bind(household);
    read.next();
    return read.integer(0);
}

std::int64_t version_of_creditor(Database& db, std::string_view nummer) {
    Statement read{db, R"sql(
        SELECT max(c.fact,
                   coalesce((SELECT max(max(fact, coalesce(replaced, 0)))
                               FROM creditor_version WHERE creditor = c.id), 0),
                   coalesce((SELECT max(max(fact, coalesce(replaced, 0), coalesce(confirmed_fact, 0)))
                               FROM iban WHERE creditor = c.id), 0))
          FROM creditor c WHERE c.nummer = ?1
    )sql"};
    read.bind(nummer);
    return read.next() ? read.integer(0) : 0;
}

std::int64_t version_of_exception(Database& db, std::int64_t exception) {
    Statement read{db, R"sql(
        SELECT max(e.fact, coalesce(e.closed_fact, 0),
                   coalesce((SELECT max(fact) FROM exception_act WHERE exception = e.id), 0))
          FROM exception e WHERE e.id = ?1
    )sql"};
    read.bind(exception);
    return read.next() ? read.integer(0) : 0;
}

std::int64_t version_of_batch(Database& db, std::int64_t batch) {
    Statement read{db, R"sql(
        SELECT max(b.fact, coalesce(b.released_fact, 0),
                   coalesce((SELECT max(fact) FROM batch_version WHERE batch = b.id), 0),
                   coalesce((SELECT max(fact) FROM signature WHERE batch = b.id), 0))
          FROM batch b WHERE b.id = ?1
    )sql"};
    read.bind(batch);
    return read.next() ? read.integer(0) : 0;
}

std::int64_t version_of_rule(Database& db, std::int64_t rule) {
    Statement read{db, R"sql(
        SELECT max(fact, coalesce(confirmed_fact, 0), coalesce(ended_fact, 0))
          FROM line_rule WHERE id = ?1
    )sql"};
    read.bind(rule);
    return read.next() ? read.integer(0) : 0;
}

}  // namespace ontzorgd::store
