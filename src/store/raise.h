// SPDX-License-Identifier: EUPL-1.2
#pragma once

struct sqlite3;

namespace ontzorgd::store {

/// Throws DatabaseFault with SQLite's own words, DamagedDatabase of a damaged file, unless `code`
/// says that all went well.
void check(sqlite3* db, int code, const char* what);

}  // namespace ontzorgd::store
