// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/base/text.h"
#include "ontzorgd/payment/end_to_end_id.h"
#include "ontzorgd/service/bank.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/look_back.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/exception.h"
#include "paid_town.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace ontzorgd::test {
namespace {

namespace fs = std::filesystem;

class BankIngest : public PaidTownTest {};

TEST_F(BankIngest, ConfirmsEachPaymentThatTheBankBookedUnderItsReference) {
    Practice::must(town.ingest(statement(all_debits())));
    for (const Row& paid : town.paid) {
        Row row = town.attempt(paid.at("end_to_end_id"));
        EXPECT_EQ(row["state"], "confirmed");
        EXPECT_EQ(row["settled_on"], "2026-11-30");
        EXPECT_EQ(row["may_pay_again"], "no");
    }
    for (Row& row : town.entries()) {
        EXPECT_EQ(row["place"], "matched");
        EXPECT_EQ(row["rule"], "reference");
        EXPECT_EQ(row["detail_index"], "1");
    }
    EXPECT_EQ(town.ledger().at("bank:1"), 10'000'000 - 3 * (61240 + 14875));
    EXPECT_FALSE(town.ledger().contains("onderweg:1"));
}

TEST_F(BankIngest, ReadsBothVersionsAlike) {
    Practice::must(town.ingest(camt053({statement(all_debits())}, "02")));
    const auto picture = town.picture();
    PaidTown other;
    other.practice.on("2026-12-04");
    Practice::must(other.ingest(camt053({statement(all_debits())}, "08")));
    EXPECT_EQ(other.picture(), picture);
}

TEST_F(BankIngest, AnswersTheSameBytesAsBeforeAndAddsNothing) {
    const std::string xml = camt053({statement({debit(0), debit(1)})});
    const auto first = town.ingest(xml);
    Practice::must(first);
    const std::int64_t length = town.chain_length();
    Practice::must(town.ingest(next(statement({debit(0), debit(1)}), "2026-12-01", {debit(2)})));
    const auto again = town.ingest(xml, "another-name.xml");
    Practice::must(again);
    EXPECT_EQ(again.value().to_json(), first.value().to_json());
    EXPECT_EQ(town.chain_length(), length + 1);
    EXPECT_EQ(town.entries().size(), 3U);
}

TEST_F(BankIngest, TakesTheSameEntriesInOtherBytesAsARepeatWithoutMoney) {
    Practice::must(town.ingest(statement(all_debits())));
    const auto picture = town.picture();
    Practice::must(town.ingest(camt053({statement(all_debits())}, "08", "M2")));
    EXPECT_EQ(town.picture(), picture);
    const auto entries = town.entries();
    EXPECT_EQ(std::ranges::count_if(entries,
                                    [](Row row) { return row["place"] == "duplicate_delivery"; }),
              6);
    EXPECT_FALSE(town.has_exception("afschrift_ontbreekt"));
}

TEST_F(BankIngest, TellsOverlappingStatementsFromEqualPayments) {
    // Two payments that are equal in everything, on one day, and then the day again with one more.
    const TestEntry equal{.amount = "25.00",
                          .details = {{.amount = "25.00", .text = "bankkosten"}}};
    Practice::must(town.ingest(statement({equal, equal})));
    TestStatement longer = statement({equal, equal, equal});
    longer.id = "S-late";
    Practice::must(town.ingest(longer));
    const auto entries = town.entries();
    EXPECT_EQ(std::ranges::count_if(entries,
                                    [](Row row) { return row["place"] != "duplicate_delivery"; }),
              3);
    EXPECT_EQ(town.ledger().at("bank:1"), 10'000'000 - 3 * 2500);
    EXPECT_FALSE(town.has_exception("afschrift_ontbreekt"));
}

TEST_F(BankIngest, NamesAGapAndForgetsItWhenTheGapIsFilled) {
    const TestStatement first = statement({debit(0)});
    const TestStatement second = next(first, "2026-12-01", {debit(1, "2026-12-01")});
    const TestStatement third = next(second, "2026-12-02", {debit(2, "2026-12-02")});
    Practice::must(town.ingest(first));
    Practice::must(town.ingest(third));
    EXPECT_TRUE(town.has_exception("afschrift_ontbreekt"));
    EXPECT_EQ(town.attempt(id(2))["state"], "confirmed");
    Practice::must(town.ingest(second));
    EXPECT_FALSE(town.has_exception("afschrift_ontbreekt"));
    EXPECT_EQ(town.attempt(id(1))["state"], "confirmed");
}

TEST_F(BankIngest, BringsAPaymentBackWithItsReasonAndKeepsTheDayItWasBooked) {
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    Practice::must(town.ingest(next(first, "2026-12-02", {returned(0, "2026-12-02")})));
    Row row = town.attempt(id(0));
    EXPECT_EQ(row["state"], "returned");
    EXPECT_EQ(row["return_reason"], "AC04");
    EXPECT_EQ(row["settled_on"], "2026-11-30");
    EXPECT_EQ(row["may_pay_again"], "yes");
    EXPECT_EQ(town.ledger().at("client:teruggekomen"), -std::stoll(row["amount_cents"]));
    EXPECT_TRUE(town.has_exception("betaling_teruggekomen"));
}

TEST_F(BankIngest, SaysNoToPayingAgainWhileAPaymentByHandIsOpen) {
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    TestEntry by_hand = debit(0, "2026-12-02");
    by_hand.details.front().end_to_end_id = "NOTPROVIDED";
    Practice::must(town.ingest(next(first, "2026-12-02", {returned(0, "2026-12-02"), by_hand})));
    EXPECT_EQ(town.attempt(id(0))["state"], "returned");
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "no");
}

TEST_F(BankIngest, TakesNoStrangersCreditForAReturn) {
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    TestEntry stranger = returned(0, "2026-12-02");
    stranger.details.front().reason.clear();
    stranger.details.front().iban.clear();
    Practice::must(town.ingest(next(first, "2026-12-02", {stranger})));
    EXPECT_EQ(town.entry_with("credit_is_no_return")["place"], "proposed");
    EXPECT_EQ(town.entry_with("credit_is_no_return")["proposed_end_to_end_ids"], id(0));
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
}

TEST_F(BankIngest, NamesNoPaymentWhoseAccountIsAnotherAlsoInAFileOfOurs) {
    TestEntry swapped = debit(0);
    swapped.details.front().iban = insurer;
    swapped.details.front().pmt_inf_id = town.msg_id();
    Practice::must(town.ingest(statement({swapped})));
    EXPECT_EQ(town.entries().front()["rule"], "payee_differs");
    EXPECT_EQ(town.attempt(id(0))["state"], "handed_over");
}

TEST_F(BankIngest, TakesNoReturnWithTheTextOfAnotherPaymentToTheSameAccount) {
    std::vector<std::size_t> premiums;
    for (std::size_t i = 0; i < town.paid.size(); ++i) {
        if (town.paid.at(i).at("creditor_iban") == insurer) premiums.push_back(i);
    }
    ASSERT_GE(premiums.size(), 2U);
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    const std::size_t named = premiums.at(0);
    TestStatement second = first;
    for (const std::string kenmerk : {"POLIS 0002", "polis 00012, december"}) {
        TestEntry swapped = returned(named, "2026-12-02");
        swapped.details.front().text = "Retour " + kenmerk;
        second = next(second, "2026-12-02", {swapped});
        second.id += kenmerk.substr(0, 5);
        Practice::must(town.ingest(second));
        EXPECT_EQ(town.entries().back()["rule"], "kenmerk_is_of_another") << kenmerk;
        EXPECT_EQ(town.entries().back()["place"], "proposed");
        EXPECT_EQ(town.entries().back()["proposed_end_to_end_ids"], id(named));
        EXPECT_EQ(town.attempt(id(named))["state"], "confirmed");
    }
    EXPECT_EQ(town.attempt(id(premiums.at(1)))["state"], "confirmed");
    TestEntry own = returned(named, "2026-12-03");
    own.details.front().text = "Retour POLIS 0001 van november";
    const TestStatement third = next(second, "2026-12-03", {own});
    Practice::must(town.ingest(third));
    EXPECT_EQ(town.attempt(id(named))["state"], "returned");
    TestEntry any = returned(premiums.at(1), "2026-12-04");
    any.details.front().text = "Rekening opgeheven 123456789";
    Practice::must(town.ingest(next(third, "2026-12-04", {any})));
    EXPECT_EQ(town.attempt(id(premiums.at(1)))["state"], "returned") << "a text of nobody's";
}

TEST_F(BankIngest, WaitsWithPayingAgainWhileAStatementIsMissing) {
    const TestStatement first = statement(all_debits());
    const TestStatement second = next(first, "2026-12-01", {});
    const TestStatement third = next(second, "2026-12-02", {returned(0, "2026-12-02")});
    TestStatement gap = third;
    gap.opening = amount_of(cents_of(third.opening) - 100);
    Practice::must(town.ingest(first));
    Practice::must(town.ingest(gap));
    EXPECT_EQ(town.attempt(id(0))["state"], "returned");
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "not_yet") << "what is missing may tell more";
    TestStatement missing = next(first, "2026-12-01", {{.amount = "1.00", .date = "2026-12-01"}});
    Practice::must(town.ingest(missing));
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "yes");
}

TEST_F(BankIngest, HoldsEveryPaymentOfAFileThatWasBookedTwice) {
    const TestEntry whole{.amount = file_total, .batch = town.msg_id(), .batch_count = 6};
    const TestStatement first = statement({whole});
    // By the name of the file, by its total and count, or by its total under a name we do not know.
    for (const std::string& name : std::vector<std::string>{town.msg_id(), "", "EEN-ANDER"}) {
        PaidTown other;
        Practice::must(other.ingest(first));
        TestEntry again = whole;
        again.date = "2026-12-01";
        again.batch = name;
        if (name.empty()) again.batch_msg = "BANK-7";
        const TestStatement second = next(first, "2026-12-01", {again});
        Practice::must(other.ingest(second));
        Practice::must(other.ingest(next(second, "2026-12-02", {returned(0, "2026-12-02")})));
        EXPECT_EQ(other.attempt(id(0))["state"], "returned");
        EXPECT_EQ(other.attempt(id(0))["may_pay_again"], "no")
            << "the second one paid it: " << name;
    }
}

TEST_F(BankIngest, LetsAReturnWaitForItsDebit) {
    const TestStatement first = statement(all_debits());
    const TestStatement second = next(first, "2026-12-02", {returned(0, "2026-12-02")});
    Practice::must(town.ingest(second));
    EXPECT_EQ(town.attempt(id(0))["state"], "handed_over");
    EXPECT_EQ(town.entries().front()["rule"], "return_waits_for_its_debit");
    EXPECT_EQ(town.entries().front()["proposed_end_to_end_ids"], id(0));
    Practice::must(town.ingest(first));
    EXPECT_EQ(town.attempt(id(0))["state"], "returned");
    EXPECT_EQ(town.attempt(id(0))["settled_on"], "2026-11-30");
}

TEST_F(BankIngest, ConfirmsAWholeFileByItsBatchReference) {
    Practice::must(
        town.ingest(statement({{.amount = file_total, .batch = town.msg_id(), .batch_count = 6}})));
    Row row = town.entries().front();
    EXPECT_EQ(row["place"], "matched");
    EXPECT_EQ(row["rule"], "batch_reference");
    EXPECT_EQ(row["detail_index"], "0");
    EXPECT_EQ(base::split_text(row["end_to_end_ids"], '|').size(), 6U);
    for (const Row& paid : town.paid) {
        EXPECT_EQ(town.attempt(paid.at("end_to_end_id"))["state"], "confirmed");
    }
}

TEST_F(BankIngest, ConfirmsAWholeFileByItsTotalWhenNoOtherHasIt) {
    Practice::must(
        town.ingest(statement({{.amount = file_total, .batch = "NOTPROVIDED", .batch_count = 6}})));
    EXPECT_EQ(town.entries().front()["rule"], "batch_total");
    EXPECT_EQ(town.attempt(id(5))["state"], "confirmed");
}

TEST_F(BankIngest, ConfirmsAWholeFileThatOnlyTheBankItselfNamesByTotalAndCount) {
    // As ABN AMRO does: a MsgId of the bank, the count, the total, no PmtInfId.
    Practice::must(town.ingest(
        statement({{.amount = file_total, .batch_count = 6, .batch_msg = "1202P5518750498B0AO"}})));
    EXPECT_EQ(town.entries().front()["rule"], "batch_total");
    EXPECT_EQ(base::split_text(town.entries().front()["end_to_end_ids"], '|').size(), 6U);
    EXPECT_EQ(town.attempt(id(5))["state"], "confirmed");
}

TEST_F(BankIngest, OnlyProposesATotalWithoutACountOrWithAnother) {
    Practice::must(town.ingest(statement({{.amount = file_total, .batch_msg = "1202P5518750"}})));
    EXPECT_EQ(town.entries().front()["rule"], "total_of_a_file");
    EXPECT_EQ(town.attempt(id(5))["state"], "handed_over");
    PaidTown other;
    Practice::must(other.ingest(
        statement({{.amount = file_total, .batch_count = 5, .batch_msg = "1202P5518750"}})));
    EXPECT_EQ(other.entries().front()["place"], "suspense");
    EXPECT_EQ(other.attempt(id(5))["state"], "handed_over");
}

TEST_F(BankIngest, OnlyProposesATotalOfAFileOfWhichAPaymentWasBookedByItself) {
    const TestStatement batch =
        statement({{.amount = file_total, .batch_count = 6, .batch_msg = "1202P5518750"}});
    Practice::must(town.ingest(batch));
    const auto only_batch = town.picture();
    Practice::must(town.ingest(next(batch, "2026-12-01", {debit(0, "2026-12-01")})));
    EXPECT_EQ(town.entry_with("total_beside_single_debit")["place"], "proposed");
    EXPECT_EQ(town.entry_with("reference")["place"], "matched");
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
    EXPECT_EQ(town.attempt(id(0))["settled_on"], "2026-12-01");
    EXPECT_EQ(town.attempt(id(5))["state"], "handed_over");
    EXPECT_TRUE(town.has_exception("bankregel_onverklaard"));
    Practice::must(service::set_statement_aside(town.practice.with("kim"), 2, "van een ander"));
    EXPECT_EQ(town.picture(), only_batch);
    EXPECT_FALSE(town.has_exception("bankregel_onverklaard"));
}

TEST_F(BankIngest, OnlyProposesATotalOfAFileThatAnotherDebitNamesWithAnotherAmount) {
    const TestStatement batch =
        statement({{.amount = file_total, .batch_count = 6, .batch_msg = "1202P5518750"}});
    TestEntry wrong = debit(0, "2026-12-01");
    wrong.amount = wrong.details.front().amount = "612.41";
    Practice::must(town.ingest(batch));
    Practice::must(town.ingest(next(batch, "2026-12-01", {wrong})));
    EXPECT_EQ(town.entry_with("amount_differs")["place"], "proposed");
    EXPECT_EQ(town.entry_with("total_beside_single_debit")["place"], "proposed");
    const auto picture = town.picture();
    PaidTown other;
    Practice::must(other.ingest(next(batch, "2026-12-01", {wrong})));
    Practice::must(other.ingest(batch));
    EXPECT_EQ(other.picture(), picture);
    Practice::must(service::set_statement_aside(other.practice.with("kim"), 1, "van een ander"));
    EXPECT_EQ(other.entry_with("batch_total")["place"], "matched");
}

/// A total of nobody beside payments that were booked by our reference, all in any order.
TEST_F(BankIngest, EndsAlikeInWhateverOrderATotalAndTheDebitsBesideItCome) {
    const TestStatement first = statement({debit(0), debit(1)});
    const TestStatement second = next(first, "2026-12-01",
                                      {{.amount = file_total,
                                        .date = "2026-12-01",
                                        .batch_count = 6,
                                        .batch_msg = "1202P5518750"}});
    const TestStatement third =
        next(second, "2026-12-02", {debit(2, "2026-12-02"), returned(2, "2026-12-02")});
    std::vector<TestEntry> rest;
    for (const std::size_t which : {3U, 4U, 5U}) rest.push_back(debit(which, "2026-12-03"));
    const TestStatement fourth = next(third, "2026-12-03", rest);
    for (const std::size_t taken : {3U, 4U}) {  // with the fourth every payment has a single debit
        std::vector<TestStatement> statements{first, second, third, fourth};
        statements.resize(taken);
        std::vector<std::string> picture;
        std::mt19937 random{20261125};
        for (int round = 0; round < 5; ++round) {
            PaidTown other;
            other.practice.on("2026-12-04");
            for (const TestStatement& each : statements) Practice::must(other.ingest(each));
            EXPECT_EQ(other.entry_with("batch_total")["place"], "");
            EXPECT_EQ(other.attempt(id(0))["settled_on"], "2026-11-30");
            EXPECT_EQ(other.attempt(id(5))["state"], taken == 3U ? "handed_over" : "confirmed");
            if (round == 0) picture = other.picture();
            EXPECT_EQ(other.picture(), picture) << "round " << round;
            std::ranges::shuffle(statements, random);
        }
    }
}

TEST_F(BankIngest, LeavesATotalAsideWhenAnotherLineNamesTheFile) {
    const TestStatement total =
        statement({{.amount = file_total, .batch_count = 6, .batch_msg = "1202P5518750"}});
    const TestStatement named = next(
        total, "2026-12-01",
        {{.amount = file_total, .date = "2026-12-01", .batch = town.msg_id(), .batch_count = 6}});
    Practice::must(town.ingest(total));
    Practice::must(town.ingest(named));
    EXPECT_EQ(town.entry_with("total_of_a_booked_file")["place"], "suspense");
    EXPECT_EQ(town.attempt(id(0))["settled_on"], "2026-12-01");
    EXPECT_TRUE(town.has_exception("bestand_tweemaal_uitgevoerd"));
    const auto picture = town.picture();
    PaidTown other;
    Practice::must(other.ingest(named));
    Practice::must(other.ingest(total));
    EXPECT_EQ(other.picture(), picture);
    Practice::must(service::set_statement_aside(other.practice.with("kim"), 1, "van een ander"));
    EXPECT_EQ(other.entry_with("batch_total")["place"], "matched");
    EXPECT_EQ(other.attempt(id(0))["settled_on"], "2026-11-30");
    EXPECT_FALSE(other.has_exception("bestand_tweemaal_uitgevoerd"));
}

TEST_F(BankIngest, AbstainsFromTwoLinesOfOneTotalInAnyOrder) {
    const TestEntry by_total{.amount = file_total, .batch_count = 6, .batch_msg = "1202P5518750"};
    const TestStatement first = statement({by_total});
    TestEntry later = by_total;
    later.date = "2026-12-01";
    const TestStatement second = next(first, "2026-12-01", {later});
    Practice::must(town.ingest(first));
    const auto only_first = town.picture();
    Practice::must(town.ingest(second));
    for (Row& row : town.entries()) EXPECT_EQ(row["rule"], "lines_of_equal_total");
    for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(town.attempt(id(i))["state"], "handed_over");
    PaidTown other;
    Practice::must(other.ingest(second));
    Practice::must(other.ingest(first));
    EXPECT_EQ(other.picture(), town.picture());
    Practice::must(service::set_statement_aside(town.practice.with("kim"), 2, "van een ander"));
    EXPECT_EQ(town.picture(), only_first);
}

TEST_F(BankIngest, TellsWhatALineWasBeforeAnotherMadeItUnsure) {
    const TestEntry by_total{.amount = file_total, .batch_count = 6, .batch_msg = "1202P5518750"};
    const TestStatement first = statement({by_total});
    TestEntry later = by_total;
    later.date = "2026-12-01";
    Practice::must(town.ingest(first));
    const auto on_the_fourth = town.picture();
    town.practice.on("2026-12-07");
    Practice::must(town.ingest(next(first, "2026-12-01", {later})));
    const auto on_the_seventh = town.picture();
    EXPECT_NE(on_the_seventh, on_the_fourth);
    town.practice.on("2026-12-08");
    Practice::must(service::set_statement_aside(town.practice.with("kim"), 2, "van een ander"));
    for (const auto& [day, said] : {std::pair{7U, on_the_seventh}, std::pair{4U, on_the_fourth}}) {
        town.practice.reopen(service::Mode::read);
        const auto now = service::look_back(town.practice.town(), values::CivilDate{2026, 12, day});
        EXPECT_EQ(now.today.day(), day);
        EXPECT_EQ(town.picture(), said) << day;
    }
}

TEST(BankIngestOfEqualFiles, AbstainsWheneverTheSecondOneIsHandedOver) {
    const auto release = [](PaidTown& town) {
        Practice::must(service::release_batch(town.practice.with("rob"), 2));
    };
    const TestStatement statement{.account = dutch_iban(2, "OEFN"),
                                  .opening_date = "2026-12-04",
                                  .closing_date = "2026-12-04",
                                  .entries = {{.amount = "1762.02",
                                               .date = "2026-12-04",
                                               .batch_count = 3,
                                               .batch_msg = "1202P5518750"}}};
    PaidTown before{true};
    release(before);
    Practice::must(before.ingest(statement));
    PaidTown after{true};
    Practice::must(after.ingest(statement));
    EXPECT_EQ(after.entries().front()["rule"], "batch_total");
    release(after);
    for (PaidTown* town : {&before, &after}) {
        Row row = town->entries().front();
        EXPECT_EQ(row["place"], "proposed");
        EXPECT_EQ(row["rule"], "batches_of_equal_total");
        EXPECT_EQ(base::split_text(row["proposed_end_to_end_ids"], '|').size(), 6U);
        for (Row& each : town->attempts()) {
            EXPECT_EQ(each["state"], "handed_over") << each["execution_date"];
        }
    }
    EXPECT_EQ(before.picture(), after.picture());
    EXPECT_TRUE(after.has_exception("bankregel_onverklaard"));
}

TEST_F(BankIngest, OnlyProposesABatchOfOurTotalThatTheBankNamesOtherwise) {
    Practice::must(
        town.ingest(statement({{.amount = file_total, .batch = "SALARIS-11", .batch_count = 6}})));
    EXPECT_EQ(town.entries().front()["place"], "proposed");
    EXPECT_EQ(town.attempt(id(5))["state"], "handed_over");
}

/// Three statements of one day, each with its place in the chain, two with an equal payment.
TEST_F(BankIngest, TakesEqualPaymentsOfStatementsThatFollowEachOtherAsTwoInAnyOrder) {
    const auto part = [&](const std::string& id, const std::string& opening, TestEntry entry) {
        TestStatement made = statement({std::move(entry)});
        made.id = id;
        made.opening = opening;
        return made;
    };
    const std::vector<TestStatement> parts{
        part("D1", "100000.00", {.amount = "100.00", .bank_ref = "NONREF"}),
        part("D2", "99900.00", {.amount = "50.00", .credit = true, .bank_ref = "NONREF"}),
        part("D3", "99950.00", {.amount = "100.00", .bank_ref = "NONREF"})};
    const std::vector<std::vector<std::size_t>> orders{{0, 1, 2}, {2, 1, 0}, {0, 2, 1}, {1, 2, 0}};
    for (const auto& order : orders) {
        PaidTown fresh;
        for (const std::size_t number : order) Practice::must(fresh.ingest(parts[number]));
        for (Row& row : fresh.entries()) {
            EXPECT_EQ(row["place"], "suspense") << row["statement_id"];
        }
        EXPECT_EQ(fresh.ledger()["bank:1"], 9985000);
    }
}

TEST_F(BankIngest, ProposesABatchWhoseTotalOrCountDiffers) {
    Practice::must(
        town.ingest(statement({{.amount = "2283.44", .batch = town.msg_id(), .batch_count = 6}})));
    Row row = town.entries().front();
    EXPECT_EQ(row["place"], "proposed");
    EXPECT_EQ(row["rule"], "batch_total_differs");
    EXPECT_EQ(town.attempt(id(0))["state"], "handed_over");
}

TEST_F(BankIngest, KeepsABatchMatchedBesideAPaymentThatWasBookedByItselfAsWell) {
    const TestStatement single = statement({debit(0)});
    const TestStatement batch = next(
        single, "2026-12-01",
        {{.amount = file_total, .date = "2026-12-01", .batch = town.msg_id(), .batch_count = 6}});
    Practice::must(town.ingest(batch));
    const auto only_batch = town.picture();
    Practice::must(town.ingest(single));
    for (std::size_t i = 0; i < 6; ++i) {
        EXPECT_EQ(town.attempt(id(i))["state"], "confirmed");
        EXPECT_EQ(town.attempt(id(i))["settled_on"], "2026-12-01");
        EXPECT_EQ(town.attempt(id(i))["may_pay_again"], "no");
    }
    EXPECT_EQ(town.entry_with("single_debit_beside_batch_debit")["place"], "suspense");
    EXPECT_EQ(town.entry_with("batch_reference")["place"], "matched");
    EXPECT_TRUE(town.has_exception("betaling_tweemaal_afgeschreven"));
    Practice::must(service::set_statement_aside(town.practice.with("kim"), 2, "van een ander"));
    EXPECT_EQ(town.picture(), only_batch);
    EXPECT_FALSE(town.has_exception("betaling_tweemaal_afgeschreven"));
}

TEST_F(BankIngest, KeepsTheExtraDebitLoudWhenThePaymentComesBack) {
    const TestStatement batch =
        statement({{.amount = file_total, .batch = town.msg_id(), .batch_count = 6}});
    const TestStatement single =
        next(batch, "2026-12-01", {debit(0, "2026-12-01"), returned(0, "2026-12-01")});
    Practice::must(town.ingest(batch));
    Practice::must(town.ingest(single));
    EXPECT_EQ(town.attempt(id(0))["state"], "returned");
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "no");
    EXPECT_EQ(town.attempt(id(1))["state"], "confirmed");
}

TEST_F(BankIngest, AbstainsFromABatchWhenEveryPaymentOfItWasBookedByItself) {
    const TestStatement batch =
        statement({{.amount = file_total, .batch = town.msg_id(), .batch_count = 6}});
    const TestStatement singles = next(batch, "2026-12-01", all_debits());
    Practice::must(town.ingest(batch));
    Practice::must(town.ingest(singles));
    EXPECT_EQ(town.entry_with("batch_debit_beside_single_debit")["place"], "suspense");
    EXPECT_EQ(town.entry_with("batch_reference")["place"], "");
    EXPECT_TRUE(town.has_exception("bestand_tweemaal_uitgevoerd"));
    for (std::size_t i = 0; i < 6; ++i) {
        EXPECT_EQ(town.attempt(id(i))["state"], "confirmed");
        EXPECT_EQ(town.attempt(id(i))["settled_on"], "2026-11-30");
    }
    Practice::must(service::set_statement_aside(town.practice.with("kim"), 1, "van een ander"));
    EXPECT_FALSE(town.has_exception("bankregel_onverklaard"));
}

/// A day booked as one beside payments that were also made by hand, all in any order.
TEST_F(BankIngest, EndsAlikeInWhateverOrderABatchAndItsSingleDebitsCome) {
    const TestStatement first = statement({debit(0)});
    const TestStatement second = next(
        first, "2026-12-01",
        {{.amount = file_total, .date = "2026-12-01", .batch = town.msg_id(), .batch_count = 6}});
    const TestStatement third =
        next(second, "2026-12-02",
             {debit(0, "2026-12-02"), debit(1, "2026-12-02"), returned(1, "2026-12-02")});
    std::vector<TestEntry> rest;
    for (const std::size_t which : {2U, 3U, 4U, 5U}) rest.push_back(debit(which, "2026-12-03"));
    const TestStatement fourth = next(third, "2026-12-03", rest);
    for (const std::size_t taken : {3U, 4U}) {  // with the fourth every payment has a single debit
        std::vector<TestStatement> statements{first, second, third, fourth};
        statements.resize(taken);
        std::vector<std::string> picture;
        std::mt19937 random{20261124};
        for (int round = 0; round < 5; ++round) {
            PaidTown other;
            other.practice.on("2026-12-04");
            for (const TestStatement& each : statements) Practice::must(other.ingest(each));
            if (round == 0) picture = other.picture();
            EXPECT_EQ(other.picture(), picture) << "round " << round;
            std::ranges::shuffle(statements, random);
        }
    }
}

/// A month drawn from all that may be said about one file, delivered in any order, with one
/// delivery set aside after it.
TEST_F(BankIngest, EndsAlikeInWhateverOrderAnythingAboutAFileComes) {
    std::vector<TestEntry> all = all_debits();
    all.push_back(returned(1, ""));
    all.push_back({.amount = file_total, .batch_count = 6, .batch_msg = "1202P5518750"});
    all.push_back(all.back());
    all.push_back({.amount = file_total, .batch = town.msg_id(), .batch_count = 6});
    all.push_back({.amount = file_total, .batch = town.msg_id(), .batch_count = 5});
    all.push_back(debit(0));
    all.back().amount = all.back().details.front().amount = "612.41";
    std::mt19937 random{20261126};
    for (int month = 0; month < 5; ++month) {
        std::ranges::shuffle(all, random);
        std::vector<TestStatement> statements;
        for (std::size_t i = 0; i < 5; ++i) {
            const std::string day = "2026-12-0" + std::to_string(i + 1);
            all[i].date = day;
            statements.push_back(statements.empty() ? statement({all[i]})
                                                    : next(statements.back(), day, {all[i]}));
            statements.back().opening_date = statements.back().closing_date = day;
        }
        const std::string aside = statements.back().id;
        std::vector<std::string> picture;
        for (int round = 0; round < 3; ++round) {
            PaidTown other;
            other.practice.on("2026-12-07");
            std::int64_t delivery = 0;
            for (std::size_t i = 0; i < statements.size(); ++i) {
                Practice::must(other.ingest(statements[i]));
                if (statements[i].id == aside) delivery = static_cast<std::int64_t>(i) + 1;
            }
            std::vector<std::string> seen = other.picture();
            Practice::must(service::set_statement_aside(other.practice.with("kim"), delivery,
                                                        "van een ander"));
            for (const std::string& line : other.picture()) seen.push_back("aside " + line);
            if (round == 0) picture = seen;
            EXPECT_EQ(seen, picture) << "month " << month << ", round " << round;
            std::ranges::shuffle(statements, random);
        }
    }
}

TEST_F(BankIngest, KeepsASecondDebitOfOnePaymentInSuspense) {
    const TestStatement first = statement({debit(0)});
    Practice::must(town.ingest(first));
    Practice::must(town.ingest(next(first, "2026-12-01", {debit(0, "2026-12-01")})));
    const auto entries = town.entries();
    EXPECT_EQ(std::ranges::count_if(entries, [](Row row) { return row["place"] == "matched"; }), 1);
    EXPECT_EQ(std::ranges::count_if(
                  entries, [](Row row) { return row["rule"] == "second_debit_for_one_payment"; }),
              1);
    EXPECT_EQ(town.attempt(id(0))["settled_on"], "2026-11-30");
}

TEST_F(BankIngest, ProposesAllThatAnAmountAndAnAccountAllow) {
    TestEntry entry{
        .amount = "612.40",
        .details = {{.amount = "612.40", .end_to_end_id = "NOTPROVIDED", .iban = landlord}}};
    Practice::must(town.ingest(statement({entry})));
    Row row = town.entries().front();
    EXPECT_EQ(row["place"], "proposed");
    EXPECT_EQ(base::split_text(row["proposed_end_to_end_ids"], '|').size(), 3U);
    EXPECT_EQ(row["end_to_end_ids"], "");
}

TEST_F(BankIngest, NeverMatchesAReferenceOfWhichACharacterWasChanged) {
    TestEntry entry = debit(0);
    char& character = entry.details.front().end_to_end_id.at(10);
    character = character == '7' ? '8' : '7';
    Practice::must(town.ingest(statement({entry})));
    EXPECT_NE(town.entries().front()["place"], "matched");
    for (Row& row : town.attempts()) EXPECT_EQ(row["state"], "handed_over");
}

TEST_F(BankIngest, RecoversAReferenceThatOnlyReadsOneWay) {
    TestEntry entry = debit(0);
    std::string& reference = entry.details.front().end_to_end_id;
    entry.details.front().text =
        "ref " + reference.substr(0, 8) + " " + reference.substr(8) + " dank";
    reference = "NOTPROVIDED";
    Practice::must(town.ingest(statement({entry})));
    EXPECT_EQ(town.entries().front()["rule"], "recovered_reference");
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
}

TEST_F(BankIngest, ProposesOnlyWhenAmountOrPayeeDisagreesWithTheReference) {
    TestEntry amount = debit(0);
    amount.amount = amount.details.front().amount = "612.41";
    TestEntry payee = debit(1);
    payee.details.front().iban = dutch_iban(77, "ABNA");
    Practice::must(town.ingest(statement({amount, payee})));
    const auto entries = town.entries();
    EXPECT_EQ(entries.at(0).at("rule"), "amount_differs");
    EXPECT_EQ(entries.at(1).at("rule"), "payee_differs");
    EXPECT_EQ(town.attempt(id(0))["state"], "handed_over");
    EXPECT_EQ(town.attempt(id(1))["state"], "handed_over");
}

TEST_F(BankIngest, GivesNoRowToWhatIsNotBooked) {
    TestEntry pending = debit(0);
    pending.status = "PDNG";
    Practice::must(town.ingest(statement({pending, debit(1)})));
    ASSERT_EQ(town.entries().size(), 1U);
    EXPECT_EQ(town.entries().front()["entry_index"], "2");
}

TEST_F(BankIngest, KeepsAFileWhoseBalanceIsWrongAndPlacesNothingOfIt) {
    TestStatement wrong = statement(all_debits());
    const std::string right = camt053({wrong}, "08", "M2");
    wrong.closing = amount_of(cents_of(closing_of(wrong)) + 1);
    const std::string xml = camt053({wrong});
    const auto answer = town.ingest(xml);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "closing_balance_is_wrong");
    EXPECT_EQ(answer.error().kind, base::ErrorKind::malformed);
    expect_untouched();
    EXPECT_TRUE(town.has_exception("bankbestand_klopt_niet"));
    EXPECT_FALSE(
        town.practice.town()
            .archived(base::to_hex(service::sha256_of_file(town.practice.folder() / "bank.xml")))
            .empty());
    const std::int64_t length = town.chain_length();
    EXPECT_EQ(town.ingest(xml).error(), answer.error());
    EXPECT_EQ(town.chain_length(), length);
    Practice::must(town.ingest(right));
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
}

TEST_F(BankIngest, RefusesWhatIsNotOursWhole) {
    TestStatement unknown = statement({debit(0)});
    unknown.account = dutch_iban(99, "OEFN");
    EXPECT_EQ(code_of(town.ingest(camt053({statement({debit(0)}), unknown}))),
              "account_is_unknown");
    TestStatement early = statement({});
    early.opening_date = early.closing_date = "2026-11-20";
    EXPECT_EQ(code_of(town.ingest(early)), "statement_is_before_the_account");
    TestEntry dollars = debit(0);
    dollars.currency = "USD";
    EXPECT_EQ(code_of(town.ingest(statement({dollars}))), "currency_is_not_eur");
    TestEntry fraction = debit(0);
    fraction.amount = "612.405";
    TestStatement odd = statement({fraction});
    odd.closing = "99387.60";
    EXPECT_EQ(code_of(town.ingest(odd)), "amount_is_not_whole_cents");
    expect_untouched();
}

TEST_F(BankIngest, RefusesWhatIsTooLargeOrHasNoEnd) {
    const fs::path large = town.practice.file("zeros.xml", "");
    fs::resize_file(large, std::uint64_t{2} << 30U);  // takes no room on the disk
    EXPECT_EQ(code_of(service::read_bank_file(large)), "file_is_too_large");
    EXPECT_EQ(code_of(service::ingest_bank_file(town.practice.with("rob"), large)),
              "file_is_too_large");
    EXPECT_EQ(code_of(service::import_run(town.practice.with("rob"), large)), "file_is_too_large");
    EXPECT_EQ(service::import_dossier(town.practice.with("rob"), large).error().causes.front().code,
              "file_is_too_large");
    for (const fs::path& path : {fs::path{"/dev/zero"}, town.practice.folder()}) {
        EXPECT_EQ(code_of(service::read_bank_file(path)), "file_is_no_file");
        EXPECT_EQ(code_of(service::ingest_bank_file(town.practice.with("rob"), path)),
                  "file_is_no_file");
        EXPECT_EQ(code_of(service::propose_regelset(town.practice.with("rob"), path)),
                  "file_is_no_file");
    }
    EXPECT_EQ(code_of(service::import_run(town.practice.with("rob"), "/dev/zero")),
              "file_is_no_file");
    EXPECT_EQ(
        service::import_dossier(town.practice.with("rob"), "/dev/zero").error().causes.front().code,
        "file_is_no_file");
    expect_untouched();
}

TEST_F(BankIngest, RefusesWhatIsNoStatement) {
    const std::string good = camt053({statement({debit(0)})});
    EXPECT_EQ(code_of(town.ingest("")), "file_is_empty");
    EXPECT_EQ(code_of(town.ingest(":20:X\n:25:Y\n:28C:1\n:34F:EUR0,\n")),
              "message_kind_is_not_read_here");
    EXPECT_NE(code_of(town.ingest(good.substr(0, good.size() / 2))), "");
    const std::size_t begin = good.find("<Document");
    EXPECT_NE(code_of(town.ingest(good.substr(0, begin) + "<!DOCTYPE x [<!ENTITY a \"b\">]>" +
                                  good.substr(begin))),
              "");
    EXPECT_EQ(code_of(service::ingest_bank_file(town.practice.with("rob"),
                                                town.practice.folder() / "none.xml")),
              "file_cannot_be_opened");
    expect_untouched();
    EXPECT_FALSE(fs::exists(town.practice.town().archive() / "tmp" / "bank.xml"));
}

TEST_F(BankIngest, CountsNeitherOfTwoStatementsThatContradict) {
    const TestStatement first = statement({debit(0), debit(1)});
    const TestStatement other = statement({debit(0), debit(2)});
    Practice::must(town.ingest(first));
    const auto only_first = town.picture();
    Practice::must(town.ingest(other));
    EXPECT_TRUE(town.has_exception("afschrift_tegenstrijdig"));
    for (Row& row : town.entries()) EXPECT_EQ(row["rule"], "statement_in_conflict");
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(town.attempt(id(i))["state"], "handed_over");
    Practice::must(service::set_statement_aside(town.practice.with("kim"), 2, "fout bestand"));
    EXPECT_EQ(town.picture(), only_first);
    EXPECT_FALSE(town.has_exception("afschrift_tegenstrijdig"));
}

TEST_F(BankIngest, ReachesNoFurtherThanTheDayBeforeStatementsThatContradictEachOther) {
    const auto reaches = [&] {
        const auto shown = service::show_reconciliation(town.practice.town(), {2026, 12, 4});
        Practice::must(shown);
        return std::get<values::CivilDate>(
            rows_in(shown.value(), "keten").front().find("sluit_aan_tot")->value);
    };
    const TestStatement first = statement({debit(0)});
    // Paid and returned within one day: the balance does not tell that it is disputed.
    const TestStatement second =
        next(first, "2026-12-01", {debit(1, "2026-12-01"), returned(1, "2026-12-01")});
    const TestStatement other =
        next(first, "2026-12-01", {debit(2, "2026-12-01"), returned(2, "2026-12-01")});
    const TestStatement third = next(second, "2026-12-03", {debit(3, "2026-12-03")});
    for (const TestStatement& each : {first, second, third}) Practice::must(town.ingest(each));
    EXPECT_EQ(reaches(), (values::CivilDate{2026, 12, 3}));
    Practice::must(town.ingest(camt053({other}, "08", "M2")));
    EXPECT_EQ(reaches(), (values::CivilDate{2026, 11, 30}));
    EXPECT_FALSE(town.has_exception("afschrift_ontbreekt"));
    Practice::must(service::set_statement_aside(town.practice.with("kim"), 4, "fout bestand"));
    EXPECT_EQ(reaches(), (values::CivilDate{2026, 12, 3}));
}

TEST_F(BankIngest, SetsAWrongStatementAsideAndTakesTheRightOne) {
    const TestStatement right = statement(all_debits());
    TestStatement wrong = statement({debit(0), returned(0, "2026-11-30")});
    wrong.id = "S-wrong";
    Practice::must(town.ingest(wrong));
    EXPECT_EQ(town.attempt(id(0))["state"], "returned");
    Practice::must(service::set_statement_aside(town.practice.with("kim"), 1, "van een ander"));
    EXPECT_EQ(town.attempt(id(0))["state"], "handed_over");
    const std::int64_t length = town.chain_length();
    Practice::must(service::set_statement_aside(town.practice.with("kim"), 1, "van een ander"));
    EXPECT_EQ(town.chain_length(), length);
    Practice::must(town.ingest(right));
    PaidTown other;
    other.practice.on("2026-12-04");
    Practice::must(other.ingest(right));
    EXPECT_EQ(town.picture(), other.picture());
}

TEST_F(BankIngest, EndsAlikeInWhateverOrderStatementsCome) {
    const TestStatement first = statement({debit(0), debit(1), debit(2)});
    const TestStatement second =
        next(first, "2026-12-01",
             {debit(3, "2026-12-01"), debit(4, "2026-12-01"), debit(0, "2026-12-01")});
    const TestStatement third =
        next(second, "2026-12-02", {returned(0, "2026-12-02"), debit(5, "2026-12-02")});
    const TestStatement fourth =
        next(third, "2026-12-03", {returned(1, "2026-12-03"), returned(0, "2026-12-03")});
    TestStatement again = second;  // an export of a day that was not over
    again.id = "S-early";
    again.entries.pop_back();
    std::vector<std::string> files;
    int number = 0;
    for (const TestStatement& each : {first, second, third, fourth, again}) {
        files.push_back(
            camt053({each}, number % 2 == 0 ? "08" : "02", "M" + std::to_string(number)));
        ++number;
    }
    for (const std::string& file : files) Practice::must(town.ingest(file));
    const auto picture = town.picture();
    std::mt19937 random{20261124};
    for (int round = 0; round < 6; ++round) {
        std::ranges::shuffle(files, random);
        PaidTown other;
        other.practice.on("2026-12-04");
        for (const std::string& file : files) Practice::must(other.ingest(file));
        EXPECT_EQ(other.picture(), picture) << "round " << round;
        EXPECT_FALSE(other.has_exception("afschrift_ontbreekt"));
    }
}

TEST_F(BankIngest, ProvesThatTheSumsLeadFromTheAnchorToTheClosingBalance) {
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    Practice::must(town.ingest(next(first, "2026-12-02", {returned(0, "2026-12-02")})));
    const auto shown = service::show_reconciliation(town.practice.town(), {2026, 12, 4});
    Practice::must(shown);
    const auto balance = rows_in(shown.value(), "saldi").front();
    EXPECT_EQ(cents_in(balance, "beginsaldo"), 10'000'000);
    EXPECT_EQ(cents_in(balance, "af"), 228'345);
    EXPECT_EQ(cents_in(balance, "ontbreekt"), 0);
    EXPECT_EQ(cents_in(balance, "eindsaldo"),
              10'000'000 - 228'345 + std::stoll(town.paid.at(0).at("amount_cents")));
}

TEST_F(BankIngest, ShowsAnEarlierDayAsItWasThen) {
    Practice::must(town.ingest(statement(all_debits())));
    std::string text;
    Practice::must(service::export_entries(town.practice.town(), {2026, 12, 3},
                                           [&](std::string_view part) { text += part; }));
    EXPECT_TRUE(rows_of_csv(text).empty());
}

}  // namespace
}  // namespace ontzorgd::test
