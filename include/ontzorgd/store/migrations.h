// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/store/database.h"

#include <cstdint>

/// @file
/// Migrations: the schema of a state directory, forward only, embedded in the program.
///
/// All migrations of one start are one transaction, or none. A changed hash of an applied migration
/// or a schema newer than the program is refused.
namespace ontzorgd::store {

/// Brings the database to the newest schema; returns how many migrations were applied. Errors
/// (refused): schema_is_newer_than_program, migration_was_changed.
[[nodiscard]] base::Result<std::int64_t> migrate(Database& db, std::int64_t now_unix_seconds);

}  // namespace ontzorgd::store
