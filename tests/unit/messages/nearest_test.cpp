// SPDX-License-Identifier: EUPL-1.2
#include "nearest.h"

#include <gtest/gtest.h>

#include <array>

namespace ontzorgd::messages {
namespace {

TEST(Nearest, CountsCharactersMoreLessAndOther) {
    EXPECT_EQ(steps_between("", ""), 0U);
    EXPECT_EQ(steps_between("", "map"), 3U);
    EXPECT_EQ(steps_between("map", ""), 3U);
    EXPECT_EQ(steps_between("sleutel", "sleutels"), 1U);
    EXPECT_EQ(steps_between("kitten", "sitting"), 3U);
    EXPECT_EQ(steps_between("code", "code"), 0U);
}

TEST(Nearest, GivesTheWordInTheFewestSteps) {
    constexpr std::array<std::string_view, 3> words{"certificaat", "sleutel", "lezers"};
    EXPECT_EQ(nearest("certificat", words), "certificaat");
    EXPECT_EQ(nearest("leezer", words), "lezers");
    EXPECT_EQ(nearest("sleutel", words), "sleutel");
}

TEST(Nearest, GivesTheFirstOfSeveralAndNothingOfNone) {
    constexpr std::array<std::string_view, 2> words{"aa", "bb"};
    EXPECT_EQ(nearest("ab", words), "aa");
    EXPECT_EQ(nearest("ab", {}), "");
}

}  // namespace
}  // namespace ontzorgd::messages
