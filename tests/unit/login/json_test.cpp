// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/login/json.h"

namespace ontzorgd::login {
namespace {

std::string code_of(std::string_view text) {
    const auto json = read_json(text);
    return json ? "" : json.error().code;
}

TEST(TokenJson, KeepsEveryKindOfValue) {
    const Json json =
        read_json(
            R"({"a":"t\u00eb\n","b":-12,"c":true,"d":false,"e":null,"f":[1,"x"],"g":{"h":{}}})")
            .value();
    EXPECT_TRUE(json.is_object());
    EXPECT_EQ(*json.text_member("a"), "t\xc3\xab\n");
    EXPECT_EQ(json.member("b")->kind, Json::Kind::number);
    EXPECT_EQ(json.member("b")->number, -12);
    EXPECT_EQ(json.member("c")->kind, Json::Kind::boolean);
    EXPECT_EQ(json.member("c")->number, 1);
    EXPECT_EQ(json.member("d")->number, 0);
    EXPECT_EQ(json.member("e")->kind, Json::Kind::null);
    ASSERT_EQ(json.member("f")->elements.size(), 2U);
    EXPECT_EQ(json.member("f")->elements[1].text, "x");
    EXPECT_TRUE(json.member("g")->member("h")->is_object());
    EXPECT_EQ(json.members.size(), 7U);
}

TEST(TokenJson, HasNoMemberThatIsNotThereOrIsNoText) {
    const Json json = read_json(R"({"a":1})").value();
    EXPECT_EQ(json.member("b"), nullptr);
    EXPECT_EQ(json.text_member("a"), nullptr);
    EXPECT_EQ(json.text_member("b"), nullptr);
    EXPECT_EQ(read_json("[1]").value().member("a"), nullptr);
}

TEST(TokenJson, MakesNoNumberOfWhatIsNotWhole) {
    for (const std::string_view text :
         {"1.5", "1e3", "9223372036854775808", "-9223372036854775809", "1.0", "1e400"}) {
        const auto json = read_json(text);
        EXPECT_TRUE(!json || json.value().kind == Json::Kind::other_number) << text;
    }
    EXPECT_EQ(read_json("9223372036854775807").value().number, 9223372036854775807);
}

TEST(TokenJson, RefusesTwoMembersOfOneNameWhereverTheyStand) {
    for (const std::string_view text :
         {R"({"a":1,"a":1})", R"({"a":1,"b":2,"a":3})", R"({"x":{"a":1,"a":2}})",
          R"({"x":[{"a":1,"\u0061":2}]})", R"([[{"":1,"":2}]])"}) {
        EXPECT_EQ(code_of(text), "token_json_member_is_double") << text;
    }
    EXPECT_EQ(code_of(R"({"a":{"a":1},"b":[{"a":1},{"a":2}]})"), "");
}

TEST(TokenJson, RefusesWhatIsNoJson) {
    for (const std::string_view text :
         {"", " ", "{", "{}x", "{}{}", "{a:1}", R"({"a":1,})", "// c\n{}", "'a'", "NaN",
          "\xef\xbb\xbf{}", "\"\xff\"", "\"\xc0\x80\"", "\"\xed\xa0\x80\"", "\"a\nb\"", "01"}) {
        EXPECT_EQ(code_of(text), "token_json_is_malformed") << text;
    }
}

TEST(TokenJson, RefusesWhatIsTooDeepOrHasTooMuch) {
    EXPECT_EQ(code_of(std::string(8, '[') + std::string(8, ']')), "");
    EXPECT_EQ(code_of(std::string(9, '[') + std::string(9, ']')), "token_json_is_too_deep");
    std::string object = "{";
    for (int i = 0; i < 200; ++i) object += '"' + std::to_string(i) + "\":0,";
    EXPECT_EQ(code_of(object + R"("x":0})"), "token_json_has_too_many_members");
    object.back() = '}';
    EXPECT_EQ(code_of(object), "");
}

TEST(TokenJson, WritesATextThatReadsBackTheSame) {
    for (const std::string_view text : {"", "a", "\"\\/\n\t\x01", "\xc3\xab"}) {
        EXPECT_EQ(read_json(json_text(text)).value().text, text);
    }
    EXPECT_EQ(json_text("a\"b"), R"("a\"b")");
}

}  // namespace
}  // namespace ontzorgd::login
