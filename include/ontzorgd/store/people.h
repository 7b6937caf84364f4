// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/base/id.h"
#include "ontzorgd/store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// People who work with ontzorgd: local accounts and the roles they have and had.
namespace ontzorgd::store {

using UserId = base::Id<struct UserTag>;

struct StoredUser {
    UserId id{};
    std::string name{};
    std::string salt{};
    base::Digest password_hash{};
    std::int64_t password = 0;  ///< which one that is; 0: the one that came with the user
};

[[nodiscard]] std::optional<StoredUser> find_user(Database& db, std::string_view name);
/// With the password that came with the user, whichever counts now.
[[nodiscard]] std::optional<StoredUser> find_user_as_added(Database& db, std::string_view name);
[[nodiscard]] std::string user_name(Database& db, UserId id);
[[nodiscard]] std::vector<StoredUser> all_users(Database& db);
UserId add_user(Database& db, std::string_view name, std::string_view salt,
                const base::Digest& password_hash, std::int64_t fact);
/// In the place of the one that counts, which is not forgotten. Gives its number.
std::int64_t change_password(Database& db, UserId id, std::string_view salt,
                             const base::Digest& password_hash, std::int64_t fact);
/// Roles the user has now.
[[nodiscard]] std::vector<std::string> roles_of(Database& db, UserId id);
/// A user with the roles of now, in the order of the alphabet.
struct UserRoles {
    UserId id{};
    std::string name{};
    std::int64_t password = 0;  ///< as StoredUser
    std::vector<std::string> roles{};
};
[[nodiscard]] std::optional<UserRoles> find_user_roles(Database& db, std::string_view name);
/// Everybody in the order of coming, also who has no role.
[[nodiscard]] std::vector<UserRoles> all_user_roles(Database& db);
void give_role(Database& db, UserId id, std::string_view role, std::int64_t fact);
void take_role(Database& db, UserId id, std::string_view role, std::int64_t fact);

}  // namespace ontzorgd::store
