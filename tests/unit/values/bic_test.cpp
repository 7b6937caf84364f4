// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/values/bic.h"

#include <gtest/gtest.h>

namespace ontzorgd::values {
namespace {

/// A Dutch IBAN at this bank, with the check digits that belong to it.
Iban dutch_iban(std::string_view bank) {
    for (int check = 2; check <= 98; ++check) {
        const std::string digits{static_cast<char>('0' + check / 10),
                                 static_cast<char>('0' + check % 10)};
        const auto iban = Iban::parse("NL" + digits + std::string{bank} + "0417164300");
        if (iban) return iban.value();
    }
    ADD_FAILURE() << "no check digits fit " << bank;
    return Iban::parse("NL91ABNA0417164300").value();
}

TEST(Bic, FollowsFromTheBankLettersOfADutchIban) {
    EXPECT_EQ(bic_of(Iban::parse("NL91ABNA0417164300").value()), "ABNANL2A");
    for (const std::string_view bic :
         {"ABNANL2A", "ADYBNL2A", "ARBNNL22", "ASNBNL21", "BNGHNL2G", "BNDANL2A",
          "BUNQNL2A", "CITINL2X", "COBANL2X", "DEUTNL2A", "DHBNNL2R", "FBHLNL2A",
          "FVLBNL22", "HANDNL2A", "INGBNL2A", "KNABNL2H", "NNBANL2G", "NWABNL2G",
          "RABONL2U", "RBRBNL21", "SNSBNL2A", "TRIONL2U", "UGBINL2A"}) {
        EXPECT_EQ(bic_of(dutch_iban(bic.substr(0, 4))), bic);
    }
}

TEST(Bic, IsUnknownForABankThatIsNotInTheTable) {
    EXPECT_EQ(bic_of(dutch_iban("ZZZZ")), std::nullopt);
}

TEST(Bic, IsUnknownForAnIbanFromAbroad) {
    EXPECT_EQ(bic_of(Iban::parse("DE89370400440532013000").value()), std::nullopt);
    // The letters of a British bank are not those of a Dutch one.
    EXPECT_EQ(bic_of(Iban::parse("GB29NWBK60161331926819").value()), std::nullopt);
}

}  // namespace
}  // namespace ontzorgd::values
