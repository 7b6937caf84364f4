// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/inbox.h"

#include "statement.h"

namespace ontzorgd::store {

namespace {

constexpr std::string_view columns = R"sql(
    SELECT id, name, size, sha256, kind, outcome, code, at, fact FROM inbox_file
)sql";

InboxFileRow row_from(const Statement& row) {
    InboxFileRow made{.id = row.integer(0),
                      .name = std::string{row.text(1)},
                      .size = row.integer(2),
                      .kind = std::string{row.text(4)},
                      .outcome = std::string{row.text(5)},
                      .code = std::string{row.text(6)},
                      .at = row.integer(7),
                      .fact = row.integer(8)};
    if (!row.is_null(3)) made.sha256 = row.digest(3);
    return made;
}

}  // namespace

void add_inbox_file(Database& db, const InboxFileRow& row) {
    Statement add{db, R"sql(
        INSERT INTO inbox_file(name, size, sha256, kind, outcome, code, at, fact)
        VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    )sql"};
    add.run_with(row.name, row.size, row.sha256, row.kind, row.outcome, row.code, row.at, row.fact);
}

std::vector<InboxFileRow> inbox_files(Database& db, std::size_t most) {
    Statement read{db, std::string{columns} + " ORDER BY id DESC LIMIT ?1"};
    read.bind(most);
    std::vector<InboxFileRow> rows;
    while (read.next()) rows.push_back(row_from(read));
    return rows;
}

std::optional<InboxFileRow> last_inbox_file(Database& db, const base::Digest& sha256,
                                            const std::string& name) {
    Statement find{
        db, std::string{columns} + " WHERE sha256 = ?1 AND name = ?2 ORDER BY id DESC LIMIT 1"};
    find.bind(sha256, name);
    if (!find.next()) return std::nullopt;
    return row_from(find);
}

bool is_known_to_the_books(Database& db, const base::Digest& sha256) {
    Statement find{db, R"sql(
        SELECT EXISTS(SELECT 1 FROM run WHERE sha256 = ?1)
            OR EXISTS(SELECT 1 FROM bank_file WHERE sha256 = ?1 AND coalesce(finding, '') = '')
    )sql"};
    find.bind(sha256);
    find.next();
    return find.flag(0);
}

std::optional<std::int64_t> receipt_of(Database& db, std::int64_t file) {
    Statement find{db, "SELECT at FROM file_receipt WHERE file = ?1"};
    find.bind(file);
    if (!find.next()) return std::nullopt;
    return find.integer(0);
}

void add_receipt(Database& db, std::int64_t file, std::int64_t at, std::int64_t fact) {
    Statement add{db, "INSERT INTO file_receipt VALUES(?1, ?2, ?3)"};
    add.run_with(file, at, fact);
}

}  // namespace ontzorgd::store
