// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/dossier/grondslag.h"

#include <gtest/gtest.h>

#include <array>

namespace ontzorgd::dossier {
namespace {

using values::CivilDate;
using enum GrondslagSoort;

constexpr std::array all_soorten{verplicht_56a, maatwerk_afwijking, vrijwillig, art57, geen};

std::string code_of(const std::vector<Grondslag>& periods) {
    const auto checked = check_grondslagen(periods);
    return checked ? "" : checked.error().code;
}

TEST(Grondslag, ReadsEveryKindBackFromItsText) {
    for (const GrondslagSoort soort : all_soorten) {
        EXPECT_EQ(grondslag_soort_from(to_text(soort)), soort);
    }
    EXPECT_EQ(to_text(verplicht_56a), "verplicht_56a");
    EXPECT_EQ(to_text(art57), "art57");
    EXPECT_EQ(grondslag_soort_from("Verplicht_56a"), std::nullopt);
    EXPECT_EQ(grondslag_soort_from(""), std::nullopt);
}

TEST(Grondslag, HoldsOnItsFirstAndLastDayAndNotBesideThem) {
    const Grondslag ground{verplicht_56a, CivilDate{2026, 7, 15}, CivilDate{2027, 1, 14}};
    EXPECT_FALSE(ground.holds_on(CivilDate{2026, 7, 14}));
    EXPECT_TRUE(ground.holds_on(CivilDate{2026, 7, 15}));
    EXPECT_TRUE(ground.holds_on(CivilDate{2027, 1, 14}));
    EXPECT_FALSE(ground.holds_on(CivilDate{2027, 1, 15}));
}

TEST(Grondslag, WithoutAnEndHoldsForEver) {
    const Grondslag ground{vrijwillig, CivilDate{2026, 7, 15}, std::nullopt};
    EXPECT_TRUE(ground.holds_on(CivilDate{2099, 12, 31}));
    EXPECT_FALSE(ground.holds_on(CivilDate{2026, 7, 14}));
}

// R1.03: exactly huur, gas, water, stroom and the obligatory zorgverzekering.
TEST(Grondslag, OfArticle56aAllowsTheNamedCostsOnly) {
    for (const GrondslagSoort soort : {verplicht_56a, maatwerk_afwijking}) {
        for (const Kind kind : all_kinds) EXPECT_EQ(allows(soort, kind), kind != Kind::overig);
    }
}

TEST(Grondslag, ThatIsVrijwilligOrArt57AllowsOtherCostsToo) {
    for (const GrondslagSoort soort : {vrijwillig, art57}) {
        for (const Kind kind : all_kinds) EXPECT_TRUE(allows(soort, kind));
    }
}

TEST(Grondslag, GeenAllowsNothing) {
    for (const Kind kind : all_kinds) EXPECT_FALSE(allows(geen, kind));
}

TEST(Grondslagen, MayFollowEachOtherDayByDay) {
    EXPECT_EQ(code_of({{verplicht_56a, CivilDate{2026, 7, 15}, CivilDate{2027, 1, 14}},
                       {vrijwillig, CivilDate{2027, 1, 15}, std::nullopt}}),
              "");
    EXPECT_EQ(code_of({}), "");
}

TEST(Grondslagen, NeverOverlapEvenByOneDay) {
    EXPECT_EQ(code_of({{vrijwillig, CivilDate{2027, 1, 14}, std::nullopt},
                       {verplicht_56a, CivilDate{2026, 7, 15}, CivilDate{2027, 1, 14}}}),
              "grondslagen_overlap");
    EXPECT_EQ(code_of({{vrijwillig, CivilDate{2026, 1, 1}, std::nullopt},
                       {art57, CivilDate{2026, 2, 1}, CivilDate{2026, 3, 1}}}),
              "grondslagen_overlap");
}

TEST(Grondslagen, OverlapIsFoundBetweenPeriodsThatAreNotNeighbours) {
    EXPECT_EQ(code_of({{art57, CivilDate{2026, 1, 1}, CivilDate{2026, 6, 30}},
                       {vrijwillig, CivilDate{2026, 7, 1}, CivilDate{2026, 7, 31}},
                       {geen, CivilDate{2026, 6, 30}, CivilDate{2026, 6, 30}}}),
              "grondslagen_overlap");
}

TEST(Grondslagen, NeverEndBeforeTheyStart) {
    EXPECT_EQ(code_of({{art57, CivilDate{2026, 7, 15}, CivilDate{2026, 7, 14}}}),
              "grondslag_ends_before_it_starts");
    EXPECT_EQ(code_of({{art57, CivilDate{2026, 7, 15}, CivilDate{2026, 7, 15}}}), "");
}

// R1.08: the six months are the longest that 56a can last; it may end earlier.
TEST(Grondslagen, Of56aLastAtMostSixMonths) {
    const CivilDate start{2026, 7, 15};
    EXPECT_EQ(code_of({{verplicht_56a, start, CivilDate{2027, 1, 14}}}), "");
    EXPECT_EQ(code_of({{verplicht_56a, start, CivilDate{2026, 9, 30}}}), "");
    EXPECT_EQ(code_of({{verplicht_56a, start, CivilDate{2027, 1, 15}}}),
              "grondslag_56a_is_longer_than_six_months");
    EXPECT_EQ(code_of({{verplicht_56a, CivilDate{2026, 8, 31}, CivilDate{2027, 2, 28}}}), "");
    EXPECT_EQ(code_of({{verplicht_56a, CivilDate{2026, 8, 31}, CivilDate{2027, 3, 1}}}),
              "grondslag_56a_is_longer_than_six_months");
}

TEST(Grondslagen, Of56aAlwaysHaveAnEnd) {
    EXPECT_EQ(code_of({{verplicht_56a, CivilDate{2026, 7, 15}, std::nullopt}}),
              "grondslag_56a_has_no_end");
}

TEST(Grondslagen, OfAnotherKindMayLastLongerThanSixMonths) {
    for (const GrondslagSoort soort : {maatwerk_afwijking, vrijwillig, art57, geen}) {
        EXPECT_EQ(code_of({{soort, CivilDate{2026, 1, 1}, std::nullopt}}), "");
    }
}

TEST(Machtiging, ReadsEveryStateBackFromItsText) {
    using enum MachtigingToestand;
    for (const MachtigingToestand toestand :
         {MachtigingToestand::geen, gevraagd, getekend, ingetrokken, geweigerd}) {
        EXPECT_EQ(machtiging_toestand_from(to_text(toestand)), toestand);
    }
    EXPECT_EQ(machtiging_toestand_from("getekent"), std::nullopt);
}

// R1.06: an authorisation can be withdrawn on any day.
TEST(Machtiging, IsWhatWasRecordedLastOnOrBeforeTheDay) {
    using enum MachtigingToestand;
    const std::vector<Machtiging> history{{gevraagd, CivilDate{2026, 7, 15}},
                                          {getekend, CivilDate{2026, 7, 20}},
                                          {ingetrokken, CivilDate{2026, 11, 24}}};
    EXPECT_EQ(machtiging_on(history, CivilDate{2026, 7, 14}), MachtigingToestand::geen);
    EXPECT_EQ(machtiging_on(history, CivilDate{2026, 7, 15}), gevraagd);
    EXPECT_EQ(machtiging_on(history, CivilDate{2026, 11, 23}), getekend);
    EXPECT_EQ(machtiging_on(history, CivilDate{2026, 11, 24}), ingetrokken);
    EXPECT_EQ(machtiging_on({}, CivilDate{2026, 11, 24}), MachtigingToestand::geen);
}

TEST(Machtiging, OfTwoOnOneDayTheLaterRecordedCounts) {
    using enum MachtigingToestand;
    const std::vector<Machtiging> history{{getekend, CivilDate{2026, 7, 20}},
                                          {ingetrokken, CivilDate{2026, 7, 20}}};
    EXPECT_EQ(machtiging_on(history, CivilDate{2026, 7, 20}), ingetrokken);
}

TEST(Machtiging, DoesNotDependOnTheOrderOfDifferentDays) {
    using enum MachtigingToestand;
    const std::vector<Machtiging> history{{ingetrokken, CivilDate{2026, 11, 24}},
                                          {getekend, CivilDate{2026, 7, 20}}};
    EXPECT_EQ(machtiging_on(history, CivilDate{2026, 12, 1}), ingetrokken);
}

}  // namespace
}  // namespace ontzorgd::dossier
