// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/json.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

std::string fault_of(std::string_view text) {
    JsonDocument json;
    const auto read = json.read(text);
    return read ? "" : read.error().code;
}

TEST(Json, GivesMembersAndElementsInTheirOrder) {
    JsonDocument json;
    ASSERT_TRUE(json.read(R"( {"a":[1,-2,"x"],"b":{"c":true,"d":null},"":"leeg"} )"));

    const JsonNode* list = json.member(json.root(), "a");
    ASSERT_NE(list, nullptr);
    EXPECT_EQ(list->size, 3U);
    const JsonNode* one = json.first_of(*list);
    EXPECT_EQ(one->number, 1);
    EXPECT_EQ(json.after(*one)->number, -2);
    EXPECT_EQ(json.after(*json.after(*one))->text, "x");
    EXPECT_EQ(json.after(*json.after(*json.after(*one))), nullptr);
    const JsonNode* object = json.member(json.root(), "b");
    EXPECT_EQ(json.member(*object, "c")->kind, JsonKind::boolean);
    EXPECT_EQ(json.member(*object, "d")->kind, JsonKind::null);
    EXPECT_EQ(json.member(*object, "e"), nullptr);
    EXPECT_EQ(json.member(json.root(), "")->text, "leeg");
}

TEST(Json, ReadsEscapesAndKeepsEarlierTextsApart) {
    JsonDocument json;
    ASSERT_TRUE(json.read(R"({"\u0061":"\"\\\/\n\u00e9\ud83d\udcb6","b":"c"})"));
    EXPECT_EQ(json.member(json.root(), "a")->text, "\"\\/\n\xC3\xA9\xF0\x9F\x92\xB6");
    EXPECT_EQ(json.member(json.root(), "b")->text, "c");
    ASSERT_TRUE(json.read(R"(["second"])"));
    EXPECT_EQ(json.first_of(json.root())->text, "second");
}

TEST(Json, MakesNoFloatingPointNumber) {
    JsonDocument json;
    ASSERT_TRUE(json.read("[1.5,1e3,18446744073709551615,99999999999999999999999,7]"));
    const JsonNode* node = json.first_of(json.root());
    for (int i = 0; i < 4; ++i, node = json.after(*node)) {
        EXPECT_EQ(node->kind, JsonKind::other_number);
    }
    EXPECT_EQ(node->kind, JsonKind::number);
}

TEST(Json, RefusesTheSameMemberTwice) {
    EXPECT_EQ(fault_of(R"({"a":1,"b":2,"a":3})"), "json_member_is_double");
    EXPECT_EQ(fault_of(R"({"a":1,"\u0061":3})"), "json_member_is_double");
    EXPECT_EQ(fault_of(R"([{"a":1},{"a":2}])"), "");
}

TEST(Json, RefusesDepthAndBreadthOfAnAttack) {
    EXPECT_EQ(fault_of("[[[[[[[[1]]]]]]]]"), "");
    EXPECT_EQ(fault_of(std::string(1'000'000, '[')), "json_is_too_deep");
    std::string wide = "{";
    for (int i = 0; i < 65; ++i) wide += "\"k" + std::to_string(i) + "\":0,";
    wide.back() = '}';
    EXPECT_EQ(fault_of(wide), "json_object_has_too_many_members");
}

TEST(Json, RefusesWhatTheStandardDoesNotAllow) {
    for (const char* wrong :
         {"", " ", "{", "{}x", "{} {}", "{'a':1}", "{\"a\":01}", "[1,]", "{\"a\":1,}", "NaN",
          "// x\n{}", "\"\xE9\"", "\"\t\"", R"("\ud800")", "nul"}) {
        EXPECT_EQ(fault_of(wrong), "json_is_malformed") << wrong;
    }
}

TEST(Json, StaysUsableAfterAFault) {
    JsonDocument json;
    EXPECT_FALSE(json.read("{\"a\":[1,"));
    EXPECT_FALSE(json.read("{\"a\":1,\"a\":2}"));
    ASSERT_TRUE(json.read("{\"a\":3}"));
    EXPECT_EQ(json.member(json.root(), "a")->number, 3);
}

}  // namespace
}  // namespace ontzorgd::messages
