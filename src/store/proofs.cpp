// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/proofs.h"

#include "statement.h"

#include <array>

namespace ontzorgd::store {

namespace {

struct CountQuery {
    std::string_view kind;
    std::string_view sql;
};

constexpr std::array count_queries{
    CountQuery{"account_confirmed",
               "SELECT count(*) FROM own_account WHERE confirmed_fact IS NOT NULL"},
    CountQuery{"account_opened", "SELECT count(*) FROM own_account"},
    CountQuery{"account_switch_confirmed",
               "SELECT count(*) FROM account_switch WHERE confirmed_fact IS NOT NULL"},
    CountQuery{"bank_profile_confirmed",
               "SELECT count(*) FROM bank_profile WHERE confirmed_fact IS NOT NULL"},
    CountQuery{"batch_released", "SELECT count(*) FROM batch WHERE released_fact IS NOT NULL"},
    CountQuery{"batch_signed", "SELECT count(*) FROM signature"},
    CountQuery{"batch_withdrawn", "SELECT count(*) FROM batch WHERE state = 'withdrawn'"},
    CountQuery{"calendar_confirmed",
               "SELECT count(*) FROM calendar WHERE confirmed_fact IS NOT NULL"},
    CountQuery{"calendar_proposed", "SELECT count(*) FROM calendar"},
    CountQuery{"client_released", "SELECT count(*) FROM client_hold WHERE replaced IS NOT NULL"},
    CountQuery{"file_handed_over", "SELECT count(*) FROM file WHERE state = 'handed_over'"},
    CountQuery{"file_taken_over", "SELECT count(*) FROM file_receipt"},
    CountQuery{"held_accepted", "SELECT count(*) FROM run WHERE held_accepted_fact IS NOT NULL"},
    CountQuery{"inbox_file_known", "SELECT count(*) FROM inbox_file WHERE outcome = 'known'"},
    CountQuery{"inbox_file_set_aside",
               "SELECT count(*) FROM inbox_file WHERE outcome = 'set_aside'"},
    CountQuery{"inbox_file_taken", "SELECT count(*) FROM inbox_file WHERE outcome = 'taken'"},
    CountQuery{"key_rotation_begun", "SELECT count(*) FROM key_rotation"},
    CountQuery{"key_rotation_ended",
               "SELECT count(*) FROM key_rotation WHERE ended_fact IS NOT NULL"},
    CountQuery{"line_decision_revoked",
               "SELECT count(*) FROM line_decision WHERE revoked_fact IS NOT NULL"},
    CountQuery{"line_decision_confirmed",
               "SELECT count(*) FROM line_decision WHERE confirmed_fact IS NOT NULL"},
    CountQuery{"line_rule_confirmed",
               "SELECT count(*) FROM line_rule WHERE confirmed_fact IS NOT NULL"},
    CountQuery{"line_rule_ended", "SELECT count(*) FROM line_rule WHERE ended_fact IS NOT NULL"},
    CountQuery{"line_rule_proposed", "SELECT count(*) FROM line_rule"},
    CountQuery{"password_changed", "SELECT count(*) FROM user_password"},
    CountQuery{"regelset_confirmed",
               "SELECT count(*) FROM regelset WHERE confirmed_fact IS NOT NULL"},
    CountQuery{"regelset_proposed", "SELECT count(*) FROM regelset"},
    CountQuery{"restore_lift_confirmed",
               "SELECT count(*) FROM restore_lift WHERE confirmed_fact IS NOT NULL"},
    CountQuery{"restore_lift_proposed", "SELECT count(*) FROM restore_lift"},
    CountQuery{"role_given", "SELECT count(*) - (SELECT count(*) FROM user) FROM user_role"},
    CountQuery{"role_taken", "SELECT count(*) FROM user_role WHERE replaced IS NOT NULL"},
    CountQuery{"run_accepted", "SELECT count(*) FROM run"},
    CountQuery{"run_rejected", "SELECT count(*) FROM run WHERE state = 'rejected'"},
    CountQuery{"machine_added", "SELECT count(*) FROM machine_client"},
    CountQuery{"machine_ended", "SELECT count(*) FROM machine_client WHERE replaced IS NOT NULL"},
    CountQuery{"relation_ended", "SELECT count(*) FROM user_relation WHERE replaced IS NOT NULL"},
    CountQuery{"relation_recorded", "SELECT count(*) FROM user_relation"},
    CountQuery{"rights_reviewed", "SELECT count(*) FROM rights_review"},
    CountQuery{"second_factor_begun", "SELECT count(*) FROM second_factor"},
    CountQuery{"second_factor_confirmed",
               "SELECT count(*) FROM second_factor WHERE confirmed_fact IS NOT NULL"},
    CountQuery{"second_factor_withdrawn",
               "SELECT count(*) FROM second_factor WHERE replaced IS NOT NULL"},
    CountQuery{"state_restored", "SELECT count(*) FROM restoration"},
    CountQuery{"status_applied", "SELECT count(*) FROM status_report"},
    CountQuery{"subject_recorded", "SELECT count(*) FROM user_subject"},
    CountQuery{"user_added", "SELECT count(*) FROM user"},
};

/// Tables in which a row gives way to the next one about the same thing, and to nothing else.
struct Succession {
    std::string_view table;
    std::string_view subject;
};
constexpr std::array successions{
    Succession{"client_version", "client"},          Succession{"contract_version", "contract"},
    Succession{"creditor_version", "creditor"},      Succession{"grondslag", "client, vanaf"},
    Succession{"household_version", "household"},    Succession{"iban", "client, creditor"},
    Succession{"joint_request", "household, vanaf"}, Succession{"user_password", "user"}};

}  // namespace

void for_each_row_count(Database& db, const std::function<void(const RowCount&)>& visit) {
    for (const CountQuery& query : count_queries) {
        Statement count{db, query.sql};
        count.next();
        visit({.kind = query.kind, .rows = count.integer(0)});
    }
}

void for_each_kept_file(Database& db, const std::function<void(const KeptFile&)>& visit) {
    Statement files{db, R"sql(
        SELECT fact, name, sha256 FROM file
        UNION ALL SELECT fact, 'bankbestand ' || id, sha256 FROM bank_file
         ORDER BY 1, 2
    )sql"};
    while (files.next()) {
        visit({.fact = files.integer(0),
               .name = std::string{files.text(1)},
               .sha256 = files.digest(2)});
    }
}

void for_each_signed_sheet(
    Database& db, const std::function<void(std::int64_t batch, std::string_view sheet)>& visit) {
    Statement sheets{db, R"sql(
        SELECT batch, sheet FROM batch_version v
         WHERE EXISTS (SELECT 1 FROM signature s WHERE s.batch = v.batch AND s.version = v.version)
         ORDER BY fact
    )sql"};
    while (sheets.next()) visit(sheets.integer(0), sheets.text(1));
}

void for_each_wrong_mark(Database& db, const std::function<void(const WrongMark&)>& visit) {
    for (const Succession& each : successions) {
        Statement rows{db,
                       "SELECT fact FROM (SELECT id, fact, replaced, lead(fact) OVER"
                       " (PARTITION BY " +
                           std::string{each.subject} + " ORDER BY id) AS next FROM " +
                           std::string{each.table} + ") WHERE replaced IS NOT next ORDER BY id"};
        while (rows.next()) visit({.table = each.table, .fact = rows.integer(0)});
    }
    // Each of these stays: the newest one about a household counts.
    Statement rows{db, "SELECT fact FROM machtiging WHERE replaced IS NOT NULL ORDER BY id"};
    while (rows.next()) visit({.table = "machtiging", .fact = rows.integer(0)});
}

void for_each_wrong_aim(Database& db, const std::function<void(const WrongAim&)>& visit) {
    Statement rows{db, R"sql(
        SELECT a.instruction, b.fact FROM attempt a JOIN batch b ON b.id = a.batch
         WHERE a.aim <> coalesce((SELECT max(m.number) FROM instruction_aim m
                                   WHERE m.instruction = a.instruction AND m.fact < b.fact), 0)
         ORDER BY a.instruction, a.number
    )sql"};
    while (rows.next()) visit({.instruction = rows.integer(0), .fact = rows.integer(1)});
}

bool has_ended_hold(Database& db, std::int64_t client, std::int64_t reason, std::int64_t fact) {
    Statement find{
        db, "SELECT 1 FROM client_hold WHERE client = ?1 AND end_reason = ?2 AND replaced = ?3"};
    find.bind(client, reason, fact);
    return find.next();
}

void for_each_iban(Database& db, const std::function<void(const LookedUpIban&)>& visit) {
    Statement rows{db, R"sql(
        SELECT i.fact, i.blind_index, p.value FROM iban i LEFT JOIN personal p ON p.id = i.value
        UNION ALL
        SELECT r.fact, CASE WHEN p.id IS NULL THEN 0 ELSE r.blind_index END, p.value
          FROM line_rule r LEFT JOIN personal p ON p.id = r.other_account
         WHERE r.other_account IS NOT NULL
    )sql"};
    while (rows.next()) {
        LookedUpIban iban{.fact = rows.integer(0), .blind_index = rows.integer(1), .value = {}};
        if (!rows.is_null(2)) iban.value = std::string{rows.blob(2)};
        visit(iban);
    }
}

void for_each_named_file(Database& db, const std::function<void(const NamedFile&)>& visit) {
    Statement rows{db, "SELECT id, fact, msg_id FROM file ORDER BY id"};
    while (rows.next()) {
        visit(
            {.id = rows.integer(0), .fact = rows.integer(1), .msg_id = std::string{rows.text(2)}});
    }
}

bool has_login_row(Database& db, const LoginRow& row) {
    const std::string column{row.confirmed ? "confirmed_fact" : "replaced"};
    Statement find{db, "SELECT 1 FROM " + std::string{row.table} +
                           " WHERE id = ?1 AND user = ?2 AND " + column + " = ?3"};
    find.bind(row.id, row.user, row.fact);
    return find.next();
}

bool has_role_row(Database& db, std::int64_t user, std::string_view role, std::int64_t fact,
                  bool taken) {
    Statement find{db,
                   taken ? "SELECT 1 FROM user_role WHERE user = ?1 AND role = ?2 AND replaced = ?3"
                         : "SELECT 1 FROM user_role WHERE user = ?1 AND role = ?2 AND fact = ?3"};
    find.bind(user, role, fact);
    return find.next();
}

}  // namespace ontzorgd::store
