// SPDX-License-Identifier: EUPL-1.2
// A payment that came back is made again: only through the guard, once, and to an account that is
// good.
#include "attempts.h"
#include "ontzorgd/store/destroy.h"
#include "support/status_report.h"

namespace ontzorgd::test {
namespace {

TEST_F(Attempt, IsMadeAgainAndConfirmedUnderItsOwnReference) {
    bring_back("MS03");
    Practice::must(reissue(id(0)));
    EXPECT_FALSE(town.ledger().contains("client:teruggekomen"));
    expect_sound_books();
    pay_again();
    const std::string second = second_of(0);
    ASSERT_FALSE(second.empty());
    EXPECT_NE(second, id(0));
    EXPECT_EQ(town.attempt(id(0))["state"], "returned");
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "no");
    EXPECT_EQ(town.attempt(second)["state"], "handed_over");
    expect_sound_books();
    TestEntry debit_again = debit(0, town.attempt(second)["execution_date"]);
    debit_again.details.front().end_to_end_id = second;
    town.practice.on(debit_again.date);
    Practice::must(town.ingest(next(last_, debit_again.date, {debit_again})));
    EXPECT_EQ(town.attempt(second)["state"], "confirmed");
    EXPECT_EQ(town.attempt(id(0))["state"], "returned");
    expect_sound_books();
}

TEST_F(Attempt, IsReissuedOnceHoweverOftenItIsAsked) {
    bring_back("MS03");
    const auto first = reissue(id(0));
    Practice::must(first);
    const std::int64_t length = town.chain_length();
    const auto again = reissue(id(0), "karin");
    Practice::must(again);
    EXPECT_EQ(again.value().to_json(), first.value().to_json());
    EXPECT_EQ(town.chain_length(), length);
}

TEST_F(Attempt, IsNotReissuedBeforeItCameBack) {
    EXPECT_EQ(code_of(reissue(id(0))), "statements_do_not_reach");
    Practice::must(town.ingest(statement(all_debits())));
    EXPECT_EQ(code_of(reissue(id(0))), "attempt_is_confirmed");
}

TEST_F(Attempt, IsNotReissuedToAnAccountThatIsClosed) {
    bring_back("AC04");
    EXPECT_EQ(code_of(reissue(id(0))), "iban_was_returned");
    EXPECT_TRUE(town.has_exception("betaling_teruggekomen"));
    EXPECT_EQ(town.attempt(id(0))["state"], "returned") << "a refusal changes nothing";
    expect_sound_books();
}

TEST_F(Attempt, IsNotReissuedWhileADebitByHandMayBeIt) {
    bring_back("MS03");
    TestEntry by_hand = debit(0, "2026-12-03");
    by_hand.details.front().end_to_end_id = "NOTPROVIDED";
    Practice::must(town.ingest(next(last_, "2026-12-03", {by_hand})));
    EXPECT_EQ(code_of(reissue(id(0))), "hand_made_payment_is_open");
}

TEST_F(Attempt, IsNotMadeAgainWhenItsReturnIsTakenBackBeforeTheBatch) {
    bring_back("MS03");
    Practice::must(reissue(id(0)));
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 2, "verkeerd bestand"));
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
    EXPECT_TRUE(town.has_exception("terugkomst_vervallen"));
    EXPECT_EQ(code_of(propose()), "earlier_attempt_is_booked");
    expect_sound_books();
}

TEST_F(Attempt, StopsOnItsWayWhenItsReturnIsTakenBack) {
    bring_back("MS03");
    Practice::must(reissue(id(0)));
    Practice::must(propose());
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 2, "verkeerd bestand"));
    const auto signed_anyway = service::sign_batch(town.practice.with("karin"), 2);
    ASSERT_FALSE(signed_anyway);
    EXPECT_EQ(signed_anyway.error().detail("reason"), "earlier_attempt_is_booked");
    // And goes on when the statement is given again.
    Practice::must(town.ingest(camt053({last_}, "08", "M9")));
    EXPECT_FALSE(town.has_exception("terugkomst_vervallen"));
    Practice::must(service::sign_batch(town.practice.with("karin"), 2));
    expect_sound_books();
}

TEST_F(Attempt, IsNotMadeAgainByAThirdWhenTheSecondIsDeadAndItsReturnIsTakenBack) {
    bring_back("MS03");
    Practice::must(reissue(id(0)));
    Practice::must(propose());
    Practice::must(service::withdraw_batch(town.practice.with("rob"), 2));
    EXPECT_EQ(town.attempt(second_of(0))["may_pay_again"], "yes");
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 2, "verkeerd bestand"));
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
    EXPECT_EQ(town.attempt(second_of(0))["may_pay_again"], "no");
    EXPECT_EQ(code_of(propose()), "earlier_attempt_is_booked");
    expect_sound_books();
}

TEST_F(Attempt, KeepsTheBooksInBalanceWhenItsReturnIsTakenBackAfterItWentOut) {
    bring_back("MS03");
    Practice::must(reissue(id(0)));
    pay_again();
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 2, "verkeerd bestand"));
    EXPECT_TRUE(town.has_exception("terugkomst_vervallen"));
    EXPECT_EQ(town.ledger().at("client:teruggekomen"),
              std::stoll(town.paid.at(0).at("amount_cents")))
        << "paid twice: the books say who is owed";
    expect_sound_books();
}

TEST_F(Attempt, OfTheRunIsNamedWithItsAnswerAndTheNextStep) {
    bring_back("AC04");
    const auto shown = service::show_attempt(town.practice.town(), id(0));
    Practice::must(shown);
    const std::string json = shown.value().to_json();
    EXPECT_NE(json.find("\"mag_opnieuw\":\"ja\""), std::string::npos) << json;
    EXPECT_NE(json.find("iban record"), std::string::npos) << json;
    EXPECT_EQ(code_of(service::show_attempt(town.practice.town(), "4K7Q00000042")),
              "end_to_end_id_is_malformed");
}

TEST_F(Attempt, IsReissuedOnlyByWhoMayAndWithAReason) {
    bring_back("MS03");
    EXPECT_EQ(code_of(reissue(id(0), "kim")), "role_may_not_do_this");
    EXPECT_EQ(code_of(service::reissue_attempt(town.practice.with("rob"), id(0), "")),
              "reason_is_missing");
}

/// All but the first payment were booked; the statements reach five TARGET days past its day.
class AttemptNeverBooked : public Attempt {
protected:
    void SetUp() override {
        give(statement(all_but_the_first()));
        reach("2026-12-07");
    }
};

TEST_F(AttemptNeverBooked, IsDeadWhenTwoPeopleWhoDidNotProposeItSaySo) {
    EXPECT_EQ(code_of(declare("rob")), "declarer_is_proposer");
    EXPECT_EQ(code_of(declare("mo")), "role_may_not_do_this");
    Practice::must(declare("karin"));
    EXPECT_EQ(town.attempt(id(0))["state"], "handed_over");
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "not_yet");
    const std::int64_t length = town.chain_length();
    Practice::must(declare("karin"));
    EXPECT_EQ(town.chain_length(), length) << "one person is one, however often";
    EXPECT_EQ(town.attempt(id(0))["state"], "handed_over");
    Practice::must(declare("kim"));
    EXPECT_EQ(town.attempt(id(0))["state"], "dead");
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "yes");
    EXPECT_TRUE(town.has_exception("betaling_buiten_batch"));
    expect_sound_books();
}

TEST_F(AttemptNeverBooked, WaitsAgainWhileAStatementThatTwoPeopleLookedAtIsSetAside) {
    Practice::must(declare("karin"));
    Practice::must(declare("kim"));
    ASSERT_EQ(town.attempt(id(0))["may_pay_again"], "yes");
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 1, "verkeerd bestand"));
    EXPECT_EQ(town.attempt(id(0))["state"], "dead");
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "not_yet");
    EXPECT_EQ(renewal_refusal(), "a_statement_is_missing");
    expect_sound_books();
}

TEST_F(AttemptNeverBooked, HasOneNextStepWhenItComesBackAfterOnePersonCalledItDead) {
    Practice::must(declare("karin"));
    TestEntry credit = returned(0, "2026-12-10", "AC04");
    town.practice.on("2026-12-10");
    give(next(last_, "2026-12-09", {debit(0, "2026-12-09")}));
    give(next(last_, "2026-12-10", {credit}));
    const auto shown = service::show_attempt(town.practice.town(), id(0));
    ASSERT_TRUE(shown);
    EXPECT_EQ(text_in(shown.value(), "dood_verklaard_door"), "karin");
    const std::string json = shown.value().to_json();
    const std::size_t first = json.find("volgende_stap");
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(json.find("volgende_stap", first + 1), std::string::npos) << json;
    EXPECT_NE(json.find("iban record", first), std::string::npos) << json;
}

TEST_F(AttemptNeverBooked, LeavesNoReasonBehindWhenItsClientIsDestroyed) {
    const auto instruction = store::instruction_by_id(
        town.practice.db(), std::stoll(town.paid.front().at("instruction_id")));
    ASSERT_TRUE(instruction);
    const auto rows = [&] {
        return store::personal_rows_of(town.practice.db(), instruction->client).size();
    };
    const std::size_t before = rows();
    Practice::must(declare("karin"));
    EXPECT_EQ(rows(), before + 1);
    Practice::must(declare("kim"));
    EXPECT_EQ(rows(), before + 2);
}

TEST_F(AttemptNeverBooked, IsPaidByTheNextBatchOnceItIsDead) {
    Practice::must(declare("karin"));
    Practice::must(declare("kim"));
    Practice::must(service::renew_payments(town.practice.with("rob"), "2026-11-REG", {}));
    pay_again();
    EXPECT_EQ(town.attempt(second_of(0))["state"], "handed_over");
    expect_sound_books();
}

TEST_F(AttemptNeverBooked, IsLoudWhenTheBankBooksItAfterAll) {
    Practice::must(declare("karin"));
    Practice::must(declare("kim"));
    town.practice.on("2026-12-08");
    Practice::must(town.ingest(next(last_, "2026-12-08", {debit(0, "2026-12-08")})));
    EXPECT_EQ(town.entry_with("payment_was_declared_dead")["place"], "suspense");
    EXPECT_EQ(town.attempt(id(0))["state"], "dead");
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "no") << "that debit may be it";
    EXPECT_TRUE(town.has_exception("dode_betaling_afgeschreven"));
    expect_sound_books();
}

TEST_F(AttemptNeverBooked, IsLoudWhenTheBankReportsThatItWasMadeAfterAll) {
    Practice::must(declare("karin"));
    Practice::must(declare("kim"));
    TestReport report = report_about(town.msg_id());
    report.group = {.code = "PART"};
    report.transactions = {{.end_to_end_id = id(0), .status = {.code = "ACSC"}}};
    Practice::must(town.ingest(pain002(report), "status.xml"));
    EXPECT_EQ(town.attempt(id(0))["state"], "dead") << "a report proves no payment";
    EXPECT_TRUE(town.has_exception("bank_voerde_dode_betaling_uit"));
    expect_sound_books();
}

TEST_F(AttemptNeverBooked, KeepsItsFileFromBeingMatchedWhole) {
    Practice::must(declare("karin"));
    Practice::must(declare("kim"));
    town.practice.on("2026-12-08");
    Practice::must(town.ingest(next(
        last_, "2026-12-08",
        {{.amount = file_total, .date = "2026-12-08", .batch = town.msg_id(), .batch_count = 6}})));
    EXPECT_EQ(town.entry_with("file_has_a_dead_payment")["place"], "proposed");
    expect_sound_books();
}

TEST_F(AttemptNeverBooked, IsNotMadeAgainWhileALateDebitNamesItWithoutAnAccount) {
    Practice::must(declare("karin"));
    Practice::must(declare("kim"));
    town.practice.on("2026-12-08");
    TestEntry late = debit(0, "2026-12-08");
    late.details.front().iban = "";
    Practice::must(town.ingest(next(last_, "2026-12-08", {late})));
    // Whatever two people say of that debit.
    for (const bool is_assigned : {false, true}) {
        if (is_assigned) {
            for (const std::string user : {"rob", "karin"})
                Practice::must(
                    service::assign_line(town.practice.with(user), "3:1", "kosten", "", "bekeken"));
        }
        EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "no");
        EXPECT_EQ(renewal_refusal(), "file_was_booked_already");
    }
    expect_sound_books();
}

TEST_F(AttemptNeverBooked, IsNotDeadWhileANoticeOfALaterDayTellsOfIt) {
    for (const bool has_account : {true, false}) {
        TestEntry told = debit(0, "2026-12-08");
        if (!has_account) told.details.front().iban = "";
        town.practice.on("2026-12-08");
        Practice::must(town.ingest(camt_notice("camt.054", next(last_, "2026-12-08", {told})),
                                   has_account ? "n.xml" : "m.xml"));
        EXPECT_EQ(code_of(declare("karin")), "a_line_could_be_it");
        Practice::must(service::set_statement_aside(town.practice.with("rob"), has_account ? 3 : 4,
                                                    "verkeerd bestand"));
        EXPECT_EQ(code_of(declare("karin")), "a_line_could_be_it") << "one person looked away";
    }
    give(next(last_, "2026-12-08", {}));
    EXPECT_EQ(code_of(declare("karin")), "a_line_could_be_it") << "a day may have two statements";
    reach("2026-12-09");
    Practice::must(declare("karin"));
}

/// No payment of the file was booked, and the statements reach five TARGET days past its day.
class AttemptOfNoBookedFile : public Attempt {
protected:
    void SetUp() override {
        give(statement({}));
        reach("2026-12-07");
        town.practice.on("2026-12-08");
    }
    /// The whole file, of which the bank gives the name or only the count.
    TestStatement of_the_file(bool is_named) {
        TestEntry entry{.amount = file_total, .date = "2026-12-08", .batch_count = 6};
        if (is_named) entry.batch = town.msg_id();
        return next(last_, "2026-12-08", {entry});
    }
};

TEST_F(AttemptOfNoBookedFile, IsNotMadeAgainWhileTheBankMayHaveBookedTheFileAfterAll) {
    EXPECT_EQ(code_of(declare("karin")), "");
    EXPECT_EQ(code_of(declare("kim")), "");
    std::int64_t delivery = 3;
    for (const bool is_named : {true, false}) {
        EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "yes");
        Practice::must(town.ingest(of_the_file(is_named)));
        EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "no") << is_named;
        EXPECT_EQ(renewal_refusal(), "file_was_booked_already");
        expect_sound_books();
        Practice::must(
            service::set_statement_aside(town.practice.with("rob"), delivery, "verkeerd bestand"));
        if (is_named) Practice::must(town.ingest(without_lines("2026-12-08")));
        delivery += 2;
    }
}

TEST_F(AttemptOfNoBookedFile, IsNotDeadWhileANoticeTellsOfTheFile) {
    Practice::must(town.ingest(camt_notice("camt.054", of_the_file(true)), "n.xml"));
    EXPECT_EQ(code_of(declare("karin")), "a_line_could_be_it");
}

TEST_F(Attempt, IsOwedOnceWhenItWasSetFreeAndThenDeclaredDead) {
    give(statement(all_but_the_first()));
    give(next(last_, "2026-12-02", {debit(0, "2026-12-02"), returned(0, "2026-12-02", "MS03")}));
    Practice::must(reissue(id(0)));
    // The balances go on without the statement; the right one of that day has no lines.
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 2, "verkeerd bestand"));
    EXPECT_TRUE(town.has_exception("terugkomst_vervallen"));
    reach("2026-12-07");
    EXPECT_EQ(code_of(declare("karin")), "statements_do_not_reach");
    Practice::must(town.ingest(without_lines("2026-12-02")));
    for (const char* person : {"karin", "kim"}) {
        Practice::must(declare(person));
        expect_sound_books();
    }
    EXPECT_FALSE(town.ledger().contains("client:teruggekomen"));
    EXPECT_FALSE(town.has_exception("terugkomst_vervallen"));
    Practice::must(service::renew_payments(town.practice.with("rob"), "2026-11-REG", {}));
    pay_again();
    EXPECT_EQ(town.attempt(second_of(0))["state"], "handed_over");
    expect_sound_books();
}

TEST_F(Attempt, IsNotDeadWhileStatementsDoNotReachOrALineCouldBeIt) {
    give(statement(all_but_the_first()));
    EXPECT_EQ(code_of(declare("karin")), "statements_do_not_reach");
    town.practice.on("2026-12-07");
    TestEntry could_be = debit(0, "2026-12-04");
    could_be.details.front() = {.amount = could_be.amount, .text = "overboeking"};
    give(next(last_, "2026-12-07", {could_be}));
    EXPECT_EQ(code_of(declare("karin")), "a_line_could_be_it");
    EXPECT_EQ(town.attempt(id(1))["state"], "confirmed");
    EXPECT_EQ(code_of(declare("karin", 1)), "attempt_is_not_to_be_declared_dead");
}

/// The bank rejected the first payment in a status report; the others were booked on their day.
class AttemptRejected : public Attempt {
protected:
    void SetUp() override {
        TestReport report = report_about(town.msg_id());
        report.group = {.code = "PART"};
        report.transactions = {
            {.end_to_end_id = id(0), .status = {.code = "RJCT", .reason = "MS03"}}};
        Practice::must(town.ingest(pain002(report), "status.xml"));
        give(statement(all_but_the_first()));
    }
};

TEST_F(AttemptRejected, IsMadeAgainOnceStatementsProveThatItWasNotBooked) {
    EXPECT_EQ(town.attempt(id(0))["state"], "rejected");
    EXPECT_EQ(code_of(reissue(id(0))), "reject_waits_for_statements");
    reach("2026-12-04");
    Practice::must(reissue(id(0)));
    const std::int64_t length = town.chain_length();
    Practice::must(reissue(id(0)));
    EXPECT_EQ(town.chain_length(), length) << "once, however often it is asked";
    EXPECT_FALSE(town.ledger().contains("client:teruggekomen")) << "nothing came back";
    EXPECT_FALSE(town.has_exception("betaling_geweigerd"));
    expect_sound_books();
    pay_again();
    EXPECT_EQ(town.attempt(second_of(0))["state"], "handed_over");
    expect_sound_books();
}

TEST_F(AttemptRejected, IsLoudWhenTheBankBooksItAfterAll) {
    reach("2026-12-04");
    Practice::must(reissue(id(0)));
    town.practice.on("2026-12-07");
    Practice::must(town.ingest(next(last_, "2026-12-07", {debit(0, "2026-12-07")})));
    EXPECT_EQ(town.entry_with("payment_was_declared_dead")["place"], "suspense");
    EXPECT_EQ(code_of(propose()), "hand_made_payment_is_open") << "that debit may be it";
    expect_sound_books();
}

TEST_F(AttemptRejected, IsNotMadeAgainWhenItWasBookedAllTheSame) {
    Practice::must(town.ingest(next(last_, "2026-12-02", {debit(0, "2026-12-02")})));
    EXPECT_EQ(code_of(reissue(id(0))), "reject_contradicts_a_debit");
    expect_sound_books();
}

/// The payments of 30 November are in a file of which nobody knows whether the bank has it.
class AttemptOfALostHandOver : public Attempt {
protected:
    AttemptOfALostHandOver() : Attempt{true} {}
};

TEST_F(AttemptOfALostHandOver, IsMadeAgainWhenAPersonSaidThatTheBankHasItsFile) {
    ASSERT_EQ(town.attempt(id(0))["state"], "handover_unknown");
    expect_sound_books();
    bring_back("MS03");
    ASSERT_EQ(town.attempt(id(0))["state"], "returned");
    expect_sound_books();
    const auto length = town.chain_length();
    EXPECT_EQ(code_of(reissue(id(0))), "file_is_not_resolved");
    EXPECT_EQ(town.chain_length(), length);
    const std::string name = store::files_of(town.practice.db(), 1, 1).front().name;
    Practice::must(
        service::resolve_file(town.practice.with("kim"), name, true, "de bank heeft het"));
    expect_sound_books();
    Practice::must(reissue(id(0)));
    expect_sound_books();
    pay_again();
    expect_sound_books();
}

}  // namespace
}  // namespace ontzorgd::test
