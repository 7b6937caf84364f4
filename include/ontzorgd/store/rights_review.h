// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// @file
/// Who looked through the list of rights, and which list that was.
namespace ontzorgd::store {

struct RightsReview {
    UserId user;
    values::CivilDate day;
    std::int64_t users = 0;
    base::Digest list_sha256{};
};
/// The last one.
[[nodiscard]] std::optional<RightsReview> last_rights_review(Database& db);
/// Gives its number.
std::int64_t add_rights_review(Database& db, const RightsReview& review, std::int64_t fact);
/// The day since which nobody looked: of the last review, or the first day there is.
[[nodiscard]] std::optional<values::CivilDate> rights_unseen_since(Database& db);

struct HeldRole {
    std::string role;
    std::int64_t fact = 0;  ///< that gave it
};
/// The roles a user has now, with what gave them.
[[nodiscard]] std::vector<HeldRole> held_roles(Database& db, UserId user);

}  // namespace ontzorgd::store
