// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/payees.h"

#include "statement.h"

namespace ontzorgd::store {

PayeeFigures payees_of(Database& db, dossier::HouseholdId household) {
    Statement figures{db, R"sql(
        SELECT (SELECT CASE WHEN count(p.id) = count(*) THEN count(*) ELSE 0 END
                  FROM client_version v LEFT JOIN personal p ON p.id = v.naam
                 WHERE v.household = ?1 AND v.replaced IS NULL),
               (SELECT count(*) FROM iban
                 WHERE household = ?1 AND replaced IS NULL AND confirmed_by IS NOT NULL),
               (SELECT count(*) FROM client_hold WHERE household = ?1 AND replaced IS NULL)
    )sql"};
    figures.bind(household);
    figures.next();
    return {.clients = figures.integer(0),
            .with_usable_iban = figures.integer(1),
            .on_hold = figures.integer(2)};
}

}  // namespace ontzorgd::store
