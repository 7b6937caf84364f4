// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <optional>

/// @file
/// The moment of the last fact, which no fact after it may come before. Asked for before every
/// request.
namespace ontzorgd::store {

struct LastMoment {
    std::optional<values::CivilDate> day{};  ///< none when there is no fact yet
    std::int64_t facts_of_day = 0;           ///< how many facts there are of that day
    std::int64_t unix_seconds = 0;
};

[[nodiscard]] LastMoment last_moment(Database& db);
/// In the transaction of the fact.
void note_last_moment(Database& db, values::CivilDate day, std::int64_t facts_of_day,
                      std::int64_t unix_seconds);

}  // namespace ontzorgd::store
