// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/migrations.h"

#include "ontzorgd/base/digest.h"
#include "ontzorgd/crypto/sha256.h"
#include "statement.h"

#include <array>
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
};

constexpr const char* migration_table = R"sql(
    CREATE TABLE IF NOT EXISTS migration(
        number INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        sha256 BLOB NOT NULL,
        applied_at INTEGER NOT NULL
    ) STRICT
)sql";

std::int64_t newest_applied(Database& db) {
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

}  // namespace

base::Result<std::int64_t> migrate(Database& db, std::int64_t now_unix_seconds) {
    return in_transaction(db, [&]() -> base::Result<std::int64_t> {
        db.execute(migration_table);
        const std::int64_t applied = newest_applied(db);
        if (applied > migrations.back().number) return base::refuse("schema_is_newer_than_program");
        std::int64_t count = 0;
        for (const Migration& migration : migrations) {
            if (migration.number > applied) {
                apply(db, migration, now_unix_seconds);
                ++count;
            } else if (!is_unchanged(db, migration)) {
                return base::refuse("migration_was_changed", {{"name", migration.name}});
            }
        }
        return count;
    });
}

}  // namespace ontzorgd::store
