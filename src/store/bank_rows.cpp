// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/bank.h"
#include "statement.h"

namespace ontzorgd::store {

namespace {

BankFileRow bank_file_from(const Statement& row) {
    return {.id = row.integer(0),
            .sha256 = row.digest(1),
            .fact = row.integer(2),
            .statements = row.integer(3),
            .finding = row.is_null(4) ? std::string{} : std::string{row.text(4)},
            .answer = std::string{row.text(5)}};
}

constexpr std::string_view bank_file_columns =
    "SELECT id, sha256, fact, statements, finding, answer FROM bank_file";

constexpr std::string_view statement_columns = R"sql(
    SELECT id, bank_file, account, statement_id, sequence, opening_cents, closing_cents, opening_date,
           closing_date, first_booking, last_booking, lines, repeated, lead_cents, trail_cents, state,
           content_sha256, fact, ways FROM statement
)sql";

BankStatementRow statement_from(const Statement& row) {
    return {.id = row.integer(0),
            .bank_file = row.integer(1),
            .account = row.integer(2),
            .statement_id = std::string{row.text(3)},
            .sequence = std::string{row.text(4)},
            .opening = row.euro(5),
            .closing = row.euro(6),
            .opening_date = row.date(7),
            .closing_date = row.date(8),
            .first_booking = row.optional_date(9),
            .last_booking = row.optional_date(10),
            .lines = row.integer(11),
            .repeated = row.integer(12),
            .lead = row.euro(13),
            .trail = row.euro(14),
            .state = std::string{row.text(15)},
            .content_sha256 = row.digest(16),
            .fact = row.integer(17),
            .ways = payment::BankWays::from_number(row.integer(18))};
}

std::vector<BankStatementRow> statements_where(Database& db, const std::string& condition,
                                               auto... keys) {
    Statement rows{db, std::string{statement_columns} + condition};
    rows.bind(keys...);
    std::vector<BankStatementRow> all;
    while (rows.next()) all.push_back(statement_from(rows));
    return all;
}

std::int64_t next_id(Database& db, const char* table) {
    Statement next{db, std::string{"SELECT coalesce(max(id), 0) + 1 FROM "} + table};
    next.next();
    return next.integer(0);
}

/// Entries of other live statements of the account, booked on the same days, that repeat nothing. A
/// statement that begins where the other ends may well have an equal payment of the same day: only
/// the bank's own reference (odd fingerprints) proves there that both are one. The same holds for a
/// statement that takes its own place in the chain. A notice has no place there, and only repeats.
/// Of the pages of one statement none repeats another: there only a second copy of a page does.
void fill_overlap(Database& db, const BankStatementRow& statement, bool stands_alone) {
    db.execute(R"sql(
        CREATE TEMP TABLE IF NOT EXISTS overlap(
            fingerprint INTEGER NOT NULL, statement INTEGER NOT NULL, entry INTEGER NOT NULL,
            PRIMARY KEY(fingerprint, statement, entry)
        ) STRICT, WITHOUT ROWID
    )sql");
    db.execute("DELETE FROM temp.overlap");
    Statement fill{db, R"sql(
        INSERT INTO temp.overlap
        SELECT l.fingerprint, l.statement, l.entry FROM statement s JOIN statement_line l ON l.statement = s.id
         WHERE s.account = ?2 AND s.id <> ?1 AND s.state IN ('chained', 'gap')
           AND s.first_booking <= ?4 AND s.last_booking >= ?3
           AND l.detail <= 1 AND l.repeats_statement IS NULL AND l.booking_date BETWEEN ?3 AND ?4
           AND NOT EXISTS (SELECT 1 FROM statement_page p JOIN statement_page q ON q.statement = ?1
                            WHERE p.statement = s.id AND p.counts_itself = 0 AND q.counts_itself = 0
                              AND p.page <> q.page AND s.statement_id = ?11 AND s.closing_date = ?7)
           AND (l.fingerprint & 1 = 1 OR ?10 = 1
                OR (?9 = 0 AND NOT (s.closing_cents = ?5 AND s.closing_date <= ?7 AND s.opening_cents <> ?5)
                    AND NOT (s.opening_cents = ?6 AND s.closing_date >= ?8 AND s.closing_cents <> ?6)))
    )sql"};
    fill.run_with(statement.id, statement.account, *statement.first_booking,
                  *statement.last_booking, statement.opening, statement.closing,
                  statement.closing_date, statement.closing_date, stands_alone,
                  statement.is_notice(), statement.statement_id);
}

/// True when the statement continues a balance that no other statement continues: it is no second
/// delivery of what is here already.
bool stands_alone(Database& db, const BankStatementRow& statement) {
    Statement find{db, R"sql(
        SELECT (EXISTS (SELECT 1 FROM statement p WHERE p.account = ?2 AND p.id <> ?1
                          AND p.state IN ('chained', 'gap') AND p.closing_cents = ?3
                          AND p.closing_date <= ?4)
                OR EXISTS (SELECT 1 FROM own_account a WHERE a.id = ?2 AND a.opening_cents = ?3))
           AND NOT EXISTS (SELECT 1 FROM statement q WHERE q.account = ?2 AND q.id <> ?1
                             AND q.state IN ('chained', 'gap') AND q.opening_cents = ?3
                             AND q.first_booking <= ?6 AND q.last_booking >= ?5
                             AND (q.closing_cents <> ?3
                                  OR (q.statement_id = ?7 AND q.closing_date = ?4
                                      AND NOT EXISTS (SELECT 1 FROM statement_page p JOIN statement_page r
                                                          ON r.statement = ?1
                                                       WHERE p.statement = q.id AND p.page <> r.page))))
    )sql"};
    find.bind(statement.id, statement.account, statement.opening, statement.closing_date,
              *statement.first_booking, *statement.last_booking, statement.statement_id);
    find.next();
    return find.flag(0);
}

/// A page of a statement takes its place with all of them: the statement with the balances of the
/// whole.
BankStatementRow as_whole(Database& db, const BankStatementRow& statement) {
    Statement find{db, R"sql(
        SELECT coalesce((SELECT p.opening_cents FROM statement s JOIN statement_page p ON p.statement = s.id
                          WHERE s.account = ?2 AND s.closing_date = ?3 AND s.statement_id = ?4 AND s.state <> 'set_aside'
                            AND p.opening_cents IS NOT NULL ORDER BY p.page LIMIT 1), ?5),
               coalesce((SELECT p.closing_cents FROM statement s JOIN statement_page p ON p.statement = s.id
                          WHERE s.account = ?2 AND s.closing_date = ?3 AND s.statement_id = ?4 AND s.state <> 'set_aside'
                            AND p.closing_cents IS NOT NULL ORDER BY p.page DESC LIMIT 1), ?6)
          FROM statement_page q WHERE q.statement = ?1 AND q.counts_itself = 0
    )sql"};
    find.bind(statement.id, statement.account, statement.closing_date, statement.statement_id,
              statement.opening, statement.closing);
    BankStatementRow whole = statement;
    if (find.next()) {
        whole.opening = find.euro(0);
        whole.closing = find.euro(1);
    }
    return whole;
}

bool has_overlap(Database& db, const BankStatementRow& statement) {
    Statement find{db, R"sql(
        SELECT 1 FROM statement WHERE account = ?2 AND id <> ?1 AND state IN ('chained', 'gap')
           AND first_booking <= ?4 AND last_booking >= ?3 LIMIT 1
    )sql"};
    find.bind(statement.id, statement.account, *statement.first_booking, *statement.last_booking);
    return find.next();
}

}  // namespace

std::optional<BankFileRow> bank_file_with_sha256(Database& db, const base::Digest& sha256) {
    Statement find{db,
                   std::string{bank_file_columns} + " WHERE sha256 = ?1 ORDER BY id DESC LIMIT 1"};
    find.bind(sha256);
    if (!find.next()) return std::nullopt;
    return bank_file_from(find);
}

std::vector<BankFileRow> bank_files(Database& db) {
    Statement rows{db, std::string{bank_file_columns} + " ORDER BY id"};
    std::vector<BankFileRow> all;
    while (rows.next()) all.push_back(bank_file_from(rows));
    return all;
}

std::int64_t next_bank_file_id(Database& db) {
    return next_id(db, "bank_file");
}
std::int64_t next_statement_id(Database& db) {
    return next_id(db, "statement");
}

void add_bank_file(Database& db, const BankFileRow& file) {
    Statement add{db, "INSERT INTO bank_file VALUES(?1, ?2, ?3, ?4, ?5, ?6)"};
    const std::optional<std::string_view> finding =
        file.finding.empty() ? std::nullopt : std::optional<std::string_view>{file.finding};
    add.run_with(file.id, file.sha256, file.fact, file.statements, finding, file.answer);
}

void set_bank_file_answer(Database& db, std::int64_t id, std::string_view answer) {
    Statement set{db, "UPDATE bank_file SET answer = ?2 WHERE id = ?1"};
    set.run_with(id, answer);
}

void add_statement(Database& db, const BankStatementRow& statement) {
    Statement add{db, R"sql(
        INSERT INTO statement VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                                     ?17, ?18, ?19)
    )sql"};
    add.run_with(statement.id, statement.bank_file, statement.account, statement.statement_id,
                 statement.sequence, statement.opening, statement.closing, statement.opening_date,
                 statement.closing_date, statement.first_booking, statement.last_booking,
                 statement.lines, statement.repeated, statement.lead, statement.trail,
                 statement.state, statement.content_sha256, statement.fact,
                 statement.ways.to_number());
}

std::optional<BankStatementRow> statement_by_id(Database& db, std::int64_t id) {
    auto found = statements_where(db, " WHERE id = ?1", id);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<BankStatementRow> statements_of(Database& db, std::int64_t account) {
    return statements_where(db, R"sql(
        WHERE account = ?1
        ORDER BY closing_date, opening_date, CAST(sequence AS INTEGER), statement_id, opening_cents,
                 closing_cents, id
    )sql",
                            account);
}

std::vector<BankStatementRow> statements_in(Database& db, std::int64_t bank_file) {
    return statements_where(db, " WHERE bank_file = ?1 ORDER BY id", bank_file);
}

bool was_notice(Database& db, std::int64_t id) {
    Statement find{
        db, "SELECT 1 FROM statement_before WHERE statement = ?1 AND state = 'notice' LIMIT 1"};
    find.bind(id);
    return find.next();
}

std::vector<BankStatementRow> statements_like(Database& db, const BankStatementRow& statement) {
    return statements_where(db, R"sql(
        WHERE account = ?1 AND closing_date = ?2 AND statement_id = ?3 AND id <> ?4 ORDER BY id
    )sql",
                            statement.account, statement.closing_date, statement.statement_id,
                            statement.id);
}

std::vector<BankStatementRow> statements_closing_on(Database& db, std::int64_t account,
                                                    values::CivilDate day) {
    return statements_where(db, " WHERE account = ?1 AND closing_date = ?2 ORDER BY id", account,
                            day);
}

std::vector<std::int64_t> statements_matched_by_total(Database& db, std::int64_t account) {
    Statement rows{db, R"sql(
        SELECT DISTINCT t.statement
          FROM total_line t JOIN statement s ON s.id = t.statement
          JOIN statement_line l ON l.statement = t.statement AND l.entry = t.entry AND l.detail = t.detail
         WHERE t.account = ?1 AND t.payments > 1 AND s.state IN ('chained', 'gap')
           AND l.claim = 4 AND l.place = 0 AND l.repeats_statement IS NULL
    )sql"};
    rows.bind(account);
    std::vector<std::int64_t> all;
    while (rows.next()) all.push_back(rows.integer(0));
    return all;
}

void change_statement_state(Database& db, std::int64_t id, std::string_view state) {
    Statement change{db, "UPDATE statement SET state = ?2 WHERE id = ?1"};
    change.run_with(id, state);
}

std::int64_t mark_repeats(Database& db, const BankStatementRow& statement) {
    if (!statement.first_booking || !has_overlap(db, statement)) return 0;
    const BankStatementRow whole = as_whole(db, statement);
    fill_overlap(db, whole, !whole.is_notice() && stands_alone(db, whole));
    Statement entries{db, R"sql(
        SELECT entry, fingerprint FROM statement_line
         WHERE statement = ?1 AND detail <= 1 AND repeats_statement IS NULL ORDER BY entry
    )sql"};
    Statement find{db, R"sql(
        SELECT statement, entry FROM temp.overlap WHERE fingerprint = ?1 ORDER BY statement, entry LIMIT 1
    )sql"};
    Statement take{
        db, "DELETE FROM temp.overlap WHERE fingerprint = ?1 AND statement = ?2 AND entry = ?3"};
    Statement mark{db, R"sql(
        UPDATE statement_line SET repeats_statement = ?3, repeats_entry = ?4
         WHERE statement = ?1 AND entry = ?2
    )sql"};
    entries.bind(statement.id);
    std::int64_t marked = 0;
    while (entries.next()) {
        const std::int64_t entry = entries.integer(0);
        const std::int64_t fingerprint = entries.integer(1);
        find.bind(fingerprint);
        if (!find.next()) continue;
        const std::int64_t of_statement = find.integer(0);
        const std::int64_t of_entry = find.integer(1);
        find.reset();
        take.run_with(fingerprint, of_statement, of_entry);
        mark.run_with(statement.id, entry, of_statement, of_entry);
        ++marked;
    }
    db.execute("DELETE FROM temp.overlap");
    return marked;
}

std::vector<std::int64_t> repeaters_that_follow(Database& db, const BankStatementRow& statement) {
    Statement rows{db, R"sql(
        SELECT id FROM statement
         WHERE account = ?2 AND id <> ?1 AND state IN ('chained', 'gap') AND repeated > 0
           AND opening_cents = ?3 AND closing_date >= ?4 ORDER BY id
    )sql"};
    rows.bind(statement.id, statement.account, statement.closing, statement.closing_date);
    std::vector<std::int64_t> all;
    while (rows.next()) all.push_back(rows.integer(0));
    return all;
}

std::vector<BankStatementRow> notices_beside(Database& db, const BankStatementRow& statement) {
    if (!statement.first_booking) return {};
    return statements_where(db, R"sql(
        WHERE account = ?1 AND state = 'notice' AND first_booking <= ?3 AND last_booking >= ?2 ORDER BY id
    )sql",
                            statement.account, *statement.first_booking, *statement.last_booking);
}

void free_repeats(Database& db, std::int64_t statement, std::int64_t of) {
    db.execute(R"sql(
        CREATE TEMP TABLE IF NOT EXISTS freed(
            statement INTEGER NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY(statement, entry)
        ) STRICT, WITHOUT ROWID
    )sql");
    db.execute("DELETE FROM temp.freed");
    Statement note{db, R"sql(
        INSERT OR IGNORE INTO temp.freed
        SELECT statement, entry FROM statement_line WHERE repeats_statement = ?2 AND statement = ?1
    )sql"};
    note.run_with(statement, of);
    Statement free{db, R"sql(
        UPDATE statement_line SET repeats_statement = NULL, repeats_entry = NULL
         WHERE repeats_statement = ?2 AND statement = ?1
    )sql"};
    free.run_with(statement, of);
}

bool was_freed(Database& db, std::int64_t statement, std::int64_t entry) {
    Statement find{db, "SELECT 1 FROM temp.freed WHERE statement = ?1 AND entry = ?2"};
    find.bind(statement, entry);
    return find.next();
}

void free_all_repeats(Database& db, std::int64_t statement) {
    Statement free{db, R"sql(
        UPDATE statement_line SET repeats_statement = NULL, repeats_entry = NULL
         WHERE statement = ?1 AND repeats_statement IS NOT NULL
    )sql"};
    free.run_with(statement);
}

std::vector<std::int64_t> repeaters_of(Database& db, std::int64_t statement) {
    Statement rows{db, R"sql(
        SELECT DISTINCT statement FROM statement_line WHERE repeats_statement = ?1 ORDER BY statement
    )sql"};
    rows.bind(statement);
    std::vector<std::int64_t> all;
    while (rows.next()) all.push_back(rows.integer(0));
    return all;
}

void sum_repeats(Database& db, std::int64_t statement) {
    Statement rows{db, R"sql(
        SELECT CASE credit WHEN 1 THEN cents ELSE -cents END, repeats_statement IS NOT NULL
          FROM statement_line WHERE statement = ?1 ORDER BY entry, detail
    )sql"};
    rows.bind(statement);
    std::int64_t repeated = 0;
    values::Euro lead;
    values::Euro trail;
    bool at_beginning = true;
    while (rows.next()) {
        at_beginning = at_beginning && rows.flag(1);
        if (!rows.flag(1)) continue;
        ++repeated;
        (at_beginning ? lead : trail) += rows.euro(0);
    }
    Statement change{db, R"sql(
        UPDATE statement SET repeated = ?2, lead_cents = ?3, trail_cents = ?4 WHERE id = ?1
    )sql"};
    change.run_with(statement, repeated, lead, trail);
}

}  // namespace ontzorgd::store
