// SPDX-License-Identifier: EUPL-1.2
#include "households.h"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

/// Couples (art. 11 lid 4, art. 45 lid 4 Participatiewet; R1.10). The net is 2000.01 everywhere:
/// halves 1000.01 and 1000.00, or 1200.01 and 800.00 under a joint request of 60 percent.
namespace ontzorgd::uitkering {
namespace {

using namespace testing;

constexpr Euro net = 2000'01_cent;

Case couple() {
    return Case{HouseholdType::paar};
}

std::string draagdeel(const BillOutcome& bill) {
    return bill.draagdeel[0].to_string() + " + " + bill.draagdeel[1].to_string();
}
std::string leefgeld(const Verdeling& verdeling) {
    return verdeling.leefgeld[0].to_string() + " + " + verdeling.leefgeld[1].to_string();
}

TEST(Couple, GetsHalfEachTheOddCentToThePartnerNamedFirst) {
    EXPECT_EQ(leefgeld(couple().run(net)), "1000.01 + 1000.00");
    EXPECT_EQ(leefgeld(couple().run(1_cent)), "0.01 + 0.00");
}

TEST(Couple, GetsWhatAJointRequestSays) {
    EXPECT_EQ(leefgeld(couple().joint(60).run(net)), "1200.01 + 800.00");
    EXPECT_EQ(leefgeld(couple().joint(100).run(net)), "2000.01 + 0.00");
    EXPECT_EQ(leefgeld(couple().joint(0).run(net)), "0.00 + 2000.01");
}

TEST(Couple, DividesByTheJointRequestThatHoldsOnThePayDate) {
    Case month = couple().joint(60);
    month.household.gezamenlijke_verzoeken[0].vanaf = CivilDate{2026, 11, 30};
    EXPECT_EQ(leefgeld(month.run(net)), "1200.01 + 800.00");
    month.household.gezamenlijke_verzoeken[0].vanaf = CivilDate{2026, 12, 1};
    EXPECT_EQ(leefgeld(month.run(net)), "1000.01 + 1000.00");
}

TEST(Couple, DividesBijzondereBijstandAsTheRest) {
    const Case month = couple().ground(first).ground(second).contract({.bedrag = 1500'00_cent});
    Situation situation = month.situation(net);
    situation.bijzondere_bijstand = 500'01_cent;  // 750 each may bear bills
    const Verdeling verdeling = split(situation).value;
    EXPECT_EQ(draagdeel(bill_of(verdeling, 1)), "750.00 + 750.00");
    EXPECT_EQ(leefgeld(verdeling), "250.01 + 250.00");
}

TEST(HouseholdBill, IsBorneInEqualSharesTheOddCentByThePartnerNamedFirst) {
    const Verdeling verdeling =
        couple().ground(first).ground(second).contract({.bedrag = 1100'01_cent}).run(net);
    ASSERT_EQ(verdeling.bills.size(), 1U);  // one instruction, whoever bears it
    EXPECT_EQ(told(verdeling.bills[0]), "te_betalen 1100.01");
    EXPECT_EQ(draagdeel(verdeling.bills[0]), "550.01 + 550.00");
    EXPECT_EQ(leefgeld(verdeling), "450.00 + 450.00");
}

TEST(HouseholdBill, DoesNotFitWhenOneHalfIsTooSmallWithoutAJointRequest) {
    // The second pays 600 of his own first: 400 is left of his half.
    Case month = couple()
                     .ground(first)
                     .ground(second)
                     .contract({.kind = Kind::huur, .bedrag = 600'00_cent, .drager = second})
                     .contract({.kind = Kind::energie, .bedrag = 900'00_cent});
    Verdeling verdeling = month.run(net);
    EXPECT_EQ(told(bill_of(verdeling, 2)), "niet_betaald(eigen_helft)");
    EXPECT_EQ(leefgeld(verdeling), "1000.01 + 400.00");
    // Where parts are allowed: as far as equal shares reach, the odd cent on the first.
    verdeling = month.partly(Kind::energie).run(net);
    EXPECT_EQ(told(bill_of(verdeling, 2)), "deels(eigen_helft) 800.01");
    EXPECT_EQ(draagdeel(bill_of(verdeling, 2)), "400.01 + 400.00");
}

TEST(HouseholdBill, IsBorneFurtherByTheOtherUnderAJointRequest) {
    Case month = couple()
                     .joint(50)
                     .ground(first)
                     .ground(second)
                     .contract({.kind = Kind::huur, .bedrag = 600'00_cent, .drager = second})
                     .contract({.kind = Kind::energie, .bedrag = 900'00_cent});
    const Verdeling verdeling = month.run(net);
    EXPECT_EQ(told(bill_of(verdeling, 2)), "te_betalen 900.00");
    EXPECT_EQ(draagdeel(bill_of(verdeling, 2)), "500.00 + 400.00");
    EXPECT_EQ(leefgeld(verdeling), "500.01 + 0.00");
}

TEST(HouseholdBill, IsBorneFurtherByTheSecondToo) {
    const Verdeling verdeling =
        couple().joint(10).ground(first).ground(second).contract({.bedrag = 900'00_cent}).run(net);
    // 10 percent: 200.01 and 1800.00.
    EXPECT_EQ(draagdeel(bill_of(verdeling, 1)), "200.01 + 699.99");
    EXPECT_EQ(leefgeld(verdeling), "0.00 + 1100.01");
}

TEST(PersonsBill, IsPaidFromThatPersonsHalfOnlyEvenUnderAJointRequest) {
    for (const bool joint : {false, true}) {
        Case month = couple().ground(first).ground(second).contract(
            {.bedrag = 1000'01_cent, .drager = second});
        if (joint) month.joint(50);
        EXPECT_EQ(told(bill_of(month.run(net), 1)), "niet_betaald(eigen_helft)");
        month.household.contracten[0].bedragen[0].bedrag = 1000'00_cent;
        EXPECT_EQ(draagdeel(bill_of(month.run(net), 1)), "0.00 + 1000.00");
        month.household.contracten[0].drager = first;
        month.household.contracten[0].bedragen[0].bedrag = 1000'01_cent;
        EXPECT_EQ(draagdeel(bill_of(month.run(net), 1)), "1000.01 + 0.00");
    }
}

TEST(OneGround, BearsTheWholeBillFromItsOwnHalfAndLeavesTheOther) {
    const Verdeling verdeling = couple().ground(second).contract({.bedrag = 900'00_cent}).run(net);
    EXPECT_EQ(draagdeel(bill_of(verdeling, 1)), "0.00 + 900.00");
    EXPECT_EQ(leefgeld(verdeling), "1000.01 + 100.00");
}

TEST(OneGround, ThatDoesNotReachFollowsTheRuleForPartsOfThatKind) {
    Case month = couple().ground(second).contract({.bedrag = 1100'00_cent});
    EXPECT_EQ(told(bill_of(month.run(net), 1)), "niet_betaald(eigen_helft)");
    const Verdeling verdeling = month.partly(Kind::huur).run(net);
    EXPECT_EQ(told(bill_of(verdeling, 1)), "deels(eigen_helft) 1000.00");
    EXPECT_EQ(leefgeld(verdeling), "1000.01 + 0.00");
}

TEST(Floor, IsNotTheReasonWhenTheBillIsExactlyWhatIsLeftAboveIt) {
    // 1100.00 is what the floor leaves, but more than one half bears.
    const Verdeling verdeling =
        couple().floor(900'01_cent).ground(first).contract({.bedrag = 1100'00_cent}).run(net);
    EXPECT_EQ(told(bill_of(verdeling, 1)), "niet_betaald(eigen_helft)");
}

TEST(Floor, IsTheHouseholdsAndTestedAtEachBill) {
    // The floor of 400 is met by the other half: the first may be left with nothing.
    const Case month = couple().floor(400'00_cent).ground(first).contract({.bedrag = 1000'01_cent});
    const Verdeling verdeling = month.run(net);
    EXPECT_EQ(told(bill_of(verdeling, 1)), "te_betalen 1000.01");
    EXPECT_EQ(leefgeld(verdeling), "0.00 + 1000.00");
    const Verdeling tight = Case{month}.floor(1000'01_cent).run(net);
    EXPECT_EQ(told(bill_of(tight, 1)), "niet_betaald(minimum_leefgeld)");
}

// Every combination of two grounds, one joint request, a floor, the policy and the machtiging of
// the partner without ground. The rent is 1100.00.
struct Combination {
    std::string_view grounds;  ///< who has one: "12", "1", "2", "-"
    bool joint;                ///< 60 percent for the first
    std::string_view own;      ///< alleen_eigen_helft, or no machtiging of the other
    std::string_view whole;    ///< hele_uitkering with machtiging of the other
};
constexpr std::array<Combination, 8> combinations{{
    {"12", false, "te_betalen 1100.00: 550.00 + 550.00; 450.01 + 450.00",
     "te_betalen 1100.00: 550.00 + 550.00; 450.01 + 450.00"},
    {"12", true, "te_betalen 1100.00: 550.00 + 550.00; 650.01 + 250.00",
     "te_betalen 1100.00: 550.00 + 550.00; 650.01 + 250.00"},
    {"1", false, "niet_betaald(eigen_helft): 0.00 + 0.00; 1000.01 + 1000.00",
     "te_betalen 1100.00: 1000.01 + 99.99; 0.00 + 900.01"},
    {"1", true, "te_betalen 1100.00: 1100.00 + 0.00; 100.01 + 800.00",
     "te_betalen 1100.00: 1100.00 + 0.00; 100.01 + 800.00"},
    {"2", false, "niet_betaald(eigen_helft): 0.00 + 0.00; 1000.01 + 1000.00",
     "te_betalen 1100.00: 100.00 + 1000.00; 900.01 + 0.00"},
    {"2", true, "niet_betaald(eigen_helft): 0.00 + 0.00; 1200.01 + 800.00",
     "te_betalen 1100.00: 300.00 + 800.00; 900.01 + 0.00"},
    {"-", false, "niet_gedekt(geen_grondslag): 0.00 + 0.00; 1000.01 + 1000.00",
     "niet_gedekt(geen_grondslag): 0.00 + 0.00; 1000.01 + 1000.00"},
    {"-", true, "niet_gedekt(geen_grondslag): 0.00 + 0.00; 1200.01 + 800.00",
     "niet_gedekt(geen_grondslag): 0.00 + 0.00; 1200.01 + 800.00"},
}};

struct Variant {
    bool floor_reached;  ///< 950.00 must be left; else 400.00
    bool whole;          ///< hele_uitkering
    bool machtiging;     ///< signed by whoever has no ground
};

std::string outcome_of(const Combination& of, const Variant& with) {
    Case month = couple().contract({.bedrag = 1100'00_cent});
    month.floor(with.floor_reached ? 950'00_cent : 400'00_cent);
    if (of.joint) month.joint(60);
    month.rules.een_grondslag =
        with.whole ? EenGrondslag::hele_uitkering : EenGrondslag::alleen_eigen_helft;
    for (const auto& [client, name] : {std::pair{first, '1'}, std::pair{second, '2'}}) {
        const bool has_ground = of.grounds.find(name) != std::string_view::npos;
        if (has_ground) {
            month.ground(client, GrondslagSoort::verplicht_56a, CivilDate{2026, 8, 1},
                         CivilDate{2027, 1, 31});
        } else if (with.machtiging) {
            month.machtiging(client, MachtigingToestand::getekend);
        }
    }
    const Verdeling verdeling = month.run(net);
    const BillOutcome& bill = bill_of(verdeling, 1);
    return told(bill) + ": " + draagdeel(bill) + "; " + leefgeld(verdeling);
}

std::string expected_for(const Combination& of, const Variant& with) {
    const bool granted = with.whole && with.machtiging;
    if (!with.floor_reached || of.grounds == "-") return std::string{granted ? of.whole : of.own};
    // 2000.01 less 1100.00 would leave 900.01: the floor decides before the halves do.
    return std::string{"niet_betaald(minimum_leefgeld): 0.00 + 0.00; "} +
           (of.joint ? "1200.01 + 800.00" : "1000.01 + 1000.00");
}

TEST(Couples, OfEveryCombinationGetWhatTheRulesSay) {
    for (const Combination& of : combinations) {
        for (const bool floor_reached : {false, true}) {
            for (const bool whole : {false, true}) {
                for (const bool machtiging : {false, true}) {
                    const Variant with{floor_reached, whole, machtiging};
                    EXPECT_EQ(outcome_of(of, with), expected_for(of, with))
                        << "grounds " << of.grounds << ", joint " << of.joint << ", floor reached "
                        << floor_reached << ", hele_uitkering " << whole << ", machtiging "
                        << machtiging;
                }
            }
        }
    }
}

// One asylum permit and one regular permit: one ground by law, the other by consent. Without the
// machtiging of the second only the first is covered.
TEST(Couples, WithMixedPermitsShareOnlyWhatTheSecondAgreedTo) {
    Case month = couple()
                     .ground(first, GrondslagSoort::verplicht_56a, CivilDate{2026, 8, 1},
                             CivilDate{2027, 1, 31})
                     .ground(second, GrondslagSoort::vrijwillig)
                     .contract({.bedrag = 800'00_cent});
    EXPECT_EQ(draagdeel(bill_of(month.run(net), 1)), "800.00 + 0.00");
    month.machtiging(second, MachtigingToestand::getekend);
    EXPECT_EQ(draagdeel(bill_of(month.run(net), 1)), "400.00 + 400.00");
}

}  // namespace
}  // namespace ontzorgd::uitkering
