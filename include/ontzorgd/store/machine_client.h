// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Machine clients: users that are no people, and what they show who they are with.
namespace ontzorgd::store {

struct MachineClient {
    std::int64_t id = 0;
    UserId user;
    std::string name{};         ///< of the user
    std::string certificate{};  ///< SHA-256 in hex; empty for one with a key
    std::string kid{};
    std::string public_key{};  ///< PEM
};

/// Whether this user is, or ever was, a machine.
[[nodiscard]] bool is_machine(Database& db, UserId user);
/// What lets it in now.
[[nodiscard]] std::optional<MachineClient> machine_of(Database& db, UserId user);
[[nodiscard]] std::optional<MachineClient> machine_with_certificate(Database& db,
                                                                    std::string_view sha256);
/// All that are let in now, by name.
[[nodiscard]] std::vector<MachineClient> all_machines(Database& db);
/// Gives its number. Contract: the user has none now.
std::int64_t add_machine(Database& db, const MachineClient& machine, std::int64_t fact);
void end_machine(Database& db, std::int64_t machine, std::int64_t fact);

/// Remembers a token; false when it was used before, or need not be kept any more: whether it was
/// used is not known then. Forgets those that have expired.
[[nodiscard]] bool use_machine_token(Database& db, UserId user, const base::Digest& token,
                                     std::int64_t keep_until, std::int64_t now_unix_seconds);

}  // namespace ontzorgd::store
