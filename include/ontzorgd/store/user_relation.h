// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

/// @file
/// Relations of users to clients. What a relation is to, is the whole household that the client is
/// in now.
namespace ontzorgd::store {

/// The number of the relation that the user has to the client; 0 for none.
[[nodiscard]] std::int64_t relation_of(Database& db, UserId user, dossier::ClientId client);
/// Gives its number.
std::int64_t add_relation(Database& db, UserId user, dossier::ClientId client, std::int64_t fact);
void end_relation(Database& db, std::int64_t relation, std::int64_t fact);

/// The fact that recorded the newest of those that a user has; 0 when there is none.
[[nodiscard]] std::int64_t newest_relation(Database& db, UserId user);
[[nodiscard]] bool has_relation(Database& db, UserId user, dossier::HouseholdId household);
/// To the household that this instruction pays.
[[nodiscard]] bool has_relation_in_payment(Database& db, UserId user, std::int64_t instruction);
/// Whether the user has a relation to a household that this version of the batch pays.
[[nodiscard]] bool has_relation_in_batch(Database& db, UserId user, std::int64_t batch);
/// To a household that this file pays.
[[nodiscard]] bool has_relation_in_file(Database& db, UserId user, std::int64_t file);
/// The households to which the user has a relation, with their clients, by their numbers in the
/// dossier.
[[nodiscard]] std::vector<std::string> related_numbers(Database& db, UserId user);

struct UserRelation {
    std::string user;
    std::string client;
    std::int64_t fact = 0;
};
/// All that there are now, by user and client.
void for_each_relation(Database& db, const std::function<void(const UserRelation&)>& visit);

}  // namespace ontzorgd::store
