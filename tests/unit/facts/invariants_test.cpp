// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/facts/invariants.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace ontzorgd::facts {
namespace {

using values::Euro;

bool all_hold(const std::vector<Check>& checks) {
    return std::ranges::all_of(checks, &Check::holds);
}

TEST(CheckBooks, HoldsWhenTheLedgerBalancesAndEachAccountEqualsItsRows) {
    const BalancesByAccount books{{"bank", Euro::from_cents(500)},
                                  {"te_betalen", Euro::from_cents(-500)}};
    const auto checks = check_books(books, books);
    EXPECT_EQ(checks.size(), 3U);
    EXPECT_EQ(checks.front().name, books_balance);
    EXPECT_TRUE(all_hold(checks));
}

TEST(CheckBooks, FindsALedgerThatDoesNotBalance) {
    const BalancesByAccount books{{"bank", Euro::from_cents(500)},
                                  {"te_betalen", Euro::from_cents(-499)}};
    const auto checks = check_books(books, books);
    EXPECT_FALSE(checks.front().holds());
    EXPECT_EQ(checks.front().found, Euro::from_cents(1));
}

TEST(CheckBooks, FindsTheAccountThatDiffersFromItsRowsByACent) {
    const auto checks =
        check_books({{"bank", Euro::from_cents(500)}, {"te_betalen", Euro::from_cents(-500)}},
                    {{"bank", Euro::from_cents(501)}, {"te_betalen", Euro::from_cents(-500)}});
    ASSERT_EQ(std::ranges::count_if(checks, [](const Check& check) { return !check.holds(); }), 1);
    const auto wrong =
        std::ranges::find_if(checks, [](const Check& check) { return !check.holds(); });
    EXPECT_EQ(wrong->subject, "bank");
    EXPECT_EQ(wrong->name, control_account_equals_subledger);
}

TEST(CheckBooks, CountsAnAccountOfOneSideOnlyAsZeroOnTheOther) {
    EXPECT_FALSE(all_hold(check_books({}, {{"bank", Euro::from_cents(1)}})));
    EXPECT_FALSE(all_hold(check_books({{"bank", Euro::from_cents(1)}}, {})));
    EXPECT_TRUE(all_hold(check_books({}, {{"bank", Euro{}}})));
}

Conservation a_month() {
    Conservation line;
    line.ontvangen = Euro::from_cents(1000);
    line.terugbetaald = Euro::from_cents(50);
    line.bevestigd.front() = Euro::from_cents(600);
    line.onderweg.back() = Euro::from_cents(300);
    line.aangehouden = Euro::from_cents(100);
    line.teruggekomen = Euro::from_cents(50);
    return line;
}

TEST(Conservation, HoldsWhenEveryCentIsSomewhere) {
    EXPECT_TRUE(a_month().holds());
    EXPECT_TRUE(check_conservation(a_month(), "H000001|202611").holds());
}

TEST(Conservation, MissesACentWhereverItWasLost) {
    for (int term = 0; term < 6; ++term) {
        Conservation line = a_month();
        const std::array<Euro*, 6> terms{&line.ontvangen,        &line.terugbetaald,
                                         &line.bevestigd.back(), &line.onderweg.front(),
                                         &line.aangehouden,      &line.teruggekomen};
        *terms.at(static_cast<std::size_t>(term)) += Euro::from_cents(1);
        EXPECT_FALSE(line.holds()) << term;
    }
}

TEST(Conservation, OfManyLinesIsTheSumOfEachTerm) {
    Conservation sum = a_month();
    sum += a_month();
    EXPECT_EQ(sum.in(), Euro::from_cents(2100));
    EXPECT_EQ(sum.bevestigd.front(), Euro::from_cents(1200));
    EXPECT_TRUE(sum.holds());
}

TEST(PaymentKind, IsAKindOfBillOrLeefgeldAtTheEnd) {
    EXPECT_EQ(payment_kind_text(0), "huur");
    EXPECT_EQ(payment_kind_text(payment_kind_count - 1), "leefgeld");
}

}  // namespace
}  // namespace ontzorgd::facts
