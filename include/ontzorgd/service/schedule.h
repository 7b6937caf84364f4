// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/backup_watch.h"
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
/// What takes long to look at, or lies on a disk that may not answer, when another thread looked.
struct LookedAt {
    std::optional<std::string> chain;  ///< what look_at_chain() said
    std::optional<BackupFinding> backup;
};
/// Looks at what the schedule is about to ask for; nothing of what is not due.
struct DueLooks {
    bool chain = false;
    bool backup = false;
    [[nodiscard]] bool any() const { return chain || backup; }
};
[[nodiscard]] DueLooks due_looks(Municipality& town, const ScheduleSettings& settings,
                                 const Now& now);
[[nodiscard]] LookedAt look(Municipality& town, const ScheduleSettings& settings, const Now& now,
                            const DueLooks& due);

/// Does what is due at context.now, once. A task that ran is not run again that day; a release that
/// was refused is tried again after a while, and so are backups that are not well. `looked` gives
/// what was looked at before; with `is_elsewhere` the rest of that is left for later. Errors
/// (refused): role_may_not_do_this.
[[nodiscard]] base::Result<Report> run_schedule(Context& context, const ScheduleSettings& settings,
                                                const LookedAt& looked = {},
                                                const AroundWholeWork& whole = at_once(),
                                                bool is_elsewhere = false);

/// What is planned, what was done with its outcome, the grondslagen that end soon, and where the
/// backups are looked for, or that they are not.
[[nodiscard]] base::Result<Report> list_schedule(Municipality& town, const Now& now,
                                                 const ScheduleSettings& settings);

/// For whoever watches over the daemon.
struct ScheduleWatch {
    std::int64_t failed_today = 0;  ///< tasks of today that were refused or too late
    std::int64_t late_today = 0;
    std::int64_t ran_today = 0;
    /// On which the backups were last looked at and were well.
    std::optional<values::CivilDate> backup_well;
};
[[nodiscard]] ScheduleWatch watch_schedule(Municipality& town, values::CivilDate today);

}  // namespace ontzorgd::service
