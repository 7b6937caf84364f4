// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/values/bsn.h"

#include <gtest/gtest.h>

namespace ontzorgd::values {
namespace {

std::string fault(std::string_view text) {
    const auto result = Bsn::parse(text);
    return result ? "" : result.error().code;
}

TEST(Bsn, PassesTheElevenTest) {
    EXPECT_EQ(Bsn::parse("111222333").value().digits(), "111222333");
    EXPECT_EQ(Bsn::parse("123456782").value().digits(), "123456782");
    EXPECT_EQ(Bsn::parse("900000004").value().digits(), "900000004");
}

TEST(Bsn, ReadsEightDigitsWithALeadingZero) {
    EXPECT_EQ(Bsn::parse("10000008").value(), Bsn::parse("010000008").value());
    EXPECT_EQ(Bsn::parse("10000008").value().digits(), "010000008");
}

TEST(Bsn, RefusesWhatIsNoNumberOfTheRightLength) {
    for (const std::string_view text : {"", "1234567", "1234567820", "12345678a", "123.456.782",
                                        " 123456782", "123456782 ", "-12345678", "000000000"}) {
        EXPECT_EQ(fault(text), "bsn_is_malformed");
    }
}

TEST(Bsn, FindsEveryChangedDigitAndEverySwapOfNeighbours) {
    const std::string right = "123456782";
    for (std::size_t at = 0; at < right.size(); ++at) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string wrong = right;
            wrong[at] = digit;
            const bool is_right = wrong == right;
            EXPECT_EQ(fault(wrong), is_right ? "" : "bsn_check_digit_is_wrong") << wrong;
        }
    }
    for (std::size_t at = 0; at + 1 < right.size(); ++at) {
        std::string wrong = right;
        std::swap(wrong[at], wrong[at + 1]);
        EXPECT_EQ(fault(wrong), "bsn_check_digit_is_wrong") << wrong;
    }
}

TEST(Bsn, ShowsOnlyItsLastThreeDigitsWhenMasked) {
    EXPECT_EQ(Bsn::parse("123456782").value().masked(), "******782");
}

TEST(Bsn, NeverStandsInItsOwnError) {
    const base::Error error = Bsn::parse("123456781").error();

    EXPECT_TRUE(error.details.empty());
    EXPECT_EQ(error.code.find("123456781"), std::string::npos);
}

}  // namespace
}  // namespace ontzorgd::values
