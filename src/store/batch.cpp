// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/batch.h"

#include "attempt_is_kept.h"
#include "live_attempt.h"
#include "ontzorgd/payment/bank_reason.h"
#include "statement.h"

namespace ontzorgd::store {

namespace {

constexpr std::string_view batch_columns = R"sql(
    SELECT b.id, b.version, b.state, b.run, b.proposed_by, b.released_by, b.fact, v.count, v.cents,
           v.needed_signatures, v.sheet, v.sheet_sha256, v.made_by, v.review, b.instant
      FROM batch b JOIN batch_version v ON v.batch = b.id AND v.version = b.version
)sql";

StoredBatch batch_from(const Statement& row) {
    return {.id = row.integer(0),
            .version = row.integer(1),
            .state = std::string{row.text(2)},
            .run = RunId{row.integer(3)},
            .proposed_by = UserId{row.integer(4)},
            .released_by = UserId{row.optional_integer(5).value_or(0)},
            .fact = row.integer(6),
            .speed = row.flag(14) ? payment::Speed::instant : payment::Speed::ordinary,
            .count = row.integer(7),
            .cents = row.euro(8),
            .needed_signatures = row.integer(9),
            .sheet = std::string{row.text(10)},
            .sheet_sha256 = row.digest(11),
            .made_by = UserId{row.integer(12)},
            .change = std::string{row.text(13)}};
}

constexpr std::string_view file_columns = R"sql(
    SELECT id, batch, version, account, execution_date, name, msg_id, sha256, count, cents, state,
           state_fact FROM file
)sql";

StoredFile file_from(const Statement& row) {
    return {.id = row.integer(0),
            .batch = row.integer(1),
            .version = row.integer(2),
            .account = row.integer(3),
            .execution_date = row.date(4),
            .name = std::string{row.text(5)},
            .msg_id = std::string{row.text(6)},
            .sha256 = row.digest(7),
            .count = row.integer(8),
            .cents = row.euro(9),
            .state = std::string{row.text(10)},
            .state_fact = row.integer(11)};
}

template <class Key>
std::optional<StoredFile> file_where(Database& db, const char* condition, const Key& key) {
    Statement find{db, std::string{file_columns} + " WHERE " + condition};
    find.bind(key);
    if (!find.next()) return std::nullopt;
    return file_from(find);
}

std::int64_t next_id(Database& db, const char* table) {
    Statement next{db, std::string{"SELECT coalesce(max(id), 0) + 1 FROM "} + table};
    next.next();
    return next.integer(0);
}

}  // namespace

std::optional<StoredBatch> batch_by_id(Database& db, std::int64_t id) {
    Statement find{db, std::string{batch_columns} + " WHERE b.id = ?1"};
    find.bind(id);
    if (!find.next()) return std::nullopt;
    return batch_from(find);
}

std::vector<StoredBatch> all_batches(Database& db) {
    Statement rows{db, std::string{batch_columns} + " ORDER BY b.id"};
    std::vector<StoredBatch> all;
    while (rows.next()) all.push_back(batch_from(rows));
    return all;
}

std::int64_t next_batch_id(Database& db) {
    return next_id(db, "batch");
}
std::int64_t next_file_id(Database& db) {
    return next_id(db, "file");
}

void add_batch_version(Database& db, const StoredBatch& batch, std::int64_t fact) {
    Statement add{db, R"sql(
        INSERT INTO batch VALUES(?1, ?2, ?3, ?4, ?5, ?6, NULL, NULL, ?7)
        ON CONFLICT(id) DO UPDATE SET version = excluded.version, state = excluded.state
    )sql"};
    add.run_with(batch.id, batch.version, batch.state, batch.run, batch.proposed_by, fact,
                 batch.speed == payment::Speed::instant);
    Statement version{db,
                      "INSERT INTO batch_version VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"};
    version.run_with(batch.id, batch.version, batch.count, batch.cents, batch.needed_signatures,
                     batch.sheet, batch.sheet_sha256, batch.change, batch.made_by, fact);
}

void change_batch_state(Database& db, std::int64_t id, std::string_view state) {
    Statement change{db, "UPDATE batch SET state = ?2 WHERE id = ?1"};
    change.run_with(id, state);
}

void mark_released(Database& db, std::int64_t id, UserId by, std::int64_t fact) {
    Statement mark{db, R"sql(
        UPDATE batch SET state = 'released', released_by = ?2, released_fact = ?3 WHERE id = ?1
    )sql"};
    mark.run_with(id, by, fact);
}

std::optional<StoredSheet> sheet_of_version(Database& db, std::int64_t batch,
                                            std::int64_t version) {
    Statement find{db, R"sql(
        SELECT sheet, sheet_sha256, count, cents, fact FROM batch_version WHERE batch = ?1 AND version = ?2
    )sql"};
    find.bind(batch, version);
    if (!find.next()) return std::nullopt;
    return StoredSheet{.text = std::string{find.text(0)},
                       .sha256 = find.digest(1),
                       .count = find.integer(2),
                       .cents = find.euro(3),
                       .fact = find.integer(4)};
}

std::vector<StoredSignature> signatures_of(Database& db, std::int64_t batch, std::int64_t version) {
    Statement rows{db, R"sql(
        SELECT user, sheet_sha256, fact FROM signature WHERE batch = ?1 AND version = ?2 ORDER BY fact
    )sql"};
    rows.bind(batch, version);
    std::vector<StoredSignature> all;
    while (rows.next()) {
        all.push_back({.user = UserId{rows.integer(0)},
                       .sheet_sha256 = rows.digest(1),
                       .fact = rows.integer(2)});
    }
    return all;
}

void add_signature(Database& db, std::int64_t batch, std::int64_t version,
                   const StoredSignature& signature) {
    Statement add{db, "INSERT INTO signature VALUES(?1, ?2, ?3, ?4, ?5)"};
    add.run_with(batch, version, signature.user, signature.sheet_sha256, signature.fact);
}

void add_file(Database& db, const StoredFile& file, std::int64_t fact) {
    Statement add{
        db,
        "INSERT INTO file VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?12, 0, NULL, "
        "0, NULL)"};
    add.run_with(file.id, file.batch, file.version, file.account, file.execution_date, file.name,
                 file.msg_id, file.sha256, file.count, file.cents, file.state, fact);
}

std::vector<StoredFile> files_of(Database& db, std::int64_t batch, std::int64_t version) {
    Statement rows{db,
                   std::string{file_columns} + " WHERE batch = ?1 AND version = ?2 ORDER BY id"};
    rows.bind(batch, version);
    std::vector<StoredFile> all;
    while (rows.next()) all.push_back(file_from(rows));
    return all;
}

std::optional<StoredFile> file_by_id(Database& db, std::int64_t id) {
    return file_where(db, "id = ?1", id);
}

std::optional<StoredFile> file_named(Database& db, std::string_view name) {
    return file_where(db, "name = ?1", name);
}

std::optional<StoredFile> file_with_msg_id(Database& db, std::string_view msg_id) {
    return file_where(db, "msg_id = ?1", msg_id);
}

void change_file_state(Database& db, std::int64_t id, std::string_view state, std::int64_t fact) {
    Statement change{db, "UPDATE file SET state = ?2, state_fact = ?3 WHERE id = ?1"};
    change.run_with(id, state, fact);
}

facts::KindTotals kind_totals_of(Database& db, std::int64_t file) {
    Statement sums{db, R"sql(
        SELECT i.kind, sum(i.cents) FROM attempt a JOIN instruction i ON i.id = a.instruction
         WHERE a.file = ?1 AND a.state <> 3 GROUP BY i.kind
    )sql"};
    sums.bind(file);
    facts::KindTotals totals{};
    while (sums.next()) totals.at(static_cast<std::size_t>(sums.integer(0))) = sums.euro(1);
    return totals;
}

struct AttemptWriter::Inside {
    Statement insert;
};

AttemptWriter::AttemptWriter(Database& db)
    : inside_{std::make_unique<Inside>(Inside{Statement{
          db,
          "INSERT INTO attempt VALUES(?1, ?2, ?3, ?4, 0, NULL, 0, NULL, 0, ?5, NULL, NULL, "
          "NULL, NULL)"}})} {}
AttemptWriter::~AttemptWriter() = default;

void AttemptWriter::add(const AttemptRow& attempt) {
    inside_->insert.run_with(attempt.instruction, attempt.number, attempt.batch, attempt.file,
                             attempt.aim);
}

void move_attempts(Database& db, std::int64_t from_file, std::int64_t to_file) {
    Statement move{db, "UPDATE attempt SET file = ?2, " + std::string{attempt_is_kept} +
                           " WHERE file = ?1 AND state <> 3"};
    move.run_with(from_file, to_file);
}

std::int64_t count_of_file(Database& db, std::int64_t file) {
    Statement count{db, "SELECT count(*) FROM attempt WHERE file = ?1 AND state <> 3"};
    count.bind(file);
    count.next();
    return count.integer(0);
}

bool was_dropped(Database& db, std::int64_t batch, std::int64_t instruction) {
    Statement find{db, "SELECT 1 FROM attempt WHERE batch = ?1 AND instruction = ?2 AND state = 3"};
    find.bind(batch, instruction);
    return find.next();
}

std::vector<StoredFile> files_in_state(Database& db, std::string_view state) {
    Statement rows{db, std::string{file_columns} + " WHERE state = ?1 ORDER BY id"};
    rows.bind(state);
    std::vector<StoredFile> all;
    while (rows.next()) all.push_back(file_from(rows));
    return all;
}

std::int64_t kill_attempts_of(Database& db, std::int64_t file) {
    Statement kill{db, "UPDATE attempt SET state = 3, " + std::string{attempt_is_kept} +
                           " WHERE file = ?1 AND state = 0"};
    kill.run_with(file);
    return db.changes();
}

bool kill_attempt(Database& db, std::int64_t instruction, std::int64_t number) {
    Statement kill{db, "UPDATE attempt SET state = 3, " + std::string{attempt_is_kept} +
                           " WHERE instruction = ?1 AND number = ?2 AND state = 0"};
    kill.run_with(instruction, number);
    return db.changes() == 1;
}

bool has_dead_attempt(Database& db, std::int64_t file) {
    Statement find{db, "SELECT 1 FROM attempt WHERE file = ?1 AND state = 3 LIMIT 1"};
    find.bind(file);
    return find.next();
}

std::optional<AttemptRow> attempt_of(Database& db, std::int64_t instruction, std::int64_t number) {
    Statement find{db, R"sql(
        SELECT instruction, number, batch, file, state, settled_on, returned_cents, return_reason
          FROM attempt WHERE instruction = ?1 AND number = ?2
    )sql"};
    find.bind(instruction, number);
    if (!find.next()) return std::nullopt;
    return AttemptRow{.instruction = find.integer(0),
                      .number = find.integer(1),
                      .batch = find.integer(2),
                      .file = find.integer(3),
                      .state = static_cast<AttemptRowState>(find.integer(4)),
                      .settled_on = find.optional_date(5),
                      .returned = find.euro(6),
                      .return_reason = find.is_null(7) ? std::string{} : std::string{find.text(7)}};
}

bool has_unfinished_attempt(Database& db, std::int64_t instruction, std::int64_t up_to) {
    Statement find{db, R"sql(
        SELECT 1 FROM attempt WHERE instruction = ?1 AND number <= ?2 AND state NOT IN (2, 3) LIMIT 1
    )sql"};
    find.bind(instruction, up_to);
    return find.next();
}

std::vector<AttemptInFile> attempts_in_files(Database& db, std::int64_t instruction) {
    Statement rows{db, "SELECT number, file FROM attempt WHERE instruction = ?1 ORDER BY number"};
    rows.bind(instruction);
    std::vector<AttemptInFile> all;
    while (rows.next()) {
        const auto file = file_by_id(db, rows.integer(1));
        if (file) all.push_back({.number = rows.integer(0), .file = *file});
    }
    return all;
}

std::optional<std::int64_t> account_that_paid(Database& db, std::int64_t instruction,
                                              std::int64_t up_to) {
    Statement find{db, R"sql(
        SELECT f.account FROM attempt a JOIN file f ON f.id = a.file
         WHERE a.instruction = ?1 AND a.number <= ?2
           AND f.state IN ('handing_over', 'handed_over', 'handover_unknown')
         ORDER BY a.number DESC LIMIT 1
    )sql"};
    find.bind(instruction, up_to);
    if (!find.next()) return std::nullopt;
    return find.integer(0);
}

std::optional<AttemptRow> live_attempt_in(Database& db, const StoredBatch& batch,
                                          std::int64_t instruction) {
    Statement find{db, R"sql(
        SELECT a.number FROM attempt a JOIN file f ON f.id = a.file
         WHERE a.instruction = ?1 AND a.batch = ?2 AND f.version = ?3 AND a.state <> 3
    )sql"};
    find.bind(instruction, batch.id, batch.version);
    if (!find.next()) return std::nullopt;
    return attempt_of(db, instruction, find.integer(0));
}

std::unordered_map<std::int64_t, std::int64_t> returned_ibans(Database& db) {
    Statement rows{db, R"sql(
        SELECT b.blind_index, coalesce(m.fact, i.fact), coalesce(a.return_reason, ''),
               EXISTS (SELECT 1 FROM reissue z WHERE z.instruction = a.instruction AND z.attempt = a.number)
                   OR ()sql" +
                           std::string{came_back_is_paid_again} + R"sql(),
               EXISTS (SELECT 1 FROM recall c WHERE c.instruction = a.instruction AND c.attempt = a.number
                          AND c.code IN ('AC03', 'FRAD'))
          FROM attempt a INDEXED BY attempt_returned
          JOIN instruction i ON i.id = a.instruction
          LEFT JOIN instruction_aim m ON m.instruction = a.instruction AND m.number = a.aim
          JOIN iban b ON b.id = coalesce(m.iban, i.iban)
         WHERE a.returned_cents > 0
    )sql"};
    std::unordered_map<std::int64_t, std::int64_t> all;
    while (rows.next()) {
        // Whoever let it be paid again answered a return that says nothing of the account.
        // Nor does the bank say of the account what people gave as the reason to ask it back.
        const bool is_of_account = payment::is_of_the_account(rows.text(2)) || rows.flag(4);
        const bool is_answered = rows.flag(3) && !is_of_account;
        if (is_answered) continue;
        std::int64_t& newest = all[rows.integer(0)];
        newest = std::max(newest, rows.integer(1));
    }
    return all;
}

namespace {

/// The households of the rows of `table` that were recorded after `fact`. Rows stand in the order
/// of their facts, so these are the last ones.
void take_households(Database& db, std::string_view table, std::int64_t fact,
                     std::unordered_set<std::int64_t>& into) {
    Statement rows{db, "SELECT household, fact FROM " + std::string{table} + " ORDER BY id DESC"};
    while (rows.next() && rows.integer(1) > fact) into.insert(rows.integer(0));
}

}  // namespace

std::unordered_set<std::int64_t> households_with_changed_cover(Database& db, std::int64_t fact) {
    // What is replaced gives way to a newer row of the same household, which is found.
    std::unordered_set<std::int64_t> all;
    take_households(db, "grondslag", fact, all);
    take_households(db, "machtiging", fact, all);
    return all;
}

std::unordered_set<std::int64_t> households_with_changed_contract(Database& db, std::int64_t fact) {
    std::unordered_set<std::int64_t> all;
    take_households(db, "contract_version", fact, all);
    return all;
}

std::unordered_set<std::int64_t> households_held_since(Database& db, std::int64_t fact) {
    std::unordered_set<std::int64_t> all;
    take_households(db, "client_hold", fact, all);
    return all;
}

std::unordered_set<std::int64_t> ibans_replaced_since(Database& db, std::int64_t fact) {
    Statement rows{db, "SELECT id FROM iban WHERE replaced > ?1"};
    rows.bind(fact);
    std::unordered_set<std::int64_t> all;
    while (rows.next()) all.insert(rows.integer(0));
    return all;
}

std::vector<std::int64_t> ibans_with_index(Database& db, std::int64_t blind_index) {
    Statement rows{db, "SELECT id FROM iban WHERE blind_index = ?1"};
    rows.bind(blind_index);
    std::vector<std::int64_t> all;
    while (rows.next()) all.push_back(rows.integer(0));
    return all;
}

bool has_aim_since(Database& db, std::int64_t fact) {
    Statement newest{db, "SELECT fact FROM instruction_aim ORDER BY id DESC LIMIT 1"};
    return newest.next() && newest.integer(0) > fact;
}

bool has_batch(Database& db, RunId run, std::int64_t before) {
    Statement find{db, "SELECT 1 FROM batch WHERE run = ?1 AND (?2 = 0 OR id < ?2) LIMIT 1"};
    find.bind(run, before);
    return find.next();
}

void carry_file(Database& db, std::int64_t file, std::int64_t version) {
    Statement carry{db, "UPDATE file SET version = ?2 WHERE id = ?1"};
    carry.run_with(file, version);
}

std::vector<UserId> users_of_first_ibans(Database& db, std::int64_t batch) {
    Statement rows{db, R"sql(
        WITH paid(iban) AS (
            SELECT DISTINCT coalesce(m.iban, i.iban)
              FROM attempt a JOIN instruction i ON i.id = a.instruction
              LEFT JOIN instruction_aim m ON m.instruction = a.instruction AND m.number = a.aim
             WHERE a.batch = ?1 AND a.state <> 3
        )
        SELECT DISTINCT u FROM (
            SELECT b.recorded_by AS u, b.id AS iban FROM iban b JOIN paid p ON p.iban = b.id
            UNION ALL
            SELECT b.confirmed_by, b.id FROM iban b JOIN paid p ON p.iban = b.id
        ) WHERE u IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM instruction j JOIN attempt t ON t.instruction = j.id AND t.aim = 0
                          JOIN file f ON f.id = t.file
             WHERE j.iban = iban AND t.batch <> ?1 AND t.state <> 3 AND f.state = 'handed_over'
        ) AND NOT EXISTS (
            SELECT 1 FROM instruction_aim n
                          JOIN attempt t ON t.instruction = n.instruction AND t.aim = n.number
                          JOIN file f ON f.id = t.file
             WHERE n.iban = iban AND t.batch <> ?1 AND t.state <> 3 AND f.state = 'handed_over'
        ) ORDER BY u
    )sql"};
    rows.bind(batch);
    std::vector<UserId> users;
    while (rows.next()) users.emplace_back(rows.integer(0));
    return users;
}

values::Euro instructed_by(Database& db, RunId run) {
    // A part that is paid again is in the payment that it is a part of.
    Statement sum{db, R"sql(
        SELECT coalesce(sum(cents), 0) FROM instruction i
         WHERE run = ?1 AND NOT EXISTS (SELECT 1 FROM part_word w WHERE w.made = i.id)
    )sql"};
    sum.bind(run);
    sum.next();
    return sum.euro(0);
}

std::string state_of(Database& db, const StoredBatch& batch) {
    if (batch.state != "released") return batch.state;
    Statement figures{db, R"sql(
        SELECT EXISTS (SELECT 1 FROM file WHERE batch = ?1 AND version = ?2 AND state = 'handed_over'),
               EXISTS (SELECT 1 FROM file f JOIN attempt a ON a.file = f.id AND a.state = 0
                        WHERE f.batch = ?1 AND f.version = ?2)
    )sql"};
    figures.bind(batch.id, batch.version);
    figures.next();
    if (!figures.flag(0)) return batch.state;
    return figures.flag(1) ? "settling" : "settled";
}

}  // namespace ontzorgd::store
