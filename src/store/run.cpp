// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/run.h"

#include "live_attempt.h"
#include "statement.h"

namespace ontzorgd::store {

namespace {

constexpr std::string_view run_columns = R"sql(
    SELECT id, run_id, soort, periode, datum_run, aantal, totaal, sha256, held, held_cents, imported_by,
           fact, state, pay_date, next_pay_date, regelset, held_accepted_by FROM run
)sql";

StoredRun run_from(const Statement& row) {
    return {.id = RunId{row.integer(0)},
            .head = {.run_id = std::string{row.text(1)},
                     .gemeente = {},
                     .periode = row.month(3),
                     .soort = static_cast<uitkering::SoortRun>(row.integer(2)),
                     .datum_run = row.date(4),
                     .aantal = row.integer(5),
                     .totaal = row.euro(6)},
            .sha256 = row.digest(7),
            .held = row.integer(8),
            .held_cents = row.euro(9),
            .imported_by = UserId{row.integer(10)},
            .fact = row.integer(11),
            .state = std::string{row.text(12)},
            .pay_date = row.optional_date(13),
            .next_pay_date = row.optional_date(14),
            .regelset = row.optional_integer(15).value_or(0),
            .held_accepted_by = UserId{row.optional_integer(16).value_or(0)}};
}

std::vector<StoredRun> runs_where(Database& db, const std::string& condition, auto... keys) {
    Statement rows{db, std::string{run_columns} + condition + " ORDER BY id"};
    rows.bind(keys...);
    std::vector<StoredRun> all;
    while (rows.next()) all.push_back(run_from(rows));
    return all;
}

RunRecordRow record_from(RunId run, const Statement& row) {
    return {.run = run,
            .number = row.integer(0),
            .household = dossier::HouseholdId{row.optional_integer(1).value_or(0)},
            .net = row.euro(2),
            .bijzondere_bijstand = row.euro(3),
            .finding = row.is_null(4) ? std::string{} : std::string{row.text(4)},
            .split_fact = row.optional_integer(5).value_or(0),
            .leaf = std::string{row.text(6)}};
}

}  // namespace

std::optional<StoredRun> find_run(Database& db, std::string_view run_id) {
    auto runs = runs_where(db, "WHERE run_id = ?1", run_id);
    return runs.empty() ? std::nullopt : std::optional{std::move(runs.front())};
}

std::optional<StoredRun> run_by_id(Database& db, RunId id) {
    auto runs = runs_where(db, "WHERE id = ?1", id);
    return runs.empty() ? std::nullopt : std::optional{std::move(runs.front())};
}

std::vector<StoredRun> all_runs(Database& db) {
    return runs_where(db, "");
}

RunId next_run_id(Database& db) {
    Statement next{db, R"sql(
        SELECT max(coalesce((SELECT max(id) FROM run), 0), coalesce((SELECT max(run) FROM run_record), 0)) + 1
    )sql"};
    next.next();
    return RunId{next.integer(0)};
}

void add_run(Database& db, const StoredRun& run) {
    Statement add{db, R"sql(
        INSERT INTO run VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,
                               NULL, NULL, NULL, NULL, NULL, NULL)
    )sql"};
    add.run_with(run.id, run.head.run_id, static_cast<std::int64_t>(run.head.soort),
                 run.head.periode, run.head.datum_run, run.head.aantal, run.head.totaal, run.sha256,
                 run.held, run.held_cents, run.imported_by, run.fact, run.state);
}

void accept_held(Database& db, RunId run, UserId by, std::int64_t fact, const base::Digest& list) {
    Statement accept{db, R"sql(
        UPDATE run SET held_accepted_by = ?2, held_accepted_fact = ?3, held_list_sha256 = ?4 WHERE id = ?1
    )sql"};
    accept.run_with(run, by, fact, list);
}

void reject_run(Database& db, RunId run) {
    Statement reject{db, "UPDATE run SET state = 'rejected' WHERE id = ?1"};
    reject.run_with(run);
}

void mark_split(Database& db, RunId run, std::string_view state, values::CivilDate pay_date,
                values::CivilDate next_pay_date, std::int64_t regelset) {
    Statement mark{db, R"sql(
        UPDATE run SET state = ?2, pay_date = ?3, next_pay_date = ?4, regelset = ?5 WHERE id = ?1
    )sql"};
    mark.run_with(run, state, pay_date, next_pay_date, regelset);
}

struct RunRecordWriter::Inside {
    RunId run;
    Statement insert;
    Statement find;
};

RunRecordWriter::RunRecordWriter(Database& db, RunId run)
    : inside_{std::make_unique<Inside>(Inside{
          .run = run,
          .insert =
              Statement{db, "INSERT INTO run_record VALUES(?1, ?2, ?3, ?4, ?5, ?6, NULL, ?7)"},
          .find = Statement{db,
                            "SELECT 1 FROM run_record INDEXED BY run_record_household"
                            " WHERE run = ?1 AND household = ?2 AND net_cents >= 0"}})} {}
RunRecordWriter::~RunRecordWriter() = default;

void RunRecordWriter::add(const RunRecordRow& row) {
    const std::optional<std::string_view> finding =
        row.finding.empty() ? std::nullopt : std::optional<std::string_view>{row.finding};
    inside_->insert.run_with(inside_->run, row.number, none_if_zero(row.household.number()),
                             row.net, row.bijzondere_bijstand, finding, row.leaf);
}

bool RunRecordWriter::has_household(dossier::HouseholdId household) {
    inside_->find.bind(inside_->run, household);
    const bool found = inside_->find.next();
    inside_->find.reset();
    return found;
}

std::vector<RunRecordRow> records_of_unknown_clients(Database& db, RunId run) {
    Statement rows{db, R"sql(
        SELECT number, 0, net_cents, bijzondere_bijstand_cents, finding, split_fact, leaf
          FROM run_record WHERE run = ?1 AND split_fact IS NULL AND household IS NULL ORDER BY number
    )sql"};
    rows.bind(run);
    std::vector<RunRecordRow> records;
    while (rows.next()) records.push_back(record_from(run, rows));
    return records;
}

std::vector<RunRecordRow> unsplit_after(Database& db, RunId run, dossier::HouseholdId after,
                                        std::size_t most) {
    Statement rows{db, R"sql(
        SELECT number, coalesce(household, 0), net_cents, bijzondere_bijstand_cents, finding, split_fact,
               leaf
          FROM run_record INDEXED BY run_record_household
         WHERE run = ?1 AND split_fact IS NULL AND household > ?2
         ORDER BY household, number
    )sql"};
    std::vector<RunRecordRow> records;
    rows.bind(run, after);
    while (rows.next()) {
        const bool new_household =
            records.empty() || records.back().household.number() != rows.integer(1);
        if (records.size() >= most && new_household) break;
        records.push_back(record_from(run, rows));
    }
    return records;
}

bool has_unsplit_after(Database& db, RunId run, dossier::HouseholdId after) {
    Statement find{db, R"sql(
        SELECT 1 FROM run_record INDEXED BY run_record_household
         WHERE run = ?1 AND split_fact IS NULL AND household > ?2 LIMIT 1
    )sql"};
    find.bind(run, after);
    return find.next();
}

std::int64_t records_of_household(Database& db, RunId run, dossier::HouseholdId household) {
    Statement count{db, R"sql(
        SELECT count(*) FROM run_record INDEXED BY run_record_household
         WHERE run = ?1 AND household = ?2 AND net_cents >= 0
    )sql"};
    count.bind(run, household);
    count.next();
    return count.integer(0);
}

bool is_in_another_regulier_run(Database& db, std::int64_t fact, values::Month month,
                                dossier::HouseholdId household) {
    Statement find{db, R"sql(
        SELECT 1 FROM run e
         WHERE e.fact <> ?1 AND e.periode = ?2 AND e.soort = ?4 AND e.state <> 'rejected'
           AND EXISTS (SELECT 1 FROM run_record r INDEXED BY run_record_household
                        WHERE r.run = e.id AND r.household = ?3 AND r.net_cents >= 0
                          AND (e.fact < ?1 OR r.split_fact IS NOT NULL))
         LIMIT 1
    )sql"};
    find.bind(fact, month, household, static_cast<std::int64_t>(uitkering::SoortRun::regulier));
    return find.next();
}

void change_household(Database& db, const RunRecordRow& record) {
    Statement change{db, "UPDATE run_record SET household = ?3 WHERE run = ?1 AND number = ?2"};
    change.run_with(record.run, record.number, record.household);
}

std::optional<RunRecordRow> first_record_of(Database& db, RunId run,
                                            dossier::HouseholdId household) {
    Statement find{db, R"sql(
        SELECT number, household, net_cents, bijzondere_bijstand_cents, finding, split_fact, leaf
          FROM run_record WHERE run = ?1 AND household = ?2 AND net_cents >= 0 ORDER BY number LIMIT 1
    )sql"};
    find.bind(run, household);
    if (!find.next()) return std::nullopt;
    return record_from(run, find);
}

void change_record(Database& db, const RunRecordRow& record) {
    Statement change{
        db, "UPDATE run_record SET finding = ?3, leaf = ?4 WHERE run = ?1 AND number = ?2"};
    change.run_with(record.run, record.number, record.finding, record.leaf);
}

std::int64_t for_each_leaf_after(Database& db, RunId run, std::int64_t after, std::int64_t most,
                                 const std::function<void(std::string_view)>& visit) {
    Statement rows{db,
                   "SELECT number, leaf FROM run_record WHERE run = ?1 AND number > ?2 ORDER BY "
                   "number LIMIT ?3"};
    rows.bind(run, after, most);
    std::int64_t last = after;
    while (rows.next()) {
        last = rows.integer(0);
        visit(rows.text(1));
    }
    return last;
}

void for_each_finding(Database& db, RunId run,
                      const std::function<void(const RunRecordRow&)>& visit) {
    Statement rows{db, R"sql(
        SELECT number, household, net_cents, bijzondere_bijstand_cents, finding, split_fact, leaf
          FROM run_record WHERE run = ?1 AND finding IS NOT NULL ORDER BY number
    )sql"};
    rows.bind(run);
    while (rows.next()) visit(record_from(run, rows));
}

void for_each_held(Database& db, RunId run, const std::function<void(const RunRecordRow&)>& visit) {
    Statement rows{db, R"sql(
        SELECT number, household, net_cents, bijzondere_bijstand_cents, finding, split_fact, leaf
          FROM run_record WHERE run = ?1 AND split_fact IS NULL AND net_cents >= 0 ORDER BY number
    )sql"};
    rows.bind(run);
    while (rows.next()) visit(record_from(run, rows));
}

void mark_record_split(Database& db, RunId run, std::int64_t number, std::int64_t fact) {
    Statement mark{db, "UPDATE run_record SET split_fact = ?3 WHERE run = ?1 AND number = ?2"};
    mark.run_with(run, number, fact);
}

void change_finding(Database& db, RunId run, std::int64_t number, std::string_view finding) {
    const std::optional<std::string_view> value =
        finding.empty() ? std::nullopt : std::optional<std::string_view>{finding};
    Statement change{db, "UPDATE run_record SET finding = ?3 WHERE run = ?1 AND number = ?2"};
    change.run_with(run, number, value);
}

bool is_all_paid(Database& db, RunId run) {
    Statement find{db, R"sql(
        SELECT 1 FROM instruction i
         WHERE i.run = ?1 AND coalesce((
               SELECT CASE WHEN )sql" +
                           std::string{came_back_is_paid_again} + R"sql( THEN 1 ELSE a.state END
                 FROM attempt a WHERE a.instruction = i.id ORDER BY a.number DESC LIMIT 1), 0) <> 1 LIMIT 1
    )sql"};
    find.bind(run);
    return !find.next();
}

RunFigures figures_of(Database& db, RunId run) {
    Statement sums{db, R"sql(
        SELECT count(*), count(split_fact),
               coalesce(sum(net_cents) FILTER (WHERE split_fact IS NOT NULL), 0),
               coalesce(sum(split_fact IS NULL AND net_cents >= 0 AND coalesce(finding, '') = ''), 0),
               coalesce(sum(net_cents) FILTER (WHERE split_fact IS NULL AND net_cents >= 0
                                                 AND coalesce(finding, '') = ''), 0),
               coalesce(sum(split_fact IS NULL AND net_cents >= 0 AND coalesce(finding, '') <> ''), 0),
               coalesce(sum(net_cents) FILTER (WHERE split_fact IS NULL AND net_cents >= 0
                                                 AND coalesce(finding, '') <> ''), 0),
               coalesce(sum(net_cents < 0), 0),
               coalesce(sum(net_cents) FILTER (WHERE net_cents < 0), 0)
          FROM run_record WHERE run = ?1
    )sql"};
    sums.bind(run);
    sums.next();
    return {.records = sums.integer(0),
            .split = sums.integer(1),
            .split_cents = sums.euro(2),
            .waiting = sums.integer(3),
            .waiting_cents = sums.euro(4),
            .held = sums.integer(5),
            .held_cents = sums.euro(6),
            .below_zero = sums.integer(7),
            .below_zero_cents = sums.euro(8)};
}

}  // namespace ontzorgd::store
