// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/uitkering/split.h"

#include "households.h"
#include "ontzorgd/values/target_calendar.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace ontzorgd::uitkering {
namespace {

using namespace testing;

/// Rent 612.40, health insurance 148.75, under a ground without end.
Case ordinary() {
    return Case{}
        .ground(first)
        .contract({.kind = Kind::huur, .bedrag = 612'40_cent})
        .contract({.kind = Kind::zorgverzekering, .bedrag = 148'75_cent, .drager = first});
}

TEST(Split, PaysEveryBillWholeAndTheRestAsLeefgeld) {
    const Verdeling verdeling = ordinary().floor(260'00_cent).run(1348'49_cent);
    EXPECT_EQ(told(bill_of(verdeling, 1)), "te_betalen 612.40");
    EXPECT_EQ(told(bill_of(verdeling, 2)), "te_betalen 148.75");
    EXPECT_EQ(verdeling.leefgeld[0], 587'34_cent);
    EXPECT_TRUE(verdeling.leefgeld[1].is_zero());
}

TEST(Split, PaysABillThatLeavesExactlyTheMinimum) {
    const Case month = ordinary().floor(587'34_cent);
    EXPECT_EQ(told(bill_of(month.run(1348'49_cent), 2)), "te_betalen 148.75");
    EXPECT_EQ(told(bill_of(month.run(1348'48_cent), 2)), "niet_betaald(minimum_leefgeld)");
    EXPECT_EQ(leefgeld_of(month.run(1348'48_cent)), 736'08_cent);
}

TEST(Split, DoesNotLetAnUnpaidRentCostTheHealthInsurance) {
    const Verdeling verdeling = ordinary().floor(260'00_cent).run(800'00_cent);
    EXPECT_EQ(told(bill_of(verdeling, 1)), "niet_betaald(minimum_leefgeld)");
    EXPECT_EQ(told(bill_of(verdeling, 2)), "te_betalen 148.75");
    EXPECT_EQ(leefgeld_of(verdeling), 651'25_cent);
}

TEST(Split, PaysInPartDownToTheMinimumWhereTheKindAllowsIt) {
    Case month = ordinary().floor(260'00_cent).partly(Kind::huur);
    const Verdeling verdeling = month.run(800'00_cent);
    EXPECT_EQ(told(bill_of(verdeling, 1)), "deels(minimum_leefgeld) 540.00");
    EXPECT_EQ(told(bill_of(verdeling, 2)), "niet_betaald(minimum_leefgeld)");
    EXPECT_EQ(leefgeld_of(verdeling), 260'00_cent);
}

TEST(Split, PaysNoPartOfNothing) {
    Case month = ordinary().floor(260'00_cent).partly(Kind::huur);
    EXPECT_EQ(told(bill_of(month.run(260'00_cent), 1)), "niet_betaald(minimum_leefgeld)");
    EXPECT_EQ(told(bill_of(month.run(260'01_cent), 1)), "deels(minimum_leefgeld) 0.01");
    EXPECT_EQ(told(bill_of(month.run(100'00_cent), 1)), "niet_betaald(minimum_leefgeld)");
    EXPECT_EQ(leefgeld_of(month.run(100'00_cent)), 100'00_cent);
}

TEST(Split, LeavesEveryBillUnpaidWithItsReasonWhenTheNetIsZero) {
    const Verdeling verdeling = ordinary().partly(Kind::huur).run({});
    ASSERT_EQ(verdeling.bills.size(), 2U);
    EXPECT_EQ(told(verdeling.bills[0]), "niet_betaald(netto_nul)");
    EXPECT_EQ(told(verdeling.bills[1]), "niet_betaald(netto_nul)");
    EXPECT_TRUE(verdeling.tranches.empty());
}

// 18-20 without the raise: 332.90 cannot bear a rent, and nothing goes below zero.
TEST(Split, OfALowNormLeavesTheRentUnpaidAndTheMoneyToTheClient) {
    const Verdeling verdeling = ordinary().floor(240'00_cent).run(332'90_cent);
    EXPECT_EQ(told(bill_of(verdeling, 1)), "niet_betaald(minimum_leefgeld)");
    EXPECT_EQ(told(bill_of(verdeling, 2)), "niet_betaald(minimum_leefgeld)");
    EXPECT_EQ(leefgeld_of(verdeling), 332'90_cent);
}

TEST(Split, FollowsTheOrderOfTheRegelset) {
    Case month = ordinary().floor(0_cent);
    month.rules.volgorde = {Kind::zorgverzekering, Kind::huur,  Kind::gas,   Kind::stroom,
                            Kind::energie,         Kind::water, Kind::overig};
    const Verdeling verdeling = month.run(612'40_cent);
    ASSERT_EQ(verdeling.bills.size(), 2U);
    EXPECT_EQ(verdeling.bills[0].kind, Kind::zorgverzekering);
    EXPECT_EQ(told(verdeling.bills[0]), "te_betalen 148.75");
    EXPECT_EQ(told(verdeling.bills[1]), "niet_betaald(minimum_leefgeld)");
}

TEST(Split, WithinAKindTakesTheEarlierDueDayFirst) {
    const Verdeling verdeling =
        Case{}
            .ground(first)
            .contract({.kind = Kind::gas, .bedrag = 60'00_cent, .vervaldag = 20})
            .contract({.kind = Kind::gas, .bedrag = 70'00_cent, .vervaldag = 5})
            .run(70'00_cent);
    EXPECT_EQ(told(bill_of(verdeling, 2)), "te_betalen 70.00");
    EXPECT_EQ(told(bill_of(verdeling, 1)), "niet_betaald(minimum_leefgeld)");
}

TEST(Split, OnOneDueDayTakesTheLowerContractNumberFirst) {
    const Case month = Case{}
                           .ground(first)
                           .contract({.kind = Kind::gas, .bedrag = 60'00_cent})
                           .contract({.kind = Kind::gas, .bedrag = 70'00_cent});
    Situation situation = month.situation(70'00_cent);
    ASSERT_EQ(situation.bills.size(), 2U);
    situation.bills[0].volgnummer = 2;  // the number of the first recorded one comes later
    situation.bills[1].volgnummer = 1;
    const Verdeling verdeling = split(situation).value;
    EXPECT_EQ(told(bill_of(verdeling, 2)), "te_betalen 70.00");
    EXPECT_EQ(told(bill_of(verdeling, 1)), "niet_betaald(minimum_leefgeld)");
}

TEST(Split, PutsAnOverdueBillInThePlaceOfItsKindOldestFirst) {
    const Case month = ordinary().floor(0_cent);
    Situation situation = month.situation(1300'00_cent);
    const dossier::VasteLast& rent = month.household.contracten[0];
    for (const dossier::BillPeriod& period : bills_overdue(rent, month.window)) {
        if (period.due >= CivilDate{2026, 11, 1})
            situation.bills.push_back({.contract = &rent, .period = period, .already_paid = {}});
    }
    const Verdeling verdeling = split(situation).value;
    ASSERT_EQ(verdeling.bills.size(), 3U);
    EXPECT_EQ(verdeling.bills[0].period.due, (CivilDate{2026, 11, 1}));
    EXPECT_EQ(verdeling.bills[1].period.due, (CivilDate{2026, 12, 1}));
    EXPECT_EQ(told(verdeling.bills[0]), "te_betalen 612.40");
    EXPECT_EQ(told(verdeling.bills[1]), "te_betalen 612.40");
    EXPECT_EQ(told(verdeling.bills[2]), "niet_betaald(minimum_leefgeld)");
}

TEST(Split, PaysWhatIsLeftOfABillThatWasPaidInPart) {
    const Case month = ordinary().partly(Kind::huur);
    Situation situation = month.situation(1000'00_cent);
    situation.bills[0].already_paid = 500'00_cent;
    situation.bills[0].next_part = 2;
    const BillOutcome rent = bill_of(split(situation).value, 1);
    EXPECT_EQ(rent.wanted, 112'40_cent);
    EXPECT_EQ(told(rent), "te_betalen 112.40");
    EXPECT_EQ(rent.part, 2U);
}

TEST(Split, MakesNoSecondPartWhereTheRegelsetPaysNoParts) {
    const Case month = ordinary();
    Situation situation = month.situation(1000'00_cent);
    situation.bills[0].already_paid = 500'00_cent;
    situation.bills[0].next_part = 2;
    EXPECT_EQ(told(bill_of(split(situation).value, 1)), "geblokkeerd(deel_niet_toegestaan)");
}

TEST(Split, NeverPaysABillAgainThatWasPaidWhole) {
    const Case month = ordinary().partly(Kind::huur);
    Situation situation = month.situation(1000'00_cent);
    situation.bills[0].already_paid = 612'40_cent;
    situation.bills[0].next_part = 2;
    const Verdeling verdeling = split(situation).value;
    ASSERT_EQ(verdeling.bills.size(), 1U);
    EXPECT_EQ(verdeling.bills[0].kind, Kind::zorgverzekering);
}

TEST(Split, GivesBijzondereBijstandToLeefgeldAlways) {
    const Case month = ordinary().floor(260'00_cent);
    Situation situation = month.situation(1100'00_cent);
    situation.bijzondere_bijstand = 300'00_cent;
    // 800 may bear bills: as if there were no bijzondere bijstand, and 300 more leefgeld.
    const Verdeling verdeling = split(situation).value;
    EXPECT_EQ(told(bill_of(verdeling, 1)), "niet_betaald(minimum_leefgeld)");
    EXPECT_EQ(told(bill_of(verdeling, 2)), "te_betalen 148.75");
    EXPECT_EQ(leefgeld_of(verdeling), 951'25_cent);
}

TEST(Split, WithMoreBijzondereBijstandThanNetPaysNoBill) {
    const Case month = ordinary();
    Situation situation = month.situation(200'00_cent);
    situation.bijzondere_bijstand = 300'00_cent;
    const Verdeling verdeling = split(situation).value;
    EXPECT_EQ(told(bill_of(verdeling, 2)), "niet_betaald(minimum_leefgeld)");
    EXPECT_EQ(leefgeld_of(verdeling), 200'00_cent);
}

TEST(Split, HoldsTheFloorOncePerBenefitMonth) {
    Case month = ordinary().floor(260'00_cent);
    month.soort = SoortRun::nabetaling;
    Situation situation = month.situation(700'00_cent);
    EXPECT_EQ(told(bill_of(split(situation).value, 1)), "niet_betaald(minimum_leefgeld)");
    situation.leefgeld_already = 180'00_cent;
    EXPECT_EQ(told(bill_of(split(situation).value, 1)), "te_betalen 612.40");
    situation.leefgeld_already = 900'00_cent;
    EXPECT_EQ(told(bill_of(split(situation).value, 1)), "te_betalen 612.40");
    EXPECT_EQ(leefgeld_of(split(situation).value), 87'60_cent);
}

TEST(Split, OfVakantietoeslagAndVoorschotGoesToLeefgeldUnlessTheRegelsetSaysOtherwise) {
    Case month = ordinary();
    for (const SoortRun soort : {SoortRun::vakantietoeslag, SoortRun::voorschot}) {
        month.soort = soort;
        month.rules.vakantietoeslag = month.rules.voorschot = Bestemming::leefgeld;
        Verdeling verdeling = month.run(800'00_cent);
        EXPECT_TRUE(verdeling.bills.empty());
        EXPECT_EQ(leefgeld_of(verdeling), 800'00_cent);
        month.rules.vakantietoeslag = month.rules.voorschot = Bestemming::vaste_lasten_eerst;
        verdeling = month.run(800'00_cent);
        EXPECT_EQ(told(bill_of(verdeling, 1)), "te_betalen 612.40");
        EXPECT_EQ(leefgeld_of(verdeling), 38'85_cent);
    }
}

TEST(Split, OfACorrectieOrNabetalingPaysOpenBillsFirstUnlessTheSwitchIsOff) {
    Case month = ordinary();
    for (const SoortRun soort : {SoortRun::correctie, SoortRun::nabetaling}) {
        month.soort = soort;
        month.rules.openstaand_eerst = true;
        EXPECT_EQ(told(bill_of(month.run(800'00_cent), 1)), "te_betalen 612.40");
        month.rules.openstaand_eerst = false;
        EXPECT_TRUE(month.run(800'00_cent).bills.empty());
        EXPECT_EQ(leefgeld_of(month.run(800'00_cent)), 800'00_cent);
    }
}

TEST(Split, PaysWeeklyLeefgeldInEqualPartsTheFirstWithTheOddCents) {
    Case month = Case{};
    month.rules.ritme = LeefgeldRitme::week;
    const Verdeling verdeling = month.run(500'03_cent);
    ASSERT_EQ(verdeling.tranches.size(), 5U);
    const std::vector<std::string> days{"2026-11-30", "2026-12-07", "2026-12-14", "2026-12-21",
                                        "2026-12-28"};
    const std::vector<Euro> parts{100'01_cent, 100'01_cent, 100'01_cent, 100'00_cent, 100'00_cent};
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_EQ(verdeling.tranches[i].number, i + 1);
        EXPECT_EQ(verdeling.tranches[i].execution_date.to_string(), days[i]);
        EXPECT_EQ(verdeling.tranches[i].bedrag, parts[i]);
    }
}

TEST(Split, MakesNoTrancheOfNothing) {
    Case month = Case{};
    month.rules.ritme = LeefgeldRitme::week;
    const Verdeling verdeling = month.run(3_cent);
    ASSERT_EQ(verdeling.tranches.size(), 3U);
    for (const Tranche& tranche : verdeling.tranches) EXPECT_EQ(tranche.bedrag, 1_cent);
}

TEST(Split, PaysEachPartnerHisOwnTranches) {
    Case month{HouseholdType::paar};
    month.rules.ritme = LeefgeldRitme::week;
    const Verdeling verdeling = month.run(1000'01_cent);
    ASSERT_EQ(verdeling.tranches.size(), 10U);
    Euro sum_first;
    Euro sum_second;
    for (const Tranche& tranche : verdeling.tranches)
        (tranche.partner == 0 ? sum_first : sum_second) += tranche.bedrag;
    EXPECT_EQ(sum_first, 500'01_cent);
    EXPECT_EQ(sum_second, 500'00_cent);
    EXPECT_EQ(verdeling.tranches[5].partner, 1);
    EXPECT_EQ(verdeling.tranches[5].number, 1U);
}

TEST(Split, PaysLeefgeldOfOtherKindsOfRunAtOnce) {
    Case month = Case{};
    month.rules.ritme = LeefgeldRitme::week;
    for (const SoortRun soort : {SoortRun::correctie, SoortRun::nabetaling, SoortRun::voorschot,
                                 SoortRun::vakantietoeslag}) {
        month.soort = soort;
        ASSERT_EQ(month.run(500'03_cent).tranches.size(), 1U);
        EXPECT_EQ(month.run(500'03_cent).tranches[0].execution_date, month.window.pay_date);
    }
}

TEST(Split, AfterThePayDateExecutesNothingBeforeTheFirstDayThatIsLeft) {
    Case month = ordinary();
    month.rules.ritme = LeefgeldRitme::week;
    Situation situation = month.situation(1000'00_cent);
    situation.not_before = CivilDate{2026, 12, 17};
    const Verdeling verdeling = split(situation).value;
    for (const BillOutcome& bill : verdeling.bills)
        EXPECT_EQ(bill.execution_date, (CivilDate{2026, 12, 17}));
    ASSERT_EQ(verdeling.tranches.size(), 2U);
    EXPECT_EQ(verdeling.tranches[0].execution_date, (CivilDate{2026, 12, 17}));
    EXPECT_EQ(verdeling.tranches[1].execution_date, (CivilDate{2026, 12, 24}));
}

TEST(Split, OfAZeroBillDoesNotExist) {
    const Case month = Case{}.ground(first).contract({.kind = Kind::gas, .bedrag = {}});
    EXPECT_TRUE(month.run(100'00_cent).bills.empty());
}

// Energy every 28 days, due on the 10th day of its period: two bills fall in the window of the
// December rent, one in most, none in a short one.
TEST(Windows, CanTakeUpAFourWeeklyBillTwiceAndThenOnce) {
    Case month = Case{}.ground(first).contract({.kind = Kind::energie,
                                                .bedrag = 142'00_cent,
                                                .vervaldag = 10,
                                                .ritme = Ritme::vier_weken,
                                                .vanaf = CivilDate{2026, 7, 6}});
    const auto dues = [&](CivilDate pay_date, CivilDate next) {
        month.window = pay_window(pay_date, next);
        std::vector<std::string> days;
        for (const BillOutcome& bill : month.run(1000'00_cent).bills)
            days.push_back(bill.period.due.to_string());
        return days;
    };
    using Days = std::vector<std::string>;
    EXPECT_EQ(dues(CivilDate{2026, 9, 30}, CivilDate{2026, 10, 30}), Days{"2026-10-07"});
    EXPECT_EQ(dues(CivilDate{2026, 10, 30}, CivilDate{2026, 11, 30}), Days{"2026-11-04"});
    EXPECT_EQ(dues(CivilDate{2026, 11, 30}, CivilDate{2026, 12, 31}),
              (Days{"2026-12-02", "2026-12-30"}));
    EXPECT_EQ(dues(CivilDate{2026, 12, 31}, CivilDate{2027, 1, 26}), Days{});
}

TEST(Windows, TakeUpQuarterlyWaterOncePerQuarter) {
    Case month = Case{}.ground(first).contract({.kind = Kind::water,
                                                .bedrag = 64'20_cent,
                                                .vervaldag = 15,
                                                .ritme = Ritme::kwartaal,
                                                .vanaf = CivilDate{2026, 8, 1}});
    const auto bills = [&](CivilDate pay_date, CivilDate next) {
        month.window = pay_window(pay_date, next);
        return month.run(1000'00_cent).bills.size();
    };
    EXPECT_EQ(bills(CivilDate{2026, 7, 31}, CivilDate{2026, 8, 31}), 1U);
    EXPECT_EQ(bills(CivilDate{2026, 8, 31}, CivilDate{2026, 9, 30}), 0U);
    EXPECT_EQ(bills(CivilDate{2026, 9, 30}, CivilDate{2026, 10, 30}), 0U);
    EXPECT_EQ(bills(CivilDate{2026, 10, 30}, CivilDate{2026, 11, 30}), 1U);
}

TEST(Windows, TakeUpTheFirstPartialAndTheLastBillOfAContract) {
    Case month = Case{}.ground(first).contract({.kind = Kind::huur,
                                                .bedrag = 612'40_cent,
                                                .vervaldag = 1,
                                                .vanaf = CivilDate{2026, 12, 9}});
    dossier::VasteLast& rent = month.household.contracten[0];
    rent.eerste_bedrag = 454'36_cent;
    rent.tot_en_met = CivilDate{2027, 1, 8};
    Verdeling verdeling = month.run(1000'00_cent);
    ASSERT_EQ(verdeling.bills.size(), 1U);
    EXPECT_EQ(verdeling.bills[0].period.due, (CivilDate{2026, 12, 9}));
    EXPECT_EQ(told(verdeling.bills[0]), "te_betalen 454.36");
    month.window = {CivilDate{2026, 12, 31}, CivilDate{2027, 1, 29}};
    EXPECT_EQ(told(bill_of(month.run(1000'00_cent), 1)), "te_betalen 612.40");
    month.window = {CivilDate{2027, 1, 29}, CivilDate{2027, 2, 26}};
    EXPECT_TRUE(month.run(1000'00_cent).bills.empty());
}

// Ground 2026-07-15 to 2027-01-14, pay date the last working day, contract from 1 August: six
// rents, August to January, executed 2026-07-31 to 2026-12-31.
TEST(Windows, OfSixMonthsPaySixRents) {
    Case month =
        Case{}
            .ground(first, GrondslagSoort::verplicht_56a, CivilDate{2026, 7, 15},
                    CivilDate{2027, 1, 14})
            .contract({.kind = Kind::huur, .bedrag = 612'40_cent, .vanaf = CivilDate{2026, 8, 1}});
    const std::vector<CivilDate> pay_dates{
        CivilDate{2026, 6, 30},  CivilDate{2026, 7, 31},  CivilDate{2026, 8, 31},
        CivilDate{2026, 9, 30},  CivilDate{2026, 10, 30}, CivilDate{2026, 11, 30},
        CivilDate{2026, 12, 31}, CivilDate{2027, 1, 29},  CivilDate{2027, 2, 26}};
    std::vector<std::string> paid;
    std::vector<std::string> not_paid;
    for (std::size_t i = 0; i + 1 < pay_dates.size(); ++i) {
        month.month = Month::of(pay_dates[i]);
        month.window = pay_window(pay_dates[i], pay_dates[i + 1]);
        for (const BillOutcome& bill : month.run(1348'49_cent).bills) {
            const std::string line =
                bill.period.from.to_string() + " on " + bill.execution_date.to_string();
            (bill.outcome == Outcome::te_betalen ? paid : not_paid).push_back(line);
            EXPECT_EQ(bill.grondslag_eindigt, bill.period.from == (CivilDate{2027, 1, 1}));
        }
    }
    EXPECT_EQ(paid,
              (std::vector<std::string>{"2026-08-01 on 2026-07-31", "2026-09-01 on 2026-08-31",
                                        "2026-10-01 on 2026-09-30", "2026-11-01 on 2026-10-30",
                                        "2026-12-01 on 2026-11-30", "2027-01-01 on 2026-12-31"}));
    EXPECT_EQ(not_paid, std::vector<std::string>{"2027-02-01 on 2027-01-29"});
}

// The same with the 15th of the next month as pay date: the rent of 1 August fell due before the
// first pay date of the ground and is taken up as overdue.
TEST(Windows, WithThe15thOfTheNextMonthTakeUpTheFirstRentAsOverdue) {
    Case month =
        Case{}
            .ground(first, GrondslagSoort::verplicht_56a, CivilDate{2026, 7, 15},
                    CivilDate{2027, 1, 14})
            .contract({.kind = Kind::huur, .bedrag = 612'40_cent, .vanaf = CivilDate{2026, 8, 1}});
    std::set<std::string> paid;
    std::vector<std::string> executed;
    for (int i = 0; i < 8; ++i) {
        month.month = Month{2026, 6}.plus(i);
        month.window = pay_window(month.month.plus(1).first().plus_days(14),
                                  month.month.plus(2).first().plus_days(14));
        Situation situation = month.situation(2000'00_cent);
        const dossier::VasteLast& rent = month.household.contracten[0];
        for (const dossier::BillPeriod& period : bills_overdue(rent, month.window)) {
            if (!paid.contains(period.from.to_string()))
                situation.bills.push_back(
                    {.contract = &rent, .period = period, .already_paid = {}});
        }
        for (const BillOutcome& bill : split(situation).value.bills) {
            if (bill.outcome != Outcome::te_betalen) continue;
            EXPECT_TRUE(paid.insert(bill.period.from.to_string()).second) << "paid twice";
            executed.push_back(bill.period.from.to_string() + " on " +
                               bill.execution_date.to_string());
        }
    }
    // January's rent belongs to the money of November (pay date 15 December); the money of December
    // is paid on 15 January, when the ground has ended.
    EXPECT_EQ(executed,
              (std::vector<std::string>{"2026-08-01 on 2026-08-14", "2026-09-01 on 2026-08-14",
                                        "2026-10-01 on 2026-09-15", "2026-11-01 on 2026-10-15",
                                        "2026-12-01 on 2026-11-13", "2027-01-01 on 2026-12-15"}));
}

TEST(Windows, GiveEveryBillToOneWindow) {
    const Case month = Case{}
                           .contract({.kind = Kind::huur, .bedrag = 1_cent, .vervaldag = 31})
                           .contract({.kind = Kind::energie,
                                      .bedrag = 1_cent,
                                      .vervaldag = 28,
                                      .ritme = Ritme::vier_weken});
    for (const unsigned day : {15U, 31U}) {
        std::size_t apart = 0;
        PayWindow window;
        for (int i = 0; i < 24; ++i) {
            const auto date = [&](int n) {
                const Month at = Month{2026, 1}.plus(n);
                return at.first().plus_days(
                    static_cast<std::int32_t>(std::min(day, at.last().day())) - 1);
            };
            window = pay_window(date(i), date(i + 1));
            for (const auto& contract : month.household.contracten)
                apart += bills_in_window(contract, window).size();
        }
        std::size_t together = 0;
        const CivilDate start = values::target_day_on_or_before(day == 15 ? CivilDate{2026, 1, 15}
                                                                          : CivilDate{2026, 1, 31});
        for (const auto& contract : month.household.contracten)
            together += dossier::bills_due(contract, start, window.next_pay_date).size();
        EXPECT_EQ(apart, together);
    }
}

TEST(Windows, CountAsOverdueEveryBillOfOursUpToThePayDate) {
    Case month = ordinary();
    month.household.contracten[0].betalen_vanaf = CivilDate{2026, 10, 1};
    const auto overdue = bills_overdue(month.household.contracten[0], month.window);
    ASSERT_EQ(overdue.size(), 2U);
    EXPECT_EQ(overdue[0].due, (CivilDate{2026, 10, 1}));
    EXPECT_EQ(overdue[1].due, (CivilDate{2026, 11, 1}));
}

TEST(Outcome, HasATextForEveryValue) {
    std::set<std::string, std::less<>> texts;
    for (const Outcome outcome : {Outcome::te_betalen, Outcome::deels, Outcome::niet_betaald,
                                  Outcome::niet_gedekt, Outcome::geblokkeerd})
        EXPECT_TRUE(texts.emplace(to_text(outcome)).second);
    EXPECT_EQ(to_text(Outcome::niet_betaald), "niet_betaald");
    EXPECT_EQ(to_text(Outcome::geblokkeerd), "geblokkeerd");
}

TEST(Reason, HasATextForEveryValue) {
    EXPECT_EQ(to_text(Reason::none), "none");
    EXPECT_EQ(to_text(Reason::minimum_leefgeld), "minimum_leefgeld");
    EXPECT_EQ(to_text(Reason::te_oud), "te_oud");
    EXPECT_EQ(to_text(Reason::deel_niet_toegestaan), "deel_niet_toegestaan");
}

TEST(Split, ExplainsEveryCentOfEveryBill) {
    const Case month = ordinary().floor(260'00_cent);
    const auto explained = split(month.situation(800'00_cent));
    // Entitlement; cover and money of two bills; leefgeld.
    ASSERT_EQ(explained.why.size(), 6U);
    EXPECT_EQ(explained.why.front().rule, "S.entitlement");
    EXPECT_EQ(explained.why[2].rule, "R1.09");
    EXPECT_EQ(explained.why[2].outcome, "minimum_leefgeld");
    EXPECT_EQ(explained.why.back().rule, "S.leefgeld");
}

TEST(SplitDeathTest, OfANetBelowZeroIsABug) {
    const Case month = ordinary();
    EXPECT_DEATH((void)month.run(-1_cent), "below zero");
}

TEST(SplitDeathTest, WithABillGivenTwiceIsABug) {
    const Case month = ordinary();
    Situation situation = month.situation(1000'00_cent);
    situation.bills.push_back(situation.bills.front());
    EXPECT_DEATH((void)split(situation), "once");
}

}  // namespace
}  // namespace ontzorgd::uitkering
