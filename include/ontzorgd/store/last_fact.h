// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <optional>

/// @file
/// The last fact's moment: what that of the next act is checked against, and asked for before every
/// request.
namespace ontzorgd::store {

struct LastFact {
    std::optional<values::CivilDate> day{};  ///< none when there is no fact yet
    std::int64_t facts_of_day = 0;           ///< how many facts there are of that day
    std::int64_t unix_seconds = 0;
    /// Every month up to this one is closed, or was before the books began.
    std::optional<values::Month> closed_month{};
};

[[nodiscard]] LastFact last_fact(Database& db);
/// In the transaction of the fact. The closed month is noted by its own act.
void note_last_fact(Database& db, values::CivilDate day, std::int64_t facts_of_day,
                    std::int64_t unix_seconds);

}  // namespace ontzorgd::store
