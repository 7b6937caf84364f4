// SPDX-License-Identifier: EUPL-1.2
#include "raise.h"

#include "ontzorgd/store/database.h"

#include <sqlite3.h>

#include <string>

namespace ontzorgd::store {

void check(sqlite3* db, int code, const char* what) {
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
    const std::string reason = db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(code);
    throw DatabaseFault{reason + " (" + what + ")"};
}

}  // namespace ontzorgd::store
