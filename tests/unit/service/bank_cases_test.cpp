// SPDX-License-Identifier: EUPL-1.2
// What banks and people do to a statement, case by case, through the ingest itself.
// docs/bank-cases.md tells which case is proved where.
#include "csv_out.h"
#include "paid_town.h"

#include <filesystem>
#include <set>

namespace ontzorgd::test {
namespace {

/// What every statement must keep, whatever it holds.
class BankCase : public PaidTownTest {
protected:
    static std::set<std::string> places(PaidTown& of) {
        std::set<std::string> all;
        for (Row& row : of.entries()) all.insert(row["place"]);
        return all;
    }
    /// Nothing is settled, and no payment may be made again.
    void expect_nothing_settled() {
        for (Row& row : town.attempts()) {
            EXPECT_EQ(row["state"], "handed_over");
            EXPECT_NE(row["may_pay_again"], "yes");
        }
        EXPECT_FALSE(places(town).contains("matched"));
    }
};

// --- who is who ---

/// Forty clients of one name with one leefgeld.
class FortyOfOneName : public ::testing::Test {
protected:
    static constexpr int count = 40;
    FortyOfOneName() {
        std::vector<TestHousehold> forty;
        for (int number = 1; number <= count; ++number)
            forty.push_back({.number = number, .naam = "M. Ali"});
        practice.dossier(forty);
        practice.split(forty);
        Practice::must(service::propose_batch(practice.with("rob"), "2026-11-REG"));
        Practice::must(service::sign_batch(practice.with("karin"), 1));
        Practice::must(service::sign_batch(practice.with("kim"), 1));
        practice.on("2026-11-26");
        Practice::must(service::release_batch(practice.with("rob"), 1));
        practice.on("2026-12-04");
    }
    Practice practice;
};

TEST_F(FortyOfOneName, WhoseReferencesAreLostAreAllLeftToPeopleAndAddUp) {
    const std::string leefgeld = dutch_iban(2, "OEFN");
    TestStatement day{.account = leefgeld};
    std::int64_t sum = 0;
    for (Row& row : exported_attempts(practice)) {
        const std::int64_t cents = std::stoll(row["amount_cents"]);
        if (cents != 58734) continue;
        sum += cents;
        day.entries.push_back({.amount = amount_of(cents),
                               .details = {{.amount = amount_of(cents), .name = "M. Ali"}}});
    }
    ASSERT_EQ(day.entries.size(), static_cast<std::size_t>(count));
    Practice::must(
        service::ingest_bank_file(practice.with("rob"), practice.file("b.xml", camt053({day}))));
    std::string text;
    Practice::must(service::export_entries(practice.town(), practice.as("rob").now.today,
                                           [&](std::string_view part) { text += part; }));
    std::int64_t open = 0;
    for (Row& row : rows_of_csv(text)) {
        EXPECT_NE(row["place"], "matched");
        open += std::stoll(row["amount_cents"]);
    }
    EXPECT_EQ(open, sum);
    for (Row& row : exported_attempts(practice)) EXPECT_EQ(row["state"], "handed_over");
    practice.expect_sound();
}

TEST_F(BankCase, EqualRentsToOneCorporationAreToldApartByTheirReferencesAlone) {
    TestEntry lost = debit(2);
    lost.details.front().end_to_end_id.clear();
    Practice::must(town.ingest(statement({debit(0), lost})));
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
    EXPECT_EQ(town.attempt(id(2))["state"], "handed_over");
    EXPECT_EQ(town.entry_with("amount_and_account_only")["place"], "proposed");
}

TEST_F(BankCase, ARentThatComesBackIsOfTheHomeItWasForAlsoWhenOneCorporationHasBoth) {
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    Practice::must(town.ingest(next(first, "2026-12-02", {returned(0, "2026-12-02")})));
    EXPECT_EQ(town.attempt(id(0))["state"], "returned");
    EXPECT_EQ(town.attempt(id(2))["state"], "confirmed");
    EXPECT_EQ(town.attempt(id(4))["state"], "confirmed");
}

TEST_F(BankCase, ANameNeverDecidesHoweverWellItFits) {
    const std::string amount = debit(0).amount;
    Practice::must(town.ingest(statement(
        {{.amount = amount, .details = {{.amount = amount, .name = "Woonstichting De Betuwe"}}},
         {.amount = amount,
          .details = {{.amount = amount, .name = std::string(140, 'W') + " De Bétuwe"}}}})));
    expect_nothing_settled();
    EXPECT_EQ(town.entries().size(), 2U);
}

// --- money that comes back ---

TEST_F(BankCase, AReturnIsKnownAsAReversalOfTheDebitAndAsACreditOfItsOwn) {
    const TestStatement first = statement(all_debits());
    for (const bool is_reversal : {true, false}) {
        PaidTown other;
        Practice::must(other.ingest(first));
        TestEntry back = returned(0, "2026-12-02", is_reversal ? "" : "AC04");
        back.is_reversal = is_reversal;
        Practice::must(other.ingest(next(first, "2026-12-02", {back})));
        EXPECT_EQ(other.attempt(id(0))["state"], "returned");
    }
}

TEST_F(BankCase, ReturnsInOneCreditAreEachOfTheirPayment) {
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    TestEntry both = returned(0, "2026-12-02");
    both.details.push_back(returned(1, "2026-12-02", "AM04").details.front());
    both.amount = amount_of(cents_of(debit(0).amount) + cents_of(debit(1).amount));
    Practice::must(town.ingest(next(first, "2026-12-02", {both})));
    EXPECT_EQ(town.attempt(id(0))["return_reason"], "AC04");
    EXPECT_EQ(town.attempt(id(1))["return_reason"], "AM04");
}

TEST_F(BankCase, AReturnWithNothingButAReasonWaitsForAPerson) {
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    TestEntry back = returned(0, "2026-12-02");
    back.details.front().end_to_end_id.clear();
    back.details.front().iban.clear();
    Practice::must(town.ingest(next(first, "2026-12-02", {back})));
    EXPECT_EQ(town.entry_with("return_without_reference")["place"], "suspense");
    EXPECT_TRUE(town.has_exception("bankregel_onverklaard"));
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
}

TEST_F(BankCase, RentsOfTwoTenantsPaidBackInOneTransferAreNeverDividedByMachine) {
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    Practice::must(town.ingest(
        next(first, "2026-12-02",
             {{.amount = "1224.80",
               .credit = true,
               .date = "2026-12-02",
               .details = {{.amount = "1224.80", .iban = landlord, .text = "huur terug 2x"}}}})));
    for (const std::size_t which : {std::size_t{0}, std::size_t{2}, std::size_t{4}})
        EXPECT_EQ(town.attempt(id(which))["state"], "confirmed");
    EXPECT_EQ(town.entries().back()["place"], "suspense");
    EXPECT_TRUE(town.has_exception("bankregel_onverklaard"));
}

TEST_F(BankCase, ADebitThatUndoesAReturnIsLoudAndPaysNothingAgain) {
    const TestStatement first = statement(all_debits());
    const TestStatement second = next(first, "2026-12-02", {returned(0, "2026-12-02")});
    Practice::must(town.ingest(first));
    Practice::must(town.ingest(second));
    Practice::must(town.ingest(next(second, "2026-12-03", {debit(0, "2026-12-03")})));
    EXPECT_TRUE(town.has_exception("bankregel_onverklaard"));
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "no");
}

// --- bookings of a whole file ---

TEST_F(BankCase, ABatchWhoseDetailsAreACentLessIsForAPerson) {
    TestEntry batch{.amount = file_total, .batch = town.msg_id(), .batch_count = 6};
    for (const TestEntry& each : all_debits()) batch.details.push_back(each.details.front());
    std::string& last = batch.details.back().amount;
    last = amount_of(cents_of(last) - 1);
    Practice::must(town.ingest(statement({batch})));
    EXPECT_EQ(town.entry_with("batch_details_differ")["place"], "proposed");
    EXPECT_TRUE(town.has_exception("bankregel_onverklaard"));
    expect_nothing_settled();
}

// --- how statements come ---

TEST_F(BankCase, TwoMissingStatementsAreTwoGapsAndTheOneThatComesClosesItsOwn) {
    std::vector<TestStatement> days{statement({debit(0)})};
    for (std::size_t which = 1; which < 5; ++which) {
        const std::string date = "2026-12-0" + std::to_string(which);
        days.push_back(next(days.back(), date, {debit(which, date)}));
    }
    for (const std::size_t day : {std::size_t{0}, std::size_t{2}, std::size_t{4}})
        Practice::must(town.ingest(days.at(day)));
    const auto gaps = [&] { return std::ranges::count(town.exceptions(), "afschrift_ontbreekt"); };
    EXPECT_EQ(gaps(), 2);
    Practice::must(town.ingest(days.at(3)));
    EXPECT_EQ(gaps(), 1);
    Practice::must(town.ingest(days.at(1)));
    EXPECT_EQ(gaps(), 0);
}

TEST_F(BankCase, ANameThatTheBankUsesAgainNextYearIsAnotherStatement) {
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    town.practice.on("2027-12-01");
    TestStatement later = next(first, "2027-11-30", {});
    later.id = first.id;
    Practice::must(town.ingest(camt053({later}), "later.xml"));
    EXPECT_FALSE(town.has_exception("afschrift_tegenstrijdig"));
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
}

TEST_F(BankCase, AStatementOfADayWithoutBookingsMovesTheChainOn) {
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    Practice::must(town.ingest(next(first, "2026-12-01", {})));
    EXPECT_FALSE(town.has_exception("afschrift_ontbreekt"));
    const auto shown = service::show_reconciliation(town.practice.town(), {2026, 12, 4}).value();
    EXPECT_EQ(
        std::get<values::CivilDate>(rows_in(shown, "keten").front().find("sluit_aan_tot")->value),
        (values::CivilDate{2026, 12, 1}));
}

TEST_F(BankCase, AFileOfSeveralAccountsAndDaysIsPlacedStatementByStatement) {
    const TestStatement first = statement({debit(0)});
    const TestStatement second = next(first, "2026-12-01", {debit(1, "2026-12-01")});
    const TestStatement other{.id = "L-1130", .account = dutch_iban(2, "OEFN")};
    Practice::must(town.ingest(camt053({second, other, first})));
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
    EXPECT_EQ(town.attempt(id(1))["state"], "confirmed");
    EXPECT_FALSE(town.has_exception("afschrift_ontbreekt"));
}

TEST_F(BankCase, HalfAFileIsRefusedAndTheWholeOneTakenAfterIt) {
    const std::string whole = camt053({statement(all_debits())});
    for (const std::size_t part : {std::size_t{4}, std::size_t{2}}) {
        const auto refused = town.ingest(whole.substr(0, whole.size() - whole.size() / part));
        ASSERT_FALSE(refused);
        EXPECT_FALSE(refused.error().detail("file").empty());
        EXPECT_EQ(refused.error().detail("statement"), "1");
        expect_untouched();
    }
    Practice::must(town.ingest(whole));
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
}

TEST_F(BankCase, AWrongEntryIsNamedByFileStatementEntryAndRuleAndNothingOfItIsBooked) {
    const TestStatement good = statement({debit(0)});
    TestEntry dollars = debit(1, "2026-12-01");
    dollars.currency = "USD";
    const TestStatement bad = next(good, "2026-12-01", {debit(2, "2026-12-01"), dollars});
    const auto refused = town.ingest(camt053({good, bad}), "fout.xml");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "currency_is_not_eur");
    EXPECT_EQ(std::filesystem::path{refused.error().detail("file")}.filename(), "fout.xml");
    EXPECT_EQ(refused.error().detail("statement"), "2");
    EXPECT_EQ(refused.error().detail("entry"), "2");
    expect_untouched();
    Practice::must(town.ingest(camt053({good}), "goed.xml"));
}

// --- amounts and days ---

TEST_F(BankCase, AnEntryOfNothingIsKeptAndMovesNothing) {
    Practice::must(town.ingest(statement({debit(0), {.amount = "0.00"}, {.amount = "0.00"}})));
    EXPECT_EQ(town.entries().size(), 3U);
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
    town.practice.expect_sound();
}

TEST_F(BankCase, AnAmountIsReadInAnyExactFormAndInNoOther) {
    for (const std::string exact : {"612.4", "612.40", "612.40000", "0612.40"}) {
        PaidTown other;
        TestEntry entry = debit(0);
        entry.amount = entry.details.front().amount = exact;
        TestStatement day = statement({entry});
        day.closing = "99387.60";
        Practice::must(other.ingest(day));
        EXPECT_EQ(other.attempt(id(0))["state"], "confirmed");
    }
    for (const std::string wrong : {"612,40", "-612.40", "612.405", "6.124E2", ""}) {
        TestEntry entry = debit(0);
        entry.amount = wrong;
        TestStatement day = statement({});
        day.closing = "99387.60";
        day.entries = {entry};
        EXPECT_NE(code_of(town.ingest(day)), "") << wrong;
    }
    expect_untouched();
}

TEST_F(BankCase, ADebitOfAnotherDayThanWasAskedIsThePaymentAllTheSame) {
    TestEntry moved = debit(0, "2026-12-01");  // the next banking day, in the next month
    moved.value_date = "2026-11-30";
    TestEntry early = debit(1, "2026-12-01");
    early.value_date = "2026-11-27";
    TestStatement day = statement({moved, early});
    day.closing_date = "2026-12-01";
    Practice::must(town.ingest(day));
    EXPECT_EQ(town.attempt(id(0))["settled_on"], "2026-12-01");
    EXPECT_EQ(town.attempt(id(1))["settled_on"], "2026-12-01");
}

// --- people and attackers ---

TEST_F(BankCase, AFileMadeToExhaustIsRefusedAndBooksNothing) {
    const std::string good = camt053({statement({debit(0)})});
    const std::size_t begin = good.find("<Document");
    const std::string bombs =
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">"
        "<!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
    std::string deep = good.substr(0, begin);
    for (int i = 0; i < 200'000; ++i) deep += "<a>";
    std::string with_nul = good;
    with_nul.at(with_nul.find("<Ntry>") + 1) = '\0';
    for (const std::string& bad :
         {good.substr(0, begin) + bombs + good.substr(begin), deep, with_nul}) {
        EXPECT_NE(code_of(town.ingest(bad)), "");
        expect_untouched();
    }
    Practice::must(town.ingest(good));
}

TEST(ListsForPeople, HaveNoCellThatASpreadsheetRuns) {
    std::string written;
    const service::TextOut out = [&](std::string_view part) { written += part; };
    service::CsvOut csv{out, ';'};
    csv.row("=HYPERLINK(\"x\")", "@sum", "+31", "-2", "<b>naam</b>", "a;b");
    EXPECT_EQ(written,
              "\"'=HYPERLINK(\"\"x\"\")\";\"'@sum\";\"'+31\";\"'-2\";<b>naam</b>;\"a;b\"\n");
}

TEST_F(BankCase, AReferenceThatThisCopyNeverGaveOutIsLoud) {
    // As after a backup was put back, while the bank went on.
    const std::string unknown{
        payment::EndToEndId::make(payment::Generation::of(town.practice.town().generation()), 4000,
                                  1)
            .view()};
    TestEntry entry = debit(0);
    entry.details.front().end_to_end_id = unknown;
    Practice::must(town.ingest(statement({entry})));
    EXPECT_EQ(town.entry_with("reference_was_never_given_out")["place"], "suspense");
    EXPECT_TRUE(town.has_exception("staat_ouder_dan_bank"));
    EXPECT_FALSE(town.has_exception("bankregel_onverklaard")) << "one cause is told once";
    expect_nothing_settled();
}

TEST_F(BankCase, AStatementThatAddsUpToNothingCountsOnceHoweverOftenItIsGiven) {
    const TestEntry out{.amount = "50.00", .details = {{.text = "onbekend"}}};
    TestEntry back = out;
    back.credit = true;
    const TestStatement zero = statement({out, back});
    Practice::must(town.ingest(camt053({zero}, "08", "M1")));
    Practice::must(town.ingest(camt053({zero}, "08", "M2")));
    std::size_t counting = 0;
    for (const Row& row : town.entries())
        counting += row.at("place") != "duplicate_delivery" ? 1U : 0U;
    EXPECT_EQ(counting, 2U);
}

}  // namespace
}  // namespace ontzorgd::test
