// SPDX-License-Identifier: EUPL-1.2
// A payment of which a part came back: every cent is told, and only what came back is paid again,
// by two people.
#include "ontzorgd/service/attempt.h"
#include "ontzorgd/service/batch.h"
#include "ontzorgd/service/books.h"
#include "ontzorgd/service/line.h"
#include "ontzorgd/service/recall.h"
#include "ontzorgd/store/part_word.h"
#include "ontzorgd/store/run.h"
#include "paid_town.h"

namespace ontzorgd::test {
namespace {

/// Everything was booked on 30 November; the premium of the second household was 148.75.
class PartAgain : public PaidTownTest {
protected:
    void SetUp() override { give(statement(all_debits())); }
    static constexpr std::size_t which = second_premium;

    base::Result<service::Report> reissue(const std::string& as) {
        return service::reissue_attempt(town.practice.with(as), id(which), "met de bank gebeld");
    }
    void give(TestStatement statement) {
        last_ = std::move(statement);
        Practice::must(town.ingest(last_));
    }
    TestEntry part(const std::string& amount, const std::string& date,
                   const std::string& reason = "MS03") {
        TestEntry credit = returned(which, date, reason);
        credit.amount = amount;
        credit.details.front().amount = amount;
        credit.details.front().text = "Retour POLIS 0002";
        return credit;
    }
    /// So much of the premium comes back on that day.
    void bring_back(const std::string& amount, const std::string& date = "2026-12-02") {
        give(next(last_, date, {part(amount, date)}));
    }
    /// Another credit of that amount and day, so that a statement without the return keeps its
    /// balances.
    TestStatement without_the_return(const std::string& amount) {
        return next(statement(all_debits()), "2026-12-02",
                    {{.amount = amount,
                      .credit = true,
                      .date = "2026-12-02",
                      .details = {{.amount = amount, .text = "Rente"}}}});
    }
    void both_reissue() {
        Practice::must(reissue("rob"));
        Practice::must(reissue("karin"));
    }
    service::Report shown() {
        auto report = service::show_attempt(town.practice.town(), id(which));
        Practice::must(report);
        return std::move(report).value();
    }
    std::vector<store::InstructionRow> parts_of_the_premium() {
        std::vector<store::InstructionRow> all;
        const auto first = store::instruction_by_id(
            town.practice.db(), std::stoll(town.paid.at(which).at("instruction_id")));
        store::for_each_instruction(town.practice.db(), first->run,
                                    [&](const store::InstructionRow& row) {
                                        if (row.contract == first->contract) all.push_back(row);
                                    });
        return all;
    }
    void expect_sound_books() {
        town.practice.expect_sound();
        for (const facts::Check& check : service::check_books_now(town.practice.town())) {
            EXPECT_TRUE(check.holds()) << check.name << ' ' << check.subject << ": "
                                       << check.found.cents() << " and " << check.expected.cents();
        }
    }
    /// The run of November is proposed once more, signed and handed over.
    void pay_again(std::int64_t batch = 2) {
        town.pay("2026-11-REG", batch);
        Practice::must(service::release_batch(town.practice.with("rob"), batch));
    }

    TestStatement last_;  ///< that was given
};

TEST_F(PartAgain, IsMatchedToTheCentAndTold) {
    bring_back("40.15");
    const Row line = town.entry_with("returned_part");
    EXPECT_EQ(line.at("place"), "matched");
    EXPECT_EQ(line.at("end_to_end_ids"), id(which));
    EXPECT_EQ(town.attempt(id(which))["state"], "returned_part");
    EXPECT_EQ(cents_in(shown(), "teruggekomen"), 4'015);
    EXPECT_EQ(town.ledger().at("client:teruggekomen"), -4'015);
    EXPECT_TRUE(town.has_exception("betaling_deels_teruggekomen"));
    EXPECT_FALSE(town.has_exception("betaling_teruggekomen"));
    EXPECT_FALSE(town.has_exception("bankregel_onverklaard"));
    expect_sound_books();
}

TEST_F(PartAgain, OfSeveralAddsUpToAWholeReturn) {
    bring_back("40.15");
    bring_back("108.59", "2026-12-03");
    EXPECT_EQ(town.attempt(id(which))["state"], "returned_part");
    bring_back("0.01", "2026-12-04");
    EXPECT_EQ(town.attempt(id(which))["state"], "returned");
    EXPECT_TRUE(town.has_exception("betaling_teruggekomen"));
    EXPECT_FALSE(town.has_exception("betaling_deels_teruggekomen"));
    expect_sound_books();
    Practice::must(reissue("rob"));  // all of it came back: one person, as of any return
    pay_again();
    EXPECT_EQ(town.attempt(id(which))["may_pay_again"], "no");
    expect_sound_books();
}

TEST_F(PartAgain, ThatIsMoreThanWasLeftIsLoudAndNobodysMoney) {
    bring_back("40.15");
    bring_back("108.61", "2026-12-03");
    EXPECT_EQ(town.entry_with("return_exceeds_payment")["place"], "suspense");
    EXPECT_EQ(town.attempt(id(which))["state"], "returned_part");
    EXPECT_EQ(town.ledger().at("client:teruggekomen"), -4'015);
    expect_sound_books();
}

TEST_F(PartAgain, IsNoReturnWhenOnlyWhoWasPaidSentIt) {
    TestEntry from_payee = part("40.15", "2026-12-02");
    from_payee.details.front().reason.clear();
    give(next(last_, "2026-12-02", {from_payee}));
    EXPECT_EQ(town.entry_with("amount_differs")["place"], "proposed");
    EXPECT_EQ(town.attempt(id(which))["state"], "confirmed");
    expect_sound_books();
}

TEST_F(PartAgain, IsOnlyProposedWhenAnotherPaymentToThatAccountMayBeMeant) {
    for (const std::string text :
         {"", "Retour", "Retour POLIS 0001", "POLIS 0002 of POLIS 00012"}) {
        TestEntry entry = part("40.15", "2026-12-02");
        entry.details.front().text = text;
        PaidTown other;
        const TestStatement first = statement(all_debits());
        Practice::must(other.ingest(first));
        Practice::must(other.ingest(next(first, "2026-12-02", {entry})));
        EXPECT_EQ(other.entry_with("amount_differs")["place"], "proposed") << text;
        EXPECT_EQ(other.attempt(id(which))["state"], "confirmed") << text;
    }
}

TEST_F(PartAgain, IsOnlyProposedWhenAPaymentToThatAccountWasSentWithTheSameWords) {
    PaidTown other{false,
                   false,
                   "rehearsal",
                   {{.number = 1}, {.number = 2, .polis = "0007"}, {.number = 3, .polis = "0007"}}};
    TestEntry entry = part("40.15", "2026-12-02");
    entry.details.front().end_to_end_id = other.paid.at(which).at("end_to_end_id");
    entry.details.front().text = "Retour POLIS 0007";
    const TestStatement first = statement(all_debits());
    Practice::must(other.ingest(first));
    Practice::must(other.ingest(next(first, "2026-12-02", {entry})));
    EXPECT_EQ(other.entry_with("amount_differs")["place"], "proposed")
        << "a reference that the bank swapped would give it to the other";
    EXPECT_EQ(other.attempt(other.paid.at(which).at("end_to_end_id"))["state"], "confirmed");
}

TEST_F(PartAgain, IsOnlyProposedWhenTheBankNamesAnotherOriginalAmount) {
    TestEntry entry = part("40.15", "2026-12-02");
    std::string xml = camt053({next(last_, "2026-12-02", {entry})});
    xml.insert(xml.find("<RltdPties>"),
               "<AmtDtls><InstdAmt><Amt Ccy=\"EUR\">60.15</Amt></InstdAmt></AmtDtls>");
    Practice::must(town.ingest(xml));
    EXPECT_EQ(town.entry_with("amount_differs")["place"], "proposed");
}

TEST_F(PartAgain, TakesTwoPeopleAndNeitherAlone) {
    bring_back("40.15");
    EXPECT_EQ(town.attempt(id(which))["may_pay_again"], "yes");
    Practice::must(reissue("rob"));
    const std::int64_t length = town.chain_length();
    Practice::must(reissue("rob"));
    EXPECT_EQ(town.chain_length(), length) << "one person is one, however often";
    EXPECT_EQ(parts_of_the_premium().size(), 1U);
    EXPECT_EQ(text_in(shown(), "voorgesteld_door"), "rob");
    Practice::must(reissue("karin"));
    const auto parts = parts_of_the_premium();
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(parts.back().cents.cents(), 4'015);
    EXPECT_EQ(parts.back().part, parts.front().part + 1);
    EXPECT_EQ(parts.back().period_from, parts.front().period_from);
    EXPECT_EQ(town.attempt(id(which))["may_pay_again"], "no");
    EXPECT_FALSE(town.has_exception("betaling_deels_teruggekomen"));
    EXPECT_FALSE(town.ledger().contains("client:teruggekomen"));
    expect_sound_books();
    const std::int64_t after = town.chain_length();
    Practice::must(reissue("karin"));
    Practice::must(reissue("rob"));
    EXPECT_EQ(town.chain_length(), after) << "paid again once";
}

TEST_F(PartAgain, GoesOutForWhatCameBackAndIsConfirmedUnderItsOwnReference) {
    bring_back("40.15");
    both_reissue();
    pay_again();
    Row again;
    for (Row& row : town.attempts()) {
        if (row["amount_cents"] == "4015") again = row;
    }
    ASSERT_EQ(again["state"], "handed_over");
    EXPECT_EQ(again["creditor_iban"], insurer);
    expect_sound_books();
    TestEntry debit_again = part("40.15", again["execution_date"], "");
    debit_again.credit = false;
    debit_again.details.front().end_to_end_id = again["end_to_end_id"];
    town.practice.on(again["execution_date"]);
    give(next(last_, again["execution_date"], {debit_again}));
    EXPECT_EQ(town.attempt(again["end_to_end_id"])["state"], "confirmed");
    EXPECT_EQ(town.attempt(id(which))["state"], "returned_part");
    expect_sound_books();
}

TEST_F(PartAgain, OfWhichAnotherPartComesBackIsPaidAgainForThatPartOnly) {
    bring_back("40.15");
    both_reissue();
    bring_back("108.60", "2026-12-03");
    EXPECT_EQ(town.attempt(id(which))["state"], "returned");
    EXPECT_EQ(cents_in(shown(), "opnieuw_te_betalen"), 10'860);
    both_reissue();
    const auto parts = parts_of_the_premium();
    ASSERT_EQ(parts.size(), 3U);
    EXPECT_EQ(parts.back().cents.cents(), 10'860);
    EXPECT_EQ(parts.back().part, 3U);
    EXPECT_EQ(town.attempt(id(which))["may_pay_again"], "no");
    pay_again();
    expect_sound_books();
}

TEST_F(PartAgain, OfAnotherAmountNeedsTwoPeopleAnew) {
    bring_back("40.15");
    Practice::must(reissue("rob"));
    bring_back("20.00", "2026-12-03");
    Practice::must(reissue("karin"));
    EXPECT_EQ(parts_of_the_premium().size(), 1U) << "each of them spoke of another amount";
    Practice::must(reissue("rob"));
    ASSERT_EQ(parts_of_the_premium().size(), 2U);
    EXPECT_EQ(parts_of_the_premium().back().cents.cents(), 6'015);
    expect_sound_books();
}

TEST_F(PartAgain, IsNotPaidWhenItsReturnIsTakenBackBeforeTheBatch) {
    bring_back("40.15");
    both_reissue();
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 2, "verkeerd bestand"));
    EXPECT_EQ(town.attempt(id(which))["state"], "confirmed");
    EXPECT_EQ(town.attempt(id(which))["may_pay_again"], "no");
    EXPECT_TRUE(town.has_exception("terugkomst_vervallen"));
    EXPECT_EQ(code_of(service::propose_batch(town.practice.with("rob"), "2026-11-REG")),
              "earlier_attempt_is_booked");
    expect_sound_books();
    Practice::must(town.ingest(camt053({last_}, "08", "M9")));
    EXPECT_FALSE(town.has_exception("terugkomst_vervallen"));
    pay_again();
    expect_sound_books();
}

TEST_F(PartAgain, StopsOnItsWayWhenItsReturnIsTakenBack) {
    bring_back("40.15");
    both_reissue();
    Practice::must(service::propose_batch(town.practice.with("rob"), "2026-11-REG"));
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 2, "verkeerd bestand"));
    const auto signed_anyway = service::sign_batch(town.practice.with("karin"), 2);
    ASSERT_FALSE(signed_anyway);
    EXPECT_EQ(signed_anyway.error().detail("reason"), "earlier_attempt_is_booked");
    expect_sound_books();
}

TEST_F(PartAgain, KeepsTheBooksInBalanceWhenItsReturnIsTakenBackAfterItWentOut) {
    bring_back("40.15");
    both_reissue();
    pay_again();
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 2, "verkeerd bestand"));
    EXPECT_TRUE(town.has_exception("terugkomst_vervallen"));
    EXPECT_EQ(town.ledger().at("client:teruggekomen"), 4'015) << "the books say what is owed";
    EXPECT_EQ(code_of(service::declare_dead(town.practice.with("karin"), id(which), "weg")),
              "attempt_is_not_to_be_declared_dead");
    expect_sound_books();
}

TEST_F(PartAgain, IsNotReissuedWhileADebitByHandMayBeIt) {
    bring_back("40.15");
    TestEntry by_hand = part("40.15", "2026-12-03", "");
    by_hand.credit = false;
    by_hand.details.front().end_to_end_id = "NOTPROVIDED";
    give(next(last_, "2026-12-03", {by_hand}));
    EXPECT_EQ(code_of(reissue("rob")), "hand_made_payment_is_open");
}

TEST_F(PartAgain, IsNotReissuedToAnAccountThatIsClosed) {
    give(next(last_, "2026-12-02", {part("40.15", "2026-12-02", "AC04")}));
    Practice::must(reissue("rob"));
    EXPECT_EQ(code_of(reissue("karin")), "iban_was_returned");
    EXPECT_EQ(parts_of_the_premium().size(), 1U) << "a refusal changes nothing";
    expect_sound_books();
}

TEST_F(PartAgain, OfWhichTheLineIsTakenOffBeforeItIsOutIsHeld) {
    bring_back("40.15");
    both_reissue();
    Practice::must(service::revoke_line(town.practice.with("rob"), "2:1", "toch niet"));
    EXPECT_EQ(town.attempt(id(which))["state"], "confirmed");
    EXPECT_EQ(code_of(service::propose_batch(town.practice.with("rob"), "2026-11-REG")),
              "earlier_attempt_is_booked");
    expect_sound_books();
}

TEST_F(PartAgain, ThatWentOutKeepsItsLine) {
    bring_back("40.15");
    both_reissue();
    pay_again();
    EXPECT_EQ(code_of(service::revoke_line(town.practice.with("rob"), "2:1", "toch niet")),
              "payment_was_made_again");
}

TEST_F(PartAgain, LooksTheSameInWhateverOrderItIsTold) {
    const TestStatement first = last_;
    const TestStatement second = next(first, "2026-12-02", {part("40.15", "2026-12-02")});
    const TestStatement third = next(second, "2026-12-03", {part("120.00", "2026-12-03")});
    const TestStatement fourth = next(third, "2026-12-04", {part("108.60", "2026-12-04")});
    for (const TestStatement* each : {&second, &third, &fourth}) give(*each);
    EXPECT_EQ(town.attempt(id(which))["state"], "returned");
    PaidTown other;
    for (const TestStatement* each : {&fourth, &second, &fourth, &first, &third}) {
        Practice::must(other.ingest(*each));
    }
    EXPECT_EQ(other.picture(), town.picture());
}

TEST_F(PartAgain, OfASecondAttemptWaitsWhenTheReturnOfTheFirstIsGone) {
    give(next(last_, "2026-12-02", {returned(which, "2026-12-02", "MS03")}));
    Practice::must(reissue("rob"));
    pay_again();
    Row second;
    for (Row& row : town.attempts()) {
        const bool is_it = row["amount_cents"] == "14875" && row["end_to_end_id"] != id(which) &&
                           row["state"] == "handed_over";
        if (is_it) second = row;
    }
    const std::string day = second.at("execution_date");
    TestEntry debit_again = debit(which, day);
    debit_again.details.front().end_to_end_id = second.at("end_to_end_id");
    town.practice.on(day);
    give(next(last_, day, {debit_again}));
    TestEntry credit = part("30.00", "2026-12-11");
    credit.details.front().end_to_end_id = second.at("end_to_end_id");
    town.practice.on("2026-12-14");
    give(next(last_, "2026-12-11", {credit}));
    for (const std::string user : {"rob", "karin"}) {
        Practice::must(service::reissue_attempt(town.practice.with(user),
                                                second.at("end_to_end_id"), "met de bank gebeld"));
    }
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 2, "verkeerd"));
    Practice::must(town.ingest(camt053({without_the_return("148.75")}, "08", "M7")));
    EXPECT_EQ(town.attempt(id(which))["state"], "confirmed");
    EXPECT_FALSE(service::propose_batch(town.practice.with("rob"), "2026-11-REG"));
    for (Row& row : town.attempts()) EXPECT_NE(row["amount_cents"], "3000");
}

TEST_F(PartAgain, OfAPartWaitsWhenTheReturnOfTheWholeIsGone) {
    bring_back("40.15");
    both_reissue();
    pay_again();
    Row again;
    for (Row& row : town.attempts()) {
        if (row["amount_cents"] == "4015") again = row;
    }
    const std::string day = again.at("execution_date");
    TestEntry debit_again = part("40.15", day, "");
    debit_again.credit = false;
    debit_again.details.front().end_to_end_id = again.at("end_to_end_id");
    town.practice.on("2026-12-14");
    give(next(last_, day, {debit_again}));
    TestEntry credit = part("10.00", "2026-12-11");
    credit.details.front().end_to_end_id = again.at("end_to_end_id");
    give(next(last_, "2026-12-11", {credit}));
    for (const std::string user : {"rob", "karin"}) {
        Practice::must(service::reissue_attempt(town.practice.with(user), again.at("end_to_end_id"),
                                                "met de bank gebeld"));
    }
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 2, "verkeerd"));
    Practice::must(town.ingest(camt053({without_the_return("40.15")}, "08", "M7")));
    EXPECT_EQ(town.attempt(id(which))["state"], "confirmed");
    EXPECT_FALSE(service::propose_batch(town.practice.with("rob"), "2026-11-REG"));
    for (Row& row : town.attempts()) EXPECT_NE(row["amount_cents"], "1000");
}

TEST_F(PartAgain, WaitsWhenAllOfThePaymentMayHaveBeenPaidByHandSince) {
    bring_back("40.15");
    both_reissue();
    town.practice.on("2026-12-16");
    TestEntry by_hand = debit(which, "2026-12-15");
    by_hand.details.front().end_to_end_id = "NOTPROVIDED";
    give(next(last_, "2026-12-15", {by_hand}));
    EXPECT_FALSE(service::renew_payments(town.practice.with("rob"), "2026-11-REG", {}));
    EXPECT_FALSE(service::propose_batch(town.practice.with("rob"), "2026-11-REG"));
    for (Row& row : town.attempts()) EXPECT_NE(row["amount_cents"], "4015");
}

TEST_F(PartAgain, TakenOffByAPersonIsGivenBackByTwo) {
    bring_back("40.15");
    Practice::must(service::revoke_line(town.practice.with("rob"), "2:1", "vergissing"));
    EXPECT_EQ(town.attempt(id(which))["state"], "confirmed");
    EXPECT_FALSE(service::match_line(town.practice.with("rob"), "2:1", id(which), "toch wel"));
    Practice::must(service::force_line(town.practice.with("rob"), "2:1", id(which), "toch wel"));
    EXPECT_EQ(town.attempt(id(which))["state"], "confirmed");
    Practice::must(service::force_line(town.practice.with("karin"), "2:1", id(which), "toch wel"));
    EXPECT_EQ(town.attempt(id(which))["state"], "returned_part");
    EXPECT_EQ(cents_in(shown(), "teruggekomen"), 4'015);
    expect_sound_books();
}

TEST_F(PartAgain, ThatTellsNothingOfItsPaymentIsMatchedByTwoPeople) {
    TestEntry entry = part("40.15", "2026-12-02");
    entry.details.front().text = "";
    give(next(last_, "2026-12-02", {entry}));
    ASSERT_EQ(town.entry_with("amount_differs")["place"], "proposed");
    for (const std::string user : {"rob", "karin"})
        Practice::must(service::force_line(town.practice.with(user), "2:1", id(which), "gebeld"));
    EXPECT_EQ(town.attempt(id(which))["state"], "returned_part");
    expect_sound_books();
}

TEST_F(PartAgain, NeverMakesAPaymentThatWasBookedTwiceLookPaidBack) {
    give(next(last_, "2026-12-01", {debit(which, "2026-12-01")}));
    ASSERT_TRUE(town.has_exception("betaling_tweemaal_afgeschreven"));
    bring_back("0.01");
    EXPECT_TRUE(town.has_exception("betaling_tweemaal_afgeschreven"));
    bring_back("148.74", "2026-12-03");
    EXPECT_FALSE(town.has_exception("betaling_tweemaal_afgeschreven"));
}

TEST_F(PartAgain, OfAPaymentAskedBackForItsAccountIsNotPaidToThatAccount) {
    Practice::must(service::recall_attempt(town.practice.with("rob"), id(which), "AC03",
                                           "verkeerde rekening"));
    give(next(last_, "2026-12-02", {returned(which, "2026-12-02", "FOCR")}));
    const auto refused = reissue("rob");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "iban_was_returned");
}

}  // namespace
}  // namespace ontzorgd::test
