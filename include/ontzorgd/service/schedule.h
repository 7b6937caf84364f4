// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/service/schedule_plan.h"
#include "ontzorgd/service/whole_work.h"

#include <optional>
#include <string>
#include <string_view>

/// @file
/// The schedule of a municipality: releases a batch that is fully signed when its lead time has
/// come, reminds people of what is not signed, and looks every day at what could go wrong unseen.
/// The day and the minute are inputs: the timer of the daemon and the command do the same.
namespace ontzorgd::service {

/// The minute of the day in Amsterdam.
[[nodiscard]] Moment moment_of(const Now& now);
/// The same day at another time, "HH:MM", for a practice directory only. Errors (malformed):
/// time_is_malformed; (refused): time_is_for_practice_only.
[[nodiscard]] base::Result<Now> at_time(Municipality& town, const Now& now, std::string_view time);

/// The code of what is wrong with the audit chain; empty when nothing is. Takes long.
[[nodiscard]] std::string look_at_chain(Municipality& town);
/// Whether the schedule is about to ask for that.
[[nodiscard]] bool is_chain_due(Municipality& town, const ScheduleSettings& settings,
                                const Now& now);

/// Does what is due at context.now, once. A task that ran is not run again that day; a release that
/// was refused is tried again after a while. `chain` gives what look_at_chain() said, when that was
/// asked before; with `is_chain_elsewhere` it is left for later until it was. Errors (refused):
/// role_may_not_do_this.
[[nodiscard]] base::Result<Report> run_schedule(Context& context, const ScheduleSettings& settings,
                                                const std::optional<std::string>& chain = {},
                                                const AroundWholeWork& whole = at_once(),
                                                bool is_chain_elsewhere = false);

/// What is planned, what was done with its outcome, and the grondslagen that end soon.
[[nodiscard]] base::Result<Report> list_schedule(Municipality& town, const Now& now,
                                                 const ScheduleSettings& settings);

/// For whoever watches over the daemon.
struct ScheduleWatch {
    std::int64_t failed_today = 0;  ///< tasks of today that were refused or too late
    std::int64_t late_today = 0;
    std::int64_t ran_today = 0;
};
[[nodiscard]] ScheduleWatch watch_schedule(Municipality& town, values::CivilDate today);

}  // namespace ontzorgd::service
