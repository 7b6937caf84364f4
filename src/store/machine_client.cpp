// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/machine_client.h"

#include "statement.h"

namespace ontzorgd::store {

namespace {

constexpr std::string_view machines_now = R"sql(
    SELECT m.id, m.user, u.name, coalesce(m.certificate, ''), coalesce(m.kid, ''),
           coalesce(m.public_key, '')
      FROM machine_client m JOIN user u ON u.id = m.user WHERE m.replaced IS NULL
)sql";

MachineClient machine_from(const Statement& row) {
    return {.id = row.integer(0),
            .user = UserId{row.integer(1)},
            .name = std::string{row.text(2)},
            .certificate = std::string{row.text(3)},
            .kid = std::string{row.text(4)},
            .public_key = std::string{row.text(5)}};
}

std::optional<std::string_view> or_none(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

}  // namespace

bool is_machine(Database& db, UserId user) {
    Statement find{db, "SELECT 1 FROM machine_client WHERE user = ?1 LIMIT 1"};
    find.bind(user);
    return find.next();
}

std::optional<MachineClient> machine_of(Database& db, UserId user) {
    Statement find{db, std::string{machines_now} + " AND m.user = ?1"};
    find.bind(user);
    return find.next() ? std::optional{machine_from(find)} : std::nullopt;
}

std::optional<MachineClient> machine_with_certificate(Database& db, std::string_view sha256) {
    Statement find{db, std::string{machines_now} + " AND m.certificate = ?1"};
    find.bind(sha256);
    return find.next() ? std::optional{machine_from(find)} : std::nullopt;
}

std::vector<MachineClient> all_machines(Database& db) {
    Statement rows{db, std::string{machines_now} + " ORDER BY u.name"};
    std::vector<MachineClient> all;
    while (rows.next()) all.push_back(machine_from(rows));
    return all;
}

std::int64_t add_machine(Database& db, const MachineClient& machine, std::int64_t fact) {
    Statement add{db, R"sql(
        INSERT INTO machine_client
        SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4, ?5, NULL FROM machine_client RETURNING id
    )sql"};
    add.bind(machine.user, or_none(machine.certificate), or_none(machine.kid),
             or_none(machine.public_key), fact);
    add.next();
    const std::int64_t id = add.integer(0);
    add.reset();
    return id;
}

void end_machine(Database& db, std::int64_t machine, std::int64_t fact) {
    Statement end{db, R"sql(
        UPDATE machine_client SET replaced = ?2 WHERE id = ?1 AND replaced IS NULL
    )sql"};
    end.run_with(machine, fact);
}

bool use_machine_token(Database& db, UserId user, const base::Digest& token,
                       std::int64_t keep_until, std::int64_t now_unix_seconds) {
    Statement forget{db, "DELETE FROM machine_token WHERE keep_until < ?1"};
    forget.run_with(now_unix_seconds);
    // While it waited it may have expired, and been forgotten.
    if (keep_until <= now_unix_seconds) return false;
    Statement find{db, "SELECT 1 FROM machine_token WHERE user = ?1 AND token = ?2"};
    find.bind(user, token);
    if (find.next()) return false;
    find.reset();
    Statement keep{db, "INSERT INTO machine_token VALUES(?1, ?2, ?3)"};
    keep.run_with(user, token, keep_until);
    return true;
}

}  // namespace ontzorgd::store
