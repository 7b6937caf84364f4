// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/refund.h"

#include "statement.h"

namespace ontzorgd::store {

namespace {

std::string text_of(const Statement& row, int column) {
    return row.is_null(column) ? std::string{} : std::string{row.blob(column)};
}

std::vector<std::int64_t> contracts_of(Database& db, const LineKey& line) {
    Statement rows{db, R"sql(
        SELECT contract FROM refund_contract WHERE statement = ?1 AND entry = ?2 AND detail = ?3 ORDER BY contract
    )sql"};
    rows.bind(line.statement, line.entry, line.detail);
    std::vector<std::int64_t> all;
    while (rows.next()) all.push_back(rows.integer(0));
    return all;
}

}  // namespace

std::vector<RefundLine> refunds_of(Database& db, std::int64_t household) {
    // By their days and names, never by delivery, except between two that nothing else tells apart.
    Statement rows{db, R"sql(
        SELECT l.statement, l.entry, l.detail, s.account, l.booking_date, l.cents, l.place, l.rule, d.id, d.contract
          FROM statement_line l JOIN statement s ON s.id = l.statement
          LEFT JOIN line_decision d ON d.id = (
               SELECT max(x.id) FROM line_decision x
                WHERE x.statement = l.statement AND x.entry = l.entry AND x.detail = l.detail
                  AND x.household IS NOT NULL AND x.revoked_fact IS NULL)
         WHERE l.household = ?1 AND s.state IN ('chained', 'gap') AND l.repeats_statement IS NULL
         ORDER BY l.booking_date, s.closing_date, s.opening_date, CAST(s.sequence AS INTEGER), s.statement_id,
                  l.entry, l.detail, s.id
    )sql"};
    rows.bind(household);
    std::vector<RefundLine> all;
    while (rows.next()) {
        RefundLine line{.claim = {.key = {.statement = rows.integer(0),
                                          .entry = rows.integer(1),
                                          .detail = rows.integer(2)},
                                  .account = rows.integer(3),
                                  .booking_date = rows.date(4),
                                  .cents = rows.euro(5),
                                  .credit = true,
                                  .claim = LineClaim::refund,
                                  .place = static_cast<reconcile::Place>(rows.integer(6)),
                                  .rule = std::string{rows.text(7)}},
                        .contracts = {},
                        .is_decided = !rows.is_null(8)};
        if (!line.is_decided) {
            line.contracts = contracts_of(db, line.claim.key);
        } else if (const auto contract = rows.optional_integer(9)) {
            line.contracts.push_back(*contract);
        }
        all.push_back(std::move(line));
    }
    return all;
}

std::optional<std::int64_t> household_with_refunds(Database& db, std::int64_t instruction) {
    Statement find{db, R"sql(
        SELECT i.household FROM instruction i
         WHERE i.id = ?1 AND EXISTS (SELECT 1 FROM statement_line l WHERE l.household = i.household)
    )sql"};
    find.bind(instruction);
    if (!find.next()) return std::nullopt;
    return find.integer(0);
}

std::vector<reconcile::PaidOn> paid_on(Database& db, std::int64_t contract) {
    Statement rows{db, R"sql(
        SELECT f.execution_date, i.cents - a.returned_cents
          FROM instruction i JOIN attempt a ON a.instruction = i.id JOIN file f ON f.id = a.file
         WHERE i.contract = ?1 AND a.state <> 3
           AND (a.state IN (1, 2, 4) OR f.state IN ('handing_over', 'handed_over'))
    )sql"};
    rows.bind(contract);
    std::vector<reconcile::PaidOn> all;
    while (rows.next()) {
        all.push_back({.contract = contract, .day = rows.date(0), .cents = rows.euro(1)});
    }
    return all;
}

std::vector<RefundContract> refund_contracts_of(Database& db, const LineKey& line) {
    std::vector<RefundContract> all;
    for (const std::int64_t contract : contracts_of(db, line)) {
        if (auto found = refund_contract(db, contract)) all.push_back(*std::move(found));
    }
    return all;
}

std::vector<std::int64_t> contracts_at(Database& db, std::int64_t counter) {
    Statement rows{db, R"sql(
        SELECT DISTINCT v.contract FROM contract_version v
         WHERE v.crediteur IN (SELECT creditor FROM iban WHERE blind_index = ?1 AND creditor IS NOT NULL)
         ORDER BY v.contract
    )sql"};
    rows.bind(counter);
    std::vector<std::int64_t> all;
    while (rows.next()) all.push_back(rows.integer(0));
    return all;
}

std::int64_t contract_named(Database& db, std::string_view nummer) {
    Statement find{db, "SELECT id FROM contract WHERE nummer = ?1"};
    find.bind(nummer);
    return find.next() ? find.integer(0) : 0;
}

std::optional<RefundContract> refund_contract(Database& db, std::int64_t contract) {
    Statement find{db, R"sql(
        SELECT c.household, c.nummer, h.nummer, v.soort, pn.value, pk.value, k.value,
               (SELECT group_concat(nummer, ', ') FROM (
                  SELECT nummer FROM client x WHERE x.household = c.household ORDER BY position))
          FROM contract c JOIN household h ON h.id = c.household
          JOIN contract_version v ON v.household = c.household AND v.contract = c.id AND v.replaced IS NULL
          LEFT JOIN client_version cv ON cv.household = c.household AND cv.client = v.op_naam_van
                                     AND cv.replaced IS NULL
          LEFT JOIN personal pn ON pn.id = cv.naam
          LEFT JOIN creditor_version kv ON kv.creditor = v.crediteur AND kv.replaced IS NULL
          LEFT JOIN personal pk ON pk.id = kv.naam
          LEFT JOIN personal k ON k.id = v.kenmerk
         WHERE c.id = ?1
    )sql"};
    find.bind(contract);
    if (!find.next()) return std::nullopt;
    const std::string name = text_of(find, 4);
    return RefundContract{.contract = contract,
                          .household = find.integer(0),
                          .nummer = std::string{find.text(1)},
                          .household_nummer = std::string{find.text(2)},
                          .client = std::string{find.text(7)},
                          // Name and day of birth stand on two lines of one personal row.
                          .client_name = name.substr(0, name.find('\n')),
                          .creditor = text_of(find, 5),
                          .kenmerk = text_of(find, 6),
                          .kind = find.integer(3)};
}

}  // namespace ontzorgd::store
