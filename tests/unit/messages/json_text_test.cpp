// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/json_text.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

TEST(JsonText, EscapesWhatJsonAsksFor) {
    EXPECT_EQ(json_text("a\"b\\c\n\r\t\x01\x7F/"), R"("a\"b\\c\n\r\t\u0001\u007f/")");
    EXPECT_EQ(json_text(std::string_view{"\0", 1}), R"("\u0000")");
}

TEST(JsonText, LeavesOtherLettersAsTheyAre) {
    EXPECT_EQ(json_text("caf\xC3\xA9 \xF0\x9F\x8F\xA0"), "\"caf\xC3\xA9 \xF0\x9F\x8F\xA0\"");
}

TEST(JsonText, IsValidEvenWhenTheTextIsNot) {
    EXPECT_EQ(json_text("a\xE9z"), "\"a\xEF\xBF\xBDz\"");
    EXPECT_EQ(json_text("\xC3"), "\"\xEF\xBF\xBD\"");
}

}  // namespace
}  // namespace ontzorgd::messages
