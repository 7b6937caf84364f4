// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/rewind.h"

#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/text.h"
#include "statement.h"

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ontzorgd::store {

namespace {

/// How rows of a table are known to have come after fact ?1. Children stand before what they
/// belong to.
struct CameLater {
    std::string_view table;
    std::string_view rows;
};

constexpr std::string_view by_fact = "fact > ?1";

constexpr std::array came_later{
    CameLater{"posting", "entry IN (SELECT id FROM journal_entry WHERE fact > ?1)"},
    CameLater{"journal_entry", by_fact},
    CameLater{"user_role", by_fact},
    CameLater{"user_day", by_fact},
    CameLater{"user_password", by_fact},
    CameLater{"second_factor", by_fact},
    CameLater{"user_relation", by_fact},
    CameLater{"rights_review", by_fact},
    CameLater{"machine_client", by_fact},
    CameLater{"user_subject", by_fact},
    CameLater{"destroy_list", by_fact},
    CameLater{"inzage", by_fact},
    CameLater{"note", by_fact},
    CameLater{"retention_client", by_fact},
    CameLater{"retention_list", by_fact},
    CameLater{"account_end", by_fact},
    CameLater{"account_switch", by_fact},
    CameLater{"own_account", by_fact},
    CameLater{"bank_profile", by_fact},
    CameLater{"regelset", by_fact},
    CameLater{"calendar_date", "calendar IN (SELECT id FROM calendar WHERE fact > ?1)"},
    CameLater{"calendar", by_fact},
    CameLater{"dossier_import", by_fact},
    CameLater{"creditor", by_fact},
    CameLater{"creditor_version", by_fact},
    CameLater{"household", by_fact},
    CameLater{"household_version", by_fact},
    CameLater{"client", by_fact},
    CameLater{"client_version", by_fact},
    CameLater{"iban", by_fact},
    CameLater{"grondslag", by_fact},
    CameLater{"machtiging", by_fact},
    CameLater{"joint_request", by_fact},
    CameLater{"contract", by_fact},
    CameLater{"contract_version", by_fact},
    CameLater{"client_hold", by_fact},
    CameLater{"split_explanation", by_fact},
    CameLater{"split_line", by_fact},
    CameLater{"bill", by_fact},
    CameLater{"instruction_aim", by_fact},
    CameLater{"reissue", by_fact},
    CameLater{"dead_word", by_fact},
    CameLater{"part_word", by_fact},
    CameLater{"recall_refusal", by_fact},
    CameLater{"recall", by_fact},
    CameLater{"instruction", by_fact},
    // Rows of work that never finished belong to a run, file or statement that is not there.
    CameLater{"run_record", "run NOT IN (SELECT id FROM run WHERE fact <= ?1)"},
    CameLater{"run", by_fact},
    CameLater{"attempt", "file NOT IN (SELECT id FROM file WHERE fact <= ?1)"},
    CameLater{"file_receipt", by_fact},
    CameLater{"inbox_file", by_fact},
    CameLater{"schedule_outcome", by_fact},
    CameLater{"file", by_fact},
    CameLater{"signature", by_fact},
    CameLater{"batch_version", by_fact},
    CameLater{"batch", by_fact},
    CameLater{"restore_lift", by_fact},
    CameLater{"restoration", by_fact},
    CameLater{"key_rotation", by_fact},
    CameLater{"lost_attempt", "statement NOT IN (SELECT id FROM statement WHERE fact <= ?1)"},
    CameLater{"line_candidate", "statement NOT IN (SELECT id FROM statement WHERE fact <= ?1)"},
    CameLater{"refund_contract", "statement NOT IN (SELECT id FROM statement WHERE fact <= ?1)"},
    CameLater{"total_line", "statement NOT IN (SELECT id FROM statement WHERE fact <= ?1)"},
    CameLater{"line_cost", "statement NOT IN (SELECT id FROM statement WHERE fact <= ?1)"},
    CameLater{"statement_line", "statement NOT IN (SELECT id FROM statement WHERE fact <= ?1)"},
    CameLater{"statement_page", by_fact},
    CameLater{"statement", by_fact},
    CameLater{"name_check_decision", by_fact},
    CameLater{"name_check", by_fact},
    CameLater{"attempt_status", by_fact},
    CameLater{"file_status", by_fact},
    CameLater{"status_report", by_fact},
    CameLater{"line_decision", by_fact},
    CameLater{"line_rule", by_fact},
    CameLater{"bank_file", by_fact},
    CameLater{"exception_act", by_fact},
    CameLater{"month_balance", by_fact},
    CameLater{"month_act", by_fact},
    CameLater{"exception", by_fact},
    CameLater{"user", by_fact},
    CameLater{"audit_link", "number > ?1"},
};

/// Columns that a later fact filled, with what it filled beside its own number.
struct Filled {
    std::string_view table;
    std::string_view fact;
    std::string_view emptied;
};

constexpr std::array filled_later{
    Filled{"user_role", "replaced", "replaced = NULL"},
    Filled{"user_password", "replaced", "replaced = NULL"},
    Filled{"second_factor", "confirmed_fact", "confirmed_fact = NULL"},
    Filled{"second_factor", "replaced", "replaced = NULL"},
    Filled{"user_relation", "replaced", "replaced = NULL"},
    Filled{"machine_client", "replaced", "replaced = NULL"},
    Filled{"user_subject", "replaced", "replaced = NULL"},
    Filled{"creditor_version", "replaced", "replaced = NULL"},
    Filled{"household_version", "replaced", "replaced = NULL"},
    Filled{"client_version", "replaced", "replaced = NULL"},
    Filled{"iban", "replaced", "replaced = NULL"},
    Filled{"grondslag", "replaced", "replaced = NULL"},
    Filled{"machtiging", "replaced", "replaced = NULL"},
    Filled{"joint_request", "replaced", "replaced = NULL"},
    Filled{"contract_version", "replaced", "replaced = NULL"},
    Filled{"client_hold", "replaced", "replaced = NULL, end_reason = NULL"},
    Filled{"destroy_list", "confirmed_fact", "confirmed_by = NULL, confirmed_fact = NULL"},
    Filled{"retention_list", "confirmed_fact", "confirmed_by = NULL, confirmed_fact = NULL"},
    Filled{"own_account", "confirmed_fact", "confirmed_by = NULL, confirmed_fact = NULL"},
    Filled{"account_switch", "confirmed_fact", "confirmed_by = NULL, confirmed_fact = NULL"},
    Filled{"bank_profile", "confirmed_fact", "confirmed_by = NULL, confirmed_fact = NULL"},
    Filled{"regelset", "confirmed_fact", "confirmed_by = NULL, confirmed_fact = NULL"},
    Filled{"calendar", "confirmed_fact", "confirmed_by = NULL, confirmed_fact = NULL"},
    Filled{"iban", "confirmed_fact", "confirmed_by = NULL, confirmed_fact = NULL"},
    Filled{"restore_lift", "confirmed_fact", "confirmed_by = NULL, confirmed_fact = NULL"},
    Filled{"key_rotation", "ended_fact", "ended_fact = NULL"},
    Filled{"run_record", "split_fact", "split_fact = NULL"},
    Filled{"line_decision", "confirmed_fact",
           "confirmed_by = NULL, confirmed_fact = NULL, claim_before = NULL, place_before = NULL, "
           "rule_before = NULL, instruction_before = NULL, attempt_before = NULL, "
           "file_before = NULL, household_before = NULL"},
    Filled{"line_decision", "revoked_fact",
           "revoked_by = NULL, revoked_fact = NULL, revoke_reason = NULL"},
    Filled{"line_rule", "confirmed_fact",
           "confirmed_by = NULL, confirmed_fact = NULL, acts_from = NULL"},
    Filled{"line_rule", "ended_fact",
           "ended_by = NULL, ended_fact = NULL, last_day = NULL, end_reason = NULL"},
    // After what attempt_before puts back: then this is the plain confirmation that came later.
    Filled{"attempt", "settled_fact",
           "state = 0, settled_on = NULL, claims = 0, settled_fact = NULL"},
};

/// What stands in a table now and was kept in TABLE_before whenever it changed.
struct Kept {
    std::string_view table;
    std::string_view key;         ///< columns of the table, by commas
    std::string_view key_before;  ///< the same in TABLE_before
    std::string_view columns;
};

constexpr std::array kept_before{
    Kept{"run", "id", "run",
         "state,pay_date,next_pay_date,regelset,held_accepted_by,held_accepted_fact,"
         "held_list_sha256"},
    Kept{"run_record", "run,number", "run,record", "household,finding,leaf"},
    Kept{"batch", "id", "batch", "version,state,released_by,released_fact"},
    Kept{"file", "id", "file",
         "version,state,state_fact,single_debits,batch_day,bank_word,bank_reason"},
    Kept{"attempt", "instruction,number", "instruction,attempt",
         "file,state,settled_on,returned_cents,return_reason,claims,settled_fact,bank_word,bank_"
         "reason"},
    Kept{"statement", "id", "statement",
         "repeated,lead_cents,trail_cents,state,opening_cents,closing_cents,opening_date,"
         "closing_date"},
    Kept{"statement_line", "statement,entry,detail", "statement,entry,detail",
         "claim,place,rule,instruction,attempt,file,repeats_statement,repeats_entry,household"},
    Kept{"exception", "id", "exception", "cents,details,closed_fact"},
};

/// The same on every day: what the directory is, and personal values, which are there or
/// destroyed, with what they were before they were encrypted anew. Answers to requests and what is
/// kept of logging in are no part of any day's state.
constexpr std::array<std::string_view, 10> the_same_always{
    "meta",        "migration", "personal",    "destroyed",     "reencrypted",
    "idempotency", "task",      "login_state", "login_failure", "machine_token"};

std::vector<std::string> names_of(Database& db, std::string_view type) {
    Statement rows{db, R"sql(
        SELECT name FROM sqlite_schema WHERE type = ?1 AND name NOT LIKE 'sqlite_%' ORDER BY name
    )sql"};
    rows.bind(type);
    std::vector<std::string> names;
    while (rows.next()) names.emplace_back(rows.text(0));
    return names;
}

/// A table that is forgotten here would be told as it is now, on every day.
void expect_every_table_known(Database& db) {
    std::set<std::string, std::less<>> known{the_same_always.begin(), the_same_always.end()};
    for (const CameLater& each : came_later) known.emplace(each.table);
    for (const Kept& each : kept_before) known.insert(std::string{each.table} + "_before");
    known.insert("line_candidate_before");
    for (const std::string& table : names_of(db, "table")) {
        base::expects(known.contains(table), "every table can be taken back to an earlier day");
    }
}

/// "b.x, b.y" of "x,y" and "b"
std::string with_prefix(std::string_view columns, std::string_view prefix) {
    std::string text;
    for (const std::string_view column : base::split_text(columns, ',')) {
        if (!text.empty()) text += ", ";
        text += prefix;
        text += '.';
        text += column;
    }
    return text;
}

/// The oldest row that a later fact kept is the one that stood at the time.
void put_back(Database& db, const Kept& kept, std::int64_t fact) {
    const std::string table{kept.table};
    const std::string before = table + "_before";
    Statement put{db, "UPDATE " + table + " SET (" + std::string{kept.columns} + ") = (" +
                          with_prefix(kept.columns, "b") + ") FROM " + before + " b WHERE (" +
                          with_prefix(kept.key, table) + ") = (" +
                          with_prefix(kept.key_before, "b") +
                          ") AND b.number IN (SELECT min(number) FROM " + before +
                          " WHERE fact > ?1 GROUP BY " + std::string{kept.key_before} + ")"};
    put.run_with(fact);
    Statement forget{db, "DELETE FROM " + before + " WHERE fact > ?1"};
    forget.run_with(fact);
}

/// Candidates come and go as wholes: the oldest that a later fact noted tells whether it stood.
void put_candidates_back(Database& db, std::int64_t fact) {
    const std::string oldest = R"sql(
          FROM line_candidate_before WHERE number IN (
            SELECT min(number) FROM line_candidate_before WHERE fact > ?1
             GROUP BY statement, entry, detail, instruction, attempt, file)
    )sql";
    const std::string row = "SELECT statement, entry, detail, instruction, attempt, file" + oldest;
    Statement remove{db,
                     "DELETE FROM line_candidate WHERE (statement, entry, detail, instruction, "
                     "attempt, file) IN (" +
                         row + " AND was_there = 0)"};
    remove.run_with(fact);
    Statement add{db, "INSERT OR IGNORE INTO line_candidate " + row + " AND was_there = 1"};
    add.run_with(fact);
    Statement forget{db, "DELETE FROM line_candidate_before WHERE fact > ?1"};
    forget.run_with(fact);
}

}  // namespace

void rewind_to(Database& copy, std::int64_t fact) {
    expect_every_table_known(copy);
    // Nobody else uses the copy, and it is thrown away when the question is answered.
    copy.execute("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA secure_delete = OFF");
    in_transaction(copy, [&] {
        for (const std::string& trigger : names_of(copy, "trigger")) {
            copy.execute(("DROP TRIGGER " + trigger).c_str());
        }
        for (const Kept& kept : kept_before) put_back(copy, kept, fact);
        put_candidates_back(copy, fact);
        for (const Filled& filled : filled_later) {
            Statement empty{copy, "UPDATE " + std::string{filled.table} + " SET " +
                                      std::string{filled.emptied} + " WHERE " +
                                      std::string{filled.fact} + " > ?1"};
            empty.run_with(fact);
        }
        for (const CameLater& later : came_later) {
            Statement remove{copy, "DELETE FROM " + std::string{later.table} + " WHERE " +
                                       std::string{later.rows}};
            remove.run_with(fact);
        }
    });
    // One file, that a reader needs no other beside.
    copy.execute("PRAGMA journal_mode = DELETE");
}

}  // namespace ontzorgd::store
