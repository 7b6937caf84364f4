// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/schedule_plan.h"

#include "ontzorgd/values/target_calendar.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

namespace ontzorgd::service {
namespace {

using values::CivilDate;

const ScheduleSettings settings{};

WaitingFile file_for(CivilDate execution_date, std::string state = "signed") {
    WaitingFile file;
    file.batch = 1;
    file.version = 1;
    file.batch_state = std::move(state);
    file.execution_date = execution_date;
    file.profile.last_day_before = 1;
    file.profile.until_minute = 15 * 60;
    file.lead_days = 2;
    return file;
}

RanTask ran(const Task& task, const Moment& now) {
    return {.kind = task.kind,
            .batch = task.batch,
            .version = task.version,
            .planned = task.planned,
            .ran = now};
}

std::vector<Task> of(const std::vector<Task>& tasks, TaskKind kind) {
    std::vector<Task> some;
    std::ranges::copy_if(tasks, std::back_inserter(some),
                         [&](const Task& task) { return task.kind == kind; });
    return some;
}

TEST(SchedulePlan, ReleasesOnTheDayOfTheLeadTimeOverWeekendsAndTargetHolidays) {
    // Monday 30 November: two TARGET days before is Thursday.
    EXPECT_EQ(release_moment(file_for({2026, 11, 30}), settings),
              (Moment{.day = {2026, 11, 26}, .minute = 540}));
    // Over Good Friday and Easter Monday.
    EXPECT_EQ(release_moment(file_for({2027, 3, 31}), settings).day, (CivilDate{2027, 3, 25}));
    // Over Christmas.
    EXPECT_EQ(release_moment(file_for({2026, 12, 28}), settings).day, (CivilDate{2026, 12, 23}));
    EXPECT_EQ(cut_off_moment(file_for({2026, 12, 28})),
              (Moment{.day = {2026, 12, 24}, .minute = 900}));
}

TEST(SchedulePlan, GoesBeforeACutOffThatIsEarlyThatDay) {
    WaitingFile file = file_for({2026, 11, 30});
    file.profile.last_day_before = 2;
    file.profile.until_minute = 8 * 60;
    EXPECT_EQ(release_moment(file, settings), (Moment{.day = {2026, 11, 26}, .minute = 420}));
    file.profile.until_minute = 30;
    EXPECT_EQ(release_moment(file, settings).minute, 0);
}

TEST(SchedulePlan, ReleasesAnInstantFileOnItsDayOnly) {
    WaitingFile file = file_for({2026, 11, 29});
    file.speed = payment::Speed::instant;
    file.profile.instant_until_minute = 20 * 60;
    EXPECT_EQ(release_moment(file, settings), (Moment{.day = {2026, 11, 29}, .minute = 540}));
    file.profile.instant_until_minute = std::nullopt;
    const Situation situation{.files = {file}, .ran = {}};
    const Moment now{.day = {2026, 11, 29}, .minute = 540};
    EXPECT_TRUE(of(tasks_due(situation, settings, now), TaskKind::release).empty());
    EXPECT_EQ(of(tasks_due(situation, settings, now), TaskKind::too_late).size(), 1U);
}

TEST(SchedulePlan, NeverReleasesWhatIsNotSignedButRemindsOnceADay) {
    Situation situation{.files = {file_for({2026, 11, 30}, "signing")}, .ran = {}};
    std::map<CivilDate, int> reminders;
    for (CivilDate day{2026, 11, 20}; day < CivilDate{2026, 12, 2}; day = day.plus_days(1)) {
        for (int minute = 0; minute < minutes_of_day; minute += 5) {
            const Moment now{.day = day, .minute = minute};
            for (const Task& task : tasks_due(situation, settings, now)) {
                EXPECT_NE(task.kind, TaskKind::release);
                if (task.kind == TaskKind::remind) ++reminders[day];
                situation.ran.push_back(ran(task, now));
            }
        }
    }
    const std::map<CivilDate, int> expected{
        {{2026, 11, 25}, 1}, {{2026, 11, 26}, 1}, {{2026, 11, 27}, 1}};
    EXPECT_EQ(reminders, expected) << "from the day before the lead time until the cut-off";
}

TEST(SchedulePlan, DoesTheChecksOfADayOnceAndSaysWhenTheyAreLate) {
    Situation situation;
    const Moment early{.day = {2026, 11, 26}, .minute = 419};
    EXPECT_TRUE(tasks_due(situation, settings, early).empty());
    const Moment now{.day = {2026, 11, 26}, .minute = 480};
    const auto tasks = tasks_due(situation, settings, now);
    ASSERT_EQ(tasks.size(), 5U);
    for (const Task& task : tasks) {
        EXPECT_FALSE(task.is_late);
        situation.ran.push_back(ran(task, now));
    }
    EXPECT_TRUE(tasks_due(situation, settings, now).empty());
    const auto later = tasks_due(situation, settings, {.day = {2026, 11, 28}, .minute = 481});
    ASSERT_EQ(later.size(), 5U);
    EXPECT_TRUE(later[0].is_late);
}

TEST(SchedulePlan, TriesARefusedReleaseAgainAfterAWhile) {
    Situation situation{.files = {file_for({2026, 11, 30})}, .ran = {}};
    const Moment first{.day = {2026, 11, 26}, .minute = 540};
    const auto tasks = of(tasks_due(situation, settings, first), TaskKind::release);
    ASSERT_EQ(tasks.size(), 1U);
    situation.ran.push_back(ran(tasks[0], first));
    const auto at = [&](int minute) {
        return of(tasks_due(situation, settings, {.day = {2026, 11, 26}, .minute = minute}),
                  TaskKind::release)
            .size();
    };
    EXPECT_EQ(at(541), 0U);
    EXPECT_EQ(at(599), 0U);
    EXPECT_EQ(at(600), 1U);
    situation.files[0].version = 2;
    EXPECT_EQ(at(541), 1U) << "a new version is another thing";
}

TEST(SchedulePlan, TriesOftenerInTheLastHourBeforeTheCutOff) {
    Situation situation{.files = {file_for({2026, 11, 30})}, .ran = {}};
    const Moment last{.day = {2026, 11, 27}, .minute = 850};  // the bank takes it until 900
    const auto tasks = of(tasks_due(situation, settings, last), TaskKind::release);
    ASSERT_EQ(tasks.size(), 1U);
    situation.ran.push_back(ran(tasks[0], last));
    const auto at = [&](int minute) {
        return of(tasks_due(situation, settings, {.day = last.day, .minute = minute}),
                  TaskKind::release)
            .size();
    };
    EXPECT_EQ(at(854), 0U);
    EXPECT_EQ(at(855), 1U);
    EXPECT_EQ(at(899), 1U);
    EXPECT_EQ(at(900), 0U);
}

TEST(SchedulePlan, SaysOfEachDayOfABatchThatItIsTooLateOnce) {
    Situation situation{.files = {file_for({2026, 11, 30}), file_for({2026, 12, 7})}, .ran = {}};
    std::vector<Task> late;
    for (CivilDate day{2026, 11, 27}; day < CivilDate{2026, 12, 10}; day = day.plus_days(1)) {
        const Moment now{.day = day, .minute = 900};
        for (const Task& task : tasks_due(situation, settings, now)) {
            if (task.kind == TaskKind::too_late) late.push_back(task);
            situation.ran.push_back(ran(task, now));
        }
    }
    ASSERT_EQ(late.size(), 2U);
    EXPECT_EQ(late[0].planned.day, (CivilDate{2026, 11, 27}));
    EXPECT_EQ(late[1].planned.day, (CivilDate{2026, 12, 4}));
}

Task listed(const Situation& situation, TaskKind kind, const Moment& now) {
    const auto found = of(tasks_to_come(situation, settings, now), kind);
    EXPECT_EQ(found.size(), 1U) << to_text(kind);
    return found.empty() ? Task{} : found.front();
}

TEST(SchedulePlan, ListsASignedBatchUntilItIsReleased) {
    Situation situation{.files = {file_for({2026, 11, 30})}, .ran = {}};
    const Moment planned{.day = {2026, 11, 26}, .minute = 540};
    for (const Moment& now : {Moment{.day = {2026, 11, 26}, .minute = 539}, planned,
                              Moment{.day = {2026, 11, 26}, .minute = 600}}) {
        const Task task = listed(situation, TaskKind::release, now);
        EXPECT_EQ(task.planned, planned);
        EXPECT_FALSE(task.is_late);
    }
    const Moment late{.day = {2026, 11, 26}, .minute = 601};
    EXPECT_TRUE(listed(situation, TaskKind::release, late).is_late);
    // It was refused a moment ago, and is not tried again yet.
    const auto tried = of(tasks_due(situation, settings, late), TaskKind::release);
    ASSERT_EQ(tried.size(), 1U);
    situation.ran.push_back(ran(tried[0], late));
    EXPECT_TRUE(of(tasks_due(situation, settings, late), TaskKind::release).empty());
    EXPECT_EQ(listed(situation, TaskKind::release, late).planned, planned);
    situation.files.clear();
    EXPECT_TRUE(of(tasks_to_come(situation, settings, late), TaskKind::release).empty());
}

TEST(SchedulePlan, ListsWhatItsCutOffOvertookAsLongAsItWaits) {
    Situation situation{.files = {file_for({2026, 11, 30})}, .ran = {}};
    EXPECT_FALSE(
        listed(situation, TaskKind::too_late, {.day = {2026, 11, 27}, .minute = 899}).is_late);
    const Moment now{.day = {2026, 11, 27}, .minute = 900};
    for (const Task& task : tasks_due(situation, settings, now))
        situation.ran.push_back(ran(task, now));
    const Moment later{.day = {2026, 12, 4}, .minute = 0};
    EXPECT_TRUE(listed(situation, TaskKind::too_late, later).is_late);
    EXPECT_TRUE(of(tasks_to_come(situation, settings, later), TaskKind::release).empty());
}

TEST(SchedulePlan, ListsTheChecksOfTodayUntilTheyRanAndThenThoseOfTomorrow) {
    Situation situation;
    const Moment nine{.day = {2026, 11, 26}, .minute = 540};
    auto chain = of(tasks_to_come(situation, settings, nine), TaskKind::chain);
    ASSERT_EQ(chain.size(), 2U);
    EXPECT_EQ(chain[0].planned, (Moment{.day = {2026, 11, 26}, .minute = 420}));
    EXPECT_TRUE(chain[0].is_late);
    EXPECT_EQ(chain[1].planned.day, (CivilDate{2026, 11, 27}));
    EXPECT_FALSE(chain[1].is_late);
    situation.ran.push_back(ran(chain[0], nine));
    EXPECT_EQ(listed(situation, TaskKind::chain, nine).planned.day, (CivilDate{2026, 11, 27}));
    const Moment early{.day = {2026, 11, 27}, .minute = 0};
    EXPECT_EQ(listed(situation, TaskKind::chain, early).planned.day, (CivilDate{2026, 11, 27}));
}

TEST(SchedulePlan, ListsTheReminderOfTodayUntilItIsGivenAndNoneThatComesTooLate) {
    Situation situation{.files = {file_for({2026, 11, 30}, "signing")}, .ran = {}};
    const auto day_of = [&](const Moment& now) {
        return listed(situation, TaskKind::remind, now).planned.day;
    };
    EXPECT_EQ(day_of({.day = {2026, 11, 20}, .minute = 0}), (CivilDate{2026, 11, 25}));
    const Moment now{.day = {2026, 11, 26}, .minute = 480};
    EXPECT_EQ(day_of(now), (CivilDate{2026, 11, 26}));
    for (const Task& task : tasks_due(situation, settings, now))
        situation.ran.push_back(ran(task, now));
    EXPECT_EQ(day_of(now), (CivilDate{2026, 11, 27}));
    const Moment last{.day = {2026, 11, 27}, .minute = 480};
    for (const Task& task : tasks_due(situation, settings, last))
        situation.ran.push_back(ran(task, last));
    EXPECT_TRUE(of(tasks_to_come(situation, settings, last), TaskKind::remind).empty());
}

/// The minutes as a clock in Amsterdam shows them: an hour is skipped on the last Sunday of March
/// and one comes twice on the last Sunday of October.
std::vector<Moment> minutes_shown(CivilDate day) {
    std::vector<Moment> shown;
    for (int minute = 0; minute < minutes_of_day; minute += 10) {
        const bool spring = day == CivilDate{2027, 3, 28};
        if (spring && minute >= 120 && minute < 180) continue;
        shown.push_back({.day = day, .minute = minute});
        const bool autumn = day == CivilDate{2026, 10, 25};
        if (autumn && minute == 170) {
            for (int again = 120; again < 180; again += 10)
                shown.push_back({.day = day, .minute = again});
        }
    }
    return shown;
}

/// A file and what was done for it.
struct Lived {
    WaitingFile file;
    Situation situation;
    int released = 0;
    int too_late = 0;
    std::map<std::pair<TaskKind, CivilDate>, int> checks{};
};

void live(Lived& lived, const Task& task, const Moment& now) {
    lived.situation.ran.push_back(ran(task, now));
    if (task.kind == TaskKind::release) {
        EXPECT_LT(now, cut_off_moment(lived.file));
        EXPECT_GE(now.day,
                  values::plus_target_days(lived.file.execution_date, -lived.file.lead_days));
        ++lived.released;
        lived.situation.files.clear();  // it is with the bank
    } else if (task.kind == TaskKind::too_late) {
        EXPECT_GE(now, cut_off_moment(lived.file));
        ++lived.too_late;
    } else {
        ++lived.checks[{task.kind, task.planned.day}];
    }
}

bool is_listed(const std::vector<Task>& list, const Task& task) {
    return std::ranges::any_of(list, [&](const Task& each) {
        return each.kind == task.kind && each.batch == task.batch && each.planned == task.planned;
    });
}

void live_a_minute(Lived& lived, const ScheduleSettings& chosen, const Moment& now) {
    const auto due = tasks_due(lived.situation, chosen, now);
    const auto list = due.empty() ? due : tasks_to_come(lived.situation, chosen, now);
    for (const Task& task : due) {
        EXPECT_TRUE(is_listed(list, task)) << to_text(task.kind);
        live(lived, task, now);
    }
}

TEST(SchedulePlan, HandsOverEveryFileOnceBeforeItsCutOffOrSaysItIsTooLate) {
    for (unsigned seed = 1; seed <= 200; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random{seed};
        const auto any = [&](int from, int to) {
            return std::uniform_int_distribution<int>{from, to}(random);
        };
        const bool autumn = any(0, 1) == 0;
        const CivilDate begin = autumn ? CivilDate{2026, 10, 20} : CivilDate{2027, 3, 22};
        ScheduleSettings chosen;
        chosen.release_minute = any(0, 1439);
        chosen.check_minute = any(0, 1439);
        WaitingFile file = file_for(values::target_day_on_or_after(begin.plus_days(any(3, 12))));
        file.lead_days = any(0, 4);
        file.profile.last_day_before = any(0, 3);
        file.profile.until_minute = any(1, 1440);
        Lived lived{.file = file, .situation = {.files = {file}, .ran = {}}};
        for (CivilDate day = begin; day < begin.plus_days(22); day = day.plus_days(1)) {
            if (any(0, 9) == 0) continue;  // the daemon was down
            for (const Moment& now : minutes_shown(day)) {
                live_a_minute(lived, chosen, now);
            }
        }
        EXPECT_LE(lived.released, 1);
        EXPECT_LE(lived.too_late, 1);
        EXPECT_EQ(lived.released + lived.too_late, 1);
        for (const auto& [key, times] : lived.checks) EXPECT_EQ(times, 1);
    }
}

}  // namespace
}  // namespace ontzorgd::service
