// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/store/database.h"

#include <cstdint>

/// @file
/// Migrations: the schema of a state directory, forward only, embedded in the program.
///
/// All migrations of one start are one transaction, or none. A changed hash of an applied migration
/// or a schema newer than the program is refused. A migration adds to the chain and the books and
/// never rewrites them: their bytes are compared before it is kept.
namespace ontzorgd::store {

/// Which schema a database has, and which one this program works with; 0: an empty file.
struct SchemaNumbers {
    std::int64_t of_database = 0;
    std::int64_t of_program = 0;
    [[nodiscard]] bool is_current() const { return of_database == of_program; }
    [[nodiscard]] bool is_upgrade() const { return of_database != 0 && !is_current(); }
};
/// Reads only. Errors (refused): schema_is_newer_than_program, migration_was_changed.
[[nodiscard]] base::Result<SchemaNumbers> schema_numbers(Database& db);
/// Whether a file is between the archive and the bank: then no schema is changed, because what an
/// earlier program began it ends. Of any schema.
[[nodiscard]] bool is_handing_over(Database& db);

/// Brings the database to the newest schema; returns how many migrations were applied. Errors
/// (refused): schema_is_newer_than_program, migration_was_changed. Throws DatabaseFault when a
/// migration leaves a violated reference, or changed the chain or the books.
[[nodiscard]] base::Result<std::int64_t> migrate(Database& db, std::int64_t now_unix_seconds);
/// The same up to a schema of before; for tests of what comes after it.
[[nodiscard]] base::Result<std::int64_t> migrate_up_to(Database& db, std::int64_t number,
                                                       std::int64_t now_unix_seconds);

}  // namespace ontzorgd::store
