// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/soundness.h"

#include "raise.h"
#include "statement.h"

#include <sqlite3.h>

#include <string_view>

namespace ontzorgd::store {

std::vector<std::string> damage_in(Database& db) {
    constexpr std::size_t most = 100;
    std::vector<std::string> found;
    Statement whole{db, "SELECT integrity_check FROM pragma_integrity_check(100)"};
    while (whole.next()) {
        if (whole.text(0) != "ok") found.emplace_back(whole.text(0));
    }
    Statement references{
        db,
        R"sql(SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2)sql"};
    while (references.next() && found.size() < most) {
        found.push_back(std::string{references.text(0)} + " -> " + std::string{references.text(1)} +
                        ": " + std::to_string(references.integer(2)));
    }
    return found;
}

void look_at_file_anew(Database& db) {
    constexpr std::string_view beginning{"SQLite format 3\0", 16};
    sqlite3* const handle = db.handle();
    int was_moved = 0;
    check(handle, sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &was_moved),
          "looking for the file");
    if (was_moved != 0) throw DatabaseFault{"the database file is no longer in its place"};
    sqlite3_file* file = nullptr;
    check(handle, sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file),
          "looking at the file");
    // By the connection's own descriptor: to close another would give up the locks of the process.
    std::string first(beginning.size(), '\0');
    if (file == nullptr || file->pMethods == nullptr ||
        file->pMethods->xRead(file, first.data(), static_cast<int>(first.size()), 0) != SQLITE_OK ||
        first != beginning) {
        const char* const path = sqlite3_db_filename(handle, "main");
        throw DamagedDatabase{"the file does not begin as a database does",
                              path != nullptr ? path : ""};
    }
    sqlite3_db_release_memory(handle);
    // The first page, with the names of all tables.
    Statement schema{db, "SELECT count(*) FROM sqlite_schema"};
    schema.next();
}

}  // namespace ontzorgd::store
