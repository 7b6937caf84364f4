// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/decimal_amount.h"

#include <gtest/gtest.h>

#include <random>

namespace ontzorgd::reconcile {
namespace {

DecimalAmount eur(std::string_view text) {
    return DecimalAmount::parse(text, "EUR").value();
}

std::string code_of(std::string_view text, std::string_view currency = "EUR") {
    const auto amount = DecimalAmount::parse(text, currency);
    return amount ? "" : amount.error().code;
}

TEST(DecimalAmount, IsWrittenWithTheDecimalsThatTheBankWrote) {
    for (const char* text : {"8.85", "500000", "0", "0.00", "27.00", "3.1", "0.00001"}) {
        EXPECT_EQ(eur(text).to_string(), text);
    }
    EXPECT_EQ(eur("27.00").negated().to_string(), "-27.00");
    EXPECT_EQ(eur("0.05").negated().to_string(), "-0.05");
}

TEST(DecimalAmount, TakesTheFormsOfAnXmlSchemaDecimal) {
    EXPECT_EQ(eur(" 12.50\n").to_string(), "12.50");
    EXPECT_EQ(eur("+1.5").to_string(), "1.5");
    EXPECT_EQ(eur(".5").to_string(), "0.5");
    EXPECT_EQ(eur("5.").to_string(), "5");
    EXPECT_EQ(eur("000000000000000012.50").to_string(), "12.50");
}

TEST(DecimalAmount, RefusesWhatIsNoAmount) {
    for (const char* text :
         {"", " ", ".", "1,50", "1.000,00", "1e3", "NaN", "1 000", "++1", "1.2.3"}) {
        EXPECT_EQ(code_of(text), "amount_is_malformed") << text;
    }
    EXPECT_EQ(code_of("-1.00"), "amount_is_negative");
    EXPECT_EQ(code_of("1.000001"), "amount_has_more_than_five_decimals");
    EXPECT_EQ(code_of("99999999999999"), "amount_is_too_large");
    EXPECT_EQ(code_of("1", "eur"), "currency_is_malformed");
    EXPECT_EQ(code_of("1", "EURO"), "currency_is_malformed");
}

TEST(DecimalAmount, BecomesEuroOnlyWhenItIsWholeCentsOfEuro) {
    EXPECT_EQ(eur("12.34000").to_euro().value().cents(), 1234);
    EXPECT_EQ(eur("12.3").negated().to_euro().value().cents(), -1230);
    EXPECT_EQ(eur("0.005").to_euro().error().code, "amount_is_not_whole_cents");
    EXPECT_EQ(DecimalAmount::parse("1.00", "SEK").value().to_euro().error().code,
              "currency_is_not_eur");
    EXPECT_EQ(eur("9999999999999").to_euro().error().code, "amount_is_too_large");
}

TEST(DecimalAmount, AddsWithTheMostDecimalsSeen) {
    DecimalAmount sum;
    EXPECT_EQ(sum.to_string(), "0");
    EXPECT_TRUE(sum.add(eur("105678.50")));
    EXPECT_TRUE(sum.add(eur("30000")));
    EXPECT_EQ(sum.to_string(), "135678.50");
    EXPECT_EQ(sum.currency(), "EUR");
}

TEST(DecimalAmount, NeverAddsBeyondWhatItCanHold) {
    DecimalAmount sum;
    int added = 0;
    while (added < 100 && sum.add(eur("9999999999999"))) ++added;
    EXPECT_EQ(added, 9);
    EXPECT_EQ(sum.to_string(), "89999999999991");
}

TEST(DecimalAmount, ReadsBackEveryAmountItWrites) {
    constexpr unsigned seed = 20261124;
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random{seed};
    for (int round = 0; round < 2000; ++round) {
        const std::string whole = std::to_string(random() % 1'000'000'000);
        const std::string part = std::to_string(random() % 100'000);
        const std::string text = random() % 4 == 0 ? whole : whole + "." + part;
        EXPECT_EQ(eur(text).to_string(), text);
        EXPECT_EQ(eur(eur(text).to_string()), eur(text));
    }
}

}  // namespace
}  // namespace ontzorgd::reconcile
