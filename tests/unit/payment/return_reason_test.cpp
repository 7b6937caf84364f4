// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/payment/return_reason.h"

#include <gtest/gtest.h>

namespace ontzorgd::payment {
namespace {

using enum AfterReturn;

TEST(ReturnReason, AsksForTheNumberAgainWhenItIsWrong) {
    for (const char* code : {"AC01", "AC03", "RC01", "CNOR"}) {
        EXPECT_EQ(after_return(code), ask_iban_again) << code;
        EXPECT_TRUE(is_of_the_account(code)) << code;
    }
}

TEST(ReturnReason, StopsThePayeeWhoseAccountIsClosedOrBlocked) {
    for (const char* code : {"AC04", "AC06", "AG01"}) {
        EXPECT_EQ(after_return(code), stop_payee) << code;
        EXPECT_TRUE(is_of_the_account(code)) << code;
    }
}

TEST(ReturnReason, TellsOfADeathAndOfFraud) {
    EXPECT_EQ(after_return("MD07"), possible_death);
    EXPECT_EQ(after_return("FRAD"), incident);
    EXPECT_TRUE(is_of_the_account("MD07"));
    EXPECT_TRUE(is_of_the_account("FRAD"));
}

TEST(ReturnReason, SaysNothingOfTheAccountWhenTheBankOnlyHadTrouble) {
    for (const char* code : {"MS02", "MS03", "TECH", "TM01", "AM05", "FOCR", "RR04"}) {
        EXPECT_FALSE(is_of_the_account(code)) << code;
    }
    EXPECT_EQ(after_return("TECH"), retry_after_check);
    EXPECT_EQ(after_return("AM05"), prove_paid_once);
    EXPECT_EQ(after_return("FOCR"), recall_closed);
}

TEST(ReturnReason, LeavesACodeThatNobodyKnowsToAPerson) {
    EXPECT_EQ(after_return(""), a_person_decides);
    EXPECT_EQ(after_return("ZZ99"), a_person_decides);
    EXPECT_EQ(after_return("ac04"), a_person_decides);
}

}  // namespace
}  // namespace ontzorgd::payment
