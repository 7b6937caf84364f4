// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"

#include <string>
#include <utility>
#include <vector>

/// @file
/// Soundness: what SQLite itself finds wrong with a database file, before anything is believed of
/// it.
namespace ontzorgd::store {

/// At most a hundred findings, in the words of SQLite: pages and indexes that are damaged
/// (integrity_check), rows that point at nothing (foreign_key_check). Empty: it is sound.
[[nodiscard]] std::vector<std::string> damage_in(Database& db);

/// The file is damaged, or is no database. Trying again does not help.
class DamagedDatabase : public DatabaseFault {
public:
    DamagedDatabase(const std::string& what, std::string file)
        : DatabaseFault{what}, file_{std::move(file)} {}
    [[nodiscard]] const std::string& file() const { return file_; }

private:
    std::string file_;
};

/// Looks whether the file that was opened is still in its place and begins as a database does, and
/// forgets the pages that were read from it: what is asked next comes from the file. Throws
/// DatabaseFault when it is not so. For a connection that reads, outside of a query.
void look_at_file_anew(Database& db);

}  // namespace ontzorgd::store
