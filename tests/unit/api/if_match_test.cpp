// SPDX-License-Identifier: EUPL-1.2
#include "if_match.h"

#include <gtest/gtest.h>

namespace ontzorgd::api {
namespace {

base::Result<IfMatch> read(const std::string& value) {
    return read_if_match({{.name = "if-match", .value = value}});
}

TEST(IfMatch, NamesTheVersionsThatStandInIt) {
    const auto one = read("\"17\"");
    ASSERT_TRUE(one);
    EXPECT_TRUE(one.value().names(17));
    EXPECT_FALSE(one.value().names(18));
    EXPECT_FALSE(one.value().names(1));
    const auto several = read(R"("16", "17")");
    ASSERT_TRUE(several);
    EXPECT_TRUE(several.value().names(16));
    EXPECT_TRUE(several.value().names(17));
    EXPECT_EQ(tag_of(17), "\"17\"");
}

TEST(IfMatch, NamesNoVersionByAWeakTag) {
    const auto weak = read("W/\"17\"");
    ASSERT_TRUE(weak);
    EXPECT_TRUE(weak.value().is_given);
    EXPECT_FALSE(weak.value().names(17));
}

TEST(IfMatch, MayNotBeThere) {
    const auto none = read_if_match({});
    ASSERT_TRUE(none);
    EXPECT_FALSE(none.value().is_given);
}

TEST(IfMatch, IsRefusedWhenItIsNoListOfTags) {
    for (const char* wrong :
         {"*", "17", "\"17", "17\"", R"("1"7")", "\"1 7\"", "", ",", "\"17\","}) {
        EXPECT_FALSE(read(wrong)) << wrong;
    }
    EXPECT_FALSE(read_if_match(
        {{.name = "If-Match", .value = "\"1\""}, {.name = "if-match", .value = "\"1\""}}));
}

}  // namespace
}  // namespace ontzorgd::api
