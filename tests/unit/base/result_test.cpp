// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/base/result.h"

#include <gtest/gtest.h>

namespace ontzorgd::base {
namespace {

Result<int> half_of(int number) {
    if (number % 2 != 0) return refuse("number_is_odd", {{"value", std::to_string(number)}});
    return number / 2;
}

TEST(Result, HoldsAValue) {
    const Result<int> result = half_of(8);

    ASSERT_TRUE(result);
    EXPECT_EQ(result.value(), 4);
}

TEST(Result, HoldsAnErrorWithItsDetails) {
    const Result<int> result = half_of(7);

    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::refused);
    EXPECT_EQ(result.error().code, "number_is_odd");
    EXPECT_EQ(result.error().detail("value"), "7");
}

TEST(Result, ContinuesWithTheNextStepOrPassesTheErrorOn) {
    EXPECT_EQ(half_of(8).and_then(half_of).value(), 2);
    EXPECT_EQ(half_of(6).and_then(half_of).error().detail("value"), "3");
    EXPECT_EQ(half_of(5).and_then(half_of).error().detail("value"), "5");
}

TEST(Result, PassesItsErrorIntoAResultOfAnotherType) {
    const Result<std::string> other = half_of(7).failure();

    EXPECT_EQ(other.error(), half_of(7).error());
}

TEST(Result, GivesItsValueAway) {
    Result<std::string> result = std::string{"a text too long to be kept in place"};
    result.value() += "!";

    EXPECT_EQ(std::move(result).value(), "a text too long to be kept in place!");
}

TEST(Result, ComparesValuesAndErrors) {
    EXPECT_EQ(half_of(4), half_of(4));
    EXPECT_NE(half_of(4), half_of(6));
    EXPECT_NE(half_of(4), half_of(5));
    EXPECT_EQ(Result<Done>{Done{}}, Result<Done>{Done{}});
}

TEST(ResultDeathTest, BreaksAContractWhenTakenUnasked) {
    EXPECT_DEATH(static_cast<void>(half_of(7).value()), "asked before its value is taken");
    EXPECT_DEATH(static_cast<void>(half_of(8).error()), "asked before its error is taken");
}

TEST(Error, HasNoDetailThatWasNotGiven) {
    EXPECT_EQ(refuse("anything").error.detail("line"), "");
}

TEST(Error, GrowsByADetailAndKeepsTheEarlierOneOfItsName) {
    const Error error = refuse("date_is_malformed").error.with("line", "7").with("line", "8");

    EXPECT_EQ(error.details.size(), 1U);
    EXPECT_EQ(error.detail("line"), "7");
}

TEST(Error, SaysWhetherARuleOrTheInputIsTheReason) {
    EXPECT_EQ(refuse("code").error.kind, ErrorKind::refused);
    EXPECT_EQ(malformed("code").error.kind, ErrorKind::malformed);
}

}  // namespace
}  // namespace ontzorgd::base
