// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/payment/recall.h"

#include <gtest/gtest.h>

namespace ontzorgd::payment {
namespace {

using values::CivilDate;

TEST(Recall, IsAskedForWithTheCodesOfTheRulebook) {
    for (const char* code : {"DUPL", "TECH", "FRAD", "CUST", "AM09", "AC03"}) {
        EXPECT_TRUE(is_recall_reason(code)) << code;
    }
    for (const char* code : {"", "FOCR", "NOAS", "dupl", "DUPLX"}) {
        EXPECT_FALSE(is_recall_reason(code)) << code;
    }
}

TEST(Recall, IsRefusedWithTheCodesOfTheRulebook) {
    for (const char* code : {"CUST", "LEGL", "NOAS", "NOOR", "ARDT", "AC04", "AM04"}) {
        EXPECT_TRUE(is_recall_refusal(code)) << code;
    }
    for (const char* code : {"", "FOCR", "DUPL", "MS03"}) {
        EXPECT_FALSE(is_recall_refusal(code)) << code;
    }
}

TEST(Recall, OfADoubleOrTechnicalPaymentMustBeAskedForWithinTenTargetDays) {
    const CivilDate executed{2026, 11, 30};  // a Monday
    EXPECT_EQ(last_day_of_recall("DUPL", executed), (CivilDate{2026, 12, 14}));
    EXPECT_EQ(last_day_of_recall("TECH", CivilDate{2026, 12, 18}), (CivilDate{2027, 1, 5}))
        << "Christmas and New Year are no TARGET days";
}

TEST(Recall, OfFraudOrAtTheRequestOfThePayerMayBeAskedForDuringThirteenMonths) {
    for (const char* code : {"FRAD", "CUST", "AM09", "AC03"}) {
        EXPECT_EQ(last_day_of_recall(code, CivilDate{2026, 11, 30}), (CivilDate{2027, 12, 30}))
            << code;
    }
    EXPECT_EQ(last_day_of_recall("FRAD", CivilDate{2027, 1, 31}), (CivilDate{2028, 2, 29}));
}

}  // namespace
}  // namespace ontzorgd::payment
