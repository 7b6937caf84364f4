// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/schedule.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/service/audit.h"
#include "ontzorgd/service/batch.h"
#include "ontzorgd/service/inbox.h"
#include "ontzorgd/service/input.h"
#include "ontzorgd/service/logboek.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/client_list.h"
#include "ontzorgd/store/restoration.h"
#include "ontzorgd/store/schedule.h"
#include "schedule_shown.h"
#include "schedule_told.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace ontzorgd::service {

namespace {

constexpr std::int64_t seconds_of_day = 86'400;
constexpr std::int64_t seconds_of_minute = 60;

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

/// The tasks of one time, with what each of them is given.
struct Work {
    const ScheduleSettings& settings;
    const LookedAt& looked;
    const AroundWholeWork& whole;
    std::optional<BackupFinding> backup{};  ///< what was found, for who is told
};

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

/// A check that says what is wrong by one code.
void say(store::ScheduleOutcomeRow& row, std::string code) {
    row.code = std::move(code);
    row.found = row.code.empty() ? 0 : 1;
    if (!row.code.empty()) row.outcome = "refused";
}

BackupFinding look_at_backups(Municipality& town, const ScheduleSettings& settings,
                              const Now& now) {
    return look_at_backups(town, settings.backups, settings.backup_days, now.today);
}

void do_task(Context& context, const Task& task, Work& work, store::ScheduleOutcomeRow& row) {
    if (task.kind == TaskKind::release) {
        work.whole([&] { release(context, task, row); });
    } else if (task.kind == TaskKind::too_late) {
        row.outcome = "too_late";
    } else if (task.kind == TaskKind::remind) {
        row.found = 1;
    } else if (task.kind == TaskKind::chain) {
        say(row, work.looked.chain ? *work.looked.chain : look_at_chain(context.town));
    } else if (task.kind == TaskKind::backup) {
        work.backup = work.looked.backup
                          ? *work.looked.backup
                          : look_at_backups(context.town, work.settings, context.now);
        say(row, work.backup->code);
    } else if (task.kind == TaskKind::tidy) {
        row.found = remove_old_files(context.town, context.now, work.settings.keep_folder_days);
    } else {
        row.found = found_by(context, task.kind, work.settings);
    }
}

/// A fault of the world at one task keeps none of the others from being done.
store::ScheduleOutcomeRow try_task(Context& context, const Task& task, Work& work) {
    const store::ScheduleOutcomeRow begun = row_of(task, moment_of(context.now));
    store::ScheduleOutcomeRow row = begun;
    Unattended done{.user = context.actor.name,
                    .via = "agenda",
                    .command = "batch release",
                    .began_ms = clock_ms(),
                    .facts_before = store::chain_head(context.town.db()).length,
                    .day = context.now.today};
    try {
        do_task(context, task, work, row);
    } catch (const std::exception&) {
        context.town.sweep();
        row = begun;
        row.outcome = "refused";
        row.code = "work_ended_halfway";
        done.ended = Ended::fault;
    }
    if (task.kind != TaskKind::release) return row;
    if (row.outcome != "done" && done.ended == Ended::done) done.ended = Ended::refused;
    try {
        log_unattended(context.town, done);
    } catch (const std::exception&) {
        // What went to the bank went: that is recorded whatever becomes of the log.
        if (row.code.empty()) row.code = "release_is_not_in_the_log";
    }
    return row;
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
    const auto minute = parse_time(time);
    if (!minute) return minute.failure();
    Now made = now;
    made.unix_seconds = std::int64_t{now.today.days_since_1970()} * seconds_of_day -
                        amsterdam_offset(now.today) + minute.value() * seconds_of_minute;
    return made;
}

std::string look_at_chain(Municipality& town) {
    const auto verified = verify_audit(town, {});
    if (!verified) return verified.error().code;
    const auto& finding = verified.value().finding();
    return finding ? finding->code : std::string{};
}

DueLooks due_looks(Municipality& town, const ScheduleSettings& settings, const Now& now) {
    const auto tasks = tasks_due(situation_of(town.db(), now), settings, moment_of(now));
    const auto has = [&](TaskKind kind) {
        return std::ranges::find(tasks, kind, &Task::kind) != tasks.end();
    };
    return {.chain = has(TaskKind::chain), .backup = has(TaskKind::backup)};
}

LookedAt look(Municipality& town, const ScheduleSettings& settings, const Now& now,
              const DueLooks& due) {
    LookedAt looked;
    // First what is soon done: what is wrong with the backups does not wait for the chain.
    if (due.backup) looked.backup = look_at_backups(town, settings, now);
    if (due.chain) looked.chain = look_at_chain(town);
    return looked;
}

base::Result<Report> run_schedule(Context& context, const ScheduleSettings& settings,
                                  const LookedAt& looked, const AroundWholeWork& whole,
                                  bool is_elsewhere) {
    if (const auto allowed = may(context.actor.roles, "schedule run"); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    const Moment now = moment_of(context.now);
    std::vector<store::ScheduleOutcomeRow> rows;
    Work work{.settings = settings, .looked = looked, .whole = whole};
    for (const Task& task : tasks_due(situation_of(db, context.now), settings, now)) {
        if (task.kind == TaskKind::chain && is_elsewhere && !looked.chain) continue;
        if (task.kind == TaskKind::backup && is_elsewhere && !looked.backup) continue;
        rows.push_back(try_task(context, task, work));
    }
    // What waits after that is what people are told of.
    tell_schedule(context, settings, situation_of(db, context.now), rows, work.backup);
    std::vector<Report> done;
    done.reserve(rows.size());
    for (const store::ScheduleOutcomeRow& row : rows) done.push_back(shown(row));
    Report report;
    report.add("moment", text_of(now)).add_rows("taken", std::move(done));
    return report;
}

}  // namespace ontzorgd::service
