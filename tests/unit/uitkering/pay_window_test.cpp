// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/uitkering/pay_window.h"

#include "ontzorgd/values/target_calendar.h"

#include <gtest/gtest.h>

namespace ontzorgd::uitkering {
namespace {

using values::CivilDate;

std::vector<std::string> days_of(const PayWindow& window) {
    std::vector<std::string> days;
    for (const CivilDate day : weekly_days(window)) days.push_back(day.to_string());
    return days;
}

TEST(PayWindow, KeepsOpenDaysAndMovesClosedOnesToTheOpenDayBefore) {
    const PayWindow plain = pay_window(CivilDate{2026, 11, 30}, CivilDate{2026, 12, 31});
    EXPECT_EQ(plain.pay_date, (CivilDate{2026, 11, 30}));
    EXPECT_EQ(plain.next_pay_date, (CivilDate{2026, 12, 31}));
    // Saturday 15 August and Sunday 15 November 2026.
    const PayWindow moved = pay_window(CivilDate{2026, 8, 15}, CivilDate{2026, 11, 15});
    EXPECT_EQ(moved.pay_date, (CivilDate{2026, 8, 14}));
    EXPECT_EQ(moved.next_pay_date, (CivilDate{2026, 11, 13}));
    // Boxing Day and New Year's Day.
    const PayWindow holidays = pay_window(CivilDate{2026, 12, 26}, CivilDate{2027, 1, 1});
    EXPECT_EQ(holidays.pay_date, (CivilDate{2026, 12, 24}));
    EXPECT_EQ(holidays.next_pay_date, (CivilDate{2026, 12, 31}));
}

TEST(WeeklyDays, ComeEverySevenDaysFromThePayDateUntilTheNext) {
    EXPECT_EQ(days_of({CivilDate{2026, 11, 30}, CivilDate{2026, 12, 31}}),
              (std::vector<std::string>{"2026-11-30", "2026-12-07", "2026-12-14", "2026-12-21",
                                        "2026-12-28"}));
}

TEST(WeeklyDays, LeaveTheNextPayDateToTheNextRun) {
    EXPECT_EQ(days_of({CivilDate{2026, 11, 30}, CivilDate{2026, 12, 14}}),
              (std::vector<std::string>{"2026-11-30", "2026-12-07"}));
}

TEST(WeeklyDays, AreMovedToTheOpenDayBefore) {
    // Friday 18 December + 7 is Christmas, + 14 is New Year's Day.
    EXPECT_EQ(days_of({CivilDate{2026, 12, 18}, CivilDate{2027, 1, 15}}),
              (std::vector<std::string>{"2026-12-18", "2026-12-24", "2026-12-31", "2027-01-08"}));
}

TEST(WeeklyDays, AreAtLeastThePayDate) {
    EXPECT_EQ(days_of({CivilDate{2026, 12, 30}, CivilDate{2026, 12, 31}}),
              std::vector<std::string>{"2026-12-30"});
    EXPECT_EQ(days_of({CivilDate{2026, 12, 30}, CivilDate{2026, 12, 15}}),
              std::vector<std::string>{"2026-12-30"});
}

TEST(WeeklyDays, NeverFallOnAClosedDayNorTwiceOnOne) {
    for (int start = 0; start < 800; ++start) {
        const CivilDate pay_date =
            values::target_day_on_or_before(CivilDate{2026, 1, 2}.plus_days(start));
        const auto days = weekly_days({pay_date, pay_date.plus_days(33)});
        EXPECT_EQ(days.front(), pay_date);
        for (std::size_t i = 0; i < days.size(); ++i) {
            EXPECT_TRUE(values::is_target_day(days[i])) << days[i].to_string();
            EXPECT_TRUE(i == 0 || days[i - 1] < days[i]);
        }
    }
}

}  // namespace
}  // namespace ontzorgd::uitkering
