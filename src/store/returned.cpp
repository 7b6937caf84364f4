// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/returned.h"

#include "statement.h"

namespace ontzorgd::store {

std::vector<ReturnedPayment> returned_payments_of(Database& db, dossier::HouseholdId household) {
    Statement rows{db, R"sql(
        SELECT i.id, i.kind, i.cents, i.draagdeel_eerste, a.returned_cents, coalesce(a.return_reason, '')
          FROM run r
          JOIN split_line l ON l.run = r.id AND l.household = ?1
          JOIN instruction i ON i.id = l.instruction
          JOIN attempt a ON a.instruction = i.id
         WHERE a.state = 2
           AND NOT EXISTS (SELECT 1 FROM reissue z WHERE z.instruction = i.id AND z.attempt = a.number)
           AND a.number = (SELECT max(number) FROM attempt m WHERE m.instruction = i.id)
         ORDER BY i.id
    )sql"};
    rows.bind(household);
    std::vector<ReturnedPayment> all;
    while (rows.next()) {
        all.push_back({.instruction = rows.integer(0),
                       .kind = rows.integer(1),
                       .paid = rows.euro(2),
                       .draagdeel_eerste = rows.euro(3),
                       .returned = rows.euro(4),
                       .reason = std::string{rows.text(5)}});
    }
    return all;
}

}  // namespace ontzorgd::store
