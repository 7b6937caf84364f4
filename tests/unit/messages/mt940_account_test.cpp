// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/mt940.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

values::Iban iban(std::string_view text) {
    return values::Iban::parse(text).value();
}

std::string digits_in(std::string_view given) {
    const auto number = dutch_number_in_mt940(given);
    return number ? number->digits : "nothing";
}

TEST(Mt940Account, IsAnIbanWithWhatABankAddsToIt) {
    constexpr std::string_view iban = "NL91ABNA0417164300";
    for (const std::string& given :
         {std::string{iban}, std::string{iban} + " EUR", std::string{iban} + "EUR",
          std::string{iban} + ".", std::string{iban} + " . ", std::string{iban} + ". EUR",
          std::string{iban} + "EUR.", "ABNANL2A/" + std::string{iban},
          "ABNANL2A/" + std::string{iban} + "EUR"}) {
        EXPECT_EQ(account_in_mt940(given).account, iban) << given;
    }
    EXPECT_EQ(account_in_mt940("NL91ABNA0417164300 USD").currency, "USD");
    EXPECT_EQ(account_in_mt940("NL91ABNA0417164300").currency, "");
}

TEST(Mt940Account, OfAnotherKindStaysAsItIs) {
    for (const char* given : {"517852257", "12345678/0123456789EUR", "", "EUR", "1610722 EUR"}) {
        EXPECT_EQ(account_in_mt940(given).account, given);
        EXPECT_EQ(account_in_mt940(given).currency, "");
    }
}

TEST(Mt940Account, OfBeforeIbanHasTenDigitsHoweverTheyAreWritten) {
    for (const char* given :
         {"0417164300", "417164300", "41.71.64.300", "041 716 4300", "000417164300", " 417164300 ",
          "417164300EUR", "417164300 EUR", "417164300.", "ABNA/417164300", "ABNA 417164300",
          "ABNANL2A/0417164300", "ABNANL2AXXX 0417164300", "ABNANL2A/41.71.64.300 EUR"}) {
        EXPECT_EQ(digits_in(given), "0417164300") << given;
    }
    EXPECT_EQ(digits_in("1234567"), "0001234567");
    EXPECT_EQ(dutch_number_in_mt940("TRIODOSBANK/0390123456"),
              (DutchAccountNumber{.bank = "TRIO", .digits = "0390123456", .currency = {}}));
    EXPECT_EQ(dutch_number_in_mt940("RABONL2U/0123456789 USD"),
              (DutchAccountNumber{.bank = "RABO", .digits = "0123456789", .currency = "USD"}));
}

TEST(Mt940Account, OfBeforeIbanIsNothingThatMayBeAForeignOne) {
    for (const char* given :
         {"", "EUR", "123456", "12345678901", "0800003200000001610722 EUR", "25040066/0123456789",
          "20070000/0123456601", "DEUTDEFF/0123456789", "ABNABEBR 0123456789", "1234/56789012",
          "0417164300X", "X417164300", "RABONL2U0123456789", "RABONL2U//0123456789",
          "RABONL2U RABO 0123456789", "NL92ABNA0417164300", "/0123456789", "0123-456789"}) {
        EXPECT_EQ(digits_in(given), "nothing") << given;
    }
}

TEST(Mt940Account, OfBeforeIbanIsTheAccountPartOfADutchIbanOfThatBank) {
    EXPECT_TRUE(dutch_number_in_mt940("417164300")->is_of(iban("NL91ABNA0417164300")));
    EXPECT_TRUE(dutch_number_in_mt940("ABNANL2A/417164300")->is_of(iban("NL91ABNA0417164300")));
    EXPECT_FALSE(dutch_number_in_mt940("INGBNL2A/417164300")->is_of(iban("NL91ABNA0417164300")));
    EXPECT_FALSE(dutch_number_in_mt940("417164301")->is_of(iban("NL91ABNA0417164300")));
    EXPECT_FALSE(dutch_number_in_mt940("0532013000")->is_of(iban("DE89370400440532013000")));
}

}  // namespace
}  // namespace ontzorgd::messages
