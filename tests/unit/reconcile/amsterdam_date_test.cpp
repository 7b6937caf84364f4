// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/amsterdam_date.h"

#include <gtest/gtest.h>

namespace ontzorgd::reconcile {
namespace {

std::string day(std::string_view text) {
    const auto date = amsterdam_date(text);
    return date ? date.value().to_string() : date.error().code;
}

TEST(AmsterdamDate, TakesWhatHasNoOffsetAsWritten) {
    EXPECT_EQ(day("2026-11-23"), "2026-11-23");
    EXPECT_EQ(day(" 2026-11-23 "), "2026-11-23");
    EXPECT_EQ(day("2026-11-23T23:59:59"), "2026-11-23");
    EXPECT_EQ(day("2026-11-23T00:00:00.000"), "2026-11-23");
    EXPECT_EQ(day("2026-11-23T24:00:00"), "2026-11-24");
    EXPECT_EQ(day("2026-11-23+01:00"), "2026-11-23");
    EXPECT_EQ(day("2026-11-23Z"), "2026-11-23");
}

TEST(AmsterdamDate, TurnsAMomentIntoTheDayItWasInAmsterdam) {
    EXPECT_EQ(day("2026-01-15T22:59:59Z"), "2026-01-15");
    EXPECT_EQ(day("2026-01-15T23:00:00Z"), "2026-01-16");
    EXPECT_EQ(day("2026-07-15T21:59:59Z"), "2026-07-15");
    EXPECT_EQ(day("2026-07-15T22:00:00Z"), "2026-07-16");
    EXPECT_EQ(day("2026-07-15T00:30:00+02:00"), "2026-07-15");
    EXPECT_EQ(day("2026-01-15T00:30:00+02:00"), "2026-01-14");
    EXPECT_EQ(day("2026-12-31T20:00:00.123-05:00"), "2027-01-01");
}

TEST(AmsterdamDate, SwitchesOnTheLastSundaysOfMarchAndOctober) {
    // 2026: 29 March and 25 October, at 01:00 UTC.
    EXPECT_EQ(day("2026-03-28T22:30:00Z"), "2026-03-28");
    EXPECT_EQ(day("2026-03-29T21:59:59Z"), "2026-03-29");
    EXPECT_EQ(day("2026-03-29T22:00:00Z"), "2026-03-30");
    EXPECT_EQ(day("2026-10-24T22:00:00Z"), "2026-10-25");
    EXPECT_EQ(day("2026-10-25T22:30:00Z"), "2026-10-25");
    EXPECT_EQ(day("2026-10-25T23:00:00Z"), "2026-10-26");
    // A year in which the last day of March is itself the Sunday.
    EXPECT_EQ(day("2030-03-30T22:30:00Z"), "2030-03-30");
    EXPECT_EQ(day("2030-03-31T22:00:00Z"), "2030-04-01");
}

TEST(Moment, IsTheSameHoweverItIsWritten) {
    const auto at = [](std::string_view text) { return moment(text).value(); };
    EXPECT_EQ(at("1970-01-02T00:00:01Z"), 86'401);
    EXPECT_EQ(at("2026-07-15T12:00:00"), at("2026-07-15T10:00:00Z"));
    EXPECT_EQ(at("2026-12-15T12:00:00"), at("2026-12-15T13:00:00.250+02:00"));
    EXPECT_EQ(at("2026-12-15"), at("2026-12-14T23:00:00Z"));
    // Around both switches of 2026, at 01:00 UTC; of the hour that comes twice it is the second.
    EXPECT_EQ(at("2026-03-29T01:59:59") + 1, at("2026-03-29T03:00:00"));
    EXPECT_EQ(at("2026-10-25T01:59:59"), at("2026-10-24T23:59:59Z"));
    EXPECT_EQ(at("2026-10-25T02:00:00"), at("2026-10-25T01:00:00Z"));
    EXPECT_EQ(moment("2026-11-23T25:00:00").error().code, "date_is_malformed");
    EXPECT_EQ(amsterdam_day(at("2026-07-15T00:00:00")).to_string(), "2026-07-15");
}

TEST(AmsterdamDate, RefusesWhatIsNoDate) {
    for (const char* text :
         {"", "2026-1-5", "20261123", "2026-11-23T", "2026-11-23T10:00", "2026-11-23T25:00:00",
          "2026-11-23T24:00:01", "2026-11-23T10:61:00", "2026-11-23T10:00:00+1:00",
          "2026-11-23T10:00:00.Z", "2026-11-23 10:00:00", "2026-11-23+15:00",
          "2026-11-23T10:00:00+01:00x", "2026-11-23T-1:00:00"}) {
        EXPECT_EQ(day(text), "date_is_malformed") << text;
    }
    EXPECT_EQ(day("2026-02-29"), "date_does_not_exist");
    EXPECT_EQ(day("2026-02-29T10:00:00Z"), "date_does_not_exist");
}

}  // namespace
}  // namespace ontzorgd::reconcile
