// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/database.h"

#include "raise.h"
#include "statement.h"

#include <sqlite3.h>

#include <exception>
#include <utility>

namespace ontzorgd::store {

namespace {

// recursive_triggers makes REPLACE fire the triggers that forbid deleting. Pages of 16 KiB, set
// before WAL; the cache is counted in pages so that it is not multiplied by the page size that was
// in force earlier: 2,048 pages are 32 MiB. Each sort may take as much again. Who reads asks in
// order and sorts, and is no slower with a quarter of it.
constexpr const char* settings_of_a_writer = R"sql(
    PRAGMA page_size = 16384;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA cache_size = 2048;
    PRAGMA secure_delete = ON;
    PRAGMA wal_autocheckpoint = 2000;
    PRAGMA journal_size_limit = 67108864;
    PRAGMA temp_store = MEMORY;
    PRAGMA foreign_keys = ON;
    PRAGMA recursive_triggers = ON;
    PRAGMA cell_size_check = ON;
)sql";

constexpr const char* settings_of_a_reader = R"sql(
    PRAGMA query_only = ON;
    PRAGMA cache_size = 512;
    PRAGMA wal_autocheckpoint = 0;
    PRAGMA cell_size_check = ON;
)sql";

void harden(sqlite3* db) {
    for (const int option : {SQLITE_DBCONFIG_DEFENSIVE, SQLITE_DBCONFIG_ENABLE_FKEY}) {
        check(db, sqlite3_db_config(db, option, 1, nullptr), "hardening");
    }
    for (const int option : {SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_DQS_DML,
                             SQLITE_DBCONFIG_DQS_DDL, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION}) {
        check(db, sqlite3_db_config(db, option, 0, nullptr), "hardening");
    }
}

/// Once, before the first connection: SQLite keeps no count of its memory, which nobody asks for
/// and which costs a lock at every allocation.
void prepare_sqlite() {
    [[maybe_unused]] static const int prepared = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

}  // namespace

Database::Statements::~Statements() {
    for (const auto& [sql, free] : free_) {
        for (sqlite3_stmt* const statement : free) sqlite3_finalize(statement);
    }
}

Database::Statements::Free* Database::Statements::of(std::string_view sql) {
    constexpr std::size_t most_texts = 1000;  // there are some 540, and those made of parts
    const auto found = free_.find(sql);
    if (found != free_.end()) return &found->second;
    if (free_.size() >= most_texts) return nullptr;
    return &free_[std::string{sql}];
}

Database::Database(const std::filesystem::path& file, Access access)
    : statements_{std::make_unique<Statements>()} {
    prepare_sqlite();
    const int flags = access == Access::read_write
                          ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
                          : SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    const int code = sqlite3_open_v2(file.c_str(), &handle_, flags, nullptr);
    try {
        check(handle_, code, "opening the database");
        check(handle_, sqlite3_busy_timeout(handle_, 5000), "setting the busy timeout");
        harden(handle_);
        execute(access == Access::read_write ? settings_of_a_writer : settings_of_a_reader);
    } catch (...) {
        sqlite3_close_v2(handle_);
        throw;
    }
}

Database::~Database() {
    close();
}

void Database::close() {
    statements_.reset();
    sqlite3_close_v2(handle_);
}

Database::Database(Database&& other) noexcept
    : handle_{std::exchange(other.handle_, nullptr)}, statements_{std::move(other.statements_)} {}

Database& Database::operator=(Database&& other) noexcept {
    std::swap(handle_, other.handle_);
    std::swap(statements_, other.statements_);
    return *this;
}

void Database::execute(const char* sql) {
    check(handle_, sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr), sql);
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(handle_);
}

void Database::copy_to(const std::filesystem::path& file) const {
    sqlite3* copy = nullptr;
    const int opened =
        sqlite3_open_v2(file.c_str(), &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    int code = opened;
    if (opened == SQLITE_OK) {
        sqlite3_backup* backup = sqlite3_backup_init(copy, "main", handle_, "main");
        if (backup != nullptr) {
            sqlite3_backup_step(backup, -1);
            sqlite3_backup_finish(backup);
        }
        code = sqlite3_errcode(copy);
    }
    const std::string reason = copy != nullptr ? sqlite3_errmsg(copy) : "out of memory";
    sqlite3_close_v2(copy);
    if (code != SQLITE_OK) throw DatabaseFault{"copying the database: " + reason};
}

void Database::compact() {
    execute("VACUUM");
    checkpoint();
}

void Database::checkpoint() {
    check(handle_,
          sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr),
          "checkpoint");
}

Transaction::Transaction(Database& db) : db_{db}, inner_{db.in_whole_transaction_} {
    db_.execute(inner_ ? "SAVEPOINT inner" : "BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    // A failed COMMIT may have rolled back by itself; then there is nothing left to undo.
    if (open_ && sqlite3_get_autocommit(db_.handle()) == 0) {
        sqlite3_exec(db_.handle(), inner_ ? "ROLLBACK TO inner; RELEASE inner" : "ROLLBACK",
                     nullptr, nullptr, nullptr);
    }
}

void Transaction::commit() {
    db_.execute(inner_ ? "RELEASE inner" : "COMMIT");
    open_ = false;
}

WholeTransaction::WholeTransaction(Database& db) : db_{db} {
    db_.execute("BEGIN IMMEDIATE");
    db_.in_whole_transaction_ = true;
}

WholeTransaction::~WholeTransaction() {
    db_.in_whole_transaction_ = false;
    if (open_ && sqlite3_get_autocommit(db_.handle()) == 0) {
        sqlite3_exec(db_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

void WholeTransaction::commit() {
    db_.execute("COMMIT");
    open_ = false;
}

Snapshot::Snapshot(Database& db) : db_{db}, inner_{sqlite3_get_autocommit(db.handle()) == 0} {
    if (!inner_) Statement{db_, "BEGIN"}.run();
}

Snapshot::~Snapshot() {
    if (inner_ || sqlite3_get_autocommit(db_.handle()) != 0) return;
    try {
        Statement{db_, "ROLLBACK"}.run();
    } catch (const std::exception&) {
        sqlite3_exec(db_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

}  // namespace ontzorgd::store
