// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// What the schedule did, and what it looks at.
namespace ontzorgd::store {

struct ScheduleOutcomeRow {
    std::int64_t id = 0;
    std::string task{};
    std::int64_t object = 0;   ///< a batch, or 0
    std::int64_t version = 0;  ///< of that batch
    values::CivilDate planned_day{};
    int planned_minute = 0;
    values::CivilDate day{};
    int minute = 0;
    std::string outcome{};  ///< done, refused, too_late
    std::string code{};
    std::int64_t found = 0;
    bool late = false;
    std::int64_t fact = 0;
};
void add_schedule_outcome(Database& db, const ScheduleOutcomeRow& row);
/// The newest first: at most `most`, of a day or later when one is given.
[[nodiscard]] std::vector<ScheduleOutcomeRow> schedule_outcomes(
    Database& db, std::size_t most, std::optional<values::CivilDate> since);

/// The day on which a check of the day was last done without a finding; nothing when it never was.
[[nodiscard]] std::optional<values::CivilDate> last_well(Database& db, std::string_view task);

/// Batches of which a file is not on its way to the bank.
[[nodiscard]] std::vector<std::int64_t> batches_with_waiting_files(Database& db);
/// Exceptions that are open and were opened on this day or before it.
[[nodiscard]] std::int64_t exceptions_older_than(Database& db, values::CivilDate day);

}  // namespace ontzorgd::store
