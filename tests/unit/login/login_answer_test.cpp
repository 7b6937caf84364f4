// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/login/login_answer.h"

namespace ontzorgd::login {
namespace {

const LoginSecrets secrets{.state = "the-state", .nonce = "the-nonce", .verifier = "the-verifier"};

std::string refusal(const LoginAnswer& answer) {
    const auto code = code_of_answer(answer, secrets, "https://login.example");
    return code ? "" : code.error().code;
}

TEST(LoginAnswer, BringsTheCode) {
    EXPECT_EQ(code_of_answer({.state = "the-state", .code = "c1"}, secrets, "x").value(), "c1");
    EXPECT_EQ(refusal({.state = "the-state", .code = "c1", .issuer = "https://login.example"}), "");
    EXPECT_EQ(refusal({.state = "the-state", .code = std::string(4096, 'c')}), "");
}

TEST(LoginAnswer, IsToTheQuestionOfThisBrowser) {
    EXPECT_EQ(refusal({.code = "c1"}), "login_answer_has_another_state");
    EXPECT_EQ(refusal({.state = "", .code = "c1"}), "login_answer_has_another_state");
    EXPECT_EQ(refusal({.state = "the-statE", .code = "c1"}), "login_answer_has_another_state");
    EXPECT_EQ(refusal({.state = "other", .error = "access_denied"}),
              "login_answer_has_another_state");
}

TEST(LoginAnswer, IsOfTheServerThatWasAsked) {
    EXPECT_EQ(refusal({.state = "the-state", .code = "c1", .issuer = "https://evil.example"}),
              "login_answer_has_another_issuer");
    EXPECT_EQ(refusal({.state = "the-state", .code = "c1", .issuer = ""}),
              "login_answer_has_another_issuer");
}

TEST(LoginAnswer, MaySayNo) {
    const auto refused = code_of_answer(
        {.state = "the-state", .code = "c1", .error = "access_denied\n"}, secrets, "x");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "login_server_said_no");
    EXPECT_EQ(refused.error().detail("value"), "access_denied?");
}

TEST(LoginAnswer, WithoutACodeIsRefused) {
    EXPECT_EQ(refusal({.state = "the-state"}), "login_answer_has_no_code");
    EXPECT_EQ(refusal({.state = "the-state", .code = ""}), "login_answer_has_no_code");
    EXPECT_EQ(refusal({.state = "the-state", .code = std::string(4097, 'c')}),
              "login_answer_has_no_code");
}

}  // namespace
}  // namespace ontzorgd::login
