// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/migrations.h"

#include "ontzorgd/base/digest.h"
#include "ontzorgd/crypto/sha256.h"
#include "statement.h"

#include <array>
#include <limits>
#include <string>
#include <string_view>

namespace ontzorgd::embedded {
extern const std::string_view migration_0001_foundations;
extern const std::string_view migration_0002_task;
extern const std::string_view migration_0003_login;
extern const std::string_view migration_0004_folders;
extern const std::string_view migration_0005_inzage;
extern const std::string_view migration_0006_note;
extern const std::string_view migration_0007_retention;
extern const std::string_view migration_0008_restoration;
extern const std::string_view migration_0009_key_rotation;
extern const std::string_view migration_0010_unexplained;
extern const std::string_view migration_0011_user_password;
extern const std::string_view migration_0012_task_facts;
}  // namespace ontzorgd::embedded

namespace ontzorgd::store {

namespace {

struct Migration {
    std::int64_t number;
    const char* name;
    const std::string_view* sql;
};

// NOLINTNEXTLINE(cppcoreguidelines-interfaces-global-init): only addresses, which are constant
const std::array migrations{
    Migration{1, "0001_foundations", &embedded::migration_0001_foundations},
    Migration{2, "0002_task", &embedded::migration_0002_task},
    Migration{3, "0003_login", &embedded::migration_0003_login},
    Migration{4, "0004_folders", &embedded::migration_0004_folders},
    Migration{5, "0005_inzage", &embedded::migration_0005_inzage},
    Migration{6, "0006_note", &embedded::migration_0006_note},
    Migration{7, "0007_retention", &embedded::migration_0007_retention},
    Migration{8, "0008_restoration", &embedded::migration_0008_restoration},
    Migration{9, "0009_key_rotation", &embedded::migration_0009_key_rotation},
    Migration{10, "0010_unexplained", &embedded::migration_0010_unexplained},
    Migration{11, "0011_user_password", &embedded::migration_0011_user_password},
    Migration{12, "0012_task_facts", &embedded::migration_0012_task_facts},
};

constexpr const char* migration_table = R"sql(
    CREATE TABLE IF NOT EXISTS migration(
        number INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        sha256 BLOB NOT NULL,
        applied_at INTEGER NOT NULL
    ) STRICT
)sql";

bool has_table(Database& db, std::string_view name) {
    Statement find{db, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1"};
    find.bind(name);
    return find.next();
}

std::int64_t newest_applied(Database& db) {
    if (!has_table(db, "migration")) return 0;
    Statement newest{db, "SELECT coalesce(max(number), 0) FROM migration"};
    newest.next();
    return newest.integer(0);
}

bool is_unchanged(Database& db, const Migration& migration) {
    Statement applied{db, "SELECT sha256 FROM migration WHERE number = ?1"};
    applied.bind(migration.number);
    return applied.next() && applied.digest(0) == crypto::sha256(*migration.sql);
}

void apply(Database& db, const Migration& migration, std::int64_t now) {
    db.execute(std::string{*migration.sql}.c_str());
    Statement record{db, "INSERT INTO migration VALUES(?1, ?2, ?3, ?4)"};
    const base::Digest digest = crypto::sha256(*migration.sql);
    record.run_with(migration.number, migration.name, digest, now);
}

/// SHA-256 of every row of the chain and the books, column by column; nothing before they are
/// there.
base::Digest chain_and_books(Database& db) {
    crypto::Sha256Stream hash;
    if (!has_table(db, "audit_link")) return hash.finish();
    Statement links{db, "SELECT number, day, record, hash FROM audit_link ORDER BY number"};
    while (links.next()) {
        hash.update(std::to_string(links.integer(0)) + '|' + std::to_string(links.integer(1)) +
                    '|');
        hash.update(links.blob(2));
        hash.update(links.blob(3));
    }
    Statement postings{db, R"sql(
        SELECT e.id, e.fact, e.date, e.description, p.number, p.account, p.cents
          FROM journal_entry e LEFT JOIN posting p ON p.entry = e.id ORDER BY e.id, p.number
    )sql"};
    while (postings.next()) {
        for (const int column : {0, 1, 2}) {
            hash.update(std::to_string(postings.integer(column)) + '|');
        }
        hash.update(postings.text(3));
        if (postings.is_null(4)) continue;
        hash.update('|' + std::to_string(postings.integer(4)) + '|');
        hash.update(postings.text(5));
        hash.update('|' + std::to_string(postings.integer(6)) + '\n');
    }
    return hash.finish();
}

void expect_references_hold(Database& db) {
    Statement check{db, R"sql(SELECT "table" FROM pragma_foreign_key_check LIMIT 1)sql"};
    if (!check.next()) return;
    throw DatabaseFault{"a migration leaves a violated reference in table " +
                        std::string{check.text(0)}};
}

base::Result<SchemaNumbers> checked_numbers(Database& db) {
    const SchemaNumbers numbers{.of_database = newest_applied(db),
                                .of_program = migrations.back().number};
    if (numbers.of_database > numbers.of_program) {
        return base::refuse("schema_is_newer_than_program");
    }
    for (const Migration& migration : migrations) {
        if (migration.number <= numbers.of_database && !is_unchanged(db, migration)) {
            return base::refuse("migration_was_changed", {{"name", migration.name}});
        }
    }
    return numbers;
}

}  // namespace

base::Result<SchemaNumbers> schema_numbers(Database& db) {
    const Snapshot moment{db};
    return checked_numbers(db);
}

bool is_handing_over(Database& db) {
    if (!has_table(db, "file")) return false;
    Statement find{db, "SELECT 1 FROM file WHERE state = 'handing_over' LIMIT 1"};
    return find.next();
}

base::Result<std::int64_t> migrate(Database& db, std::int64_t now_unix_seconds) {
    return migrate_up_to(db, std::numeric_limits<std::int64_t>::max(), now_unix_seconds);
}

base::Result<std::int64_t> migrate_up_to(Database& db, std::int64_t number,
                                         std::int64_t now_unix_seconds) {
    return in_transaction(db, [&]() -> base::Result<std::int64_t> {
        const auto numbers = checked_numbers(db);
        if (!numbers) return numbers.failure();
        const std::int64_t applied = numbers.value().of_database;
        if (numbers.value().is_current()) return 0;
        const base::Digest before = chain_and_books(db);
        db.execute(migration_table);
        std::int64_t count = 0;
        for (const Migration& migration : migrations) {
            if (migration.number <= applied || migration.number > number) continue;
            apply(db, migration, now_unix_seconds);
            ++count;
        }
        if (applied == 0) return count;
        if (chain_and_books(db) != before) {
            throw DatabaseFault{"a migration changed the chain or the books"};
        }
        expect_references_hold(db);
        return count;
    });
}

}  // namespace ontzorgd::store
