// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/bank_status.h"
#include "statement.h"

namespace ontzorgd::store {

namespace {

// A name of a client stands before a line end, his day of birth after it.
constexpr std::string_view all_checks = R"sql(
    SELECT n.id, n.instruction, n.attempt, a.file, n.result, n.fact, i.cents, i.household,
           sent.value, account.value, answered.value, now.value, current.value, b.recorded_by,
           d.go, d.decided_by, d.fact
      FROM name_check n
      JOIN attempt a ON a.instruction = n.instruction AND a.number = n.attempt
      JOIN instruction i ON i.id = n.instruction
      JOIN iban b ON b.id = n.iban
      LEFT JOIN personal sent ON sent.id = n.sent_name
      LEFT JOIN personal account ON account.id = b.value
      LEFT JOIN personal answered ON answered.id = n.answered_name
      LEFT JOIN creditor_version k ON k.creditor = i.creditor AND k.replaced IS NULL
      LEFT JOIN client_version c ON i.creditor IS NULL AND c.household = i.household
                                AND c.client = i.client AND c.replaced IS NULL
      LEFT JOIN personal now ON now.id = coalesce(k.naam, c.naam)
      LEFT JOIN iban r ON r.replaced IS NULL AND (
               (b.creditor IS NOT NULL AND r.creditor = b.creditor) OR (b.client IS NOT NULL
                AND r.household = b.household AND r.client = b.client))
      LEFT JOIN personal current ON current.id = r.value
      LEFT JOIN name_check_decision d ON d.id = (
               SELECT max(e.id) FROM name_check_decision e
                WHERE e.instruction = n.instruction AND e.attempt = n.attempt AND e.until >= n.id)
)sql";

std::string name_in(const Statement& row, int column) {
    if (row.is_null(column)) return {};
    const std::string_view value = row.blob(column);
    return std::string{value.substr(0, value.find('\n'))};
}

std::vector<ShownNameCheck> checks_where(Database& db, const std::string& condition, auto... keys) {
    Statement rows{db, std::string{all_checks} + condition + " ORDER BY n.id"};
    rows.bind(keys...);
    std::vector<ShownNameCheck> all;
    while (rows.next()) {
        ShownNameCheck check{.id = rows.integer(0),
                             .instruction = rows.integer(1),
                             .attempt = rows.integer(2),
                             .file = rows.integer(3),
                             .result = rows.integer(4),
                             .fact = rows.integer(5),
                             .cents = rows.euro(6),
                             .household = dossier::HouseholdId{rows.integer(7)},
                             .sent_name = name_in(rows, 8),
                             .sent_iban = name_in(rows, 9),
                             .answered_name = name_in(rows, 10),
                             .is_void = false,
                             .recorded_by = rows.integer(13),
                             .go = std::nullopt,
                             .decided_by = rows.optional_integer(15).value_or(0),
                             .decided_fact = rows.optional_integer(16).value_or(0)};
        check.is_void =
            check.sent_name != name_in(rows, 11) || check.sent_iban != name_in(rows, 12);
        if (const auto go = rows.optional_integer(14)) check.go = *go != 0;
        all.push_back(std::move(check));
    }
    return all;
}

}  // namespace

std::vector<ShownNameCheck> name_checks(Database& db) {
    return checks_where(db, "");
}

std::vector<ShownNameCheck> name_checks_of(Database& db, std::int64_t instruction,
                                           std::int64_t attempt) {
    return checks_where(db, " WHERE n.instruction = ?1 AND n.attempt = ?2", instruction, attempt);
}

void add_name_check_decision(Database& db, const NameCheckDecision& decision) {
    Statement add{db, R"sql(
        INSERT INTO name_check_decision
        SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4, ?5, ?6, ?7 FROM name_check_decision
    )sql"};
    add.run_with(decision.instruction, decision.attempt, decision.until, decision.go,
                 decision.reason, decision.decided_by, decision.fact);
}

}  // namespace ontzorgd::store
