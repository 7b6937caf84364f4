// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/values/civil_date.h"

#include <gtest/gtest.h>

namespace ontzorgd::values {
namespace {

CivilDate day(std::string_view text) {
    return CivilDate::parse(text).value();
}

std::string date_fault(std::string_view text) {
    const auto result = CivilDate::parse(text);
    return result ? "" : result.error().code;
}

TEST(CivilDate, ReadsAndWritesTheIsoForm) {
    const CivilDate date = day("2026-07-15");

    EXPECT_EQ(date.year(), 2026);
    EXPECT_EQ(date.month(), 7U);
    EXPECT_EQ(date.day(), 15U);
    EXPECT_EQ(date.to_number(), 20260715);
    EXPECT_EQ(date.to_string(), "2026-07-15");
    EXPECT_EQ(date, CivilDate(2026, 7, 15));
    EXPECT_EQ(CivilDate::from_number(20260715).value(), date);
}

TEST(CivilDate, BeginsAtTheFirstOfJanuary1970) {
    EXPECT_EQ(CivilDate{}.to_string(), "1970-01-01");
    EXPECT_EQ(CivilDate{}.days_since_1970(), 0);
    EXPECT_EQ(CivilDate::from_days(-1).to_string(), "1969-12-31");
}

TEST(CivilDate, RefusesWhatIsNotADate) {
    for (const std::string_view text :
         {"", "2026-7-15", "15-07-2026", "20260715", "2026/07/15", "2026-07-15 ", " 2026-07-15",
          "2026-07-1a", "2026-07-+1", "-026-07-15", "2026-07-15T00:00:00", "1899-12-31",
          "2200-01-01", "0000-01-01"}) {
        EXPECT_EQ(date_fault(text), "date_is_malformed") << text;
    }
    for (const std::int64_t number : {0LL, -20260715LL, 2026071LL, 202607150LL, 18991231LL}) {
        EXPECT_EQ(CivilDate::from_number(number).error().code, "date_is_malformed") << number;
    }
    EXPECT_EQ(CivilDate::from_number(INT64_MIN).error().code, "date_is_malformed");
}

TEST(CivilDate, RefusesADayThatIsNotOnTheCalendar) {
    for (const std::string_view text : {"2026-02-29", "2026-00-10", "2026-13-01", "2026-04-31",
                                        "2026-01-00", "2026-01-32", "1900-02-29", "2100-02-29"}) {
        EXPECT_EQ(date_fault(text), "date_does_not_exist") << text;
    }
    EXPECT_EQ(day("2028-02-29").day(), 29U);
    EXPECT_EQ(day("2000-02-29").day(), 29U);
}

TEST(CivilDateDeathTest, BreaksAContractWhenMadeFromADayThatDoesNotExist) {
    EXPECT_DEATH(CivilDate(2026, 2, 29), "a CivilDate exists on the calendar");
    EXPECT_DEATH(Month(2026, 13), "a Month exists on the calendar");
    EXPECT_DEATH(Month(2026, 0), "a Month exists on the calendar");
}

TEST(CivilDate, GoesThroughEveryDayOfThreeCenturiesWithoutAGap) {
    const CivilDate last = day("2199-12-31");
    unsigned weekday = 1;  // 1 January 1900 was a Monday
    std::int64_t number_before = 0;
    for (CivilDate date = day("1900-01-01"); date <= last; date = date.plus_days(1)) {
        ASSERT_EQ(date.iso_weekday(), weekday) << date.to_string();
        weekday = weekday % 7 + 1;
        ASSERT_LT(number_before, date.to_number());
        number_before = date.to_number();
        ASSERT_EQ(CivilDate::from_number(number_before).value(), date);
        ASSERT_EQ(day(date.to_string()), date);
    }
    EXPECT_EQ(last - day("1900-01-01"), 109'572);
}

TEST(CivilDate, KnowsTheDayOfTheWeek) {
    EXPECT_EQ(day("2026-11-23").iso_weekday(), 1U);
    EXPECT_EQ(day("2026-11-29").iso_weekday(), 7U);
    EXPECT_EQ(day("1969-12-31").iso_weekday(), 3U);
}

TEST(CivilDate, CountsDays) {
    EXPECT_EQ(day("2026-03-01") - day("2026-02-28"), 1);
    EXPECT_EQ(day("2028-03-01") - day("2028-02-28"), 2);
    EXPECT_EQ(day("2026-01-01") - day("2027-01-01"), -365);
    EXPECT_EQ(day("2026-12-31").plus_days(1), day("2027-01-01"));
    EXPECT_LT(day("2026-12-31"), day("2027-01-01"));
}

TEST(CivilDate, ClampsToTheLastDayOfAShorterMonth) {
    EXPECT_EQ(day("2026-01-31").plus_months_clamped(1), day("2026-02-28"));
    EXPECT_EQ(day("2028-01-31").plus_months_clamped(1), day("2028-02-29"));
    EXPECT_EQ(day("2026-01-31").plus_months_clamped(2), day("2026-03-31"));
    EXPECT_EQ(day("2026-03-31").plus_months_clamped(-1), day("2026-02-28"));
    EXPECT_EQ(day("2026-01-15").plus_months_clamped(-1), day("2025-12-15"));
    EXPECT_EQ(day("2026-01-15").plus_months_clamped(-13), day("2024-12-15"));
    EXPECT_EQ(day("2026-07-15").plus_months_clamped(0), day("2026-07-15"));
    EXPECT_EQ(day("1970-01-31").plus_months_clamped(-2), day("1969-11-30"));
}

// R1.08, every example of the rule.
TEST(SixMonths, EndTheDayBeforeTheSameDaySixMonthsLater) {
    EXPECT_EQ(last_day_of_six_months(day("2026-07-15")), day("2027-01-14"));
    EXPECT_EQ(last_day_of_six_months(day("2026-08-28")), day("2027-02-27"));
    EXPECT_EQ(last_day_of_six_months(day("2026-09-01")), day("2027-02-28"));
    EXPECT_EQ(last_day_of_six_months(day("2027-08-29")), day("2028-02-28"));
    EXPECT_EQ(last_day_of_six_months(day("2026-12-01")), day("2027-05-31"));
}

TEST(SixMonths, EndOnTheLastDayOfTheMonthWhereThatDayDoesNotExist) {
    EXPECT_EQ(last_day_of_six_months(day("2026-08-29")), day("2027-02-28"));
    EXPECT_EQ(last_day_of_six_months(day("2026-08-30")), day("2027-02-28"));
    EXPECT_EQ(last_day_of_six_months(day("2026-08-31")), day("2027-02-28"));
    EXPECT_EQ(last_day_of_six_months(day("2027-08-30")), day("2028-02-29"));
    EXPECT_EQ(last_day_of_six_months(day("2027-08-31")), day("2028-02-29"));
    EXPECT_EQ(last_day_of_six_months(day("2026-03-31")), day("2026-09-30"));
}

TEST(SixMonths, NeverEndEarlierForALaterStart) {
    CivilDate before = last_day_of_six_months(day("2024-01-01"));
    for (CivilDate start = day("2024-01-02"); start < day("2032-01-01");
         start = start.plus_days(1)) {
        const CivilDate end = last_day_of_six_months(start);
        ASSERT_LE(before, end) << start.to_string();
        ASSERT_GE(end - start, 180) << start.to_string();
        ASSERT_LE(end - start, 183) << start.to_string();
        before = end;
    }
}

TEST(Month, ReadsAndWritesTheIsoForm) {
    const Month month = Month::parse("2026-11").value();

    EXPECT_EQ(month.to_string(), "2026-11");
    EXPECT_EQ(month.to_number(), 202611);
    EXPECT_EQ(Month::from_number(202611).value(), month);
    EXPECT_EQ(Month::of(day("2026-11-30")), month);
    EXPECT_EQ(Month(2026, 11), month);
    EXPECT_EQ(Month{}.to_string(), "1970-01");
}

TEST(Month, RefusesWhatIsNotAMonth) {
    for (const std::string_view text : {"", "2026-13", "2026-00", "2026-1", "202611", "2026/11",
                                        "2026-11-01", "1899-12", "2200-01", "2026-1a", "26-11"}) {
        const auto result = Month::parse(text);
        ASSERT_FALSE(result) << text;
        EXPECT_EQ(result.error().code, "month_is_malformed") << text;
    }
    EXPECT_FALSE(Month::from_number(0));
    EXPECT_FALSE(Month::from_number(-202611));
    EXPECT_FALSE(Month::from_number(20261101));
}

TEST(Month, HasAFirstAndALastDay) {
    EXPECT_EQ(Month(2026, 2).first(), day("2026-02-01"));
    EXPECT_EQ(Month(2026, 2).last(), day("2026-02-28"));
    EXPECT_EQ(Month(2028, 2).last(), day("2028-02-29"));
    EXPECT_EQ(Month(2026, 12).last(), day("2026-12-31"));
    EXPECT_EQ(Month(1969, 12).last(), day("1969-12-31"));
}

TEST(Month, CountsOnAcrossYears) {
    EXPECT_EQ(Month(2026, 11).plus(2), Month(2027, 1));
    EXPECT_EQ(Month(2026, 1).plus(-1), Month(2025, 12));
    EXPECT_EQ(Month(1970, 1).plus(-13), Month(1968, 12));
    EXPECT_LT(Month(2026, 12), Month(2027, 1));
}

}  // namespace
}  // namespace ontzorgd::values
