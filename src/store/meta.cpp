// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/meta.h"

#include "statement.h"

namespace ontzorgd::store {

std::optional<std::string> read_meta(Database& db, std::string_view key) {
    Statement read{db, "SELECT value FROM meta WHERE key = ?1"};
    read.bind(key);
    if (!read.next()) return std::nullopt;
    return std::string{read.text(0)};
}

void write_meta(Database& db, std::string_view key, std::string_view value) {
    Statement write{db, R"sql(
        INSERT INTO meta VALUES(?1, ?2) ON CONFLICT(key) DO UPDATE SET value = excluded.value
    )sql"};
    write.run_with(key, value);
}

void remove_meta(Database& db, std::string_view key) {
    Statement remove{db, "DELETE FROM meta WHERE key = ?1"};
    remove.run_with(key);
}

}  // namespace ontzorgd::store
