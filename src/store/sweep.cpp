// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/sweep.h"

#include "ontzorgd/store/meta.h"
#include "statement.h"

#include <array>
#include <string>

namespace ontzorgd::store {

namespace {

constexpr std::string_view bulk_work = "bulk_work";
constexpr std::string_view run_import = "run_import:";

std::string import_of(RunId run) {
    return std::string{run_import} + std::to_string(run.number());
}

// Tables whose rows name the fact that recorded them.
constexpr std::array tables_with_fact{
    "creditor",        "creditor_version", "household", "household_version",
    "client",          "client_version",   "iban",      "grondslag",
    "machtiging",      "joint_request",    "contract",  "contract_version",
    "instruction_aim", "exception"};

constexpr std::array tables_with_replaced{
    "creditor_version", "household_version", "client_version", "iban",
    "grondslag",        "machtiging",        "joint_request",  "contract_version"};

constexpr const char* orphans = R"sql(
    DELETE FROM personal WHERE id > coalesce((SELECT value FROM meta WHERE key = 'personal_rows'), 0) + 0;
    DELETE FROM attempt WHERE file > (SELECT coalesce(max(id), 0) FROM file);
    DELETE FROM statement_line WHERE statement > (SELECT coalesce(max(id), 0) FROM statement);
    DELETE FROM total_line WHERE statement > (SELECT coalesce(max(id), 0) FROM statement);
    DELETE FROM line_cost WHERE statement > (SELECT coalesce(max(id), 0) FROM statement);
    DELETE FROM refund_contract WHERE statement > (SELECT coalesce(max(id), 0) FROM statement);
    DELETE FROM lost_attempt WHERE statement > (SELECT coalesce(max(id), 0) FROM statement);
    DELETE FROM line_candidate WHERE statement > (SELECT coalesce(max(id), 0) FROM statement);
)sql";

}  // namespace

void begin_bulk_work(Database& db) {
    write_meta(db, bulk_work, "ja");
}

void end_bulk_work(Database& db) {
    remove_meta(db, bulk_work);
}

bool has_unfinished_work(Database& db) {
    return read_meta(db, bulk_work).has_value();
}

void sweep_unfinished_work(Database& db) {
    if (!has_unfinished_work(db)) return;
    in_transaction(db, [&] {
        const std::string after_chain = " > (SELECT coalesce(max(number), 0) FROM audit_link)";
        for (const char* table : tables_with_fact) {
            db.execute((std::string{"DELETE FROM "} + table + " WHERE fact" + after_chain).c_str());
        }
        for (const char* table : tables_with_replaced) {
            db.execute((std::string{"UPDATE "} + table + " SET replaced = NULL WHERE replaced" +
                        after_chain)
                           .c_str());
        }
        db.execute(orphans);
        remove_meta(db, bulk_work);
    });
}

void begin_run_import(Database& db, RunId run) {
    write_meta(db, import_of(run), "ja");
}

void end_run_import(Database& db, RunId run) {
    remove_meta(db, import_of(run));
}

bool sweep_run_import(Database& db, RunId run, std::int64_t most) {
    return in_transaction(db, [&] {
        Statement remove{db, R"sql(
            DELETE FROM run_record WHERE run = ?1 AND number IN (
                SELECT number FROM run_record WHERE run = ?1 ORDER BY number LIMIT ?2)
        )sql"};
        remove.run_with(run, most);
        const bool more = db.changes() == most;
        if (!more) remove_meta(db, import_of(run));
        return more;
    });
}

std::vector<RunId> unfinished_run_imports(Database& db) {
    Statement rows{
        db,
        "SELECT CAST(substr(key, length(?1) + 1) AS INTEGER) FROM meta WHERE key LIKE ?1 || '%'"};
    rows.bind(run_import);
    std::vector<RunId> runs;
    while (rows.next()) runs.emplace_back(rows.integer(0));
    return runs;
}

}  // namespace ontzorgd::store
