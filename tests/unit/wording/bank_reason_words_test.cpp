// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/wording/bank_reason_words.h"

#include <gtest/gtest.h>

namespace ontzorgd::wording {
namespace {

TEST(BankReasonWords, NameTheCodeAndSayItInDutch) {
    EXPECT_EQ(bank_reason_words("AC04"), "AC04, de rekening is opgeheven");
    EXPECT_EQ(bank_reason_words("AM04"), "AM04, te weinig saldo op onze rekening");
    EXPECT_EQ(bank_reason_words("ZZ99"), "ZZ99") << "a code that is not known stays readable";
    EXPECT_EQ(bank_reason_words(""), "zonder reden");
}

TEST(BankReasonWords, GiveTheNextStepThatTheReasonAsksFor) {
    EXPECT_NE(bank_reason_next_step("AC01").find("om het rekeningnummer"), std::string_view::npos);
    EXPECT_NE(bank_reason_next_step("AC04").find("andere cliënten"), std::string_view::npos)
        << "a landlord has more clients";
    EXPECT_NE(bank_reason_next_step("MD07").find("overleden"), std::string_view::npos);
    // A landlord who died stops nobody's leefgeld.
    EXPECT_NE(bank_reason_next_step("MD07").find("client hold"), std::string_view::npos);
    EXPECT_EQ(bank_reason_next_step("MD07", PaidTo::creditor).find("leefgeld"),
              std::string_view::npos);
    EXPECT_NE(bank_reason_next_step("AM05").find("betaal niet opnieuw"), std::string_view::npos);
    EXPECT_NE(bank_reason_next_step("AM04").find("saldo"), std::string_view::npos);
    for (const char* code : {"", "ZZ99", "NARR", "FF01", "TM01", "RR04", "FRAD"}) {
        EXPECT_TRUE(bank_reason_next_step(code).ends_with('.')) << code;
    }
}

}  // namespace
}  // namespace ontzorgd::wording
