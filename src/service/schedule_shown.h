// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/service/schedule_plan.h"
#include "ontzorgd/store/schedule.h"

/// @file
/// What the schedule has before it, and how a task is shown.
namespace ontzorgd::service {

/// What ran is looked at as far back as a release can be tried again or a reminder given.
[[nodiscard]] Situation situation_of(store::Database& db, const Now& now);

[[nodiscard]] std::string text_of(const Moment& moment);
/// A task that is not done: whether it is to come, to be done now, or late.
[[nodiscard]] Report shown(const Task& task, const Moment& now);
[[nodiscard]] Report shown(const store::ScheduleOutcomeRow& row);

}  // namespace ontzorgd::service
