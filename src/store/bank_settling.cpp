// SPDX-License-Identifier: EUPL-1.2
#include "attempt_is_kept.h"
#include "claim_rows.h"
#include "ontzorgd/store/bank.h"
#include "statement.h"

namespace ontzorgd::store {

namespace {

std::optional<TotalKey> key_from(Statement& rows) {
    if (!rows.next()) return std::nullopt;
    return TotalKey{.account = rows.integer(0), .cents = rows.euro(1), .payments = rows.integer(2)};
}

/// The candidates of debits that name a payment or a file, and disagree with it.
constexpr std::string_view contradictions = R"sql(
      FROM line_candidate c
      JOIN statement_line l ON l.statement = c.statement AND l.entry = c.entry AND l.detail = c.detail
      JOIN statement s ON s.id = l.statement
      LEFT JOIN attempt a ON a.instruction = c.instruction AND a.number = c.attempt
     WHERE l.credit = 0
       AND l.rule IN ('amount_differs', 'payee_differs', 'batch_total_differs', 'batch_count_differs',
                      'batch_details_differ', 'batch_less_rejected', 'several_parts_have_this_total',
                      'batch_lists_other_payments')
)sql";

void make_touched(Database& db) {
    db.execute(R"sql(
        CREATE TEMP TABLE IF NOT EXISTS touched(
            instruction INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY(instruction, number)
        ) STRICT, WITHOUT ROWID
    )sql");
    db.execute("DELETE FROM temp.touched");
}

}  // namespace

struct Settling::Inside {
    Inside(Database& database, std::int64_t number)
        : db{database},
          fact{number},
          confirm{db, R"sql(
              UPDATE attempt SET state = 1, settled_on = ?3, claims = 1, settled_fact = ?4
               WHERE instruction = ?1 AND number = ?2 AND state = 0 AND claims = 0
          )sql"},
          claims{db, "UPDATE attempt SET claims = claims + ?3, " + std::string{attempt_is_kept} +
                         " WHERE instruction = ?1 AND number = ?2"},
          of_attempt{db, std::string{claim_columns} + std::string{counting_lines} +
                             " l.instruction = ?1 AND l.attempt = ?2" + std::string{claim_order}},
          place{db, R"sql(
              UPDATE statement_line SET place = ?4, rule = ?5 WHERE statement = ?1 AND entry = ?2 AND detail = ?3
          )sql"},
          settle{db,
                 "UPDATE attempt SET state = ?3, settled_on = ?4, returned_cents = ?5, "
                 "return_reason = ?6, " +
                     std::string{attempt_is_kept} +
                     " WHERE instruction = ?1 AND number = ?2 AND state <> 3"},
          touch{db, "INSERT OR IGNORE INTO temp.touched VALUES(?1, ?2)"} {}
    Database& db;
    std::int64_t fact;
    Statement confirm;
    Statement claims;
    Statement of_attempt;
    Statement place;
    Statement settle;
    Statement touch;
};

Settling::Settling(Database& db, std::int64_t fact) {
    make_touched(db);
    inside_ = std::make_unique<Inside>(db, fact);
}
Settling::~Settling() = default;

bool Settling::confirm_unclaimed(std::int64_t instruction, std::int64_t number,
                                 values::CivilDate day) {
    inside_->confirm.run_with(instruction, number, day, inside_->fact);
    return inside_->db.changes() == 1;
}

void Settling::add_claims(std::int64_t instruction, std::int64_t number, int more) {
    inside_->claims.run_with(instruction, number, more);
}

void Settling::add_single_debits(std::int64_t file, std::int64_t more) {
    Statement add{inside_->db, "UPDATE file SET single_debits = single_debits + ?2 WHERE id = ?1"};
    add.run_with(file, more);
}

bool Settling::is_contradicted(std::int64_t file) {
    Statement single{inside_->db, "SELECT 1 FROM file WHERE id = ?1 AND single_debits > 0"};
    single.bind(file);
    if (single.next()) return true;
    Statement other{inside_->db, "SELECT 1" + std::string{contradictions} +
                                     " AND coalesce(a.file, c.file) = ?1 AND s.state IN "
                                     "('chained', 'gap') AND l.repeats_statement IS NULL LIMIT 1"};
    other.bind(file);
    return other.next();
}

std::vector<std::int64_t> Settling::contradicted_by(const LineKey& line) {
    Statement rows{inside_->db, "SELECT DISTINCT coalesce(a.file, c.file)" +
                                    std::string{contradictions} +
                                    " AND c.statement = ?1 AND c.entry = ?2 AND c.detail = ?3"};
    rows.bind(line.statement, line.entry, line.detail);
    std::vector<std::int64_t> files;
    while (rows.next()) files.push_back(rows.integer(0));
    return files;
}

std::vector<ClaimRow> Settling::claims_on(std::int64_t instruction, std::int64_t number) {
    inside_->of_attempt.bind(instruction, number);
    return claims_from(inside_->of_attempt);
}

void Settling::stand(const LineKey& line, const LineStand& stand) {
    Statement change{inside_->db, R"sql(
        UPDATE statement_line SET claim = ?4, place = ?5, rule = ?6, instruction = ?7, attempt = ?8, file = ?9,
               household = ?10
         WHERE statement = ?1 AND entry = ?2 AND detail = ?3
    )sql"};
    change.run_with(line.statement, line.entry, line.detail, static_cast<int>(stand.claim),
                    static_cast<int>(stand.place), std::string_view{stand.rule},
                    none_if_zero(stand.instruction), none_if_zero(stand.attempt),
                    none_if_zero(stand.file), none_if_zero(stand.household));
}

void Settling::place(const LineKey& line, reconcile::Place place, std::string_view rule) {
    inside_->place.run_with(line.statement, line.entry, line.detail, static_cast<int>(place), rule);
}

std::optional<TotalKey> Settling::total_of_line(const LineKey& line) {
    Statement find{inside_->db, R"sql(
        SELECT account, cents, payments FROM total_line WHERE statement = ?1 AND entry = ?2 AND detail = ?3
    )sql"};
    find.bind(line.statement, line.entry, line.detail);
    return key_from(find);
}

std::optional<TotalKey> Settling::total_of_file(std::int64_t file) {
    Statement find{inside_->db, "SELECT account, cents, count FROM file WHERE id = ?1"};
    find.bind(file);
    return key_from(find);
}

std::vector<TotalLineRow> Settling::lines_with_total(const TotalKey& key) {
    Statement rows{inside_->db,
                   std::string{claim_columns} + R"sql(, coalesce(l.file, 0), t.has_trace
          FROM total_line t
          JOIN statement_line l ON l.statement = t.statement AND l.entry = t.entry AND l.detail = t.detail
          JOIN statement s ON s.id = t.statement
         WHERE t.account = ?1 AND t.cents = ?2 AND t.payments = ?3 AND l.claim = 4
           AND s.state IN ('chained', 'gap') AND l.repeats_statement IS NULL
    )sql" + std::string{claim_order}};
    rows.bind(key.account, key.cents, key.payments);
    std::vector<TotalLineRow> all;
    while (rows.next()) {
        all.push_back(
            {.claim = claim_from(rows), .file = rows.integer(11), .has_trace = rows.flag(12)});
    }
    return all;
}

std::vector<TotalFileRow> Settling::files_with_total(const TotalKey& key) {
    Statement rows{inside_->db, R"sql(
        SELECT id, execution_date FROM file WHERE account = ?1 AND cents = ?2 AND count = ?3
           AND state IN ('handing_over', 'handed_over', 'handover_unknown')
           AND NOT EXISTS (SELECT 1 FROM attempt x WHERE x.file = file.id AND x.state = 3)
         ORDER BY id
    )sql"};
    rows.bind(key.account, key.cents, key.payments);
    std::vector<TotalFileRow> all;
    while (rows.next()) {
        all.push_back({.id = rows.integer(0), .execution_date = rows.date(1)});
    }
    return all;
}

bool Settling::is_named_whole(std::int64_t file) {
    Statement find{inside_->db, R"sql(
        SELECT 1 FROM statement_line l JOIN statement s ON s.id = l.statement
         WHERE l.file = ?1 AND l.claim IN (3, 5) AND l.repeats_statement IS NULL
           AND s.state IN ('chained', 'gap') LIMIT 1
    )sql"};
    find.bind(file);
    return find.next();
}

void Settling::set_total(const LineKey& line, std::int64_t file,
                         const std::vector<std::int64_t>& could_be) {
    Statement change{inside_->db, R"sql(
        UPDATE statement_line SET file = ?4 WHERE statement = ?1 AND entry = ?2 AND detail = ?3
    )sql"};
    change.run_with(line.statement, line.entry, line.detail,
                    file == 0 ? std::nullopt : std::optional{file});
    Statement forget{inside_->db, R"sql(
        DELETE FROM line_candidate WHERE statement = ?1 AND entry = ?2 AND detail = ?3
    )sql"};
    forget.run_with(line.statement, line.entry, line.detail);
    Statement add{inside_->db, "INSERT INTO line_candidate VALUES(?1, ?2, ?3, 0, 0, ?4)"};
    for (const std::int64_t each : could_be) {
        add.run_with(line.statement, line.entry, line.detail, each);
    }
}

void Settling::settle(std::int64_t instruction, std::int64_t number,
                      const AttemptSettlement& settlement) {
    const std::optional<std::string_view> reason =
        settlement.return_reason.empty() ? std::nullopt : std::optional{settlement.return_reason};
    inside_->settle.run_with(instruction, number, static_cast<int>(settlement.state),
                             settlement.settled_on, settlement.returned, reason);
}

std::optional<values::CivilDate> Settling::batch_day(std::int64_t file) {
    Statement find{inside_->db, "SELECT batch_day FROM file WHERE id = ?1"};
    find.bind(file);
    return find.next() ? find.optional_date(0) : std::nullopt;
}

void Settling::set_batch_day(std::int64_t file, std::optional<values::CivilDate> day) {
    Statement change{inside_->db, "UPDATE file SET batch_day = ?2 WHERE id = ?1"};
    change.run_with(file, day);
}

void Settling::settle_unclaimed_of(std::int64_t file, std::optional<values::CivilDate> day) {
    Statement anew{inside_->db,
                   "UPDATE attempt SET state = ?2, settled_on = ?3, returned_cents = 0, "
                   "return_reason = NULL, " +
                       std::string{attempt_is_kept} +
                       " WHERE file = ?1 AND claims = 0 AND state IN (1, 2, 4)"};
    anew.run_with(file, day ? 1 : 0, day);
    if (!day) return;
    Statement confirm{inside_->db, R"sql(
        UPDATE attempt SET state = 1, settled_on = ?2, settled_fact = ?3
         WHERE file = ?1 AND claims = 0 AND state = 0
    )sql"};
    confirm.run_with(file, day, inside_->fact);
}

void Settling::touch(std::int64_t instruction, std::int64_t number) {
    inside_->touch.run_with(instruction, number);
}

void Settling::touch_claimed_of(std::int64_t file) {
    Statement touch{inside_->db, R"sql(
        INSERT OR IGNORE INTO temp.touched
        SELECT instruction, number FROM attempt WHERE file = ?1 AND claims > 0
    )sql"};
    touch.run_with(file);
}

void Settling::touch_all_of(std::int64_t file) {
    Statement touch{inside_->db, R"sql(
        INSERT OR IGNORE INTO temp.touched SELECT instruction, number FROM attempt WHERE file = ?1
    )sql"};
    touch.run_with(file);
}

void Settling::for_each_touched(const std::function<void(std::int64_t, std::int64_t)>& visit) {
    Statement rows{inside_->db,
                   "SELECT instruction, number FROM temp.touched ORDER BY instruction, number"};
    while (rows.next()) visit(rows.integer(0), rows.integer(1));
    inside_->db.execute("DELETE FROM temp.touched");
}

}  // namespace ontzorgd::store
