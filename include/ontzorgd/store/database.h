// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

/// @file
/// Database: one connection to the SQLite file of a state directory.
///
/// Exactly one connection writes, and only that one checkpoints (SQLite 3.40 loses data otherwise,
/// see docs/decisions.md). A Database is used by one thread at a time.
namespace ontzorgd::store {

/// A fault of the world: disk full, file locked, file damaged. Thrown, caught once per command;
/// nothing has changed then.
class DatabaseFault : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Database {
public:
    enum class Access : std::uint8_t { read_write, read_only };

    /// Opens (and with read_write creates) the file, with every setting of docs/decisions.md: WAL,
    /// 16 KiB pages, synchronous FULL, foreign keys, secure delete, no trusted schema. Throws
    /// DatabaseFault.
    Database(const std::filesystem::path& file, Access access);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    Database(Database&& other) noexcept;
    Database& operator=(Database&& other) noexcept;

    /// Runs SQL without parameters or rows.
    void execute(const char* sql);
    /// Rows changed by the last statement.
    [[nodiscard]] std::int64_t changes() const;
    /// Copies the whole database into a new file, page by page.
    void copy_to(const std::filesystem::path& file) const;
    /// Rewrites the file without the pages that were freed and empties the WAL, so that nothing
    /// that was destroyed is left in either.
    void compact();
    /// Moves the WAL into the database file.
    void checkpoint();

    [[nodiscard]] sqlite3* handle() const { return handle_; }

    /// Prepared statements that nobody uses at the moment, by their SQL: a query that is asked for
    /// every household is prepared once.
    class Statements;
    [[nodiscard]] Statements& statements() const { return *statements_; }

private:
    friend class Transaction;
    friend class WholeTransaction;
    void close();

    bool in_whole_transaction_ = false;

    sqlite3* handle_ = nullptr;
    std::unique_ptr<Statements> statements_;
};

class Database::Statements {
public:
    Statements() = default;
    ~Statements();
    Statements(const Statements&) = delete;
    Statements& operator=(const Statements&) = delete;
    Statements(Statements&&) = delete;
    Statements& operator=(Statements&&) = delete;

    /// Those of one SQL text.
    using Free = std::vector<sqlite3_stmt*>;
    /// Where those of this text are kept, as long as this lives; null when there are too many
    /// texts.
    [[nodiscard]] Free* of(std::string_view sql);

private:
    struct Hash {
        // NOLINTNEXTLINE(readability-identifier-naming): the name that the library looks for
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    std::unordered_map<std::string, Free, Hash, std::equal_to<>> free_;
};

/// BEGIN IMMEDIATE … COMMIT around `work`; ROLLBACK when it throws. May not be nested, except in a
/// WholeTransaction.
template <class Work>
auto in_transaction(Database& db, Work work) -> decltype(work());

/// Begins and ends a transaction; rolls back on destruction unless commit() was called.
class Transaction {
public:
    explicit Transaction(Database& db);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    Transaction(Transaction&&) = delete;
    Transaction& operator=(Transaction&&) = delete;
    void commit();

private:
    Database& db_;
    bool inner_ = false;  ///< part of a WholeTransaction
    bool open_ = true;
};

/// Makes one transaction of all that begin while it lives: each of those can still fail by itself,
/// and none is kept unless commit() is called. For a command and what must be stored with it.
class WholeTransaction {
public:
    explicit WholeTransaction(Database& db);
    ~WholeTransaction();
    WholeTransaction(const WholeTransaction&) = delete;
    WholeTransaction& operator=(const WholeTransaction&) = delete;
    WholeTransaction(WholeTransaction&&) = delete;
    WholeTransaction& operator=(WholeTransaction&&) = delete;
    void commit();

private:
    Database& db_;
    bool open_ = true;
};

/// While it lives, every read sees the database as it was at the first one. In a transaction or
/// another Snapshot it adds nothing.
class Snapshot {
public:
    explicit Snapshot(Database& db);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;
    Snapshot(Snapshot&&) = delete;
    Snapshot& operator=(Snapshot&&) = delete;

private:
    Database& db_;
    bool inner_;
};

template <class Work>
auto in_transaction(Database& db, Work work) -> decltype(work()) {
    Transaction transaction{db};
    if constexpr (std::is_void_v<decltype(work())>) {
        work();
        transaction.commit();
    } else {
        auto result = work();
        transaction.commit();
        return result;
    }
}

}  // namespace ontzorgd::store
