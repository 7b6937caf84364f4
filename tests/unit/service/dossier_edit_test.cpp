// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/dossier_edit.h"

#include "ontzorgd/service/client.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/dossier.h"
#include "support/practice.h"

#include <gtest/gtest.h>

namespace ontzorgd::service {
namespace {

using test::code_of;
using test::Practice;
using test::text_in;

ContractOptions water() {
    return {.nummer = "O0001-W",
            .op_naam_van = "C0001",
            .soort = "water",
            .crediteur = "K101",
            .kenmerk = "WATER 1",
            .bedrag = "31.50",
            .ritme = "kwartaal",
            .vervaldag = "15",
            .vanaf = "2026-12-01",
            .betalen_vanaf = "2026-12-01"};
}

GrondslagOptions ground(std::string soort, std::string vanaf, std::string tot_en_met = {}) {
    return {.client = "C0001",
            .soort = std::move(soort),
            .vanaf = std::move(vanaf),
            .tot_en_met = std::move(tot_en_met),
            .beschikking = "B-2027-0001",
            .beschikking_datum = "2026-11-20"};
}

class DossierEdit : public ::testing::Test {
protected:
    DossierEdit() { practice_.dossier({{.number = 1}, {.number = 2}}); }

    Context& mo() { return practice_.with("mo"); }
    std::int64_t facts() { return store::chain_head(practice_.db()).length; }
    std::string exported() {
        std::string text;
        Practice::must(
            export_dossier(practice_.town(), [&](std::string_view part) { text += part; }));
        return text;
    }
    store::HouseholdRow household() { return *store::find_household(practice_.db(), "H0001"); }

    Practice practice_;
};

TEST_F(DossierEdit, RecordsANewContractAsOneFactHoweverOftenItIsGiven) {
    const std::int64_t before = facts();
    const auto first = add_contract(mo(), water());
    ASSERT_TRUE(first) << Practice::details(first.error());
    EXPECT_EQ(facts(), before + 1);
    const auto again = add_contract(mo(), water());
    ASSERT_TRUE(again);
    EXPECT_EQ(again.value().to_json(), first.value().to_json());
    EXPECT_EQ(facts(), before + 1);
}

TEST_F(DossierEdit, RefusesAContractNumberThatMeansAnotherContract) {
    Practice::must(add_contract(mo(), water()));
    ContractOptions other = water();
    other.bedrag = "32.00";
    EXPECT_EQ(code_of(add_contract(mo(), other)), "contract_exists");
    other = water();
    other.op_naam_van = "C0002";
    EXPECT_EQ(code_of(add_contract(mo(), other)), "contract_is_of_another_household");
}

TEST_F(DossierEdit, TellsWhichOptionANewContractLacks) {
    ContractOptions options = water();
    options.betalen_vanaf.reset();
    const auto refused = add_contract(mo(), options);
    EXPECT_EQ(code_of(refused), "option_is_missing");
    EXPECT_EQ(refused.error().detail("option"), "--betalen-vanaf");
}

TEST_F(DossierEdit, TellsAllMalformedValuesOfAContractAtOnce) {
    ContractOptions options = water();
    options.soort = "auto";
    options.bedrag = "veel";
    options.vanaf = "2026-02-30";
    options.vervaldag = "32";
    const auto refused = add_contract(mo(), options);
    EXPECT_EQ(code_of(refused), "kind_is_unknown");
    std::string others;
    for (const base::Error& cause : refused.error().causes) {
        others += cause.code + ":" + std::string{cause.detail("field")} + " ";
    }
    EXPECT_EQ(others,
              "number_is_out_of_bounds:vervaldag date_does_not_exist:vanaf "
              "euro_is_malformed:bedrag ");
}

TEST_F(DossierEdit, ChecksAContractAsTheReaderOfTheDossierFileDoes) {
    ContractOptions options = water();
    options.crediteur = "K001";  // wants a betalingskenmerk
    EXPECT_EQ(code_of(add_contract(mo(), options)), "kenmerk_has_forbidden_character");
    options = water();
    options.crediteur = "K999";
    EXPECT_EQ(code_of(add_contract(mo(), options)), "creditor_is_unknown");
    options = water();
    options.tot_en_met = "2026-11-30";
    EXPECT_EQ(code_of(add_contract(mo(), options)), "contract_ends_before_it_starts");
    options = water();
    options.bedrag = "0.005";
    EXPECT_EQ(code_of(add_contract(mo(), options)), "euro_has_too_many_decimals");
    options = water();
    options.bedrag = "0.00";
    EXPECT_EQ(code_of(add_contract(mo(), options)), "euro_is_zero");
    options = water();
    options.drager = "C0002";
    EXPECT_EQ(code_of(add_contract(mo(), options)), "client_is_not_of_household");
    EXPECT_EQ(household().contracten.size(), 2U);
}

TEST_F(DossierEdit, KeepsEveryVersionOfAContractWithTheDayItWasRecorded) {
    practice_.on("2026-11-25");
    Practice::must(
        change_contract(mo(), {.nummer = "O0001-H", .bedrag = "650.00", .per = "2027-01-01"}));
    practice_.on("2026-11-26");
    Practice::must(end_contract(mo(), "O0001-H", "2027-03-31"));
    const auto contract_on = [&](std::string_view day) {
        const auto date = values::CivilDate::parse(day).value();
        return store::find_household(practice_.db(), "H0001",
                                     store::last_fact_on(practice_.db(), date))
            ->contracten.front()
            .last;
    };
    EXPECT_EQ(contract_on("2026-11-24").bedragen.size(), 1U);
    EXPECT_EQ(contract_on("2026-11-25").bedragen.size(), 2U);
    EXPECT_FALSE(contract_on("2026-11-25").tot_en_met);
    EXPECT_TRUE(contract_on("2026-11-26").tot_en_met);
}

TEST_F(DossierEdit, TakesNoAmountOfADayOnWhichTheContractDoesNotRun) {
    const auto contract = [&] { return household().contracten.front().last; };
    const std::string day_before = contract().vanaf.plus_days(-1).to_string();
    EXPECT_EQ(code_of(change_contract(
                  mo(), {.nummer = "O0001-H", .bedrag = "650.00", .per = day_before})),
              "amount_is_outside_the_contract");
    Practice::must(end_contract(mo(), "O0001-H", "2027-03-31"));
    EXPECT_EQ(code_of(change_contract(
                  mo(), {.nummer = "O0001-H", .bedrag = "650.00", .per = "2027-04-01"})),
              "amount_is_outside_the_contract");
    EXPECT_EQ(contract().bedragen.size(), 1U);
}

TEST_F(DossierEdit, NeverMovesThePeriodsOfAContractWhoseBillsWereTakenUp) {
    const ContractOptions moved{.nummer = "O0001-H", .vanaf = "2026-09-15"};
    const ContractOptions slower{.nummer = "O0001-H", .ritme = "kwartaal"};
    EXPECT_TRUE(change_contract(mo(), moved)) << "no bill yet";
    Practice::must(change_contract(mo(), {.nummer = "O0001-H", .vanaf = "2026-09-01"}));
    practice_.split({{.number = 1}, {.number = 2}});
    EXPECT_EQ(code_of(change_contract(mo(), moved)), "contract_periods_are_fixed");
    EXPECT_EQ(code_of(change_contract(mo(), slower)), "contract_periods_are_fixed");
    EXPECT_TRUE(change_contract(mo(), {.nummer = "O0001-H", .kenmerk = "271234567"}));
}

TEST_F(DossierEdit, ComputesTheEndOfA56aGroundAndAllowsNoLongerOne) {
    const auto recorded = record_grondslag(mo(), ground("verplicht_56a", "2027-03-31"));
    ASSERT_TRUE(recorded) << Practice::details(recorded.error());
    const auto last = household().clienten.front().grondslagen.back().grondslag;
    EXPECT_EQ(last.tot_en_met->to_string(), "2027-09-30");
    EXPECT_EQ(code_of(record_grondslag(mo(), ground("verplicht_56a", "2027-03-31", "2027-10-01"))),
              "grondslag_56a_is_longer_than_six_months");
}

TEST_F(DossierEdit, RefusesAGroundThatOverlapsAnotherOrHasNoBeschikking) {
    EXPECT_EQ(code_of(record_grondslag(mo(), ground("vrijwillig", "2027-02-28"))),
              "grondslagen_overlap");
    GrondslagOptions options = ground("vrijwillig", "2027-03-01");
    options.beschikking = "";
    EXPECT_EQ(code_of(record_grondslag(mo(), options)), "text_is_empty");
    options.beschikking = "\xff";
    EXPECT_EQ(code_of(record_grondslag(mo(), options)), "text_is_not_utf8");
    options = ground("vrijwillig", "2027-03-01");
    options.beschikking_datum = "";
    EXPECT_EQ(code_of(record_grondslag(mo(), options)), "date_is_malformed");
}

TEST_F(DossierEdit, EndsTheGroundThatHoldsAndNoOther) {
    const std::int64_t before = facts();
    Practice::must(end_grondslag(mo(), "C0001", "2026-12-31"));
    Practice::must(end_grondslag(mo(), "C0001", "2026-12-31"));
    EXPECT_EQ(facts(), before + 1);
    EXPECT_EQ(household().clienten.front().grondslagen.front().grondslag.tot_en_met->to_string(),
              "2026-12-31");
    EXPECT_EQ(code_of(end_grondslag(mo(), "C0001", "2027-01-15")), "client_has_no_grondslag_then");
    EXPECT_EQ(code_of(end_grondslag(mo(), "C0009", "2027-01-15")), "client_is_unknown");
}

TEST_F(DossierEdit, GivesAJointRequestToACoupleOnly) {
    EXPECT_EQ(code_of(record_joint_request(
                  mo(), {.nummer = "C0001", .vanaf = "2026-12-01", .aandeel_eerste = 60})),
              "joint_request_needs_a_couple");
    EXPECT_EQ(code_of(end_joint_request(mo(), "H0001", "2026-12-01")),
              "household_has_no_joint_request_then");
}

TEST_F(DossierEdit, NeverHidesAMachtigingBehindAnotherOfTheSameDay) {
    Practice::must(record_machtiging(mo(), "C0001", "ingetrokken", "2026-11-24"));
    Practice::must(record_machtiging(mo(), "C0001", "getekend", "2026-11-24"));
    EXPECT_EQ(code_of(record_machtiging(mo(), "C0001", "ingetrokken", "2026-11-24")),
              "machtiging_of_that_day_came_later");
    EXPECT_EQ(dossier::machtiging_on(household().clienten.front().machtigingen,
                                     values::CivilDate{2026, 11, 24}),
              dossier::MachtigingToestand::getekend);
    EXPECT_EQ(code_of(record_machtiging(mo(), "C0001", "geen", "2026-11-25")),
              "machtiging_toestand_is_unknown");
}

TEST_F(DossierEdit, RefusesAMaskThatAKenmerkInUseDoesNotFit) {
    const auto refused = change_creditor(mo(), {.nummer = "K101", .kenmerkmasker = "rf"});
    EXPECT_EQ(code_of(refused), "kenmerk_of_contract_does_not_fit_the_mask");
    EXPECT_EQ(store::find_creditor(practice_.db(), "K101")->kenmerkmasker, "vrij");
    EXPECT_TRUE(change_creditor(mo(), {.nummer = "K101", .kenmerkmasker = "XXXXX 9999"}));
}

TEST_F(DossierEdit, KeepsANewAccountUnusableUntilASecondPersonHasConfirmedIt) {
    const std::string iban = test::dutch_iban(77, "ABNA");
    const auto recorded = record_iban(mo(), "C0001", iban);
    ASSERT_TRUE(recorded);
    EXPECT_EQ(text_in(recorded.value(), "rekening"), "wacht op bevestiging");
    EXPECT_FALSE(household().clienten.front().iban->confirmed);
    EXPECT_EQ(code_of(confirm_iban(mo(), "C0001", false)), "confirmer_recorded_iban");
    Practice::must(confirm_iban(mo(), "", true));  // all that wait, of others: none
    EXPECT_FALSE(household().clienten.front().iban->confirmed);
    Practice::must(confirm_iban(practice_.with("kim"), "C0001", false));
    EXPECT_TRUE(household().clienten.front().iban->confirmed);
}

TEST_F(DossierEdit, DoesNotTrustAnAccountThatWasChangedAndChangedBack) {
    const std::string before = household().clienten.front().iban->iban;
    Practice::must(record_iban(mo(), "C0001", test::dutch_iban(77, "ABNA")));
    Practice::must(record_iban(mo(), "C0001", before));
    EXPECT_EQ(household().clienten.front().iban->iban, before);
    EXPECT_FALSE(household().clienten.front().iban->confirmed);
}

TEST_F(DossierEdit, LetsNobodyConfirmAnAccountThatHeImported) {
    test::TestHousehold moved{.number = 1, .iban = test::dutch_iban(78, "ABNA")};
    Practice::must(import_dossier(practice_.with("rob"),
                                  practice_.file("2.jsonl", test::dossier_of({moved}))));
    EXPECT_EQ(code_of(confirm_iban(practice_.with("rob"), "C0001", false)),
              "confirmer_recorded_iban");
    EXPECT_FALSE(household().clienten.front().iban->confirmed);
}

TEST_F(DossierEdit, AsksWhichOneIsMeantWhenAClientAndACreditorHaveOneNumber) {
    Practice::must(add_creditor(mo(), {.nummer = "C0001",
                                       .naam = "Vitens",
                                       .iban = test::dutch_iban(79),
                                       .kenmerkmasker = "vrij"}));
    const std::string iban = test::dutch_iban(80);
    EXPECT_EQ(code_of(record_iban(mo(), "C0001", iban)), "owner_is_ambiguous");
    Practice::must(record_iban(mo(), "crediteur:C0001", iban));
    EXPECT_EQ(store::find_creditor(practice_.db(), "C0001")->iban.iban, iban);
    EXPECT_NE(household().clienten.front().iban->iban, iban);
    Practice::must(confirm_iban(practice_.with("kim"), "crediteur:C0001", false));
    EXPECT_TRUE(store::find_creditor(practice_.db(), "C0001")->iban.confirmed);
}

TEST_F(DossierEdit, LeavesADossierThatImportsAgainUnchanged) {
    Practice::must(add_contract(mo(), water()));
    Practice::must(
        change_contract(mo(), {.nummer = "O0001-H", .bedrag = "650.00", .per = "2027-01-01"}));
    Practice::must(change_contract(mo(), {.nummer = "O0001-W", .betaalwijze = "incasso"}));
    Practice::must(end_contract(mo(), "O0002-Z", "2026-12-31"));
    Practice::must(end_grondslag(mo(), "C0001", "2026-12-31"));
    Practice::must(record_grondslag(mo(), ground("vrijwillig", "2027-01-01")));
    Practice::must(record_machtiging(mo(), "C0001", "ingetrokken", "2026-11-24"));
    Practice::must(record_machtiging(mo(), "C0001", "gevraagd", "2026-09-01"));
    Practice::must(add_creditor(mo(), {.nummer = "K201",
                                       .naam = "Gelre Énergie",
                                       .iban = test::dutch_iban(81),
                                       .kenmerkmasker = "9999-999999"}));
    Practice::must(change_creditor(mo(), {.nummer = "K101", .naam = "Rivierland"}));
    Practice::must(record_iban(mo(), "C0002", test::dutch_iban(82)));
    const std::string before = exported();
    const std::int64_t version = store::last_dossier_fact(practice_.db());
    const auto imported = import_dossier(practice_.with("rob"), practice_.file("x.jsonl", before));
    ASSERT_TRUE(imported) << Practice::details(imported.error());
    EXPECT_EQ(test::number_in(imported.value(), "rijen"), 0);
    EXPECT_EQ(exported(), before);
    EXPECT_GT(version, 0);
}

TEST_F(DossierEdit, RefusesAnImportThatTheDossierCouldNotExport) {
    // A ground that begins on another day joins what is on record instead of replacing it.
    test::TestHousehold overlap{
        .number = 1, .ground_from = "2026-10-01", .ground_until = "2027-03-31"};
    const auto refused = import_dossier(practice_.with("rob"),
                                        practice_.file("o.jsonl", test::dossier_of({overlap})));
    EXPECT_EQ(code_of(refused), "dossier_has_findings");
    ASSERT_EQ(refused.error().causes.size(), 1U);
    EXPECT_EQ(refused.error().causes.front().code, "grondslagen_overlap");
    EXPECT_EQ(household().clienten.front().grondslagen.size(), 1U);
}

TEST_F(DossierEdit, IsForThoseWhoKeepTheDossier) {
    const auto refuses = [&](std::string_view user) {
        EXPECT_EQ(code_of(add_contract(practice_.with(user), water())), "role_may_not_do_this");
        EXPECT_EQ(code_of(end_grondslag(practice_.with(user), "C0001", "2026-12-31")),
                  "role_may_not_do_this");
        EXPECT_EQ(
            code_of(record_machtiging(practice_.with(user), "C0001", "getekend", "2026-11-24")),
            "role_may_not_do_this");
    };
    refuses("ada");
    refuses("beheer");
    refuses("rob");
}

}  // namespace
}  // namespace ontzorgd::service
