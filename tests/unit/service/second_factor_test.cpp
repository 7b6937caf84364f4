// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/second_factor.h"

#include "ontzorgd/base/encoding.h"
#include "ontzorgd/crypto/totp.h"
#include "ontzorgd/service/gate.h"
#include "ontzorgd/store/second_factor.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace ontzorgd::service {
namespace {

using std::chrono::seconds;

class SecondFactorTest : public testing::Test {
protected:
    /// The secret that rob reads into an app.
    std::string begun(std::string_view user = "rob") {
        const auto begun = begin_second_factor(practice_.with(user));
        EXPECT_TRUE(begun) << begun.error().code;
        return *base::from_base32(test::text_in(begun.value(), "geheim"));
    }
    static std::string code(const std::string& secret, std::chrono::sys_seconds at) {
        return crypto::totp_code(secret, crypto::totp_step(at));
    }
    std::string in_use(std::string_view user = "rob") {
        std::string secret = begun(user);
        test::Practice::must(confirm_second_factor(practice_.with(user), code(secret, at_), at_));
        return secret;
    }
    std::string error_of_use(const std::string& code, std::chrono::sys_seconds at) {
        const auto used = use_code(practice_.town(), practice_.as("rob").actor.id, code, at);
        return used ? "" : used.error().code;
    }

    test::Practice practice_;
    const std::chrono::sys_seconds at_{seconds{1'800'000'000}};
};

TEST_F(SecondFactorTest, IsNotUsedOnceItIsWithdrawn) {
    EXPECT_EQ(error_of_use("123456", at_), "second_factor_is_needed");
    const std::string secret = in_use();
    test::Practice::must(withdraw_second_factor(practice_.with("beheer"), "rob"));
    const auto later = at_ + seconds{60};
    EXPECT_EQ(error_of_use(code(secret, later), later), "second_factor_is_needed");
    begun("rob");
    EXPECT_EQ(error_of_use(code(secret, later), later), "second_factor_is_needed");
}

TEST_F(SecondFactorTest, CountsOnceAFirstCodeConfirmedIt) {
    const std::string secret = begun();
    const store::UserId rob = practice_.as("rob").actor.id;
    EXPECT_EQ(second_factor_in_use(practice_.town(), rob), 0);
    const auto wrong = confirm_second_factor(practice_.with("rob"), "000000", at_);
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, "second_factor_code_is_wrong");
    test::Practice::must(confirm_second_factor(practice_.with("rob"), code(secret, at_), at_));
    EXPECT_NE(second_factor_in_use(practice_.town(), rob), 0);
    practice_.expect_sound();
}

TEST_F(SecondFactorTest, ShowsItsSecretUntilItIsConfirmedAndNeverAgain) {
    const std::string secret = begun();
    EXPECT_EQ(begun(), secret);
    test::Practice::must(confirm_second_factor(practice_.with("rob"), code(secret, at_), at_));
    const auto again = begin_second_factor(practice_.with("rob"));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, "second_factor_is_there_already");
}

TEST_F(SecondFactorTest, IsKeptEncryptedAndTiedToItsUser) {
    const std::string secret = in_use();
    const std::string other = begun("karin");
    EXPECT_NE(other, secret);
    const auto rob = store::second_factor_of(practice_.db(), practice_.as("rob").actor.id);
    ASSERT_TRUE(rob);
    EXPECT_EQ(rob->secret.find(secret), std::string::npos);
    // What karin has in her app does not open what rob has.
    practice_.db().execute(
        "UPDATE second_factor SET secret = (SELECT secret FROM second_factor WHERE confirmed_fact "
        "IS NULL) WHERE confirmed_fact IS NOT NULL");
    EXPECT_EQ(error_of_use(code(other, at_ + seconds{60}), at_ + seconds{60}),
              "second_factor_code_is_wrong");
}

TEST_F(SecondFactorTest, TakesEveryCodeOnceAlsoAfterARestart) {
    const std::string secret = in_use();
    EXPECT_EQ(error_of_use(code(secret, at_), at_), "second_factor_code_is_wrong");
    const auto later = at_ + seconds{60};
    EXPECT_EQ(error_of_use(code(secret, later), later), "");
    EXPECT_EQ(error_of_use(code(secret, later), later), "second_factor_code_is_wrong");
    // One that was not used, but is older.
    EXPECT_EQ(error_of_use(code(secret, later - seconds{30}), later),
              "second_factor_code_is_wrong");
    practice_.reopen();
    EXPECT_EQ(error_of_use(code(secret, later), later), "second_factor_code_is_wrong");
    EXPECT_EQ(error_of_use(code(secret, later + seconds{30}), later + seconds{30}), "");
}

TEST_F(SecondFactorTest, IsWithdrawnBySomebodyElseWhoMay) {
    const std::string secret = in_use();
    const auto by_karin = withdraw_second_factor(practice_.with("karin"), "rob");
    ASSERT_FALSE(by_karin);
    EXPECT_EQ(by_karin.error().code, "role_may_not_do_this");
    const auto own = withdraw_second_factor(practice_.with("beheer"), "beheer");
    ASSERT_FALSE(own);
    EXPECT_EQ(own.error().code, "own_second_factor_is_not_yours_to_withdraw");
    test::Practice::must(withdraw_second_factor(practice_.with("beheer"), "rob"));
    EXPECT_EQ(second_factor_in_use(practice_.town(), practice_.as("rob").actor.id), 0);
    EXPECT_NE(begun(), secret);
    practice_.expect_sound();
}

TEST_F(SecondFactorTest, IsFoundWhenSomebodyChangedItBehindTheProgram) {
    in_use();
    practice_.db().execute("UPDATE second_factor SET confirmed_fact = NULL");
    const auto verified = verify_audit(practice_.town(), {});
    ASSERT_FALSE(verified);
}

TEST_F(SecondFactorTest, IsNotAskedInPracticeOfWhoSigns) {
    const Context rob = practice_.as("rob");
    EXPECT_TRUE(pass_gate(rob.town, rob.actor, "batch sign"));
}

}  // namespace
}  // namespace ontzorgd::service
