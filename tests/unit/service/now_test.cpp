// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/now.h"

#include <gtest/gtest.h>

namespace ontzorgd::service {
namespace {

values::CivilDate day(const char* text) {
    return values::CivilDate::parse(text).value();
}

TEST(Now, IsWrittenInUtc) {
    EXPECT_EQ((Now{.unix_seconds = 0, .today = {}}.utc_text()), "1970-01-01T00:00:00Z");
    EXPECT_EQ((Now{.unix_seconds = 1'796'025'599, .today = {}}.utc_text()), "2026-11-30T07:59:59Z");
}

TEST(Now, InPracticeIsNineInTheMorningInAmsterdam) {
    EXPECT_EQ(now_in_practice(day("2026-11-30"), 0).utc_text(), "2026-11-30T08:00:00Z");
    EXPECT_EQ(now_in_practice(day("2026-07-31"), 0).utc_text(), "2026-07-31T07:00:00Z");
    EXPECT_EQ(now_in_practice(day("2026-07-31"), 61).utc_text(), "2026-07-31T07:01:01Z");
    EXPECT_EQ(now_in_practice(day("2026-11-30"), 5).today, day("2026-11-30"));
}

TEST(AmsterdamOffset, ChangesOnTheLastSundaysOfMarchAndOctober) {
    EXPECT_EQ(amsterdam_offset(day("2026-03-28")), 3600);
    EXPECT_EQ(amsterdam_offset(day("2026-03-29")), 7200);
    EXPECT_EQ(amsterdam_offset(day("2026-10-24")), 7200);
    EXPECT_EQ(amsterdam_offset(day("2026-10-25")), 3600);
    EXPECT_EQ(amsterdam_offset(day("2027-03-27")), 3600);
    EXPECT_EQ(amsterdam_offset(day("2027-03-28")), 7200);
}

TEST(Now, FromTheClockHasTheDayOfAmsterdam) {
    const Now now = now_from_clock();
    const auto utc_day = static_cast<std::int32_t>(now.unix_seconds / 86'400);
    const std::int32_t ahead = now.today.days_since_1970() - utc_day;
    EXPECT_TRUE(ahead == 0 || ahead == 1) << ahead;
    const std::int64_t hour = now.unix_seconds % 86'400 / 3600;
    if (hour < 22) {
        EXPECT_EQ(ahead, 0);
    }
    if (hour >= 23) {
        EXPECT_EQ(ahead, 1);
    }
}

}  // namespace
}  // namespace ontzorgd::service
