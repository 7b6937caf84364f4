// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/schedule.h"

#include "account_profile.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/service/audit.h"
#include "ontzorgd/service/batch.h"
#include "ontzorgd/service/inbox.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/client_list.h"
#include "ontzorgd/store/restoration.h"
#include "ontzorgd/store/schedule.h"
#include "ontzorgd/store/watch.h"
#include "ontzorgd/wording/sentence.h"
#include "schedule_told.h"
#include "staleness.h"

#include <algorithm>
#include <exception>
#include <fmt/format.h>
#include <utility>

namespace ontzorgd::service {

namespace {

constexpr std::int64_t seconds_of_day = 86'400;
constexpr std::int64_t seconds_of_minute = 60;

std::string text_of(const Moment& moment) {
    return fmt::format("{} {:02}:{:02}", moment.day.to_string(), moment.minute / 60,
                       moment.minute % 60);
}

std::optional<TaskKind> kind_from(std::string_view text) {
    for (int each = 0; each <= static_cast<int>(TaskKind::tidy); ++each) {
        const auto kind = static_cast<TaskKind>(each);
        if (to_text(kind) == text) return kind;
    }
    return std::nullopt;
}

std::vector<WaitingFile> waiting_files(store::Database& db) {
    std::vector<WaitingFile> waiting;
    for (const std::int64_t id : store::batches_with_waiting_files(db)) {
        const auto batch = store::batch_by_id(db, id);
        const auto regelset = regelset_of(db, batch->run);
        for (const store::StoredFile& file : store::files_of(db, id, batch->version)) {
            if (file.state != "built") continue;
            waiting.push_back(
                {.batch = id,
                 .version = batch->version,
                 .batch_state = batch->state,
                 .execution_date = file.execution_date,
                 .speed = batch->speed,
                 .profile = profile_of(db, file.account).profile,
                 .lead_days = regelset ? static_cast<int>(regelset.value().voorloop_dagen) : 0});
        }
    }
    return waiting;
}

/// A release that was refused for the person who gave it is no try of whoever comes after.
bool is_about_who_asked(std::string_view code) {
    return code == "releaser_signed" || code == "batch_pays_a_relation";
}

/// What ran is looked at as far back as a release can be tried again or a reminder given.
Situation situation_of(store::Database& db, const Now& now) {
    constexpr std::size_t most = 10'000;
    constexpr int days_back = 40;
    Situation situation{.files = waiting_files(db), .ran = {}};
    for (const store::ScheduleOutcomeRow& row :
         store::schedule_outcomes(db, most, now.today.plus_days(-days_back))) {
        const auto kind = kind_from(row.task);
        if (!kind || is_about_who_asked(row.code)) continue;
        situation.ran.push_back({.kind = *kind,
                                 .batch = row.object,
                                 .version = row.version,
                                 .planned = {.day = row.planned_day, .minute = row.planned_minute},
                                 .ran = {.day = row.day, .minute = row.minute}});
    }
    return situation;
}

std::int64_t built_files(store::Database& db, std::int64_t batch, std::int64_t version) {
    return std::ranges::count_if(
        store::files_of(db, batch, version),
        [](const store::StoredFile& file) { return file.state == "built"; });
}

store::ScheduleOutcomeRow row_of(const Task& task, const Moment& now) {
    return {.task = std::string{to_text(task.kind)},
            .object = task.batch,
            .version = task.version,
            .planned_day = task.planned.day,
            .planned_minute = task.planned.minute,
            .day = now.day,
            .minute = now.minute,
            .outcome = "done",
            .late = task.is_late};
}

/// What was signed before the directory was put back from a backup may have been paid since: it
/// does not go by itself.
bool is_for_a_person_after_a_restore(Context& context, const Task& task) {
    const auto& roles = context.actor.roles;
    if (std::ranges::find(roles, Role::onbemand) == roles.end()) return false;
    const auto restored = store::restorations(context.town.db());
    if (restored.empty()) return false;
    return std::ranges::all_of(
        store::signatures_of(context.town.db(), task.batch, task.version),
        [&](const auto& signature) { return signature.fact < restored.back().fact; });
}

/// Releases the batch by the command that people give, with all that it looks at.
void release(Context& context, const Task& task, store::ScheduleOutcomeRow& row) {
    store::Database& db = context.town.db();
    if (is_for_a_person_after_a_restore(context, task)) {
        row.outcome = "refused";
        row.code = "signed_before_the_restore";
        return;
    }
    const std::int64_t before = built_files(db, task.batch, task.version);
    const auto released = release_batch(context, task.batch);
    if (!released) {
        row.outcome = "refused";
        row.code = released.error().code;
        return;
    }
    row.found = before - built_files(db, task.batch, task.version);
}

std::int64_t found_by(Context& context, TaskKind kind, const ScheduleSettings& settings) {
    store::Database& db = context.town.db();
    const values::CivilDate today = context.now.today;
    if (kind == TaskKind::statements) {
        return static_cast<std::int64_t>(accounts_without_statement(db, today, settings).size());
    }
    if (kind == TaskKind::exceptions) {
        return store::exceptions_older_than(db, today.plus_days(-settings.old_exception_days));
    }
    const auto until = today.plus_days(settings.ending_ground_days);
    return static_cast<std::int64_t>(
        store::grounds_ending(db, today, until, store::every_fact).size());
}

void do_task(Context& context, const Task& task, const ScheduleSettings& settings,
             const std::optional<std::string>& chain, const AroundWholeWork& whole,
             store::ScheduleOutcomeRow& row) {
    if (task.kind == TaskKind::release) {
        whole([&] { release(context, task, row); });
    } else if (task.kind == TaskKind::too_late) {
        row.outcome = "too_late";
    } else if (task.kind == TaskKind::remind) {
        row.found = 1;
    } else if (task.kind == TaskKind::chain) {
        row.code = chain ? *chain : look_at_chain(context.town);
        row.found = row.code.empty() ? 0 : 1;
        if (!row.code.empty()) row.outcome = "refused";
    } else if (task.kind == TaskKind::tidy) {
        row.found = remove_old_files(context.town, context.now, settings.keep_folder_days);
    } else {
        row.found = found_by(context, task.kind, settings);
    }
}

/// A fault of the world at one task keeps none of the others from being done.
store::ScheduleOutcomeRow try_task(Context& context, const Task& task,
                                   const ScheduleSettings& settings,
                                   const std::optional<std::string>& chain,
                                   const AroundWholeWork& whole) {
    const store::ScheduleOutcomeRow begun = row_of(task, moment_of(context.now));
    store::ScheduleOutcomeRow row = begun;
    try {
        do_task(context, task, settings, chain, whole, row);
    } catch (const std::exception&) {
        context.town.sweep();
        row = begun;
        row.outcome = "refused";
        row.code = "work_ended_halfway";
    }
    return row;
}

Report shown(const Task& task) {
    Report report;
    report.add("taak", to_text(task.kind))
        .add("batch", task.batch == 0 ? std::string{} : std::to_string(task.batch))
        .add("gepland", text_of(task.planned));
    return report;
}

Report shown(const store::ScheduleOutcomeRow& row) {
    Report report;
    report.add("taak", row.task)
        .add("batch", row.object == 0 ? std::string{} : std::to_string(row.object))
        .add("gepland", text_of({.day = row.planned_day, .minute = row.planned_minute}))
        .add("gedaan", text_of({.day = row.day, .minute = row.minute}))
        .add("staat", row.outcome)
        .add("gevonden", Value{row.found})
        .add("te_laat_gedaan", Value{row.late})
        .add("code", row.code)
        .add("zin", row.code.empty() ? std::string{}
                                     : wording::sentence({.code = row.code, .details = {}}));
    return report;
}

}  // namespace

Moment moment_of(const Now& now) {
    const std::int64_t local = now.unix_seconds + amsterdam_offset(now.today);
    return {.day = now.today,
            .minute = static_cast<int>(local % seconds_of_day / seconds_of_minute)};
}

base::Result<Now> at_time(Municipality& town, const Now& now, std::string_view time) {
    if (time.empty()) return now;
    if (!town.is_practice()) return base::refuse("time_is_for_practice_only");
    const auto wrong = [&] {
        return base::malformed("time_is_malformed", {{"value", std::string{time}}});
    };
    if (time.size() != 5 || time[2] != ':' || !base::is_digits(time.substr(0, 2)) ||
        !base::is_digits(time.substr(3)))
        return wrong();
    const auto hour = base::parse_int(std::string{time.substr(0, 2)}).value_or(99);
    const auto minute = base::parse_int(std::string{time.substr(3)}).value_or(99);
    if (hour > 23 || minute > 59) return wrong();
    Now made = now;
    made.unix_seconds = std::int64_t{now.today.days_since_1970()} * seconds_of_day -
                        amsterdam_offset(now.today) + (hour * 60 + minute) * seconds_of_minute;
    return made;
}

std::string look_at_chain(Municipality& town) {
    const auto verified = verify_audit(town, {});
    if (!verified) return verified.error().code;
    const auto& finding = verified.value().finding();
    return finding ? finding->code : std::string{};
}

bool is_chain_due(Municipality& town, const ScheduleSettings& settings, const Now& now) {
    const auto tasks = tasks_due(situation_of(town.db(), now), settings, moment_of(now));
    return std::ranges::find(tasks, TaskKind::chain, &Task::kind) != tasks.end();
}

base::Result<Report> run_schedule(Context& context, const ScheduleSettings& settings,
                                  const std::optional<std::string>& chain,
                                  const AroundWholeWork& whole, bool is_chain_elsewhere) {
    if (const auto allowed = may(context.actor.roles, "schedule run"); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    const Moment now = moment_of(context.now);
    std::vector<store::ScheduleOutcomeRow> rows;
    for (const Task& task : tasks_due(situation_of(db, context.now), settings, now)) {
        if (task.kind == TaskKind::chain && is_chain_elsewhere && !chain) continue;
        rows.push_back(try_task(context, task, settings, chain, whole));
    }
    // What waits after that is what people are told of.
    tell_schedule(context, settings, situation_of(db, context.now), rows);
    std::vector<Report> done;
    done.reserve(rows.size());
    for (const store::ScheduleOutcomeRow& row : rows) done.push_back(shown(row));
    Report report;
    report.add("moment", text_of(now)).add_rows("taken", std::move(done));
    return report;
}

base::Result<Report> list_schedule(Municipality& town, const Now& now,
                                   const ScheduleSettings& settings) {
    constexpr std::size_t most = 300;
    store::Database& db = town.db();
    std::vector<Report> planned;
    for (const Task& task : tasks_to_come(situation_of(db, now), settings, moment_of(now))) {
        planned.push_back(shown(task));
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
    report.add("moment", text_of(moment_of(now)))
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
    return watch;
}

}  // namespace ontzorgd::service
