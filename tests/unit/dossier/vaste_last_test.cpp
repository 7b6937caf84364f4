// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/dossier/vaste_last.h"

#include <gtest/gtest.h>

namespace ontzorgd::dossier {
namespace {

using values::CivilDate;
using values::operator""_cent;

VasteLast contract(Ritme ritme, unsigned vervaldag, CivilDate vanaf) {
    VasteLast last;
    last.id = ContractId{1};
    last.bedragen = {{vanaf, 100'00_cent}};
    last.ritme = ritme;
    last.vervaldag = vervaldag;
    last.vanaf = vanaf;
    last.betalen_vanaf = vanaf;
    return last;
}

std::vector<std::string> due_days(const VasteLast& last, CivilDate after, CivilDate until) {
    std::vector<std::string> days;
    for (const BillPeriod& bill : bills_due(last, after, until))
        days.push_back(bill.due.to_string());
    return days;
}

using Days = std::vector<std::string>;

TEST(Kind, IsReadBackFromItsText) {
    for (const Kind kind : all_kinds) EXPECT_EQ(kind_from(to_text(kind)), kind);
    EXPECT_EQ(kind_from("internet"), std::nullopt);
}

TEST(Ritme, IsReadBackFromItsText) {
    for (const Ritme ritme : {Ritme::maand, Ritme::vier_weken, Ritme::kwartaal, Ritme::jaar}) {
        EXPECT_EQ(ritme_from(to_text(ritme)), ritme);
    }
    EXPECT_EQ(ritme_from("week"), std::nullopt);
}

TEST(Bills, AreThoseDueAfterTheFirstDayAndOnOrBeforeTheLast) {
    const VasteLast rent = contract(Ritme::maand, 1, CivilDate{2026, 8, 1});
    EXPECT_EQ(due_days(rent, CivilDate{2026, 7, 31}, CivilDate{2026, 8, 31}), Days{"2026-08-01"});
    EXPECT_EQ(due_days(rent, CivilDate{2026, 8, 1}, CivilDate{2026, 9, 1}), Days{"2026-09-01"});
    EXPECT_EQ(due_days(rent, CivilDate{2026, 8, 1}, CivilDate{2026, 8, 31}), Days{});
    EXPECT_EQ(due_days(rent, CivilDate{2026, 10, 15}, CivilDate{2026, 12, 15}),
              (Days{"2026-11-01", "2026-12-01"}));
}

TEST(Bills, KeepTheDueDayOfTheContractOnClosedDays) {
    // 1 January and 25 December are closed; the due day is not moved.
    const VasteLast rent = contract(Ritme::maand, 25, CivilDate{2026, 12, 1});
    EXPECT_EQ(due_days(rent, CivilDate{2026, 11, 30}, CivilDate{2026, 12, 31}), Days{"2026-12-25"});
    const VasteLast other = contract(Ritme::maand, 1, CivilDate{2026, 12, 1});
    EXPECT_EQ(due_days(other, CivilDate{2026, 12, 31}, CivilDate{2027, 1, 29}), Days{"2027-01-01"});
}

TEST(Bills, DueOnThe31stFallOnTheLastDayOfAShorterMonth) {
    const VasteLast last = contract(Ritme::maand, 31, CivilDate{2026, 12, 1});
    EXPECT_EQ(due_days(last, CivilDate{2026, 12, 30}, CivilDate{2027, 4, 30}),
              (Days{"2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"}));
}

TEST(Bills, CoverWholeCalendarMonths) {
    const VasteLast rent = contract(Ritme::maand, 1, CivilDate{2026, 8, 1});
    const auto bills = bills_due(rent, CivilDate{2027, 1, 31}, CivilDate{2027, 2, 28});
    ASSERT_EQ(bills.size(), 1U);
    EXPECT_EQ(bills[0].from, (CivilDate{2027, 2, 1}));
    EXPECT_EQ(bills[0].until, (CivilDate{2027, 2, 28}));
    EXPECT_FALSE(bills[0].is_partial_first);
}

TEST(Bills, OfAFirstMonthBeginWithTheContract) {
    VasteLast last = contract(Ritme::maand, 1, CivilDate{2026, 8, 15});
    last.eerste_bedrag = 55'00_cent;
    const auto bills = bills_due(last, CivilDate{2026, 7, 31}, CivilDate{2026, 9, 30});
    ASSERT_EQ(bills.size(), 2U);
    EXPECT_EQ(bills[0].from, (CivilDate{2026, 8, 15}));
    EXPECT_EQ(bills[0].until, (CivilDate{2026, 8, 31}));
    EXPECT_EQ(bills[0].due, (CivilDate{2026, 8, 15}));  // the 1st lay before the contract
    EXPECT_TRUE(bills[0].is_partial_first);
    EXPECT_EQ(bills[0].bedrag, 55'00_cent);
    EXPECT_FALSE(bills[1].is_partial_first);
    EXPECT_EQ(bills[1].bedrag, 100'00_cent);
}

TEST(Bills, OfAFirstMonthKeepADueDayInsideTheContract) {
    const VasteLast last = contract(Ritme::maand, 28, CivilDate{2026, 8, 15});
    EXPECT_EQ(due_days(last, CivilDate{2026, 7, 31}, CivilDate{2026, 8, 31}), Days{"2026-08-28"});
}

TEST(Bills, OfPeriodsBeforeBetalenVanafAreNotOurs) {
    VasteLast rent = contract(Ritme::maand, 1, CivilDate{2025, 1, 1});
    rent.betalen_vanaf = CivilDate{2026, 8, 1};
    EXPECT_EQ(due_days(rent, CivilDate{2026, 5, 31}, CivilDate{2026, 9, 30}),
              (Days{"2026-08-01", "2026-09-01"}));
}

TEST(Bills, BeforeTheContractBeginsDoNotExist) {
    for (const Ritme ritme : {Ritme::maand, Ritme::vier_weken, Ritme::kwartaal, Ritme::jaar}) {
        VasteLast last = contract(ritme, 5, CivilDate{2026, 8, 1});
        last.betalen_vanaf = CivilDate{2024, 1, 1};
        const auto bills = bills_due(last, CivilDate{2023, 12, 31}, CivilDate{2026, 8, 20});
        ASSERT_EQ(bills.size(), 1U) << to_text(ritme);
        EXPECT_EQ(bills[0].from, last.vanaf);
    }
}

TEST(Bills, OfThePeriodInWhichBetalenVanafFallsAreOnlyOursFromItsFirstDay) {
    VasteLast rent = contract(Ritme::maand, 28, CivilDate{2025, 1, 1});
    rent.betalen_vanaf = CivilDate{2026, 8, 2};
    EXPECT_EQ(due_days(rent, CivilDate{2026, 7, 31}, CivilDate{2026, 9, 30}), Days{"2026-09-28"});
}

TEST(Bills, EndWithTheContract) {
    VasteLast rent = contract(Ritme::maand, 28, CivilDate{2026, 8, 1});
    rent.tot_en_met = CivilDate{2026, 10, 1};
    // A period that begins on the last day of the contract still gives a bill.
    EXPECT_EQ(due_days(rent, CivilDate{2026, 7, 31}, CivilDate{2027, 3, 31}),
              (Days{"2026-08-28", "2026-09-28", "2026-10-28"}));
    rent.tot_en_met = CivilDate{2026, 9, 30};
    EXPECT_EQ(due_days(rent, CivilDate{2026, 7, 31}, CivilDate{2027, 3, 31}),
              (Days{"2026-08-28", "2026-09-28"}));
}

TEST(Bills, EveryFourWeeksCanFallTwiceInOneMonth) {
    const VasteLast energy = contract(Ritme::vier_weken, 10, CivilDate{2026, 8, 3});
    EXPECT_EQ(
        due_days(energy, CivilDate{2026, 7, 31}, CivilDate{2026, 12, 31}),
        (Days{"2026-08-12", "2026-09-09", "2026-10-07", "2026-11-04", "2026-12-02", "2026-12-30"}));
}

TEST(Bills, EveryFourWeeksCoverTwentyEightDays) {
    const VasteLast energy = contract(Ritme::vier_weken, 1, CivilDate{2026, 8, 3});
    const auto bills = bills_due(energy, CivilDate{2026, 8, 3}, CivilDate{2026, 8, 31});
    ASSERT_EQ(bills.size(), 1U);
    EXPECT_EQ(bills[0].from, (CivilDate{2026, 8, 31}));
    EXPECT_EQ(bills[0].until, (CivilDate{2026, 9, 27}));
    EXPECT_FALSE(bills[0].is_partial_first);
}

TEST(Bills, PerQuarterCountFromTheMonthTheContractBeganIn) {
    const VasteLast water = contract(Ritme::kwartaal, 15, CivilDate{2026, 8, 10});
    const auto bills = bills_due(water, CivilDate{2026, 7, 31}, CivilDate{2027, 2, 28});
    ASSERT_EQ(bills.size(), 3U);
    EXPECT_EQ(bills[0].from, (CivilDate{2026, 8, 10}));
    EXPECT_EQ(bills[0].until, (CivilDate{2026, 10, 31}));
    EXPECT_EQ(bills[0].due, (CivilDate{2026, 8, 15}));
    EXPECT_EQ(bills[1].from, (CivilDate{2026, 11, 1}));
    EXPECT_EQ(bills[1].until, (CivilDate{2027, 1, 31}));
    EXPECT_EQ(bills[1].due, (CivilDate{2026, 11, 15}));
    EXPECT_EQ(bills[2].due, (CivilDate{2027, 2, 15}));
}

TEST(Bills, PerYearComeOnceAYear) {
    const VasteLast overig = contract(Ritme::jaar, 31, CivilDate{2026, 2, 1});
    EXPECT_EQ(due_days(overig, CivilDate{2026, 1, 1}, CivilDate{2028, 12, 31}),
              (Days{"2026-02-28", "2027-02-28", "2028-02-29"}));
    EXPECT_EQ(bills_due(overig, CivilDate{2027, 1, 1}, CivilDate{2027, 12, 31})[0].until,
              (CivilDate{2028, 1, 31}));
}

TEST(Bills, AreAsMuchAsTheAmountOnTheFirstDayOfTheirPeriod) {
    VasteLast rent = contract(Ritme::maand, 28, CivilDate{2026, 5, 1});
    rent.bedragen = {{CivilDate{2026, 5, 1}, 600'00_cent},
                     {CivilDate{2026, 7, 1}, 612'40_cent},
                     {CivilDate{2026, 8, 2}, 700'00_cent}};
    const auto bills = bills_due(rent, CivilDate{2026, 6, 1}, CivilDate{2026, 9, 30});
    ASSERT_EQ(bills.size(), 4U);
    EXPECT_EQ(bills[0].bedrag, 600'00_cent);
    EXPECT_EQ(bills[1].bedrag, 612'40_cent);
    EXPECT_EQ(bills[2].bedrag, 612'40_cent);  // 2 August is after the first day
    EXPECT_EQ(bills[3].bedrag, 700'00_cent);
}

TEST(Bills, InAdjoiningWindowsComeOnceEach) {
    for (const Ritme ritme : {Ritme::maand, Ritme::vier_weken, Ritme::kwartaal, Ritme::jaar}) {
        const VasteLast last = contract(ritme, 17, CivilDate{2026, 1, 20});
        Days apart;
        CivilDate after{2025, 12, 31};
        for (const int length : {31, 1, 28, 60, 7, 90, 365, 30, 29, 100}) {
            const CivilDate until = after.plus_days(length);
            for (std::string& day : due_days(last, after, until)) apart.push_back(std::move(day));
            after = until;
        }
        EXPECT_EQ(apart, due_days(last, CivilDate{2025, 12, 31}, after));
    }
}

/// One creditor, one period.
VasteLast rent_of(ClientId drager = {}) {
    VasteLast last;
    last.crediteur = CreditorId{1};
    last.drager = drager;
    last.vanaf = CivilDate{2026, 9, 1};
    return last;
}

TEST(MayBeOne, TheSameRentUnderTwoNumbers) {
    EXPECT_TRUE(may_be_one(rent_of(), "271234567", rent_of(), "271234567"));
    EXPECT_TRUE(may_be_one(rent_of(), "271234567", rent_of(), "een ander kenmerk"));
    // In the names of both partners, by its kenmerk.
    EXPECT_TRUE(may_be_one(rent_of(ClientId{1}), "271234567", rent_of(ClientId{2}), "271234567"));
}

TEST(MayBeOne, NotOfTwoCreditorsAndNotOneAfterTheOther) {
    VasteLast other = rent_of();
    other.crediteur = CreditorId{2};
    EXPECT_FALSE(may_be_one(rent_of(), "271234567", other, "271234567"));
    VasteLast old = rent_of();
    old.tot_en_met = CivilDate{2026, 11, 30};
    VasteLast next = rent_of();
    next.vanaf = CivilDate{2026, 12, 1};
    EXPECT_FALSE(may_be_one(old, "271234567", next, "271234567"));
    next.vanaf = CivilDate{2026, 11, 30};
    EXPECT_TRUE(may_be_one(old, "271234567", next, "271234567"));
    EXPECT_TRUE(may_be_one(next, "271234567", old, "271234567"));
}

TEST(MayBeOne, NeitherGasAndStroomOfOneSupplierNorTheInsurancesOfTwoPersons) {
    VasteLast gas = rent_of();
    gas.kind = Kind::gas;
    VasteLast stroom = rent_of();
    stroom.kind = Kind::stroom;
    EXPECT_FALSE(may_be_one(gas, "KLANT 7", stroom, "KLANT 7"));
    EXPECT_TRUE(may_be_one(gas, "KLANT 7", gas, "KLANT 8"));
    VasteLast hers = rent_of(ClientId{1});
    hers.kind = Kind::zorgverzekering;
    VasteLast his = rent_of(ClientId{2});
    his.kind = Kind::zorgverzekering;
    EXPECT_FALSE(may_be_one(hers, "POLIS 1", his, "POLIS 1"));
    EXPECT_TRUE(may_be_one(hers, "POLIS 1", hers, "POLIS 2"));
}

}  // namespace
}  // namespace ontzorgd::dossier
