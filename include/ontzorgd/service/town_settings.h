// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/inbox_rule.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/schedule_plan.h"

#include <filesystem>

/// @file
/// What an administrator set of the inbox and the schedule of a municipality. The process that has
/// its directory is told once, at its start: its own work, its API and the command lines that come
/// to it then go by the same. None of it is in the directory, for none of it decides about money.
namespace ontzorgd::service {

struct TownSettings {
    ScheduleSettings schedule;
    InboxSettings inbox;
};

/// From here on, for whoever works in this state directory by this process. Any thread.
void set_settings(const std::filesystem::path& state, TownSettings settings);
/// What was set; as it is when nobody says anything otherwise. Any thread.
[[nodiscard]] TownSettings settings_of(const Municipality& town);

}  // namespace ontzorgd::service
