// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/payment/bank_profile.h"

#include <gtest/gtest.h>

namespace ontzorgd::payment {
namespace {

using values::CivilDate;

constexpr int noon = 12 * 60;

/// On the day itself before half past two.
BankProfile same_day() {
    BankProfile profile;
    profile.last_day_before = 0;
    profile.until_minute = 14 * 60 + 30;
    return profile;
}

/// Until the end of the bank day before.
BankProfile day_before() {
    BankProfile profile;
    profile.last_day_before = 1;
    profile.until_minute = 24 * 60;
    return profile;
}

TEST(CutOff, IsTheMinuteOfTheProfileOnTheDayItself) {
    const BankProfile bng = same_day();
    const CivilDate day{2026, 11, 30};
    EXPECT_FALSE(cut_off_has_passed(bng, Speed::ordinary, day, CivilDate{2026, 11, 27}, noon));
    EXPECT_FALSE(cut_off_has_passed(bng, Speed::ordinary, day, day, 14 * 60 + 29));
    EXPECT_TRUE(cut_off_has_passed(bng, Speed::ordinary, day, day, 14 * 60 + 30));
    EXPECT_TRUE(cut_off_has_passed(bng, Speed::ordinary, day, CivilDate{2026, 12, 1}, 0));
}

TEST(CutOff, IsTheEndOfTheBankDayBeforeWhereNoHourIsKnown) {
    // 30 November 2026 is a Monday: the bank day before it is Friday.
    const BankProfile generic = day_before();
    const CivilDate day{2026, 11, 30};
    EXPECT_FALSE(
        cut_off_has_passed(generic, Speed::ordinary, day, CivilDate{2026, 11, 27}, 23 * 60 + 59));
    EXPECT_TRUE(cut_off_has_passed(generic, Speed::ordinary, day, CivilDate{2026, 11, 28}, 0));
    EXPECT_TRUE(cut_off_has_passed(generic, Speed::ordinary, day, day, 0));
}

TEST(CutOff, OfInstantPaymentsIsOnTheDayItselfWhateverHoldsForOthers) {
    BankProfile profile = day_before();
    const CivilDate day{2026, 11, 30};
    profile.instant_until_minute = 17 * 60;
    EXPECT_FALSE(cut_off_has_passed(profile, Speed::instant, day, CivilDate{2026, 11, 27}, noon));
    EXPECT_FALSE(cut_off_has_passed(profile, Speed::instant, day, day, 17 * 60 - 1));
    EXPECT_TRUE(cut_off_has_passed(profile, Speed::instant, day, day, 17 * 60));
    EXPECT_TRUE(cut_off_has_passed(profile, Speed::instant, day, CivilDate{2026, 12, 1}, 0));
    EXPECT_TRUE(cut_off_has_passed(profile, Speed::ordinary, day, day, noon));
}

TEST(CutOff, OfABankThatTakesNoInstantPaymentsHasAlwaysPassed) {
    const CivilDate day{2026, 11, 30};
    EXPECT_TRUE(cut_off_has_passed(same_day(), Speed::instant, day, day, 0));
    EXPECT_TRUE(cut_off_has_passed(same_day(), Speed::instant, day, CivilDate{2026, 11, 1}, 0));
}

TEST(CutOff, CountsBankDaysAndNotDays) {
    // 25 and 26 December 2026 are closed, and so is the weekend: Monday 28 follows Thursday 24.
    const BankProfile generic = day_before();
    const CivilDate day{2026, 12, 28};
    EXPECT_FALSE(cut_off_has_passed(generic, Speed::ordinary, day, CivilDate{2026, 12, 24}, noon));
    EXPECT_TRUE(cut_off_has_passed(generic, Speed::ordinary, day, CivilDate{2026, 12, 25}, 0));
}

}  // namespace
}  // namespace ontzorgd::payment
