// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/dossier/grondslag.h"
#include "ontzorgd/service/inbox.h"
#include "ontzorgd/service/schedule.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/client_list.h"
#include "ontzorgd/store/schedule.h"
#include "ontzorgd/wording/sentence.h"
#include "schedule_shown.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ontzorgd::service {

namespace {

/// What keeps the schedule from doing its work; empty when nothing does.
std::string warning(Municipality& town, const ScheduleSettings& settings) {
    std::string said;
    const auto say = [&](std::string_view code) {
        said += (said.empty() ? "" : " ") +
                wording::sentence({.code = std::string{code}, .details = {}});
    };
    if (!unattended_actor(town)) say("nobody_is_unattended");
    if (settings.backups.empty()) say("backups_are_not_watched");
    return said;
}

}  // namespace

base::Result<Report> list_schedule(Municipality& town, const Now& now,
                                   const ScheduleSettings& settings) {
    constexpr std::size_t most = 300;
    store::Database& db = town.db();
    std::vector<Report> planned;
    const Moment moment = moment_of(now);
    for (const Task& task : tasks_to_come(situation_of(db, now), settings, moment)) {
        planned.push_back(shown(task, moment));
    }
    std::vector<Report> done;
    for (const store::ScheduleOutcomeRow& row : store::schedule_outcomes(db, most, std::nullopt)) {
        done.push_back(shown(row));
    }
    std::vector<Report> ending;
    const auto until = now.today.plus_days(settings.ending_ground_days);
    for (const store::EndingGround& ground :
         store::grounds_ending(db, now.today, until, store::every_fact)) {
        if (ending.size() == most) break;
        Report row;
        row.add("client", ground.who.nummer)
            .add("grondslag", dossier::to_text(ground.soort))
            .add("tot_en_met", Value{ground.tot_en_met});
        ending.push_back(std::move(row));
    }
    Report report;
    report.add("moment", text_of(moment))
        .add("reservekopieen", settings.backups)
        .add("waarschuwing", warning(town, settings))
        .add_rows("gepland", std::move(planned))
        .add_rows("gedaan", std::move(done))
        .add_rows("grondslagen_eindigen", std::move(ending));
    return report;
}

ScheduleWatch watch_schedule(Municipality& town, values::CivilDate today) {
    constexpr std::size_t most = 1000;
    ScheduleWatch watch;
    for (const store::ScheduleOutcomeRow& row : store::schedule_outcomes(town.db(), most, today)) {
        ++watch.ran_today;
        if (row.outcome != "done") ++watch.failed_today;
        if (row.late) ++watch.late_today;
    }
    watch.backup_well = store::last_well(town.db(), to_text(TaskKind::backup));
    return watch;
}

}  // namespace ontzorgd::service
