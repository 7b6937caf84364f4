// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/values/euro.h"

#include <gtest/gtest.h>

#include <random>

namespace ontzorgd::values {
namespace {

std::string fault(std::string_view text) {
    const auto result = Euro::parse(text);
    return result ? "" : result.error().code;
}

TEST(Euro, ReadsTheIso20022Form) {
    EXPECT_EQ(Euro::parse("123.45").value(), 12345_cent);
    EXPECT_EQ(Euro::parse("0.05").value(), 5_cent);
    EXPECT_EQ(Euro::parse("70").value(), 70_euro);
    EXPECT_EQ(Euro::parse("0.5").value(), 50_cent);
    EXPECT_EQ(Euro::parse("-3.10").value(), -(310_cent));
    EXPECT_EQ(Euro::parse("0").value(), Euro{});
    EXPECT_EQ(Euro::parse("-0.00").value(), Euro{});
}

TEST(Euro, TakesLeadingZerosAsGiven) {
    EXPECT_EQ(Euro::parse("007.00").value(), 7_euro);
    EXPECT_EQ(Euro::parse("0000000000000000000000000000001").value(), 1_euro);
}

TEST(Euro, RefusesWhatIsNotAnAmount) {
    for (const std::string_view text :
         {"",      ".",    "-",   "1.",  ".5",  "-.5",   "+1",   " 1",   "1 ",  "1,00",  "1.000,00",
          "1.2.3", "1..2", "--1", "1e2", "0x1", "EUR 1", "1.0a", "1.-5", "nan", "\u0661"}) {
        EXPECT_EQ(fault(text), "euro_is_malformed") << text;
    }
}

TEST(Euro, NeverRounds) {
    EXPECT_EQ(fault("0.005"), "euro_has_too_many_decimals");
    EXPECT_EQ(fault("1.000"), "euro_has_too_many_decimals");
}

TEST(Euro, StaysWithinItsMaximum) {
    EXPECT_EQ(Euro::parse("1000000000000.00").value(), Euro::max());
    EXPECT_EQ(Euro::parse("-1000000000000.00").value(), -Euro::max());
    EXPECT_EQ(fault("1000000000000.01"), "euro_is_too_large");
    EXPECT_EQ(fault("-1000000000000.01"), "euro_is_too_large");
    EXPECT_EQ(fault("92233720368547758.08"), "euro_is_too_large");
    EXPECT_EQ(fault("999999999999999999999999999999999999999999"), "euro_is_too_large");
}

TEST(EuroDeathTest, BreaksAContractWhenASumLeavesTheRange) {
    EXPECT_DEATH(static_cast<void>(Euro::max() + 1_cent), "amount within Euro::max");
    EXPECT_DEATH(static_cast<void>(-Euro::max() - 1_cent), "amount within Euro::max");
}

TEST(Euro, WritesTwoDecimalsAndNoGrouping) {
    EXPECT_EQ(Euro{}.to_string(), "0.00");
    EXPECT_EQ((5_cent).to_string(), "0.05");
    EXPECT_EQ((123456_cent).to_string(), "1234.56");
    EXPECT_EQ((-(310_cent)).to_string(), "-3.10");
    EXPECT_EQ((-(1_cent)).to_string(), "-0.01");
    EXPECT_EQ(Euro::max().to_string(), "1000000000000.00");
    EXPECT_EQ((-Euro::max()).to_string(), "-1000000000000.00");
}

TEST(Euro, ReadsBackEveryAmountItWrites) {
    constexpr unsigned seed = 20260715;
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random{seed};
    std::uniform_int_distribution<std::int64_t> cents{-Euro::max().cents(), Euro::max().cents()};
    for (int i = 0; i < 20'000; ++i) {
        // Shifted by a random width, so that small amounts are as common as large ones.
        const Euro amount = Euro::from_cents(cents(random) / (std::int64_t{1} << (random() % 46U)));
        ASSERT_EQ(Euro::parse(amount.to_string()).value(), amount) << amount.cents();
    }
}

TEST(Euro, CalculatesAndComparesInCents) {
    Euro total = 10_euro;
    total += 25_cent;
    total -= 1_euro;

    EXPECT_EQ(total, 925_cent);
    EXPECT_EQ(total.cents(), 925);
    EXPECT_LT(-total, Euro{});
    EXPECT_TRUE((total - total).is_zero());
    EXPECT_TRUE((-total).is_negative());
    EXPECT_FALSE(Euro{}.is_negative());
    static_assert(1_euro + 1_cent == 101_cent);
}

}  // namespace
}  // namespace ontzorgd::values
