// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/base/text.h"

#include <gtest/gtest.h>

namespace ontzorgd::base {
namespace {

using Parts = std::vector<std::string_view>;

TEST(Text, KnowsDigits) {
    EXPECT_TRUE(is_digits("0"));
    EXPECT_TRUE(is_digits("0123456789"));
    EXPECT_FALSE(is_digits(""));
    EXPECT_FALSE(is_digits("12a"));
    EXPECT_FALSE(is_digits("-1"));
    EXPECT_FALSE(is_digits("\u0661"));  // an Arabic digit one
}

TEST(Text, SplitsAndLosesNothing) {
    EXPECT_EQ(split_text("a;b;c", ';'), (Parts{"a", "b", "c"}));
    EXPECT_EQ(split_text(";a;", ';'), (Parts{"", "a", ""}));
    EXPECT_EQ(split_text("a", ';'), (Parts{"a"}));
    EXPECT_EQ(split_text("", ';'), (Parts{""}));
}

TEST(Text, TrimsBlanksAtBothEndsOnly) {
    EXPECT_EQ(trimmed(" \t a  b \r\n"), "a  b");
    EXPECT_EQ(trimmed(" \n "), "");
    EXPECT_EQ(trimmed(""), "");
}

TEST(Text, ReadsWholeNumbers) {
    EXPECT_EQ(parse_int("0"), 0);
    EXPECT_EQ(parse_int("-12"), -12);
    EXPECT_EQ(parse_int("007"), 7);
    EXPECT_EQ(parse_int("9223372036854775807"), INT64_MAX);
    EXPECT_EQ(parse_int("-9223372036854775808"), INT64_MIN);
}

TEST(Text, RefusesWhatOnlyLooksLikeANumber) {
    for (const std::string_view text : {"", "-", "+1", " 1", "1 ", "1.0", "1e3", "0x10", "--1",
                                        "9223372036854775808", "-9223372036854775809"}) {
        EXPECT_FALSE(parse_int(text)) << text;
    }
}

TEST(Text, AcceptsUtf8UpToTheEdgesOfEachLength) {
    for (const std::string_view text :
         {"", "plain", "é", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
          "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
        EXPECT_TRUE(is_utf8(text)) << text;
    }
    EXPECT_TRUE(is_utf8(std::string_view{"\0", 1}));
}

TEST(Text, RefusesWhatIsNotUtf8) {
    for (const std::string_view text : {
             "\x80",              // a continuation alone
             "\xC3",              // cut off
             "\xE2\x82",          // cut off
             "\xF0\x9F\x98",      // cut off
             "\xC3(",             // no continuation
             "\xE2\x82(",         // no continuation at the end
             "\xC0\xAF",          // overlong
             "\xC1\xBF",          // overlong
             "\xE0\x9F\xBF",      // overlong
             "\xF0\x8F\xBF\xBF",  // overlong
             "\xED\xA0\x80",      // surrogate
             "\xF4\x90\x80\x80",  // above U+10FFFF
             "\xF5\x80\x80\x80",  // above U+10FFFF
             "\xFF",              // never in UTF-8
             "caf\xE9",           // Latin-1
         }) {
        EXPECT_FALSE(is_utf8(text)) << text;
    }
}

TEST(Text, CountsCodePointsInsteadOfBytes) {
    EXPECT_EQ(code_points(""), 0U);
    EXPECT_EQ(code_points("cafe"), 4U);
    EXPECT_EQ(code_points("café €"), 6U);
    EXPECT_EQ(code_points("\U0001F600"), 1U);
}

}  // namespace
}  // namespace ontzorgd::base
