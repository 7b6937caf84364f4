// SPDX-License-Identifier: EUPL-1.2
#include "audit_rows.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/payment/end_to_end_id.h"
#include "ontzorgd/service/passwords.h"
#include "ontzorgd/store/bank_status.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/key_rotation.h"
#include "ontzorgd/store/line_decision.h"
#include "ontzorgd/store/line_rule.h"
#include "ontzorgd/store/policy_rows.h"
#include "ontzorgd/store/proofs.h"
#include "ontzorgd/store/restoration.h"
#include "ontzorgd/store/run.h"
#include "payment_reference.h"

#include <algorithm>
#include <array>
#include <string>

namespace ontzorgd::service {

namespace {

/// A fact beside the rows it left; every check adds what differs.
struct FactRows {
    store::Database& db;
    std::int64_t fact;
    const audit::Record& record;
    Findings& findings;

    [[nodiscard]] std::int64_t number(std::string_view field) const {
        return record.integer(field).value_or(0);
    }
    [[nodiscard]] bool says(std::string_view field, const base::Digest& digest) const {
        return record.digest(field) == digest;
    }
    [[nodiscard]] bool says(std::string_view field, std::int64_t value) const {
        return record.integer(field) == value;
    }
    void differs(std::string_view table) const {
        findings.add("row_differs_from_record", fact, {{"table", std::string{table}}});
    }
};

/// "file NAME SHA COUNT CENTS DATE IBAN", as the sheet has it.
std::string sheet_line(store::Database& db, const store::StoredFile& file) {
    const auto account = store::own_account_by_id(db, file.account);
    return "file " + file.name + ' ' + base::to_hex(file.sha256) + ' ' +
           std::to_string(file.count) + ' ' + std::to_string(file.cents.cents()) + ' ' +
           file.execution_date.to_string() + ' ' + (account ? account->iban : "") + '\n';
}

void check_sheet(const FactRows& rows) {
    const std::int64_t batch = rows.number("batch");
    const std::int64_t version = rows.number("version");
    const auto sheet = store::sheet_of_version(rows.db, batch, version);
    if (!sheet || sheet->fact != rows.fact || !rows.says("sheet_sha256", sheet->sha256) ||
        crypto::sha256(sheet->text) != sheet->sha256 || !rows.says("payments", sheet->count) ||
        !rows.says("cents", sheet->cents.cents())) {
        return rows.differs("batch_version");
    }
    const auto now = store::batch_by_id(rows.db, batch);
    const bool says_instant = sheet->text.find("\ninstant ") != std::string::npos;
    if (!now || (now->speed == payment::Speed::instant) != says_instant)
        return rows.differs("batch");
    for (const store::StoredFile& file : store::files_of(rows.db, batch, version)) {
        if (sheet->text.find(sheet_line(rows.db, file)) == std::string::npos)
            return rows.differs("file");
    }
}

void check_proposal(const FactRows& rows) {
    const auto batch = store::batch_by_id(rows.db, rows.number("batch"));
    if (!batch || !rows.says("actor", batch->proposed_by.number())) rows.differs("batch");
    check_sheet(rows);
}

void check_signature(const FactRows& rows) {
    const auto signatures =
        store::signatures_of(rows.db, rows.number("batch"), rows.number("version"));
    const bool there =
        std::ranges::any_of(signatures, [&](const store::StoredSignature& signature) {
            return signature.fact == rows.fact && rows.says("actor", signature.user.number()) &&
                   rows.says("sheet_sha256", signature.sheet_sha256);
        });
    if (!there) rows.differs("signature");
}

void check_run(const FactRows& rows) {
    const auto run = store::run_by_id(rows.db, store::RunId{rows.number("run")});
    const bool same = run && run->fact == rows.fact && rows.says("sha256", run->sha256) &&
                      rows.says("actor", run->imported_by.number()) &&
                      rows.says("month", run->head.periode.to_number()) &&
                      rows.record.word("soort") == uitkering::to_text(run->head.soort) &&
                      rows.says("total_cents", run->head.totaal.cents()) &&
                      rows.says("held", run->held) &&
                      rows.says("held_cents", run->held_cents.cents());
    if (!same) rows.differs("run");
}

void check_regelset(const FactRows& rows) {
    const auto regelset = store::regelset_by_id(rows.db, rows.number("regelset"));
    const bool same = regelset && rows.says("sha256", regelset->sha256) &&
                      crypto::sha256(regelset->toml) == regelset->sha256 &&
                      rows.says("actor", regelset->proposed_by.number());
    if (!same) rows.differs("regelset");
}

void check_confirmed_regelset(const FactRows& rows) {
    const auto regelset = store::regelset_by_id(rows.db, rows.number("regelset"));
    const bool same = regelset && regelset->confirmed && rows.says("sha256", regelset->sha256) &&
                      rows.says("actor", regelset->confirmed_by.number());
    if (!same) rows.differs("regelset");
}

void check_confirmed_account(const FactRows& rows) {
    const auto account = store::own_account_by_id(rows.db, rows.number("account"));
    const bool same = account && account->confirmed &&
                      rows.says("actor", account->confirmed_by.number()) &&
                      rows.says("opening_cents", account->opening.cents());
    if (!same) rows.differs("own_account");
}

void check_confirmed_switch(const FactRows& rows) {
    if (!store::has_confirmed_switch(rows.db, rows.number("switch"), rows.number("actor"),
                                     rows.fact))
        rows.differs("account_switch");
}

void check_bank_profile(const FactRows& rows) {
    const auto profile = store::bank_profile_by_id(rows.db, rows.number("profile"));
    const bool same = profile && rows.says("sha256", profile->sha256) &&
                      crypto::sha256(profile->toml) == profile->sha256 &&
                      rows.says("actor", profile->proposed_by.number());
    if (!same) rows.differs("bank_profile");
}

void check_confirmed_bank_profile(const FactRows& rows) {
    const auto profile = store::bank_profile_by_id(rows.db, rows.number("profile"));
    const bool same = profile && profile->confirmed && rows.says("sha256", profile->sha256) &&
                      rows.says("actor", profile->confirmed_by.number());
    if (!same) rows.differs("bank_profile");
}

void check_handed_over(const FactRows& rows) {
    const auto file = store::file_by_id(rows.db, rows.number("file"));
    const bool same = file && rows.says("sha256", file->sha256) &&
                      rows.says("payments", file->count) &&
                      rows.says("cents", file->cents.cents()) &&
                      rows.record.date("execution_date") == file->execution_date;
    if (!same) rows.differs("file");
}

/// The report and its kept bytes are of this fact.
void check_report(const FactRows& rows) {
    const auto report = store::status_report_of_fact(rows.db, rows.fact);
    const bool same = report && rows.says("report", report->id) &&
                      rows.says("bank_file", report->bank_file) &&
                      rows.says("sha256", store::sha256_of_bank_file(rows.db, report->bank_file));
    if (!same) rows.differs("status_report");
}

void check_role(const FactRows& rows) {
    const bool taken = rows.record.kind() == "role_taken";
    const std::string role = rows.record.word("role").value_or("");
    if (!store::has_role_row(rows.db, rows.number("user"), role, rows.fact, taken))
        rows.differs("user_role");
}

void check_login(const FactRows& rows, std::string_view table, std::string_view field,
                 bool confirmed) {
    if (!store::has_login_row(rows.db, {.table = table,
                                        .id = rows.number(field),
                                        .user = rows.number("user"),
                                        .fact = rows.fact,
                                        .confirmed = confirmed}))
        rows.differs(table);
}

void check_confirmed_factor(const FactRows& rows) {
    check_login(rows, "second_factor", "second_factor", true);
}
void check_withdrawn_factor(const FactRows& rows) {
    check_login(rows, "second_factor", "second_factor", false);
}
void check_ended_relation(const FactRows& rows) {
    check_login(rows, "user_relation", "relation", false);
}
void check_ended_machine(const FactRows& rows) {
    check_login(rows, "machine_client", "machine", false);
}

void check_end_of_hold(const FactRows& rows) {
    if (!store::has_ended_hold(rows.db, rows.number("client"), rows.number("reason_text"),
                               rows.fact))
        rows.differs("client_hold");
}

/// What the line was when the decision came into force: what it will be again.
void check_decision(const FactRows& rows) {
    const std::string place = rows.record.word("place_before").value_or("");
    const std::string rule = rows.record.word("rule_before").value_or("");
    if (!store::has_decision_in_force(rows.db, rows.number("decision"), place, rule))
        rows.differs("line_decision");
}

void check_confirmed_decision(const FactRows& rows) {
    check_decision(rows);
    if (!store::has_confirmed_decision(rows.db, rows.number("decision"), rows.number("actor"),
                                       rows.fact))
        rows.differs("line_decision");
}

void check_revoked_decision(const FactRows& rows) {
    if (!store::has_revoked_decision(rows.db, rows.number("decision"), rows.number("actor"),
                                     rows.fact, rows.number("reason_text")))
        rows.differs("line_decision");
}

void check_confirmed_lift(const FactRows& rows) {
    const auto lift = store::lift_of(rows.db, rows.number("restoration"));
    const bool same = lift && rows.says("lift", lift->id) && lift->confirmed_fact == rows.fact &&
                      rows.says("actor", lift->confirmed_by.number());
    if (!same) rows.differs("restore_lift");
}

void check_confirmed_rule(const FactRows& rows) {
    const auto day = rows.record.date("acts_from").value_or(values::CivilDate{});
    if (!store::has_confirmed_line_rule(rows.db, rows.number("line_rule"), rows.number("actor"),
                                        rows.fact, day))
        rows.differs("line_rule");
}

void check_ended_rule(const FactRows& rows) {
    const auto day = rows.record.date("last_day").value_or(values::CivilDate{});
    if (!store::has_ended_line_rule(rows.db, rows.number("line_rule"),
                                    {.by = store::UserId{rows.number("actor")},
                                     .fact = rows.fact,
                                     .last_day = day,
                                     .reason = rows.number("reason_text")}))
        rows.differs("line_rule");
}

void check_reencryption(const FactRows& rows) {
    if (!store::has_rotation(rows.db, rows.number("rotation"), rows.number("key")))
        rows.differs("key_rotation");
}

void check_ended_rotation(const FactRows& rows) {
    if (!store::has_ended_rotation(rows.db, rows.number("rotation"), rows.number("key"), rows.fact))
        rows.differs("key_rotation");
}

struct RowCheck {
    std::string_view kind;
    void (*check)(const FactRows&);
};

constexpr std::array row_checks{
    RowCheck{"account_confirmed", check_confirmed_account},
    RowCheck{"account_switch_confirmed", check_confirmed_switch},
    RowCheck{"bank_profile_confirmed", check_confirmed_bank_profile},
    RowCheck{"bank_profile_proposed", check_bank_profile},
    RowCheck{"batch_line_dropped", check_sheet},
    RowCheck{"batch_proposed", check_proposal},
    RowCheck{"batch_rebuilt", check_sheet},
    RowCheck{"batch_signed", check_signature},
    RowCheck{"client_released", check_end_of_hold},
    RowCheck{"file_handed_over", check_handed_over},
    RowCheck{"key_rotation_ended", check_ended_rotation},
    RowCheck{"line_assigned", check_decision},
    RowCheck{"line_decision_revoked", check_revoked_decision},
    RowCheck{"line_decision_confirmed", check_confirmed_decision},
    RowCheck{"line_matched", check_decision},
    RowCheck{"line_released", check_decision},
    RowCheck{"line_rule_confirmed", check_confirmed_rule},
    RowCheck{"line_rule_ended", check_ended_rule},
    RowCheck{"machine_ended", check_ended_machine},
    RowCheck{"regelset_confirmed", check_confirmed_regelset},
    RowCheck{"regelset_proposed", check_regelset},
    RowCheck{"relation_ended", check_ended_relation},
    RowCheck{"restore_lift_confirmed", check_confirmed_lift},
    RowCheck{"role_given", check_role},
    RowCheck{"role_taken", check_role},
    RowCheck{"run_accepted", check_run},
    RowCheck{"second_factor_confirmed", check_confirmed_factor},
    RowCheck{"second_factor_withdrawn", check_withdrawn_factor},
    RowCheck{"status_applied", check_report},
    RowCheck{"user_added", check_role},
    RowCheck{"values_reencrypted", check_reencryption},
};

}  // namespace

void check_rows_of_fact(store::Database& db, std::int64_t fact, const audit::Record& record,
                        Findings& findings) {
    const auto* const row =
        std::ranges::find(row_checks, std::string_view{record.kind()}, &RowCheck::kind);
    if (row != row_checks.end()) row->check({db, fact, record, findings});
}

void check_names(Municipality& town, Findings& findings) {
    store::for_each_iban(town.db(), [&](const store::LookedUpIban& iban) {
        const std::int64_t expected = iban.value ? town.blind_index(*iban.value) : 0;
        if (iban.blind_index != expected) findings.add("iban_is_looked_up_wrong", iban.fact);
    });
    store::for_each_wrong_rule_line(town.db(), [&](const store::WrongRuleLine& wrong) {
        findings.add("line_differs_from_rule", wrong.fact,
                     {{"delivery", std::to_string(wrong.line.statement)},
                      {"entry", std::to_string(wrong.line.entry)}});
    });
    const References references{town};
    store::for_each_named_file(town.db(), [&](const store::NamedFile& file) {
        const auto generation = references.generation_of(file.id);
        if (file.msg_id == payment::message_id(generation, file.id, town.is_practice())) return;
        findings.add("file_has_another_name", file.fact, {{"file", std::to_string(file.id)}});
    });
}

void check_reencrypted(Municipality& town, std::int64_t length, Findings& findings) {
    store::Database& db = town.db();
    store::for_each_wrong_reencryption(db, length, [&](const store::Reencrypted& wrong) {
        findings.add("value_differs_from_reencryption", wrong.fact,
                     {{"table", wrong.subject}, {"value", std::to_string(wrong.row)}});
    });
    store::for_each_bsn(db, [&](const store::LookedUpBsn& each) {
        const std::string digits = opened_bsn(town, each.client, each.sealed);
        if (each.bsn_index == town.blind_index("bsn " + digits)) return;
        findings.add("bsn_is_looked_up_wrong", each.fact, {{"client", each.client}});
    });
    std::optional<store::Reencrypted> last;
    store::for_each_reencrypted(db, [&](const store::Reencrypted& each, bool is_last,
                                        const std::optional<base::Digest>& now) {
        const bool goes_on = last && last->subject == each.subject && last->row == each.row;
        const bool fits = !goes_on || (last->after == each.before && last->fact < each.fact);
        if (!fits || (is_last && now != each.after)) {
            findings.add("value_differs_from_reencryption", each.fact,
                         {{"table", each.subject}, {"value", std::to_string(each.row)}});
        }
        last = each;
    });
}

std::optional<base::Digest> hash_of_before(store::Database& db, std::string_view table,
                                           std::string_view leaf, std::int64_t fact) {
    if (table != "second_factor") return std::nullopt;
    const auto id = base::parse_int(leaf.substr(0, leaf.find('|')));
    return id ? store::factor_before(db, *id, fact) : std::nullopt;
}

}  // namespace ontzorgd::service
