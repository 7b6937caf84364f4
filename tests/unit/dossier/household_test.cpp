// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/dossier/household.h"

#include <gtest/gtest.h>

namespace ontzorgd::dossier {
namespace {

using values::CivilDate;

TEST(Household, ReadsEveryTypeBackFromItsText) {
    using enum HouseholdType;
    for (const HouseholdType type : {alleenstaand, alleenstaande_ouder, paar, paar_met_kinderen}) {
        EXPECT_EQ(household_type_from(to_text(type)), type);
    }
    EXPECT_EQ(household_type_from("gezin"), std::nullopt);
}

TEST(Household, OfTwoPeopleIsACouple) {
    EXPECT_TRUE(is_couple(HouseholdType::paar));
    EXPECT_TRUE(is_couple(HouseholdType::paar_met_kinderen));
    EXPECT_FALSE(is_couple(HouseholdType::alleenstaand));
    EXPECT_FALSE(is_couple(HouseholdType::alleenstaande_ouder));
}

TEST(Client, GivesTheGroundOfTheDayOrNone) {
    Client client;
    client.grondslagen = {
        {GrondslagSoort::verplicht_56a, CivilDate{2026, 7, 15}, CivilDate{2027, 1, 14}},
        {GrondslagSoort::vrijwillig, CivilDate{2027, 1, 15}, std::nullopt}};
    EXPECT_EQ(client.grondslag_on(CivilDate{2026, 7, 14}), nullptr);
    ASSERT_NE(client.grondslag_on(CivilDate{2027, 1, 14}), nullptr);
    EXPECT_EQ(client.grondslag_on(CivilDate{2027, 1, 14})->soort, GrondslagSoort::verplicht_56a);
    ASSERT_NE(client.grondslag_on(CivilDate{2027, 1, 15}), nullptr);
    EXPECT_EQ(client.grondslag_on(CivilDate{2027, 1, 15})->soort, GrondslagSoort::vrijwillig);
}

TEST(JointRequest, CountsOnItsFirstAndLastDayOnly) {
    Household household;
    household.gezamenlijke_verzoeken = {{CivilDate{2026, 10, 1}, CivilDate{2026, 12, 31}, 60}};
    EXPECT_EQ(joint_request_on(household, CivilDate{2026, 9, 30}), nullptr);
    EXPECT_NE(joint_request_on(household, CivilDate{2026, 10, 1}), nullptr);
    EXPECT_NE(joint_request_on(household, CivilDate{2026, 12, 31}), nullptr);
    EXPECT_EQ(joint_request_on(household, CivilDate{2027, 1, 1}), nullptr);
}

TEST(JointRequest, ThatWasMadeLastCountsInWhateverOrderTheyAreListed) {
    Household household;
    household.gezamenlijke_verzoeken = {{CivilDate{2026, 11, 1}, std::nullopt, 70},
                                        {CivilDate{2026, 10, 1}, std::nullopt, 60}};
    EXPECT_EQ(joint_request_on(household, CivilDate{2026, 10, 31})->aandeel_eerste, 60U);
    EXPECT_EQ(joint_request_on(household, CivilDate{2026, 11, 1})->aandeel_eerste, 70U);
}

}  // namespace
}  // namespace ontzorgd::dossier
