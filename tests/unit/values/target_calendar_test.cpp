// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/values/target_calendar.h"

#include <gtest/gtest.h>

namespace ontzorgd::values {
namespace {

CivilDate day(std::string_view text) {
    return CivilDate::parse(text).value();
}

TEST(Easter, FallsWhereTheComputusPutsIt) {
    EXPECT_EQ(easter_sunday(2000), day("2000-04-23"));
    EXPECT_EQ(easter_sunday(2008), day("2008-03-23"));
    EXPECT_EQ(easter_sunday(2011), day("2011-04-24"));
    EXPECT_EQ(easter_sunday(2024), day("2024-03-31"));
    EXPECT_EQ(easter_sunday(2025), day("2025-04-20"));
    EXPECT_EQ(easter_sunday(2026), day("2026-04-05"));
    EXPECT_EQ(easter_sunday(2027), day("2027-03-28"));
    EXPECT_EQ(easter_sunday(2028), day("2028-04-16"));
    EXPECT_EQ(easter_sunday(2038), day("2038-04-25"));  // the latest day there is
    EXPECT_EQ(easter_sunday(1981), day("1981-04-19"));  // the exceptions of the Gregorian moon
    EXPECT_EQ(easter_sunday(1954), day("1954-04-18"));
}

TEST(Easter, IsAlwaysASundayBetween22MarchAnd25April) {
    for (int year = 1900; year < 2200; ++year) {
        const CivilDate easter = easter_sunday(year);
        ASSERT_EQ(easter.iso_weekday(), 7U) << year;
        ASSERT_GE(easter, CivilDate(year, 3, 22));
        ASSERT_LE(easter, CivilDate(year, 4, 25));
    }
}

TEST(Target, IsClosedOnGoodFridayAndEasterMonday) {
    for (const std::string_view text :
         {"2026-04-03", "2026-04-06", "2027-03-26", "2027-03-29", "2028-04-14", "2028-04-17"}) {
        EXPECT_FALSE(is_target_day(day(text))) << text;
    }
    EXPECT_TRUE(is_target_day(day("2026-04-02")));
    EXPECT_TRUE(is_target_day(day("2026-04-07")));
}

TEST(Target, IsClosedOnItsFixedDays) {
    for (const std::string_view text :
         {"2026-01-01", "2026-05-01", "2026-12-25", "2028-12-26", "2029-12-26"}) {
        EXPECT_FALSE(is_target_day(day(text))) << text;
    }
    EXPECT_TRUE(is_target_day(day("2026-12-24")));
    EXPECT_TRUE(is_target_day(day("2026-12-31")));
}

TEST(Target, IsClosedInTheWeekend) {
    EXPECT_TRUE(is_target_day(day("2026-11-27")));
    EXPECT_FALSE(is_target_day(day("2026-11-28")));
    EXPECT_FALSE(is_target_day(day("2026-11-29")));
}

TEST(Target, IsOpenOnDutchHolidaysThatAreNotItsOwn) {
    EXPECT_TRUE(is_target_day(day("2026-04-27")));  // King's Day
    EXPECT_TRUE(is_target_day(day("2026-05-05")));
    EXPECT_TRUE(is_target_day(day("2026-05-14")));  // Ascension
    EXPECT_TRUE(is_target_day(day("2026-05-25")));  // Whit Monday
}

TEST(Target, FindsTheOpenDayBeforeAndAfter) {
    EXPECT_EQ(target_day_on_or_before(day("2026-04-06")), day("2026-04-02"));
    EXPECT_EQ(target_day_on_or_after(day("2026-04-03")), day("2026-04-07"));
    EXPECT_EQ(target_day_on_or_before(day("2026-04-02")), day("2026-04-02"));
    EXPECT_EQ(target_day_on_or_after(day("2026-04-02")), day("2026-04-02"));
    EXPECT_EQ(target_day_on_or_before(day("2027-01-01")), day("2026-12-31"));
}

TEST(Target, CountsOpenDays) {
    EXPECT_EQ(plus_target_days(day("2026-04-02"), 1), day("2026-04-07"));
    EXPECT_EQ(plus_target_days(day("2026-04-07"), -1), day("2026-04-02"));
    EXPECT_EQ(plus_target_days(day("2026-12-23"), 3), day("2026-12-29"));
    EXPECT_EQ(plus_target_days(day("2026-11-23"), 0), day("2026-11-23"));
}

TEST(Target, CountsFromAClosedDayWithTheOpenDayBehindIt) {
    EXPECT_EQ(plus_target_days(day("2026-11-28"), 0), day("2026-11-27"));
    EXPECT_EQ(plus_target_days(day("2026-11-28"), 1), day("2026-11-30"));
    EXPECT_EQ(plus_target_days(day("2026-11-28"), -1), day("2026-11-27"));
}

TEST(Target, ComesBackAfterAsManyDaysBackward) {
    for (CivilDate date = day("2026-01-02"); date < day("2028-12-31"); date = date.plus_days(1)) {
        if (!is_target_day(date)) continue;
        for (const int days : {1, 2, 5, 20}) {
            ASSERT_EQ(plus_target_days(plus_target_days(date, days), -days), date);
        }
    }
}

}  // namespace
}  // namespace ontzorgd::values
