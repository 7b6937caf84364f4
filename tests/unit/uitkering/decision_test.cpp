// SPDX-License-Identifier: EUPL-1.2
#include "decision.h"

#include "households.h"

#include <gtest/gtest.h>

namespace ontzorgd::uitkering {
namespace {

using namespace testing;

/// What is decided about the first bill of the window before any money is looked at.
decision::Assessment assess_first(const Case& month) {
    const Situation situation = month.situation(1000'00_cent);
    return decision::assess(situation, decision::facts_of(situation), situation.bills.at(0));
}

std::string verdict_on(const Case& month) {
    const decision::Assessment assessment = assess_first(month);
    std::string text{to_text(assessment.outcome)};
    if (assessment.reason != Reason::none)
        text += "(" + std::string{to_text(assessment.reason)} + ")";
    return text;
}

const std::string covered = "te_betalen";
const std::string no_ground = "niet_gedekt(geen_grondslag)";

Case rent() {
    return Case{}.contract({.kind = Kind::huur, .bedrag = 612'40_cent});
}

TEST(Divide, GivesTheOddCentToTheFirst) {
    EXPECT_EQ(decision::divide(1926'41_cent, 50), (decision::PerPartner{963'21_cent, 963'20_cent}));
    EXPECT_EQ(decision::divide(1_cent, 50), (decision::PerPartner{1_cent, 0_cent}));
    EXPECT_EQ(decision::divide(100'01_cent, 60), (decision::PerPartner{60'01_cent, 40'00_cent}));
    EXPECT_EQ(decision::divide(100'01_cent, 100), (decision::PerPartner{100'01_cent, 0_cent}));
    EXPECT_EQ(decision::divide(100'01_cent, 0), (decision::PerPartner{0_cent, 100'01_cent}));
}

TEST(Covered, NeedsTheGroundOnOneDayOfTheBenefitMonth) {
    // The money is of November; the rent of December; executed 30 November.
    EXPECT_EQ(verdict_on(rent().ground(first, GrondslagSoort::art57, CivilDate{2026, 11, 30})),
              covered);
    Case other = rent().ground(first, GrondslagSoort::art57, CivilDate{2026, 11, 1});
    other.month = Month{2026, 10};
    EXPECT_EQ(verdict_on(other), no_ground);
}

TEST(Covered, NeedsTheGroundOnTheFirstDayOfTheBillPeriod) {
    EXPECT_EQ(verdict_on(rent().ground(first, GrondslagSoort::art57, CivilDate{2026, 7, 1},
                                       CivilDate{2026, 11, 30})),
              no_ground);
    EXPECT_EQ(verdict_on(rent().ground(first, GrondslagSoort::art57, CivilDate{2026, 7, 1},
                                       CivilDate{2026, 12, 1})),
              covered);
}

TEST(Covered, NeedsTheGroundOnTheExecutionDate) {
    Case late = rent().ground(first, GrondslagSoort::art57, CivilDate{2026, 12, 1});
    late.month = Month{2026, 12};
    EXPECT_EQ(verdict_on(late), no_ground);  // executed 30 November
    Case due =
        Case{}
            .ground(first, GrondslagSoort::art57, CivilDate{2026, 7, 1}, CivilDate{2026, 12, 20})
            .contract({.kind = Kind::gas, .bedrag = 70'00_cent, .vervaldag = 21});
    EXPECT_EQ(verdict_on(due), covered);
    due.rules.betalen_op_vervaldag = true;
    EXPECT_EQ(verdict_on(due), no_ground);  // executed 21 December
}

TEST(Covered, LooksAtTheDueDayOfAFirstPartialPeriod) {
    const Contract contract{
        .kind = Kind::gas, .bedrag = 70'00_cent, .vervaldag = 28, .vanaf = CivilDate{2026, 12, 10}};
    // The ground ends between the first day of the period and the due day.
    EXPECT_EQ(verdict_on(Case{}
                             .ground(first, GrondslagSoort::art57, CivilDate{2026, 7, 1},
                                     CivilDate{2026, 12, 27})
                             .contract(contract)),
              no_ground);
    EXPECT_EQ(verdict_on(Case{}
                             .ground(first, GrondslagSoort::art57, CivilDate{2026, 7, 1},
                                     CivilDate{2026, 12, 28})
                             .contract(contract)),
              covered);
}

TEST(Covered, CountsGroundsThatFollowEachOther) {
    EXPECT_EQ(verdict_on(rent()
                             .ground(first, GrondslagSoort::verplicht_56a, CivilDate{2026, 6, 1},
                                     CivilDate{2026, 11, 30})
                             .ground(first, GrondslagSoort::art57, CivilDate{2026, 12, 1})),
              covered);
}

TEST(Covered, IsNobodyWhoseGroundIsGeen) {
    EXPECT_EQ(verdict_on(rent().ground(first, GrondslagSoort::geen)), no_ground);
    EXPECT_EQ(verdict_on(rent()), no_ground);
}

TEST(Covered, IsACostOfAKindThatTheGroundAllows) {
    const Contract other{.kind = Kind::overig, .bedrag = 20'00_cent};
    EXPECT_EQ(verdict_on(Case{}
                             .ground(first, GrondslagSoort::verplicht_56a, CivilDate{2026, 8, 1},
                                     CivilDate{2027, 1, 31})
                             .contract(other)),
              "niet_gedekt(kind_niet_toegestaan)");
    EXPECT_EQ(verdict_on(Case{}.ground(first, GrondslagSoort::art57).contract(other)), covered);
}

TEST(Covered, ByConsentNeedsASignedMachtiging) {
    using enum MachtigingToestand;
    const Case month = rent().ground(first, GrondslagSoort::vrijwillig);
    EXPECT_EQ(verdict_on(month), "niet_gedekt(machtiging)");
    for (const MachtigingToestand toestand : {gevraagd, ingetrokken, geweigerd}) {
        EXPECT_EQ(verdict_on(Case{month}.machtiging(first, toestand)), "niet_gedekt(machtiging)");
    }
    EXPECT_EQ(verdict_on(Case{month}.machtiging(first, getekend)), covered);
}

TEST(Covered, ByConsentEndsAtOnceWhenTheMachtigingIsWithdrawn) {
    Case month = rent()
                     .ground(first, GrondslagSoort::vrijwillig)
                     .machtiging(first, MachtigingToestand::getekend)
                     .machtiging(first, MachtigingToestand::ingetrokken, CivilDate{2026, 11, 30});
    EXPECT_EQ(verdict_on(month), "niet_gedekt(machtiging)");
    month.household.clienten[0].machtigingen.back().datum = CivilDate{2026, 12, 1};
    EXPECT_EQ(verdict_on(month), covered);
}

TEST(Covered, ByBeschikkingNeedsNoMachtiging) {
    using enum MachtigingToestand;
    for (const GrondslagSoort soort : {GrondslagSoort::verplicht_56a,
                                       GrondslagSoort::maatwerk_afwijking, GrondslagSoort::art57}) {
        Case month = rent().ground(first, soort, CivilDate{2026, 8, 1}, CivilDate{2027, 1, 31});
        EXPECT_EQ(verdict_on(month), covered);
        EXPECT_EQ(verdict_on(Case{month}.machtiging(first, gevraagd)), covered);
        for (const MachtigingToestand refused : {ingetrokken, geweigerd}) {
            Case stopped = Case{month}.machtiging(first, refused);
            EXPECT_EQ(verdict_on(stopped), covered);  // doorbetalen, the default
            stopped.rules.doorbetalen_na_ingetrokken = false;
            EXPECT_EQ(verdict_on(stopped), "niet_gedekt(machtiging)");
        }
        month.rules.doorbetalen_na_ingetrokken = false;
        EXPECT_EQ(verdict_on(month), covered);
    }
}

TEST(Covered, LooksOnlyAtHimWhoBearsTheContract) {
    const Contract of_second{
        .kind = Kind::zorgverzekering, .bedrag = 148'75_cent, .drager = second};
    EXPECT_EQ(verdict_on(Case{HouseholdType::paar}.ground(first).contract(of_second)), no_ground);
    EXPECT_EQ(verdict_on(Case{HouseholdType::paar}.ground(second).contract(of_second)), covered);
}

TEST(Bill, OfACreditorWhoCollectsItselfIsBlocked) {
    Case month = rent().ground(first);
    month.household.contracten[0].incasso = true;
    EXPECT_EQ(verdict_on(month), "geblokkeerd(incasso)");
}

TEST(Bill, ToAnUnconfirmedIbanIsBlocked) {
    const Case month = rent().ground(first);
    Situation situation = month.situation(1000'00_cent);
    situation.bills[0].creditor_iban_confirmed = false;
    const auto assessment =
        decision::assess(situation, decision::facts_of(situation), situation.bills[0]);
    EXPECT_EQ(assessment.outcome, Outcome::geblokkeerd);
    EXPECT_EQ(assessment.reason, Reason::iban_niet_bevestigd);
}

class Overdue : public ::testing::Test {
protected:
    /// The verdict on the rent of this month, in a run with pay date 30 November 2026.
    static std::string verdict(const Case& month, unsigned of_month) {
        Situation situation = month.situation(1000'00_cent);
        situation.bills.clear();
        const dossier::VasteLast& last = month.household.contracten[0];
        for (const dossier::BillPeriod& period : bills_overdue(last, month.window)) {
            if (period.from == CivilDate{2026, of_month, 1})
                situation.bills.push_back(
                    {.contract = &last, .period = period, .already_paid = {}});
        }
        const auto assessment =
            decision::assess(situation, decision::facts_of(situation), situation.bills.at(0));
        std::string text{to_text(assessment.outcome)};
        if (assessment.reason != Reason::none)
            text += "(" + std::string{to_text(assessment.reason)} + ")";
        return text;
    }
};

TEST_F(Overdue, BillIsPaidWhenItIsAtMostAchterstandDagenOld) {
    const Case month = rent().ground(first);
    EXPECT_EQ(verdict(month, 11), covered);
    EXPECT_EQ(verdict(month, 10), covered);               // 60 days
    EXPECT_EQ(verdict(month, 9), "geblokkeerd(te_oud)");  // 90 days
    Case strict = month;
    strict.rules.achterstand_dagen = 60;
    EXPECT_EQ(verdict(strict, 10), covered);
    strict.rules.achterstand_dagen = 59;
    EXPECT_EQ(verdict(strict, 10), "geblokkeerd(te_oud)");
}

TEST_F(Overdue, BillIsPaidOnlyWhenItFellDueInsideTheGround) {
    // Due on the 20th; the ground covers the first day of the period but not the due day.
    Case month =
        Case{}
            .ground(first, GrondslagSoort::art57, CivilDate{2026, 1, 1}, CivilDate{2026, 10, 19})
            .ground(first, GrondslagSoort::art57, CivilDate{2026, 11, 1})
            .contract({.kind = Kind::huur, .bedrag = 612'40_cent, .vervaldag = 20});
    EXPECT_EQ(verdict(month, 10), no_ground);
    EXPECT_EQ(verdict(month, 11), covered);
}

TEST_F(Overdue, IsNoQuestionForARunWithoutWindow) {
    // A nabetaling months later pays what is open of its own benefit month.
    Case month = rent().ground(first);
    month.soort = SoortRun::nabetaling;
    month.month = Month{2026, 6};
    EXPECT_EQ(verdict(month, 7), covered);
    month.soort = SoortRun::regulier;
    EXPECT_EQ(verdict(month, 7), "geblokkeerd(te_oud)");
}

TEST_F(Overdue, AgeIsCountedToThePayDateOfTheWindow) {
    const Case month = rent().ground(first);
    Situation situation = month.situation(1000'00_cent);
    situation.not_before = CivilDate{2027, 3, 1};  // a held record that is split much later
    const auto assessment =
        decision::assess(situation, decision::facts_of(situation), situation.bills.at(0));
    EXPECT_EQ(assessment.outcome, Outcome::te_betalen);
    EXPECT_EQ(assessment.execution_date, (CivilDate{2027, 3, 1}));
}

TEST(Ending, MonthlyAndFourWeeklyBillsBeyondTheGroundArePaidWholeAndListed) {
    for (const Ritme ritme : {Ritme::maand, Ritme::vier_weken}) {
        Case month = Case{}
                         .ground(first, GrondslagSoort::art57, CivilDate{2026, 7, 1},
                                 CivilDate{2026, 12, 14})
                         .contract({.kind = Kind::huur,
                                    .bedrag = 612'40_cent,
                                    .ritme = ritme,
                                    .vanaf = CivilDate{2026, 12, 1}});
        EXPECT_EQ(verdict_on(month), covered);
        EXPECT_TRUE(assess_first(month).grondslag_eindigt);
        month.household.clienten[0].grondslagen[0].tot_en_met = CivilDate{2026, 12, 31};
        EXPECT_FALSE(assess_first(month).grondslag_eindigt);
    }
}

TEST(Ending, LongerBillsBeyondTheGroundWaitForAPerson) {
    for (const Ritme ritme : {Ritme::kwartaal, Ritme::jaar}) {
        Case month =
            Case{}
                .ground(first, GrondslagSoort::art57, CivilDate{2026, 7, 1}, CivilDate{2027, 1, 31})
                .contract({.kind = Kind::water,
                           .bedrag = 64'20_cent,
                           .ritme = ritme,
                           .vanaf = CivilDate{2026, 12, 1}});
        EXPECT_EQ(verdict_on(month), "geblokkeerd(periode_voorbij_grondslag)");
        EXPECT_TRUE(assess_first(month).grondslag_eindigt);
        month.household.clienten[0].grondslagen[0].tot_en_met = CivilDate{2027, 11, 30};
        EXPECT_EQ(verdict_on(month), covered);
        EXPECT_FALSE(assess_first(month).grondslag_eindigt);
    }
}

TEST(Ending, IsCarriedOnByAGroundThatFollowsAtOnce) {
    Case month =
        Case{}
            .ground(first, GrondslagSoort::art57, CivilDate{2026, 7, 1}, CivilDate{2027, 1, 14})
            .contract({.kind = Kind::water,
                       .bedrag = 64'20_cent,
                       .ritme = Ritme::kwartaal,
                       .vanaf = CivilDate{2026, 12, 1}});
    const auto with_next = [&](GrondslagSoort soort, CivilDate from) {
        return Case{month}.ground(first, soort, from);
    };
    EXPECT_EQ(verdict_on(with_next(GrondslagSoort::art57, CivilDate{2027, 1, 15})), covered);
    // A gap of one day, a ground that allows nothing, or consent without machtiging do not carry
    // on.
    const std::string waits = "geblokkeerd(periode_voorbij_grondslag)";
    EXPECT_EQ(verdict_on(with_next(GrondslagSoort::art57, CivilDate{2027, 1, 16})), waits);
    EXPECT_EQ(verdict_on(with_next(GrondslagSoort::geen, CivilDate{2027, 1, 15})), waits);
    EXPECT_EQ(verdict_on(with_next(GrondslagSoort::vrijwillig, CivilDate{2027, 1, 15})), waits);
    EXPECT_EQ(verdict_on(with_next(GrondslagSoort::vrijwillig, CivilDate{2027, 1, 15})
                             .machtiging(first, MachtigingToestand::getekend)),
              covered);
}

TEST(Ending, OfAHouseholdBillLooksAtEveryPartnerWhoIsCovered) {
    Case month =
        Case{HouseholdType::paar}
            .ground(first)
            .ground(second, GrondslagSoort::art57, CivilDate{2026, 7, 1}, CivilDate{2026, 12, 14})
            .contract({.kind = Kind::huur, .bedrag = 612'40_cent});
    EXPECT_EQ(verdict_on(month), covered);
    EXPECT_TRUE(assess_first(month).grondslag_eindigt);
}

TEST(ExecutionDate, IsThePayDate) {
    const Case month =
        Case{}.ground(first).contract({.kind = Kind::gas, .bedrag = 70'00_cent, .vervaldag = 21});
    EXPECT_EQ(assess_first(month).execution_date, (CivilDate{2026, 11, 30}));
}

TEST(ExecutionDate, WithBetaaldagVervaldagIsTheDueDayMovedToTheOpenDayBefore) {
    Case month =
        Case{}.ground(first).contract({.kind = Kind::gas, .bedrag = 70'00_cent, .vervaldag = 21});
    month.rules.betalen_op_vervaldag = true;
    EXPECT_EQ(assess_first(month).execution_date, (CivilDate{2026, 12, 21}));
    month.household.contracten[0].vervaldag = 26;  // 25, 26 and 27 December are closed
    EXPECT_EQ(assess_first(month).execution_date, (CivilDate{2026, 12, 24}));
}

TEST(ExecutionDate, IsNeverEarlierThanThePayDate) {
    // 1 and 2 August 2026 are a weekend; the pay date is Friday 31 July.
    Case month = Case{}.ground(first).contract({.kind = Kind::huur, .bedrag = 612'40_cent});
    month.rules.betalen_op_vervaldag = true;
    month.month = Month{2026, 7};
    month.window = {CivilDate{2026, 7, 31}, CivilDate{2026, 8, 31}};
    EXPECT_EQ(assess_first(month).execution_date, (CivilDate{2026, 7, 31}));
}

TEST(Bearer, OfAPersonsContractIsThatPerson) {
    const Case month = Case{HouseholdType::paar}.ground(first).ground(second).contract(
        {.kind = Kind::zorgverzekering, .bedrag = 148'75_cent, .drager = second});
    const decision::Assessment assessment = assess_first(month);
    EXPECT_EQ(assessment.wijze, decision::Wijze::eigen);
    EXPECT_EQ(assessment.bearer, 1U);
}

TEST(Bearers, OfAHouseholdBillAreBothWhenBothAreCovered) {
    EXPECT_EQ(assess_first(Case{HouseholdType::paar}.ground(first).ground(second).contract(
                               {.kind = Kind::huur, .bedrag = 612'40_cent}))
                  .wijze,
              decision::Wijze::samen);
}

TEST(Bearers, OfAHouseholdBillIncludeTheOtherOnlyByPolicyAndHisOwnMachtiging) {
    using enum MachtigingToestand;
    const Case month = Case{HouseholdType::paar}.ground(second).contract({.bedrag = 612'40_cent});
    for (const bool whole : {false, true}) {
        for (const MachtigingToestand other :
             {MachtigingToestand::geen, gevraagd, getekend, ingetrokken, geweigerd}) {
            Case asked = Case{month}.machtiging(first, other);
            asked.rules.een_grondslag =
                whole ? EenGrondslag::hele_uitkering : EenGrondslag::alleen_eigen_helft;
            EXPECT_EQ(assess_first(asked).wijze,
                      whole && other == getekend ? decision::Wijze::heel : decision::Wijze::helft);
            EXPECT_EQ(assess_first(asked).bearer, 1U);
        }
    }
}

TEST(Facts, LowerTheFloorByTheLeefgeldOfTheMonthButNotBelowZero) {
    const Case month = Case{}.floor(260'00_cent);
    Situation situation = month.situation(1000'00_cent);
    EXPECT_EQ(decision::facts_of(situation).floor, 260'00_cent);
    situation.leefgeld_already = 100'00_cent;
    EXPECT_EQ(decision::facts_of(situation).floor, 160'00_cent);
    situation.leefgeld_already = 1000'00_cent;
    EXPECT_TRUE(decision::facts_of(situation).floor.is_zero());
}

TEST(Facts, CountNoMoreBijzondereBijstandThanThereIsNet) {
    const Case month = Case{HouseholdType::paar};
    Situation situation = month.situation(200'01_cent);
    situation.bijzondere_bijstand = 300'00_cent;
    const decision::Facts facts = decision::facts_of(situation);
    EXPECT_EQ(facts.bijzondere_bijstand, 200'01_cent);
    EXPECT_EQ(facts.half, (decision::PerPartner{0_cent, 0_cent}));
    EXPECT_EQ(facts.entitlement, (decision::PerPartner{100'01_cent, 100'00_cent}));
}

TEST(Facts, AreThoseOfTheFirstDayOnWhichAnythingIsExecuted) {
    Case month = Case{HouseholdType::paar}
                     .joint(60)
                     .machtiging(first, MachtigingToestand::getekend)
                     .machtiging(first, MachtigingToestand::ingetrokken, CivilDate{2026, 12, 2});
    month.household.gezamenlijke_verzoeken[0].tot_en_met = CivilDate{2026, 12, 1};
    Situation situation = month.situation(100'00_cent);
    EXPECT_EQ(decision::facts_of(situation).machtiging[0], MachtigingToestand::getekend);
    EXPECT_NE(decision::facts_of(situation).joint, nullptr);
    situation.not_before = CivilDate{2026, 12, 2};  // the pay date has passed
    EXPECT_EQ(decision::facts_of(situation).machtiging[0], MachtigingToestand::ingetrokken);
    EXPECT_EQ(decision::facts_of(situation).joint, nullptr);
}

TEST(Facts, TakeTheFloorOfTheHouseholdsType) {
    Case month{HouseholdType::paar_met_kinderen};
    month.rules.minimum_leefgeld = {260'00_cent, 340'00_cent, 400'00_cent, 480'00_cent};
    EXPECT_EQ(decision::facts_of(month.situation({})).floor, 480'00_cent);
}

}  // namespace
}  // namespace ontzorgd::uitkering
