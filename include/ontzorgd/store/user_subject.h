// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"

#include <cstdint>
#include <string_view>

/// @file
/// Users as a login server knows them: by its issuer and a subject that never changes.
namespace ontzorgd::store {

/// None when nobody has this subject.
[[nodiscard]] UserId user_of_subject(Database& db, std::string_view issuer,
                                     std::string_view subject);
[[nodiscard]] bool has_subject(Database& db, UserId user);
/// Gives its number.
std::int64_t add_subject(Database& db, UserId user, std::string_view issuer,
                         std::string_view subject, std::int64_t fact);

}  // namespace ontzorgd::store
