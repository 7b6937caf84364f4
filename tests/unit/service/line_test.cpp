// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/line.h"

#include "ontzorgd/service/attempt.h"
#include "ontzorgd/store/destroy.h"
#include "open_lines.h"

#include <gtest/gtest.h>

namespace ontzorgd::test {
namespace {

class Lines : public OpenLines {};

TEST_F(Lines, SettleByAMatchAsTheReferenceWouldHaveSettledThem) {
    Practice::must(town.ingest(one_nameless()));
    EXPECT_EQ(town.attempt(id(0))["state"], "handed_over");
    Practice::must(match("1:1", id(0)));
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
    EXPECT_EQ(town.attempt(id(0))["settled_on"], "2026-11-30");
    Row line = town.entry_with("by_person");
    EXPECT_EQ(line["place"], "matched");
    EXPECT_EQ(line["end_to_end_ids"], id(0));
    EXPECT_FALSE(town.has_exception("bankregel_onverklaard"));
    PaidTown named;
    Practice::must(named.ingest(statement(all_debits())));
    EXPECT_EQ(town.ledger(), named.ledger());
    town.practice.expect_sound();
}

TEST_F(Lines, StandAsIfNothingWasDecidedAfterItIsRevoked) {
    Practice::must(town.ingest(one_nameless()));
    const auto picture = town.picture();
    const auto length = town.chain_length();
    Practice::must(match("1:1", id(0)));
    EXPECT_NE(town.picture(), picture);
    Practice::must(revoke("1:1"));
    EXPECT_EQ(town.picture(), picture);
    EXPECT_EQ(town.chain_length(), length + 2);
    PaidTown undisturbed;
    Practice::must(undisturbed.ingest(one_nameless()));
    EXPECT_EQ(town.ledger(), undisturbed.ledger());
    EXPECT_EQ(town.picture(), undisturbed.picture());
    town.practice.expect_sound();
}

TEST_F(Lines, GivenBackToAPaymentThatIsDeadNowNeedAPersonStill) {
    std::size_t other = 1;
    while (town.paid[other]["creditor_iban"] != town.paid[0]["creditor_iban"]) ++other;
    auto entries = all_debits();
    entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(other));
    entries.erase(entries.begin());
    const TestStatement first = statement(entries);
    // The first payment, and as much that came in: the balances go on without this statement.
    const TestStatement second = next(first, "2026-12-01",
                                      {debit(0, "2026-12-01"),
                                       {.amount = debit(0).amount,
                                        .credit = true,
                                        .date = "2026-12-01",
                                        .bank_ref = "STORTING"}});
    const TestStatement third = next(second, "2026-12-02", {debit(0, "2026-12-02")});
    for (const TestStatement& each : {first, second, third}) Practice::must(town.ingest(each));
    EXPECT_EQ(town.entry_with("second_debit_for_one_payment")["place"], "suspense");
    Practice::must(force("3:1", id(other)));
    Practice::must(force("3:1", id(other), "karin"));
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 2, "verkeerd bestand"));
    town.practice.on("2026-12-07");
    Practice::must(town.ingest(next(third, "2026-12-07", {})));
    TestStatement right = next(first, "2026-12-01", {});
    right.id += "-goed";
    Practice::must(town.ingest(right));
    for (const char* person : {"karin", "kim"}) {
        Practice::must(service::declare_dead(town.practice.with(person), id(0), "onbekend"));
    }
    Practice::must(revoke("3:1"));
    EXPECT_EQ(town.attempt(id(0))["state"], "dead");
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "no") << "that debit may be it";
    EXPECT_EQ(town.entry_with("payment_was_declared_dead")["place"], "suspense");
    EXPECT_TRUE(town.has_exception("dode_betaling_afgeschreven"));
    town.practice.expect_sound();
}

TEST_F(Lines, LeaveNoReasonBehindWhenTheClientOfThePaymentIsDestroyed) {
    Practice::must(town.ingest(one_nameless()));
    const auto instruction = store::instruction_by_id(
        town.practice.db(), std::stoll(town.paid.front().at("instruction_id")));
    ASSERT_TRUE(instruction);
    const auto rows = [&] {
        return store::personal_rows_of(town.practice.db(), instruction->client).size();
    };
    const std::size_t before = rows();
    Practice::must(match("1:1", id(0)));
    EXPECT_EQ(rows(), before + 1);
    Practice::must(revoke("1:1"));
    EXPECT_EQ(rows(), before + 2);
}

TEST_F(Lines, AreDecidedOnceHoweverOftenItIsSaid) {
    Practice::must(town.ingest(one_nameless()));
    const auto first = match("1:1", id(0));
    Practice::must(first);
    const auto length = town.chain_length();
    const auto again = match("1:1:1", id(0));
    Practice::must(again);
    EXPECT_EQ(again.value().to_json(), first.value().to_json());
    EXPECT_EQ(town.chain_length(), length);
    const auto back = revoke("1:1");
    Practice::must(back);
    const auto back_again = revoke("1:1");
    Practice::must(back_again);
    EXPECT_EQ(back_again.value().to_json(), back.value().to_json());
    EXPECT_EQ(town.chain_length(), length + 1);
}

TEST_F(Lines, ShowBothSidesAndTheLikeliestPaymentFirst) {
    TestEntry entry = nameless(0);
    entry.details.front().text = "huur december";
    Practice::must(town.ingest(statement({entry, debit(1)})));
    const auto shown = show_line_candidates(town.practice.town(), "1:1");
    Practice::must(shown);
    EXPECT_EQ(text_in(shown.value(), "tegenrekening"), town.paid.front().at("creditor_iban"));
    EXPECT_EQ(text_in(shown.value(), "omschrijving"), "huur december");
    const auto rows = rows_in(shown.value(), "kandidaten");
    std::size_t same_payee = 0;
    for (const Row& each : town.paid) {
        if (each.at("creditor_iban") == town.paid.front().at("creditor_iban")) ++same_payee;
    }
    ASSERT_EQ(rows.size(), same_payee);
    for (const service::Report& row : rows) EXPECT_EQ(text_in(row, "kan_met"), "line match");
    // A line that names its payment has it first.
    TestEntry wrong = debit(2, "2026-12-01");
    wrong.details.front().iban = dutch_iban(99, "RABO");
    Practice::must(town.ingest(next(statement({entry, debit(1)}), "2026-12-01", {wrong})));
    const auto named = candidates("2:1");
    ASSERT_FALSE(named.empty());
    EXPECT_EQ(text_in(named.front(), "betaling"), id(2));
    EXPECT_EQ(text_in(named.front(), "kan_met"), "line force");
}

TEST_F(Lines, StayLoudWhenAnotherLineAlreadyIsThePayment) {
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    Practice::must(town.ingest(next(first, "2026-12-01", {nameless(0, "2026-12-01")})));
    Practice::must(match("2:1", id(0)));
    EXPECT_EQ(town.entry_with("second_debit_for_one_payment")["place"], "suspense");
    EXPECT_TRUE(town.has_exception("betaling_tweemaal_afgeschreven"));
    EXPECT_EQ(code_of(match("2:1", id(1))), "line_is_decided");
    EXPECT_EQ(code_of(assign("2:1", "overig")), "line_is_decided");
    town.practice.expect_sound();
}

TEST_F(Lines, BringAPaymentBackThatSomebodySaysCameBack) {
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    Practice::must(town.ingest(next(first, "2026-12-02", {nameless_return(0, "2026-12-02")})));
    const auto before = town.picture();
    Practice::must(match("2:1", id(0)));
    EXPECT_EQ(town.attempt(id(0))["state"], "returned");
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "yes");
    EXPECT_TRUE(town.has_exception("betaling_teruggekomen"));
    Practice::must(revoke("2:1"));
    EXPECT_EQ(town.picture(), before);
    town.practice.expect_sound();
}

TEST_F(Lines, KeepAReturnOnWhichTheBankWasPaidAgain) {
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    Practice::must(town.ingest(
        next(first, "2026-12-02", {nameless_return(0, "2026-12-02"), returned(1, "2026-12-02")})));
    Practice::must(match("2:1", id(0)));
    for (const std::size_t which : {0U, 1U}) {
        const auto instruction = std::stoll(town.paid.at(which).at("instruction_id"));
        const auto attempt = store::attempt_of(town.practice.db(), instruction, 1);
        store::AttemptWriter{town.practice.db()}.add(
            {.instruction = instruction, .number = 2, .batch = 1, .file = attempt->file});
    }
    const auto length = town.chain_length();
    EXPECT_EQ(code_of(revoke("2:1")), "payment_was_made_again");
    EXPECT_EQ(code_of(revoke("2:2")), "payment_was_made_again");
    EXPECT_EQ(code_of(revoke("1:1")), "payment_was_made_again");
    EXPECT_EQ(town.chain_length(), length);
}

TEST_F(Lines, MayBeTakenBackUntilTheBankIsPaidAgainAndThenNothingIsPaid) {
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    Practice::must(town.ingest(next(first, "2026-12-02", {nameless_return(0, "2026-12-02")})));
    Practice::must(match("2:1", id(0)));
    Practice::must(service::reissue_attempt(town.practice.with("rob"), id(0), "nieuwe rekening"));
    Practice::must(revoke("2:1"));
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "no");
    EXPECT_EQ(code_of(service::propose_batch(town.practice.with("rob"), "2026-11-REG")),
              "earlier_attempt_is_booked");
    town.practice.expect_sound();
}

TEST_F(Lines, AreNoPaymentThatTheyCannotBe) {
    TestEntry wrong = debit(1);
    wrong.amount = wrong.details.front().amount = "612.41";
    Practice::must(
        town.ingest(statement({nameless(0), wrong, debit(2), nameless_return(4, "2026-11-30")})));
    EXPECT_EQ(code_of(match("1:2", id(1))), "payment_has_another_amount");
    EXPECT_EQ(code_of(force("1:2", id(1))), "payment_has_another_amount");
    EXPECT_EQ(code_of(match("1:4", id(4))), "return_needs_a_booked_payment");
    EXPECT_EQ(code_of(match("1:3", id(2))), "line_is_placed");
    EXPECT_EQ(code_of(match("1:9", id(0))), "line_is_unknown");
    EXPECT_EQ(code_of(match("een", id(0))), "line_name_is_malformed");
    EXPECT_EQ(code_of(match("1:1", "geen-betaling")), "end_to_end_id_is_malformed");
    EXPECT_EQ(code_of(match_line(town.practice.with("rob"), "1:1", id(0), "")),
              "reason_is_missing");
    EXPECT_EQ(code_of(match_line(town.practice.with("mo"), "1:1", id(0), "bekeken")),
              "role_may_not_do_this");
    EXPECT_EQ(code_of(revoke("1:1")), "nothing_to_revoke");
}

TEST_F(Lines, OfAnotherAccountAreNotItsPayment) {
    const TestStatement other{.account = dutch_iban(2, "OEFN"), .entries = {nameless(0)}};
    Practice::must(town.ingest(other));
    EXPECT_EQ(code_of(match("1:1", id(0))), "payment_is_of_another_account");
}

TEST_F(Lines, ThatTheProgramMatchedGoToSuspenseAndStayThere) {
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    const auto before = town.picture();
    Practice::must(revoke("1:1"));
    EXPECT_EQ(town.entry_with("revoked")["place"], "suspense");
    EXPECT_EQ(town.attempt(id(0))["state"], "handed_over");
    EXPECT_TRUE(town.has_exception("bankregel_onverklaard"));
    // Nothing that comes later matches it again by itself.
    Practice::must(town.ingest(next(first, "2026-12-01", {returned(0, "2026-12-01")})));
    EXPECT_EQ(town.entry_with("revoked")["place"], "suspense");
    EXPECT_EQ(town.entry_with("return_waits_for_its_debit")["place"], "proposed");
    Practice::must(service::set_statement_aside(town.practice.with("kim"), 2, "dubbel"));
    // A person may still say that it is that payment after all.
    Practice::must(match("1:1", id(0)));
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
    town.practice.expect_sound();
    Practice::must(revoke("1:1"));
    EXPECT_EQ(town.entry_with("revoked")["place"], "suspense");
    EXPECT_NE(town.picture(), before);
    town.practice.expect_sound();
}

TEST_F(Lines, AreForcedByTwoPeople) {
    TestEntry swapped = debit(0);
    swapped.details.front().iban = dutch_iban(99, "RABO");
    std::vector<TestEntry> entries = all_debits();
    entries.front() = swapped;
    Practice::must(town.ingest(statement(entries)));
    const auto before = town.picture();
    EXPECT_EQ(code_of(match("1:1", id(0))), "match_needs_two_people");
    const auto proposed = force("1:1", id(0));
    Practice::must(proposed);
    const auto length = town.chain_length();
    EXPECT_EQ(force("1:1", id(0)).value().to_json(), proposed.value().to_json());
    EXPECT_EQ(town.chain_length(), length);
    EXPECT_EQ(town.picture(), before);  // one person alone changes nothing
    EXPECT_EQ(code_of(match("1:1", id(1))), "force_is_proposed");
    EXPECT_EQ(code_of(force("1:1", id(1), "karin")), "force_is_proposed");
    Practice::must(force("1:1", id(0), "karin"));
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
    EXPECT_EQ(town.entry_with("by_person")["end_to_end_ids"], id(0));
    for (const std::string user : {"rob", "karin", "rita"}) {
        Practice::must(force("1:1", id(0), user));
    }
    EXPECT_EQ(town.chain_length(), length + 1);
    town.practice.expect_sound();
    Practice::must(revoke("1:1"));
    EXPECT_EQ(town.picture(), before);
    town.practice.expect_sound();
}

TEST_F(Lines, ForgetAForcedMatchThatWasOnlyProposedAndTakenBack) {
    TestEntry swapped = debit(0);
    swapped.details.front().iban = dutch_iban(99, "RABO");
    Practice::must(town.ingest(statement({swapped, nameless(1)})));
    const auto before = town.picture();
    EXPECT_EQ(code_of(force("1:2", id(1))), "one_person_is_enough");
    Practice::must(force("1:1", id(0)));
    Practice::must(revoke("1:1"));
    EXPECT_EQ(town.picture(), before);
    Practice::must(force("1:1", id(0), "karin"));  // proposed anew: rob's word is gone
    EXPECT_EQ(town.picture(), before);
    town.practice.expect_sound();
}

TEST_F(Lines, OfEqualFilesAreMatchedToOneOfThem) {
    Practice::must(town.ingest(statement({{.amount = file_total}})));
    const std::string file = store::files_of(town.practice.db(), 1, 1).front().name;
    EXPECT_EQ(town.entry_with("total_of_a_file")["place"], "proposed");
    const auto before = town.picture();
    const auto rows = candidates("1:1");
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(text_in(rows.front(), "betaling"), file);
    Practice::must(match("1:1", file));
    for (std::size_t i = 0; i < town.paid.size(); ++i) {
        EXPECT_EQ(town.attempt(id(i))["state"], "confirmed");
    }
    town.practice.expect_sound();
    Practice::must(revoke("1:1"));
    EXPECT_EQ(town.picture(), before);
}

TEST_F(Lines, OfABatchCanBeTakenOffTheirFile) {
    const TestStatement first =
        statement({{.amount = file_total, .batch = town.msg_id(), .batch_count = 6}});
    Practice::must(town.ingest(first));
    EXPECT_EQ(town.attempt(id(5))["state"], "confirmed");
    Practice::must(revoke("1:1"));
    EXPECT_EQ(town.attempt(id(5))["state"], "handed_over");
    EXPECT_EQ(town.entry_with("revoked")["place"], "suspense");
    town.practice.expect_sound();
}

}  // namespace
}  // namespace ontzorgd::test
