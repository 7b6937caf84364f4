// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// Second factors: the secrets of authenticator apps, as they are kept (encrypted).
namespace ontzorgd::store {

struct SecondFactor {
    std::int64_t id = 0;
    std::string secret{};  ///< sealed
    std::int64_t fact = 0;
    bool confirmed = false;
};

/// The one that the user has now, confirmed or not.
[[nodiscard]] std::optional<SecondFactor> second_factor_of(Database& db, UserId user);
/// Gives its id. Contract: the user has none.
std::int64_t add_second_factor(Database& db, UserId user, std::string_view sealed,
                               std::int64_t fact);
void confirm_second_factor(Database& db, std::int64_t id, std::int64_t fact);
void end_second_factor(Database& db, std::int64_t id, std::int64_t fact);

}  // namespace ontzorgd::store
