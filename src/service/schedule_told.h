// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/act.h"
#include "ontzorgd/service/backup_watch.h"
#include "ontzorgd/service/schedule_plan.h"
#include "ontzorgd/store/policy_rows.h"
#include "ontzorgd/store/schedule.h"

#include <optional>
#include <vector>

/// @file
/// What the schedule tells people: an exception for each thing that they must do, which closes when
/// it is done.
namespace ontzorgd::service {

/// An account in use whose statements end too long ago.
struct WithoutStatement {
    store::OwnAccount account;
    values::CivilDate until;
};
[[nodiscard]] std::vector<WithoutStatement> accounts_without_statement(
    store::Database& db, values::CivilDate today, const ScheduleSettings& settings);

/// Records what was done, and opens and closes exceptions by how things stand now. One fact, and
/// none when there is nothing to say. `backup`: what was found of the backups, when it was looked.
void tell_schedule(Context& context, const ScheduleSettings& settings, const Situation& situation,
                   const std::vector<store::ScheduleOutcomeRow>& rows,
                   const std::optional<BackupFinding>& backup);

}  // namespace ontzorgd::service
