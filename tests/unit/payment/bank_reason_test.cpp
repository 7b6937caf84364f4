// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/payment/bank_reason.h"

#include <gtest/gtest.h>

namespace ontzorgd::payment {
namespace {

using enum AfterReason;

TEST(BankReason, AsksForTheNumberAgainWhenItIsWrong) {
    for (const char* code : {"AC01", "AC03", "RC01", "CNOR", "BE06"}) {
        EXPECT_EQ(after_reason(code), ask_iban_again) << code;
        EXPECT_TRUE(is_of_the_account(code)) << code;
    }
}

TEST(BankReason, StopsThePayeeWhoseAccountIsClosedOrBlocked) {
    for (const char* code : {"AC04", "AC06", "AG01"}) {
        EXPECT_EQ(after_reason(code), stop_payee) << code;
        EXPECT_TRUE(is_of_the_account(code)) << code;
    }
}

TEST(BankReason, TellsOfADeathAndOfFraud) {
    EXPECT_EQ(after_reason("MD07"), possible_death);
    EXPECT_EQ(after_reason("FRAD"), incident);
    EXPECT_TRUE(is_of_the_account("MD07"));
    EXPECT_TRUE(is_of_the_account("FRAD"));
}

TEST(BankReason, SaysNothingOfTheAccountWhenTheBankOnlyHadTrouble) {
    for (const char* code : {"MS02", "MS03", "TECH", "TM01", "AM05", "FOCR", "RR04"}) {
        EXPECT_FALSE(is_of_the_account(code)) << code;
    }
    EXPECT_EQ(after_reason("TECH"), ask_the_bank);
    EXPECT_EQ(after_reason("TM01"), choose_a_day);
    EXPECT_EQ(after_reason("AM04"), fund_the_account);
    EXPECT_FALSE(is_of_the_account("AM04")) << "it is ours";
    EXPECT_EQ(after_reason("AM05"), prove_paid_once);
    EXPECT_EQ(after_reason("FOCR"), recall);
}

TEST(BankReason, AsksTheBankAboutACodeThatNobodyKnows) {
    EXPECT_EQ(after_reason(""), ask_the_bank);
    EXPECT_EQ(after_reason("ZZ99"), ask_the_bank);
    EXPECT_EQ(after_reason("ac04"), ask_the_bank);
}

}  // namespace
}  // namespace ontzorgd::payment
