// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/chain.h"

#include <gtest/gtest.h>

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

TEST(Chain, PassesOverAStatementThatOnlyRepeats) {
    std::vector<ChainLink> links{link(24, 100_euro, 80_euro), link(24, 100_euro, 80_euro),
                                 link(25, 80_euro, 60_euro)};
    links[1].only_repeats = true;
    const Chain made = chain(anchor, 100_euro, links);
    EXPECT_EQ(made.gaps, 0U);
    EXPECT_EQ(made.continues, (std::vector<bool>{true, true, true}));
}

}  // namespace
}  // namespace ontzorgd::reconcile
