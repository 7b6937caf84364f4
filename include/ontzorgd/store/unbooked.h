// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <string>
#include <vector>

/// @file
/// Payments that the bank has, or may have, and that no statement booked.
namespace ontzorgd::store {

/// A file with such payments. Not counted are those that the bank rejected (they are told of one by
/// one), that are dead, or that somebody said were made by hand.
struct UnbookedFile {
    std::int64_t id = 0;
    std::string name{};
    values::CivilDate execution_date{};
    std::int64_t payments = 0;
    values::Euro cents{};
    std::int64_t instruction = 0;  ///< the first of them
    std::int64_t attempt = 0;
};
/// Files of the account to be executed on or before the day, by day.
[[nodiscard]] std::vector<UnbookedFile> unbooked_files(Database& db, std::int64_t account,
                                                       values::CivilDate up_to);

}  // namespace ontzorgd::store
