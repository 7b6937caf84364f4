// SPDX-License-Identifier: EUPL-1.2
#include "raise.h"

#include "ontzorgd/store/soundness.h"

#include <sqlite3.h>

#include <string>

namespace ontzorgd::store {

void check(sqlite3* db, int code, const char* what) {
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
    const std::string reason = db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(code);
    constexpr int primary = 0xff;
    if ((code & primary) == SQLITE_CORRUPT || (code & primary) == SQLITE_NOTADB) {
        const char* const file = db != nullptr ? sqlite3_db_filename(db, "main") : nullptr;
        throw DamagedDatabase{reason, file != nullptr ? file : ""};
    }
    throw DatabaseFault{reason + " (" + what + ")"};
}

}  // namespace ontzorgd::store
