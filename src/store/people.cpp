// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/people.h"

#include "statement.h"

namespace ontzorgd::store {

namespace {

StoredUser user_from(const Statement& row) {
    return {.id = UserId{row.integer(0)},
            .name = std::string{row.text(1)},
            .salt = std::string{row.blob(2)},
            .password_hash = row.digest(3),
            .password = row.integer(4)};
}

/// The newest password, and which one it is.
constexpr std::string_view stored_users = R"sql(
    SELECT u.id, u.name, coalesce(p.salt, u.salt), coalesce(p.password_hash, u.password_hash),
           coalesce(p.id, 0)
      FROM user u LEFT JOIN user_password p ON p.user = u.id AND p.replaced IS NULL
)sql";
constexpr std::string_view users_with_roles = R"sql(
    SELECT u.id, u.name, r.role,
           coalesce((SELECT id FROM user_password WHERE user = u.id AND replaced IS NULL), 0)
      FROM user u LEFT JOIN user_role r ON r.user = u.id AND r.replaced IS NULL
)sql";

/// A row for each role, those of one user together; one row for who has none.
std::vector<UserRoles> user_roles_from(Statement& rows) {
    std::vector<UserRoles> all;
    while (rows.next()) {
        const UserId id{rows.integer(0)};
        if (all.empty() || all.back().id != id)
            all.push_back(
                {.id = id, .name = std::string{rows.text(1)}, .password = rows.integer(3)});
        if (!rows.is_null(2)) all.back().roles.emplace_back(rows.text(2));
    }
    return all;
}

}  // namespace

std::optional<StoredUser> find_user(Database& db, std::string_view name) {
    Statement find{db, std::string{stored_users} + "WHERE u.name = ?1"};
    find.bind(name);
    if (!find.next()) return std::nullopt;
    return user_from(find);
}

std::optional<StoredUser> find_user_as_added(Database& db, std::string_view name) {
    Statement find{db, "SELECT id, name, salt, password_hash, 0 FROM user WHERE name = ?1"};
    find.bind(name);
    if (!find.next()) return std::nullopt;
    return user_from(find);
}

std::string user_name(Database& db, UserId id) {
    Statement find{db, "SELECT name FROM user WHERE id = ?1"};
    find.bind(id);
    return find.next() ? std::string{find.text(0)} : std::string{};
}

std::vector<StoredUser> all_users(Database& db) {
    Statement users{db, std::string{stored_users} + "ORDER BY u.id"};
    std::vector<StoredUser> all;
    while (users.next()) all.push_back(user_from(users));
    return all;
}

UserId add_user(Database& db, std::string_view name, std::string_view salt,
                const base::Digest& password_hash, std::int64_t fact) {
    Statement add{db, R"sql(
        INSERT INTO user SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4 FROM user RETURNING id
    )sql"};
    add.bind(name, BlobText{salt}, password_hash, fact);
    add.next();
    const UserId id{add.integer(0)};
    add.reset();
    return id;
}

std::int64_t change_password(Database& db, UserId id, std::string_view salt,
                             const base::Digest& password_hash, std::int64_t fact) {
    Statement end{db, R"sql(
        UPDATE user_password SET replaced = ?2 WHERE user = ?1 AND replaced IS NULL
    )sql"};
    end.run_with(id, fact);
    Statement add{db, R"sql(
        INSERT INTO user_password
        SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4, NULL FROM user_password RETURNING id
    )sql"};
    add.bind(id, BlobText{salt}, password_hash, fact);
    add.next();
    const std::int64_t number = add.integer(0);
    add.reset();
    return number;
}

std::vector<std::string> roles_of(Database& db, UserId id) {
    Statement roles{db, R"sql(
        SELECT role FROM user_role WHERE user = ?1 AND replaced IS NULL ORDER BY role
    )sql"};
    roles.bind(id);
    std::vector<std::string> names;
    while (roles.next()) names.emplace_back(roles.text(0));
    return names;
}

std::optional<UserRoles> find_user_roles(Database& db, std::string_view name) {
    Statement rows{db, std::string{users_with_roles} + "WHERE u.name = ?1 ORDER BY r.role"};
    rows.bind(name);
    std::vector<UserRoles> found = user_roles_from(rows);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<UserRoles> all_user_roles(Database& db) {
    Statement rows{db, std::string{users_with_roles} + "ORDER BY u.id, r.role"};
    return user_roles_from(rows);
}

void give_role(Database& db, UserId id, std::string_view role, std::int64_t fact) {
    Statement give{db, "INSERT INTO user_role VALUES(?1, ?2, ?3, NULL)"};
    give.run_with(id, role, fact);
}

void take_role(Database& db, UserId id, std::string_view role, std::int64_t fact) {
    Statement take{db, R"sql(
        UPDATE user_role SET replaced = ?3 WHERE user = ?1 AND role = ?2 AND replaced IS NULL
    )sql"};
    take.run_with(id, role, fact);
}

}  // namespace ontzorgd::store
