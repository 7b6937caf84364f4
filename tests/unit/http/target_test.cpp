// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/http/target.h"

#include "ontzorgd/base/encoding.h"

#include <gtest/gtest.h>

namespace ontzorgd::http {
namespace {

std::vector<std::string> segments_of(std::string_view text) {
    return parse_target(text).value().segments;
}

TEST(Target, HasItsSegmentsDecodedAndInOrder) {
    EXPECT_EQ(segments_of("/v1/clienten/C%200001"),
              (std::vector<std::string>{"v1", "clienten", "C 0001"}));
    EXPECT_EQ(segments_of("/"), std::vector<std::string>{});
    EXPECT_EQ(segments_of("/caf%C3%A9"), std::vector<std::string>{"caf\xC3\xA9"});
}

TEST(Target, ThatEndsInASlashHasAnEmptyLastSegment) {
    EXPECT_EQ(segments_of("/v1/runs/"), (std::vector<std::string>{"v1", "runs", ""}));
}

TEST(Target, KeepsTheQueryInOrderAndAPlusAsAPlus) {
    const auto target = parse_target("/a?peildatum=2026-01-01&x=a+b%20c&x=&y").value();
    EXPECT_EQ(target.query,
              (std::vector<std::pair<std::string, std::string>>{
                  {"peildatum", "2026-01-01"}, {"x", "a+b c"}, {"x", ""}, {"y", ""}}));
}

TEST(Target, IsRefusedWhenTwoProgramsCouldReadItInTwoWays) {
    for (const char* text : {"",
                             "v1",
                             "*",
                             "https://elders/v1",
                             "//v1",
                             "/v1//runs",
                             "/v1/../sleutels",
                             "/v1/.",
                             "/v1/%2e%2e/x",
                             "/v1/%2E%2E",
                             "/a%2Fb",
                             "/a%5Cb",
                             "/a\\b",
                             "/a%00b",
                             "/a%0d%0ab",
                             "/a%7F",
                             "/a%",
                             "/a%4",
                             "/a%zz",
                             "/a b",
                             "/a\x80",
                             "/a%80",
                             "/a%C0%AF",
                             "/a#b",
                             "/a?&",
                             "/a?=x",
                             "/a?x=%00",
                             "/a?x=%FF",
                             "/a?x=%0A",
                             "/a?x\"=1",
                             "/a/\xC3\xA9"}) {
        const auto target = parse_target(text);
        ASSERT_FALSE(target) << text;
        EXPECT_EQ(target.error().code, "target_is_malformed");
    }
    EXPECT_FALSE(parse_target('/' + std::string(2000, 'a')));
    EXPECT_TRUE(parse_target('/' + std::string(1999, 'a')));
}

TEST(Target, ReadsBackWhatWasEncoded) {
    const std::string text = "C 1/2?&=+%\xC3\xA9";
    EXPECT_EQ(parse_target("/a?x=" + base::percent_encoded(text)).value().query.front().second,
              text);
}

}  // namespace
}  // namespace ontzorgd::http
