// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/schedule_plan.h"

#include "ontzorgd/values/target_calendar.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>

namespace ontzorgd::service {

namespace {

constexpr std::array kind_texts{"vrijgave",    "te_laat",        "herinnering",
                                "afschriften", "uitzonderingen", "grondslagen",
                                "keten",       "reservekopie",   "opruimen"};
constexpr std::array all_checks{TaskKind::statements, TaskKind::exceptions, TaskKind::grounds,
                                TaskKind::chain,      TaskKind::backup,     TaskKind::tidy};
constexpr int before_the_cut_off = 60;

/// Backups are looked at where somebody said in which folder they are.
std::vector<TaskKind> checks_of(const ScheduleSettings& settings) {
    std::vector<TaskKind> checks{all_checks.begin(), all_checks.end()};
    if (settings.backups.empty()) std::erase(checks, TaskKind::backup);
    return checks;
}

bool is_released_by_schedule(const WaitingFile& file) {
    return file.batch_state == "signed" || file.batch_state == "released";
}

/// Minutes from a to b; above zero when b is later.
std::int64_t minutes_between(const Moment& a, const Moment& b) {
    return std::int64_t{b.day - a.day} * minutes_of_day + (b.minute - a.minute);
}

bool is_late(const Moment& planned, const Moment& now, const ScheduleSettings& settings) {
    return minutes_between(planned, now) > settings.late_after_minutes;
}

/// The last time that a task about this batch and version ran; of a day when that is given.
std::optional<RanTask> last_run(const Situation& situation, TaskKind kind, std::int64_t batch,
                                std::int64_t version, std::optional<values::CivilDate> planned_on) {
    std::optional<RanTask> last;
    for (const RanTask& each : situation.ran) {
        const bool is_it = each.kind == kind && each.batch == batch && each.version == version &&
                           (!planned_on || each.planned.day == *planned_on);
        if (is_it && (!last || last->ran < each.ran)) last = each;
    }
    return last;
}

/// One task for each batch, planned at the first of its files; what is too late is told by day.
class PerBatch {
public:
    void add(const WaitingFile& file, TaskKind kind, const Moment& planned) {
        const values::CivilDate day =
            kind == TaskKind::too_late ? planned.day : values::CivilDate{};
        const auto [place, is_new] =
            planned_.try_emplace({file.batch, file.version, kind, day}, planned);
        if (!is_new) place->second = std::min(place->second, planned);
    }
    template <class Visit>
    void for_each(Visit visit) const {
        for (const auto& [key, planned] : planned_) {
            const auto& [batch, version, kind, day] = key;
            visit(Task{.kind = kind, .batch = batch, .version = version, .planned = planned});
        }
    }

private:
    std::map<std::tuple<std::int64_t, std::int64_t, TaskKind, values::CivilDate>, Moment> planned_;
};

void add_release(const WaitingFile& file, const ScheduleSettings& settings, const Moment& now,
                 PerBatch& tasks) {
    const Moment cut_off = cut_off_moment(file);
    if (cut_off <= now) {
        tasks.add(file, TaskKind::too_late, cut_off);
        return;
    }
    if (!is_released_by_schedule(file)) {
        // Once a day, until it is signed.
        const Moment today{.day = now.day, .minute = settings.check_minute};
        const bool is_near = reminder_moment(file, settings) <= now;
        if (is_near && today <= now) tasks.add(file, TaskKind::remind, today);
        return;
    }
    const Moment planned = release_moment(file, settings);
    if (planned <= now) tasks.add(file, TaskKind::release, planned);
}

/// An hour could end after the cut-off: shortly before it a release is tried oftener.
int pause_of(const Situation& situation, std::int64_t batch, const ScheduleSettings& settings,
             const Moment& now) {
    const bool is_near = std::ranges::any_of(situation.files, [&](const WaitingFile& file) {
        if (file.batch != batch) return false;
        const std::int64_t left = minutes_between(now, cut_off_moment(file));
        return left > 0 && left <= before_the_cut_off;
    });
    return is_near ? std::min(settings.retry_minutes, settings.retry_before_cut_off_minutes)
                   : settings.retry_minutes;
}

bool was_done(const Situation& situation, const Task& task, const ScheduleSettings& settings,
              const Moment& now) {
    if (task.kind == TaskKind::release) {
        const auto last = last_run(situation, task.kind, task.batch, task.version, std::nullopt);
        return last &&
               minutes_between(last->ran, now) < pause_of(situation, task.batch, settings, now) &&
               task.planned <= last->planned;
    }
    const auto last = last_run(situation, task.kind, task.batch, task.version, task.planned.day);
    // What was wrong with the backups is looked at again: somebody makes one, and it is right.
    if (last && last->was_refused && task.kind == TaskKind::backup)
        return minutes_between(last->ran, now) < settings.retry_minutes;
    return last.has_value();
}

/// The reminder that is to be given, or the next one; nothing when the cut-off comes before it.
std::optional<Moment> next_reminder(const Situation& situation, const WaitingFile& file,
                                    const ScheduleSettings& settings, const Moment& now) {
    const Moment first = reminder_moment(file, settings);
    Moment planned = first;
    if (first <= now) {
        planned = {.day = now.day, .minute = settings.check_minute};
        const Task of_today{.kind = TaskKind::remind,
                            .batch = file.batch,
                            .version = file.version,
                            .planned = planned};
        if (was_done(situation, of_today, settings, now)) planned.day = now.day.plus_days(1);
    }
    return planned < cut_off_moment(file) ? std::optional{planned} : std::nullopt;
}

}  // namespace

std::string_view to_text(TaskKind kind) {
    return kind_texts.at(static_cast<std::size_t>(kind));
}

Moment cut_off_moment(const WaitingFile& file) {
    const payment::BankProfile& profile = file.profile;
    if (file.speed == payment::Speed::instant) {
        // Of a bank that takes no instant payments it has always been.
        if (!profile.instant_until_minute) return {.day = values::CivilDate{1900, 1, 1}};
        return {
            .day = file.execution_date.plus_days(*profile.instant_until_minute / minutes_of_day),
            .minute = *profile.instant_until_minute % minutes_of_day};
    }
    const values::CivilDate last =
        values::plus_target_days(file.execution_date, -profile.last_day_before);
    return {.day = last.plus_days(profile.until_minute / minutes_of_day),
            .minute = profile.until_minute % minutes_of_day};
}

Moment release_moment(const WaitingFile& file, const ScheduleSettings& settings) {
    const values::CivilDate day =
        file.speed == payment::Speed::instant
            ? file.execution_date
            : values::plus_target_days(file.execution_date, -file.lead_days);
    const Moment wanted{.day = day, .minute = settings.release_minute};
    const Moment cut_off = cut_off_moment(file);
    if (wanted < cut_off) return wanted;
    // On the day of the cut-off itself, an hour before it.
    if (cut_off.day == day) {
        return {.day = day, .minute = std::max(0, cut_off.minute - before_the_cut_off)};
    }
    return wanted;
}

Moment reminder_moment(const WaitingFile& file, const ScheduleSettings& settings) {
    const values::CivilDate handed_over =
        std::min(release_moment(file, settings).day, cut_off_moment(file).day);
    return {.day = values::plus_target_days(handed_over, -settings.remind_target_days),
            .minute = settings.check_minute};
}

std::vector<Task> tasks_due(const Situation& situation, const ScheduleSettings& settings,
                            const Moment& now) {
    PerBatch of_batches;
    for (const WaitingFile& file : situation.files) add_release(file, settings, now, of_batches);
    std::vector<Task> tasks;
    const auto add = [&](Task task) {
        if (was_done(situation, task, settings, now)) return;
        task.is_late = is_late(task.planned, now, settings);
        tasks.push_back(task);
    };
    of_batches.for_each(add);
    const Moment today{.day = now.day, .minute = settings.check_minute};
    if (today <= now) {
        for (const TaskKind check : checks_of(settings)) add({.kind = check, .planned = today});
    }
    std::ranges::stable_sort(tasks, {}, &Task::kind);
    return tasks;
}

std::vector<Task> tasks_to_come(const Situation& situation, const ScheduleSettings& settings,
                                const Moment& now) {
    PerBatch of_batches;
    for (const WaitingFile& file : situation.files) {
        const Moment cut_off = cut_off_moment(file);
        of_batches.add(file, TaskKind::too_late, cut_off);
        if (cut_off <= now) continue;
        if (is_released_by_schedule(file)) {
            // As long as the file waits it was not done, also when it was tried.
            of_batches.add(file, TaskKind::release, release_moment(file, settings));
        } else if (const auto planned = next_reminder(situation, file, settings, now)) {
            of_batches.add(file, TaskKind::remind, *planned);
        }
    }
    std::vector<Task> tasks;
    const auto add = [&](Task task) {
        task.is_late = task.planned <= now &&
                       (task.kind == TaskKind::too_late || is_late(task.planned, now, settings));
        tasks.push_back(task);
    };
    of_batches.for_each(add);
    const Moment today{.day = now.day, .minute = settings.check_minute};
    for (const TaskKind check : checks_of(settings)) {
        const Task of_today{.kind = check, .planned = today};
        if (now < today || !was_done(situation, of_today, settings, now)) add(of_today);
        if (today <= now) {
            add({.kind = check, .planned = {.day = now.day.plus_days(1), .minute = today.minute}});
        }
    }
    std::ranges::stable_sort(tasks, {}, &Task::planned);
    return tasks;
}

}  // namespace ontzorgd::service
