// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/uitkering/regelset.h"

#include <gtest/gtest.h>

namespace ontzorgd::uitkering {
namespace {

using dossier::HouseholdType;
using dossier::Kind;
using values::operator""_cent;

TEST(Regelset, RanksKindsInTheOrderItGives) {
    Regelset rules;
    rules.volgorde = {Kind::zorgverzekering, Kind::huur,  Kind::energie, Kind::gas,
                      Kind::stroom,          Kind::water, Kind::overig};
    EXPECT_EQ(rules.rang(Kind::zorgverzekering), 0U);
    EXPECT_EQ(rules.rang(Kind::huur), 1U);
    EXPECT_EQ(rules.rang(Kind::overig), 6U);
}

TEST(Regelset, HasAMinimumForEachTypeOfHousehold) {
    Regelset rules;
    rules.minimum_leefgeld = {260'00_cent, 340'00_cent, 400'00_cent, 480'00_cent};
    EXPECT_EQ(rules.minimum_for(HouseholdType::alleenstaand), 260'00_cent);
    EXPECT_EQ(rules.minimum_for(HouseholdType::alleenstaande_ouder), 340'00_cent);
    EXPECT_EQ(rules.minimum_for(HouseholdType::paar), 400'00_cent);
    EXPECT_EQ(rules.minimum_for(HouseholdType::paar_met_kinderen), 480'00_cent);
}

TEST(Regelset, AsksForTheSignaturesOfTheBandOfTheTotal) {
    Regelset rules;
    rules.handtekeningen = {{1'000'00_cent, 2}, {250'000'00_cent, 3}, {std::nullopt, 4}};
    EXPECT_EQ(rules.signatures_for(0_cent), 2U);
    EXPECT_EQ(rules.signatures_for(1'000'00_cent), 2U);
    EXPECT_EQ(rules.signatures_for(1'000'01_cent), 3U);
    EXPECT_EQ(rules.signatures_for(250'000'00_cent), 3U);
    EXPECT_EQ(rules.signatures_for(250'000'01_cent), 4U);
}

TEST(RegelsetDeathTest, WithoutALastBandIsABug) {
    Regelset rules;
    rules.handtekeningen = {{1'000'00_cent, 2}};
    EXPECT_DEATH((void)rules.signatures_for(1'000'01_cent), "last band");
}

}  // namespace
}  // namespace ontzorgd::uitkering
