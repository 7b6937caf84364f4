// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/inzage.h"

#include "inzage_sections.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/text.h"
#include "statement.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace ontzorgd::store {

namespace {

/// `mine` are the contracts that concern the client, each from the fact `since` to before the fact
/// `until`: in his name, or borne by him or by the whole household. `paid` are the payments to him
/// and those for these contracts. `not_mine` are the lines that name only contracts of a partner,
/// and `back` the lines of money that came back to the household and is not of a partner alone.
constexpr std::string_view beginning = R"sql(
    WITH me(client, household, position) AS (SELECT ?1, ?2, ?3),
         mine(contract, since, until) AS (
            SELECT contract, fact, coalesce(replaced, 9223372036854775807) FROM contract_version
             WHERE household = ?2 AND (op_naam_van = ?1 OR drager = ?1 OR drager IS NULL)),
         paid(id) AS (
            SELECT i.id FROM run r CROSS JOIN instruction i
             WHERE i.run = r.id AND i.client = ?1 AND i.contract IS NULL
            UNION ALL
            SELECT i.id FROM mine CROSS JOIN instruction i
             WHERE i.contract = mine.contract AND i.fact >= mine.since AND i.fact < mine.until),
         not_mine(statement, entry, detail) AS (
            SELECT statement, entry, detail FROM (
                SELECT statement, entry, detail FROM statement_line WHERE household = ?2
                UNION SELECT statement, entry, detail FROM line_decision WHERE household = ?2) x
             WHERE EXISTS (SELECT 1 FROM refund_contract r
                            WHERE r.statement = x.statement AND r.entry = x.entry AND r.detail = x.detail)
               AND NOT EXISTS (SELECT 1 FROM refund_contract r
                            WHERE r.statement = x.statement AND r.entry = x.entry AND r.detail = x.detail
                              AND r.contract IN (SELECT contract FROM mine))),
         back(statement, entry, detail) AS (
            SELECT x.statement, x.entry, x.detail FROM statement_line x
              LEFT JOIN line_decision d ON d.id = (
                   SELECT max(id) FROM line_decision y
                    WHERE y.statement = x.statement AND y.entry = x.entry AND y.detail = x.detail
                      AND y.household IS NOT NULL AND y.revoked_fact IS NULL AND y.claim_before IS NOT NULL)
             WHERE x.household = ?2 AND CASE WHEN d.contract IS NOT NULL
                   THEN d.contract IN (SELECT contract FROM mine)
                   ELSE NOT EXISTS (SELECT 1 FROM not_mine n WHERE n.statement = x.statement
                                       AND n.entry = x.entry AND n.detail = x.detail) END)
)sql";

/// What these say of one client, another table tells too: how a state was before it changed, and
/// what was imported when. The rest is of the municipality, its people and its banks.
constexpr std::array<std::string_view, 61> not_told{
    // proofs and books: numbers of payments that are told
    "journal_entry", "posting", "personal", "destroyed", "reencrypted",
    // the municipality
    "meta", "migration", "user", "user_role", "bank_profile", "account_switch", "account_end",
    "regelset", "calendar", "calendar_date", "line_rule", "month_act", "month_balance",
    "dossier_import", "inbox_file", "file_receipt", "schedule_outcome", "restoration",
    "restore_lift", "key_rotation",
    // people and programs of the municipality: how they come in, and whom they keep away from (art.
    // 15 lid 4 AVG)
    "login_state", "login_failure", "machine_client", "machine_token", "rights_review",
    "second_factor", "user_day", "user_password", "user_relation", "user_subject",
    // what a copy that was lost paid of a payment that is told
    "lost_attempt",
    // answers that were lost on their way, for 35 days; encrypted, by request
    "idempotency", "task",
    // whole batches and files
    "batch", "batch_version", "signature", "bank_file", "statement", "statement_page", "total_line",
    "status_report",
    // parts and possibilities of lines that are told
    "line_cost", "line_candidate", "refund_contract",
    // earlier states of what is told
    "run_before", "run_record_before", "batch_before", "file_before", "attempt_before",
    "statement_before", "statement_line_before", "line_candidate_before", "exception_before",
    // numbers that others are told under
    "client", "household", "creditor"};

KnownValue value_at(const Statement& rows, int column, Known as) {
    constexpr std::array blobs{Known::own, Known::free_text, Known::naam, Known::bsn,
                               Known::record};
    constexpr std::array texts{Known::text,       Known::amounts,     Known::state,
                               Known::rule,       Known::finding,     Known::exception,
                               Known::decision,   Known::bank_status, Known::bank_reason,
                               Known::explanation};
    if (rows.is_null(column)) return {};
    if (std::ranges::find(blobs, as) != blobs.end()) return std::string{rows.blob(column)};
    if (std::ranges::find(texts, as) != texts.end()) return std::string{rows.text(column)};
    return rows.integer(column);
}

}  // namespace

KnownOf known_of(Database& db, dossier::ClientId client) {
    Statement find{db, "SELECT household, position FROM client WHERE id = ?1"};
    find.bind(client);
    base::expects(find.next(), "an inzage is of a client that there is");
    return {.client = client,
            .household = dossier::HouseholdId{find.integer(0)},
            .position = find.integer(1)};
}

void for_each_known(Database& db, const KnownOf& who,
                    const std::function<void(std::string_view, KnownRow)>& visit) {
    for (const InzageSection& section : inzage_sections()) {
        Statement rows{db, std::string{beginning} + std::string{section.sql}};
        rows.bind(who.client, who.household, who.position);
        bool is_empty = true;
        while (rows.next()) {
            is_empty = false;
            KnownRow row;
            int column = 0;
            for (const InzageColumn& each : section.columns) {
                row.push_back(
                    {.name = each.name, .as = each.as, .value = value_at(rows, column++, each.as)});
            }
            visit(section.name, std::move(row));
        }
        if (is_empty) visit(section.name, {});
    }
}

bool contract_concerns(Database& db, dossier::ContractId contract, dossier::ClientId client,
                       std::int64_t fact) {
    Statement find{db, R"sql(
        SELECT 1 FROM contract c JOIN contract_version x ON x.household = c.household AND x.contract = c.id
         WHERE c.id = ?1 AND (x.op_naam_van = ?2 OR x.drager = ?2 OR x.drager IS NULL)
           AND x.fact <= ?3 AND (x.replaced IS NULL OR x.replaced > ?3)
    )sql"};
    find.bind(contract, client, fact);
    return find.next();
}

std::vector<std::string_view> tables_told_in_an_inzage() {
    std::vector<std::string_view> tables;
    for (const InzageSection& section : inzage_sections()) {
        for (const std::string_view table : base::split_text(section.tables, ' ')) {
            base::expects(section.sql.find(table) != std::string_view::npos,
                          "a section is read from the tables that it names");
            tables.push_back(table);
        }
    }
    return tables;
}

std::span<const std::string_view> tables_not_told_in_an_inzage() {
    return not_told;
}

bool add_inzage(Database& db, const KnownOf& who, UserId by, values::CivilDate day,
                std::int64_t fact) {
    Statement add{db, R"sql(
        INSERT OR IGNORE INTO inzage
        SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4, ?5 FROM inzage
    )sql"};
    add.run_with(who.client, who.household, by, day, fact);
    return db.changes() > 0;
}

bool has_inzage(Database& db, dossier::ClientId client, UserId by, values::CivilDate day) {
    Statement find{db, "SELECT 1 FROM inzage WHERE client = ?1 AND given_by = ?2 AND day = ?3"};
    find.bind(client, by, day);
    return find.next();
}

}  // namespace ontzorgd::store
