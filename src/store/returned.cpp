// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/returned.h"

#include "statement.h"

#include <algorithm>

namespace ontzorgd::store {

std::vector<ReturnedPayment> returned_payments_of(Database& db, dossier::HouseholdId household) {
    Statement rows{db, R"sql(
        SELECT i.id, i.kind, i.cents, i.draagdeel_eerste, a.returned_cents - (
                   SELECT coalesce(sum(w.cents), 0) FROM part_word w
                    WHERE w.instruction = a.instruction AND w.attempt = a.number AND w.made IS NOT NULL) AS open,
               coalesce(a.return_reason, '')
          FROM (SELECT l.instruction AS id FROM run r CROSS JOIN split_line l ON l.run = r.id AND l.household = ?1
                UNION ALL
                SELECT w.made FROM part_word w CROSS JOIN instruction p ON p.id = w.instruction
                 WHERE w.made IS NOT NULL AND p.household = ?1) of_household
         CROSS JOIN instruction i ON i.id = of_household.id
          JOIN attempt a ON a.instruction = i.id
         WHERE a.returned_cents > 0
           AND NOT EXISTS (SELECT 1 FROM reissue z WHERE z.instruction = i.id AND z.attempt = a.number)
           AND a.number = (SELECT max(number) FROM attempt m WHERE m.instruction = i.id)
           AND open > 0
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

std::optional<ToldReturn> told_return(Database& db, const AttemptName& of) {
    Statement find{db, R"sql(
        SELECT i.kind, coalesce(i.period_from / 100, r.periode), i.creditor IS NULL,
               CASE WHEN i.creditor IS NULL THEN pn.value ELSE pk.value END,
               (SELECT max(l.booking_date) FROM statement_line l JOIN statement s ON s.id = l.statement
                 WHERE l.instruction = ?1 AND l.attempt = ?2 AND l.credit = 1 AND l.place = 0
                   AND l.repeats_statement IS NULL AND s.state IN ('chained', 'gap'))
          FROM instruction i JOIN run r ON r.id = i.run JOIN client c ON c.id = i.client
          LEFT JOIN client_version cv
            ON cv.household = c.household AND cv.client = c.id AND cv.replaced IS NULL
          LEFT JOIN personal pn ON pn.id = cv.naam
          LEFT JOIN creditor_version kv ON kv.creditor = i.creditor AND kv.replaced IS NULL
          LEFT JOIN personal pk ON pk.id = kv.naam
         WHERE i.id = ?1
    )sql"};
    find.bind(of.instruction, of.attempt);
    if (!find.next()) return std::nullopt;
    const std::string name = find.is_null(3) ? std::string{} : std::string{find.blob(3)};
    // A personal row of a client holds name and day of birth on two lines.
    return ToldReturn{.payee = name.substr(0, name.find('\n')),
                      .payee_is_client = find.flag(2),
                      .kind = find.integer(0),
                      .month = find.month(1),
                      .day = find.optional_date(4)};
}

values::Euro cost_of_returns(Database& db, const AttemptName& of) {
    Statement sum{db, R"sql(
        SELECT coalesce(sum(c.cents), 0) FROM statement_line l JOIN statement s ON s.id = l.statement
          JOIN line_cost c ON c.statement = l.statement AND c.entry = l.entry AND c.detail = l.detail
         WHERE l.instruction = ?1 AND l.attempt = ?2 AND l.credit = 1 AND l.place = 0
           AND l.repeats_statement IS NULL AND s.state IN ('chained', 'gap')
    )sql"};
    sum.bind(of.instruction, of.attempt);
    sum.next();
    const values::Euro told = sum.euro(0);
    Statement lacks{db, R"sql(
        SELECT i.cents - a.returned_cents FROM attempt a JOIN instruction i ON i.id = a.instruction
         WHERE a.instruction = ?1 AND a.number = ?2
    )sql"};
    lacks.bind(of.instruction, of.attempt);
    return lacks.next() ? std::min(told, lacks.euro(0)) : values::Euro{};
}

}  // namespace ontzorgd::store
