// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/covered.h"

#include "leaf.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/crypto/sha256.h"
#include "statement.h"

#include <algorithm>

namespace ontzorgd::store {

namespace {

/// How the leaves of a table are read. `x` is the table itself.
struct CoveredQuery {
    std::string_view name;
    std::string_view table;  ///< with a column id and a column fact
    std::string_view join;
    std::string_view leaf;  ///< its columns
    std::string_view order;
};

// No value is nothing between two bars. The bars are put in here and not by SQL, which makes a text
// of every number first.
constexpr std::array covered_queries{
    CoveredQuery{"creditor_version", "creditor_version", "",
                 "x.id, x.creditor, '{p:'||x.naam||'}', x.kenmerkmasker", "x.id"},
    CoveredQuery{"household_version", "household_version", "", "x.id, x.household, x.type", "x.id"},
    CoveredQuery{"client_version", "client_version", "",
                 "x.id, x.client, x.household, '{p:'||x.naam||'}', '{p:'||x.bsn||'}'", "x.id"},
    CoveredQuery{"iban", "iban", "",
                 "x.id, x.client, x.creditor, '{p:'||x.value||'}', x.recorded_by", "x.id"},
    CoveredQuery{"grondslag", "grondslag", "",
                 "x.id, x.client, x.household, x.soort, x.vanaf, x.tot_en_met, "
                 "'{p:'||x.beschikking||'}', x.beschikking_datum",
                 "x.id"},
    CoveredQuery{"machtiging", "machtiging", "", "x.id, x.client, x.household, x.toestand, x.datum",
                 "x.id"},
    CoveredQuery{"joint_request", "joint_request", "",
                 "x.id, x.household, x.vanaf, x.tot_en_met, x.aandeel_eerste", "x.id"},
    CoveredQuery{"contract_version", "contract_version", "",
                 "x.id, x.contract, x.household, x.soort, coalesce(x.drager, 0), x.op_naam_van, "
                 "x.crediteur, '{p:'||x.kenmerk||'}', x.bedragen, x.eerste_bedrag, x.ritme, "
                 "x.vervaldag, x.vanaf, x.tot_en_met, x.betalen_vanaf, x.incasso",
                 "x.id"},
    CoveredQuery{"client_hold", "client_hold", "",
                 "x.id, x.client, x.household, '{p:'||x.reason||'}'", "x.id"},
    CoveredQuery{
        "note", "note", "",
        "x.id, x.client, x.household, x.health, '{p:'||x.text||'}', x.replaces, x.written_by",
        "x.id"},
    CoveredQuery{"own_account", "own_account", "",
                 "x.id, x.name, x.iban, x.bank_profile, x.opening_cents, x.opening_date, "
                 "x.dedicated, x.proposed_by",
                 "x.id"},
    CoveredQuery{"account_switch", "account_switch", "",
                 "x.id, x.account, x.bank_profile, x.proposed_by", "x.id"},
    CoveredQuery{"bank_profile", "bank_profile", "",
                 "x.id, x.name, x.version, lower(hex(x.sha256)), x.proposed_by", "x.id"},
    CoveredQuery{"calendar", "calendar", "JOIN calendar_date d ON d.calendar = x.id",
                 "x.id, d.month, d.pay_date", "x.id, d.month"},
    CoveredQuery{"instruction", "instruction", "",
                 "x.id, x.run, x.household, x.kind, x.contract, x.period_from, x.part, x.client, "
                 "x.creditor, x.cents, x.draagdeel_eerste, x.execution_date, x.account, x.iban, "
                 "x.contract_version",
                 "x.id"},
    CoveredQuery{"instruction_aim", "instruction_aim", "",
                 "x.id, x.instruction, x.number, x.iban, x.account, x.execution_date, "
                 "x.contract_version",
                 "x.id"},
    CoveredQuery{"reissue", "reissue", "", "x.id, x.instruction, x.attempt, x.cents", "x.id"},
    CoveredQuery{"dead_word", "dead_word", "",
                 "x.id, x.instruction, x.attempt, x.user, '{p:'||x.reason||'}'", "x.id"},
    CoveredQuery{"part_word", "part_word", "",
                 "x.id, x.instruction, x.attempt, x.cents, x.user, '{p:'||x.reason||'}', x.made",
                 "x.id"},
    CoveredQuery{"recall", "recall", "",
                 "x.id, x.instruction, x.attempt, x.code, x.returned_cents, x.until, x.user, "
                 "'{p:'||x.reason||'}'",
                 "x.id"},
    CoveredQuery{"recall_refusal", "recall_refusal", "", "x.id, x.recall, x.code, x.user", "x.id"},
    CoveredQuery{"status_report", "status_report", "",
                 "x.id, x.bank_file, x.msg_id, lower(hex(x.content_sha256)), x.repeats, "
                 "x.created",
                 "x.id"},
    CoveredQuery{"file_status", "file_status", "",
                 "x.id, x.report, x.file, x.word, x.code, x.reason", "x.id"},
    CoveredQuery{"attempt_status", "attempt_status", "",
                 "x.id, x.report, x.instruction, x.attempt, x.file, x.word, x.itself, x.code, "
                 "x.reason",
                 "x.id"},
    CoveredQuery{"name_check", "name_check", "",
                 "x.id, x.report, x.instruction, x.attempt, x.result, '{p:'||x.sent_name||'}', "
                 "x.iban, '{p:'||x.answered_name||'}'",
                 "x.id"},
    CoveredQuery{"name_check_decision", "name_check_decision", "",
                 "x.id, x.instruction, x.attempt, x.until, x.go, '{p:'||x.reason||'}', "
                 "x.decided_by",
                 "x.id"},
    CoveredQuery{"exception_act", "exception_act", "",
                 "x.id, x.exception, x.kind, x.user, '{p:'||x.reason||'}'", "x.id"},
    CoveredQuery{"line_decision", "line_decision", "",
                 "x.id, x.statement, x.entry, x.detail, x.kind, x.instruction, x.attempt, x.file, "
                 "x.label, x.household, x.contract, '{p:'||x.reason||'}', x.decided_by",
                 "x.id"},
    CoveredQuery{"account_end", "account_end", "", "x.id, x.account, x.day, x.user", "x.id"},
    CoveredQuery{"line_rule", "line_rule", "",
                 "x.id, x.account, x.credit, x.word, x.other_side, '{p:'||x.other_account||'}', "
                 "x.from_cents, x.up_to_cents, '{p:'||x.text||'}', x.code, x.first_day, "
                 "x.proposed_by",
                 "x.id"},
    CoveredQuery{"statement_page", "statement_page", "",
                 "x.id, x.statement, x.page, x.page_begins, x.page_ends, x.of_message, "
                 "x.counts_itself, x.opening_cents, x.closing_cents",
                 "x.id"},
    CoveredQuery{"restoration", "restoration", "",
                 "x.id, x.day, x.generation, x.first_file, x.backup_facts, "
                 "lower(hex(x.backup_head)), x.backup_day, x.restored_by",
                 "x.id"},
    CoveredQuery{"restore_lift", "restore_lift", "", "x.id, x.restoration, x.proposed_by", "x.id"},
    CoveredQuery{"key_rotation", "key_rotation", "",
                 "x.id, x.number, x.previous, lower(hex(x.mark)), x.begun_by", "x.id"},
    CoveredQuery{"reencrypted", "reencrypted", "",
                 "x.id, x.subject, x.row, lower(hex(x.before)), lower(hex(x.after)), x.rotation",
                 "x.id"},
    CoveredQuery{"month_act", "month_act", "",
                 "x.id, x.month, x.kind, x.user, '{p:'||x.reason||'}'", "x.id"},
    CoveredQuery{"month_balance", "month_balance", "", "x.id, x.act, x.account, x.cents", "x.id"},
    CoveredQuery{"second_factor", "second_factor", "", "x.id, x.user, lower(hex(x.secret))",
                 "x.id"},
    CoveredQuery{"user_relation", "user_relation", "", "x.id, x.user, x.client", "x.id"},
    CoveredQuery{"rights_review", "rights_review", "",
                 "x.id, x.user, x.day, x.users, lower(hex(x.list_sha256))", "x.id"},
    CoveredQuery{"machine_client", "machine_client", "",
                 "x.id, x.user, x.certificate, x.kid, x.public_key", "x.id"},
    CoveredQuery{"user_subject", "user_subject", "", "x.id, x.user, x.issuer, x.subject", "x.id"},
    CoveredQuery{"user_password", "user_password", "",
                 "x.id, x.user, lower(hex(x.salt)), lower(hex(x.password_hash))", "x.id"},
};

const CoveredQuery& query_of(std::string_view table) {
    const auto* const query = std::ranges::find(covered_queries, table, &CoveredQuery::name);
    base::expects(query != covered_queries.end(), "a covered table has a query");
    return *query;
}

std::string select_of(const CoveredQuery& query, std::string_view condition) {
    return "SELECT coalesce(x.fact, 0), " + std::string{query.leaf} + " FROM " +
           std::string{query.table} + " x " + std::string{query.join} + ' ' +
           std::string{condition} + " ORDER BY " + std::string{query.order};
}

/// The columns of a row after the first, as one leaf.
void read_leaf(const Statement& row, Leaf& leaf) {
    leaf.clear();
    const int columns = row.columns();
    for (int i = 1; i < columns; ++i) {
        if (row.is_null(i)) {
            leaf.empty();
        } else if (row.is_text(i)) {
            leaf.add(row.text(i));
        } else {
            leaf.add(row.integer(i));
        }
    }
}

constexpr std::string_view all_confirmed = R"sql(
    SELECT confirmed_fact, id FROM iban
     WHERE confirmed_fact IS NOT NULL ORDER BY confirmed_fact, id
)sql";

/// The children of a bulk fact: ?1 is the number of the fact, ?2 the field `key` of its record.
struct ChildQuery {
    std::string_view kind;
    std::string_view key;
    std::string_view sql;
};

constexpr std::string_view files_of_fact =
    "SELECT lower(hex(sha256)) FROM file WHERE fact = ?1 AND batch = ?2 ORDER BY id";

constexpr std::array child_queries{
    ChildQuery{"batch_line_dropped", "batch", files_of_fact},
    ChildQuery{"batch_proposed", "batch", files_of_fact},
    ChildQuery{"batch_rebuilt", "batch", files_of_fact},
    ChildQuery{"run_accepted", "run",
               "SELECT leaf FROM run_record WHERE run = ?2 AND ?1 > 0 ORDER BY number"},
    ChildQuery{"run_split", "run",
               "SELECT explanation FROM split_explanation WHERE run = ?2 AND fact = ?1 ORDER BY "
               "household"},
};

constexpr std::string_view before_query = R"sql(
    SELECT before FROM reencrypted WHERE subject = ?1 AND row = ?2 AND fact > ?3 ORDER BY id LIMIT 1
)sql";

bool has_reencrypted(Database& db) {
    Statement find{db, "SELECT 1 FROM reencrypted LIMIT 1"};
    return find.next();
}

}  // namespace

void for_each_covered_row(Database& db, std::string_view table, const VisitCovered& visit) {
    Statement rows{
        db, table == confirmed_rows ? std::string{all_confirmed} : select_of(query_of(table), "")};
    Leaf leaf;
    while (rows.next()) {
        read_leaf(rows, leaf);
        visit(rows.integer(0), leaf.text());
    }
}

void for_each_row_of_newest_fact(Database& db, std::string_view table, std::int64_t fact,
                                 const std::function<void(std::string_view leaf)>& visit) {
    const CoveredQuery& query = query_of(table);
    // The newest rows are the last ones; there is no index by fact and none is needed.
    Statement newest{db, "SELECT id, fact FROM " + std::string{query.table} + " ORDER BY id DESC"};
    std::optional<std::int64_t> first;
    while (newest.next() && newest.integer(1) == fact) first = newest.integer(0);
    newest.reset();
    if (!first) return;
    Statement rows{db, select_of(query, "WHERE x.id >= ?1")};
    rows.bind(*first);
    Leaf leaf;
    while (rows.next()) {
        read_leaf(rows, leaf);
        visit(leaf.text());
    }
}

bool has_statements(std::string_view kind) {
    return kind == "statement_placed";
}

// What a line claimed by itself, whatever people decided about it since.
void for_each_line_of_statements(
    Database& db, std::int64_t fact,
    const std::function<void(std::int64_t statement, std::optional<std::string_view> leaf)>&
        visit) {
    Statement rows{db, R"sql(
        SELECT s.id, l.statement||'|'||l.entry||'|'||l.detail||'|'||l.booking_date||'|'||l.cents||'|'
               ||l.credit||'|'||coalesce(d.claim_before, l.claim)||'|'
               ||CASE WHEN d.id IS NULL THEN coalesce(l.instruction,0) ELSE coalesce(d.instruction_before,0) END||'|'
               ||CASE WHEN d.id IS NULL THEN coalesce(l.attempt,0) ELSE coalesce(d.attempt_before,0) END||'|'
               ||CASE WHEN coalesce(d.claim_before, l.claim) IN (3, 7) THEN
                      CASE WHEN d.id IS NULL THEN l.file ELSE d.file_before END ELSE 0 END||'|'||l.fingerprint||'|'
               ||CASE coalesce(d.claim_before, l.claim) WHEN 6 THEN
                      CASE WHEN d.id IS NULL THEN l.household ELSE d.household_before END||'|'
                      ||(SELECT group_concat(contract) FROM (
                           SELECT contract FROM refund_contract r WHERE r.statement = l.statement AND r.entry = l.entry
                              AND r.detail = l.detail ORDER BY contract))||'|' ELSE '' END
          FROM statement s LEFT JOIN statement_line l ON l.statement = s.id
          LEFT JOIN line_decision d ON d.id = (
               SELECT min(x.id) FROM line_decision x
                WHERE x.statement = l.statement AND x.entry = l.entry AND x.detail = l.detail
                  AND x.claim_before IS NOT NULL AND x.revoked_fact IS NULL)
         WHERE s.fact = ?1 ORDER BY s.id, l.entry, l.detail
    )sql"};
    rows.bind(fact);
    while (rows.next()) {
        visit(rows.integer(0), rows.is_null(1) ? std::nullopt : std::optional{rows.text(1)});
    }
}

bool has_children(std::string_view kind) {
    return std::ranges::find(child_queries, kind, &ChildQuery::kind) != child_queries.end();
}

bool for_each_child(Database& db, std::string_view kind, std::int64_t fact, const FieldOf& field,
                    const std::function<void(std::string_view leaf)>& visit) {
    const auto* const query = std::ranges::find(child_queries, kind, &ChildQuery::kind);
    if (query == child_queries.end()) return false;
    Statement rows{db, query->sql};
    rows.bind(fact, field(query->key).value_or(0));
    while (rows.next()) visit(rows.text(0));
    return true;
}

struct Commitments::Inside {
    Statement live;
    Statement gone;
    Statement before;
    bool has_reencrypted = false;
};

Commitments::Commitments(Database& db)
    : inside_{std::make_unique<Inside>(Inside{
          .live = Statement{db, "SELECT salt, value FROM personal WHERE id = ?1"},
          .gone = Statement{db, "SELECT commitment, date, list FROM destroyed WHERE personal = ?1"},
          .before = Statement{db, before_query},
          .has_reencrypted = has_reencrypted(db)})} {}
Commitments::~Commitments() = default;

std::optional<Commitments::Found> Commitments::find(std::int64_t personal,
                                                    std::optional<std::int64_t> as_of) {
    std::optional<Found> found;
    Statement& live = inside_->live;
    live.bind(personal);
    if (live.next()) {
        crypto::Sha256Stream hash;
        hash.update(live.blob(0));
        hash.update(live.blob(1));
        found = Found{.commitment = hash.finish()};
    }
    live.reset();
    Statement& gone = inside_->gone;
    gone.bind(personal);
    if (gone.next()) {
        const bool still_there = found.has_value();
        found = Found{.commitment = gone.digest(0),
                      .destroyed = Destroyed{.date = gone.integer(1), .list = gone.integer(2)},
                      .still_there = still_there};
    }
    gone.reset();
    if (!found || !as_of || !inside_->has_reencrypted) return found;
    Statement& before = inside_->before;
    before.bind("personal", personal, *as_of);
    if (before.next()) found->commitment = before.digest(0);
    before.reset();
    return found;
}

}  // namespace ontzorgd::store
