// SPDX-License-Identifier: EUPL-1.2
#include "claims.h"

#include "tokens.h"

namespace ontzorgd::login {
namespace {

Json claims(std::string_view text) {
    return read_json(text).value();
}

TEST(Claims, HaveAMomentInWholeSeconds) {
    EXPECT_EQ(moment_of(claims(R"({"exp":1300819380})"), "exp").value(), at(1'300'819'380));
    EXPECT_EQ(moment_of(claims(R"({"exp":0})"), "exp").value(), at(0));
    EXPECT_EQ(moment_of(claims(R"({"exp":253402300799})"), "exp").value(), at(253'402'300'799));
}

TEST(Claims, HaveNoMomentThatCannotBe) {
    for (const std::string_view text :
         {R"({"exp":"1300819380"})", R"({"exp":1300819380.5})", R"({"exp":-1})",
          R"({"exp":253402300800})", R"({"exp":9223372036854775807})", R"({"exp":1e300})",
          R"({"exp":null})", R"({"exp":true})", R"({"exp":[1]})"}) {
        const auto moment = moment_of(claims(text), "exp");
        ASSERT_FALSE(moment) << text;
        EXPECT_EQ(moment.error().code, "token_claim_is_malformed");
        EXPECT_EQ(moment.error().detail("field"), "exp");
        EXPECT_FALSE(moment_if_any(claims(text), "exp"));
    }
}

TEST(Claims, MayLackAMomentThatIsNotNeeded) {
    EXPECT_EQ(moment_if_any(claims("{}"), "nbf").value(), std::nullopt);
    EXPECT_EQ(moment_of(claims("{}"), "nbf").error().code, "token_claim_is_missing");
}

TEST(Claims, HaveATextOfFairLength) {
    EXPECT_EQ(text_of(claims(R"({"sub":"a"})"), "sub").value(), "a");
    const std::string longest(255, 'a');
    EXPECT_EQ(text_of(claims(R"({"sub":")" + longest + R"("})"), "sub").value(), longest);
    EXPECT_FALSE(text_of(claims(R"({"sub":")" + longest + R"(a"})"), "sub"));
    EXPECT_FALSE(text_of(claims(R"({"sub":""})"), "sub"));
    EXPECT_FALSE(text_of(claims(R"({"sub":1})"), "sub"));
    EXPECT_TRUE(text_of(claims(R"({"sub":"\u00eb a"})"), "sub"));
    for (const std::string_view sub : {R"("a\nb")", R"("\u0000")", R"("\u007f")", R"("\t")"}) {
        EXPECT_FALSE(text_of(claims(R"({"sub":)" + std::string{sub} + "}"), "sub")) << sub;
    }
    EXPECT_EQ(text_of(claims("{}"), "sub").error().code, "token_claim_is_missing");
}

TEST(Claims, AreForOneOrForMore) {
    EXPECT_EQ(audience_of(claims(R"({"aud":"a"})")).value(), std::vector<std::string>{"a"});
    EXPECT_EQ(audience_of(claims(R"({"aud":["a","b"]})")).value(),
              (std::vector<std::string>{"a", "b"}));
    for (const std::string_view text :
         {R"({"aud":[]})", R"({"aud":1})", R"({"aud":["a",1]})", R"({"aud":{"a":1}})", "{}"}) {
        EXPECT_FALSE(audience_of(claims(text))) << text;
    }
}

}  // namespace
}  // namespace ontzorgd::login
