// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/chain.h"

#include <gtest/gtest.h>

#include <set>
#include <utility>

namespace ontzorgd::reconcile {
namespace {

using values::CivilDate;
using namespace values::literals;

const CivilDate anchor{2026, 11, 23};

ChainLink link(unsigned day, values::Euro opening, values::Euro closing) {
    return {.closing_date = CivilDate{2026, 11, day}, .opening = opening, .closing = closing};
}

TEST(Chain, WithoutStatementsReachesTheDayOfTheAnchor) {
    const Chain made = chain(anchor, 100_euro, {});
    EXPECT_EQ(made.reaches, anchor);
    EXPECT_EQ(made.balance, 100_euro);
    EXPECT_EQ(made.gaps, 0U);
}

TEST(Chain, ContinuesFromTheAnchorByBalancesAlone) {
    const std::vector<ChainLink> links{link(24, 100_euro, 80_euro), link(25, 80_euro, 80_euro),
                                       link(26, 80_euro, 120_euro)};
    const Chain made = chain(anchor, 100_euro, links);
    EXPECT_EQ(made.continues, (std::vector<bool>{true, true, true}));
    EXPECT_EQ(made.reaches, (CivilDate{2026, 11, 26}));
    EXPECT_EQ(made.balance, 120_euro);
}

TEST(Chain, DoesNotReachADisputedDayAlthoughTheBalancesLeadPastIt) {
    const std::vector<ChainLink> links{link(24, 100_euro, 80_euro), link(26, 80_euro, 120_euro)};
    const Chain made = chain(anchor, 100_euro, links, CivilDate{2026, 11, 25});
    EXPECT_EQ(made.continues, (std::vector<bool>{true, true}));
    EXPECT_EQ(made.gaps, 0U);
    EXPECT_EQ(made.reaches, (CivilDate{2026, 11, 24}));
    EXPECT_EQ(made.balance, 80_euro);
    EXPECT_EQ(chain(anchor, 100_euro, {}, anchor).reaches, anchor.plus_days(-1));
    EXPECT_EQ(chain(anchor, 100_euro, links, CivilDate{2026, 11, 27}).reaches,
              (CivilDate{2026, 11, 26}));
}

TEST(Chain, HasAGapBeforeTheFirstStatementThatDoesNotContinue) {
    const std::vector<ChainLink> links{link(24, 100_euro, 80_euro), link(26, 70_euro, 60_euro),
                                       link(27, 60_euro, 50_euro)};
    const Chain made = chain(anchor, 100_euro, links);
    EXPECT_EQ(made.continues, (std::vector<bool>{true, false, true}));
    EXPECT_EQ(made.gaps, 1U);
    EXPECT_EQ(made.reaches, (CivilDate{2026, 11, 24}));
    EXPECT_EQ(made.balance, 80_euro);
}

TEST(Chain, PutsTheStatementsOfOneDayInTheOrderInWhichTheyContinue) {
    const std::vector<ChainLink> links{link(24, 60_euro, 40_euro), link(24, 80_euro, 60_euro),
                                       link(24, 100_euro, 80_euro)};
    const Chain made = chain(anchor, 100_euro, links);
    EXPECT_EQ(made.gaps, 0U);
    EXPECT_EQ(made.balance, 40_euro);
}

TEST(Chain, PutsAStatementOfTheDayWithoutMovementWhereItFits) {
    const std::vector<ChainLink> links{link(24, 100_euro, 80_euro), link(24, 100_euro, 100_euro),
                                       link(24, 80_euro, 80_euro)};
    const Chain made = chain(anchor, 100_euro, links);
    EXPECT_EQ(made.gaps, 0U);
    EXPECT_EQ(made.balance, 80_euro);
}

TEST(Chain, PassesOverAStatementThatOnlyRepeats) {
    std::vector<ChainLink> links{link(24, 100_euro, 80_euro), link(24, 100_euro, 80_euro),
                                 link(25, 80_euro, 60_euro)};
    links[1].only_repeats = true;
    const Chain made = chain(anchor, 100_euro, links);
    EXPECT_EQ(made.gaps, 0U);
    EXPECT_EQ(made.continues, (std::vector<bool>{true, true, true}));
}

/// Eight weeks of an account that is brought back to one balance every working day, with the number
/// that `numbered` gives to the n-th statement, of which some are left out.
template <class Numbered>
Chain swept(Numbered numbered, const std::set<int>& left_out = {}) {
    std::vector<ChainLink> links;
    int n = 0;
    for (CivilDate day{2027, 1, 11}; day < CivilDate{2027, 3, 8}; day = day.plus_days(1)) {
        if (day.iso_weekday() > 5) continue;
        ++n;
        if (left_out.contains(n)) continue;
        links.push_back({.closing_date = day,
                         .opening = 100_euro,
                         .closing = 100_euro,
                         .number = numbered(n, day)});
    }
    return chain(anchor, 100_euro, links);
}
std::int64_t counted(int n, CivilDate /*day*/) {
    return n;
}
using Holes = std::vector<std::pair<std::int64_t, std::int64_t>>;
Holes holes(const Chain& made) {
    Holes all;
    for (const SkippedNumbers& each : made.skipped) all.emplace_back(each.first, each.last);
    return all;
}

TEST(ChainOfAnAccountThatIsSwept, TellsTheNumberOfAStatementThatIsMissing) {
    EXPECT_EQ(holes(swept(counted, {9})), (Holes{{9, 9}}));
    EXPECT_EQ(swept(counted, {9}).gaps, 0U) << "the balances show nothing";
    EXPECT_EQ(swept(counted, {9}).skipped.front().after, (CivilDate{2027, 1, 20}));
    EXPECT_EQ(swept(counted, {9}).skipped.front().before, (CivilDate{2027, 1, 22}));
    EXPECT_TRUE(swept(counted).skipped.empty());
}

TEST(ChainOfAnAccountThatIsSwept, TellsNoLessWhenMoreIsMissing) {
    EXPECT_EQ(holes(swept(counted, {6, 7, 15})), (Holes{{6, 7}, {15, 15}}));
    EXPECT_EQ(holes(swept(counted, {4, 7, 9, 14, 17, 19, 24})),
              (Holes{{4, 4}, {7, 7}, {9, 9}, {14, 14}, {17, 17}, {19, 19}, {24, 24}}));
}

TEST(ChainOfAnAccountThatIsSwept, TellsNothingOfNumbersThatDoNotCountStatements) {
    const auto of_the_day = [](int /*n*/, CivilDate day) -> std::int64_t {
        return day - CivilDate{2026, 1, 1};
    };
    EXPECT_TRUE(swept(of_the_day).skipped.empty());
    EXPECT_TRUE(swept(of_the_day, {9}).skipped.empty());
    EXPECT_TRUE(swept([](int /*n*/, CivilDate /*day*/) { return 0; }, {9}).skipped.empty());
    EXPECT_TRUE(swept([](int n, CivilDate /*day*/) { return 100 - n; }, {9}).skipped.empty());
    const auto of_banking_days = counted;
    EXPECT_TRUE(swept(of_banking_days,
                      {2, 3, 4, 7, 9, 10, 12, 14, 16, 17, 18, 19, 22, 24, 27, 29, 32, 34, 37, 39})
                    .skipped.empty())
        << "most steps pass over days without a statement";
}

TEST(ChainOfAnAccountThatIsSwept, LetsNumbersBeginAnewWithTheYearOrTheMonth) {
    const auto restarts = [](int n, CivilDate /*day*/) { return n < 9 ? 300 + n : n - 8; };
    EXPECT_TRUE(swept(restarts).skipped.empty());
    EXPECT_EQ(holes(swept(restarts, {12})), (Holes{{4, 4}}));
    const auto with_the_month = [](int n, CivilDate day) -> std::int64_t {
        return day < CivilDate{2027, 2, 1} ? 2'701'000 + n : 2'702'000 + n - 15;
    };
    EXPECT_TRUE(swept(with_the_month).skipped.empty()) << "a new month is no hole of a thousand";
    EXPECT_EQ(holes(swept(with_the_month, {20})), (Holes{{2'702'005, 2'702'005}}));
}

TEST(ChainWithAGap, LeavesTheNumbersToTheGap) {
    std::vector<ChainLink> links;
    for (int n = 0; n < 30; ++n) {
        if (n == 20) continue;
        links.push_back({.closing_date = anchor.plus_days(7 * n),
                         .opening = values::Euro::from_cents(n),
                         .closing = values::Euro::from_cents(n + 1),
                         .number = n});
    }
    const Chain made = chain(anchor, {}, links);
    EXPECT_EQ(made.gaps, 1U);
    EXPECT_TRUE(made.skipped.empty());
}

TEST(StatementNumber, IsReadAsBanksWriteIt) {
    EXPECT_EQ(statement_number("41"), 41);
    EXPECT_EQ(statement_number("00041"), 41);
    EXPECT_EQ(statement_number("41/1"), 41);
    for (const char* other : {"", "/1", "41a", "a41", "-1", "4 1", "9999999999999999999"}) {
        EXPECT_EQ(statement_number(other), std::nullopt) << other;
    }
}

}  // namespace
}  // namespace ontzorgd::reconcile
