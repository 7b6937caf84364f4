// SPDX-License-Identifier: EUPL-1.2
#include "open_lines.h"

#include <gtest/gtest.h>

namespace ontzorgd::test {
namespace {

class NamedLines : public OpenLines {};

TEST_F(NamedLines, TakenOffAPaymentStillHoldWhatTheyMayHavePaid) {
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    Practice::must(town.ingest(
        next(first, "2026-12-02", {returned(0, "2026-12-02"), debit(0, "2026-12-02")})));
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "no");
    // The second debit by this reference: whatever people call it, it went out.
    for (const std::string label : {"kosten", "overig", "eigen_overboeking", "rente"}) {
        Practice::must(assign("2:2", label));
        Practice::must(assign("2:2", label, "", "karin"));
        EXPECT_EQ(town.attempt(id(0))["state"], "returned");
        EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "no") << label;
        Practice::must(revoke("2:2"));
    }
    Practice::must(revoke("1:2"));
    EXPECT_EQ(town.attempt(id(1))["may_pay_again"], "not_yet");
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "no");
}

TEST_F(NamedLines, ThatNamedAPaymentAreCalledSomethingElseByTwo) {
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    Practice::must(town.ingest(next(first, "2026-12-02", {debit(0, "2026-12-02")})));
    const auto before = town.picture();
    const auto second = [&](const std::string& user, const std::string& label = "overig") {
        return assign("2:1", label, "", user);
    };
    Practice::must(second("rob"));
    const std::int64_t length = town.chain_length();
    Practice::must(second("rob"));
    EXPECT_EQ(town.chain_length(), length);
    EXPECT_EQ(town.picture(), before);
    EXPECT_TRUE(town.has_exception("betaling_tweemaal_afgeschreven"));
    EXPECT_EQ(code_of(second("karin", "kosten")), "force_is_proposed");
    EXPECT_EQ(code_of(second("kim")), "role_may_not_do_this");
    // Taken back, it waits for nobody.
    Practice::must(revoke("2:1"));
    Practice::must(second("karin"));
    EXPECT_TRUE(town.has_exception("betaling_tweemaal_afgeschreven"));
    Practice::must(second("rob"));
    EXPECT_EQ(town.entry_with("by_person:overig")["place"], "known_other");
    EXPECT_FALSE(town.has_exception("betaling_tweemaal_afgeschreven"));
    town.practice.expect_sound();
    Practice::must(revoke("2:1"));
    EXPECT_EQ(town.picture(), before);
    // Nor is it enough to take the first debit off its payment, so that the second one is it.
    Practice::must(revoke("1:1"));
    Practice::must(assign("1:1", "overig"));
    EXPECT_EQ(town.entry_with("revoked")["place"], "suspense");
    Practice::must(assign("1:1", "overig", "", "karin"));
    EXPECT_EQ(town.entry_with("by_person:overig")["place"], "known_other");
    town.practice.expect_sound();
}

TEST_F(NamedLines, ThatCameBackAreNobodysWordAlone) {
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    Practice::must(town.ingest(next(first, "2026-12-02", {returned(0, "2026-12-02", "MS03")})));
    Practice::must(revoke("2:1"));
    const auto before = town.picture();
    Practice::must(assign("2:1", "overig"));
    EXPECT_EQ(town.picture(), before);
    Practice::must(revoke("2:1"));
    // Nor is the money given to another household so.
    const auto refund = [&](const std::string& client, const std::string& user) {
        return service::assign_refund(town.practice.with(user), "2:1", "", client, "van hen");
    };
    std::string own;
    for (const std::string client : {"C0001", "C0002", "C0003"}) {
        Practice::must(refund(client, "rob"));
        if (town.picture() != before) own = client;
        Practice::must(revoke("2:1"));
        EXPECT_EQ(town.picture(), before);
    }
    EXPECT_NE(own, "");
    const std::string other = own == "C0001" ? "C0002" : "C0001";
    Practice::must(refund(other, "rob"));
    EXPECT_EQ(town.picture(), before);
    EXPECT_EQ(code_of(refund(own, "karin")), "force_is_proposed");
    Practice::must(refund(other, "karin"));
    EXPECT_NE(town.picture(), before);
    town.practice.expect_sound();
}

TEST_F(NamedLines, AreKnownUnderTheNameThatSomebodyGivesThem) {
    const TestEntry fee{.amount = "12.50", .details = {{.amount = "12.50", .text = "bankkosten"}}};
    Practice::must(town.ingest(statement({fee, debit(0)})));
    const auto before = town.picture();
    Practice::must(assign("1:1", "kosten"));
    EXPECT_EQ(town.entry_with("by_person:kosten")["place"], "known_other");
    EXPECT_EQ(town.ledger().at("tussen:known_other:1"), 1250);
    EXPECT_FALSE(town.ledger().contains("tussen:suspense:1"));
    EXPECT_EQ(code_of(assign("1:1", "rente")), "line_is_decided");
    EXPECT_EQ(code_of(assign("1:1", "cadeau")), "label_is_unknown");
    EXPECT_EQ(code_of(assign("1:2", "kosten")), "line_is_placed");
    town.practice.expect_sound();
    Practice::must(revoke("1:1"));
    EXPECT_EQ(town.picture(), before);
    EXPECT_EQ(code_of(assign("1:1", "kosten", id(0))), "label_names_no_payment");
    EXPECT_EQ(code_of(assign("1:1", "handmatige_betaling")), "label_names_a_payment");
    EXPECT_EQ(code_of(assign("1:1", "handmatige_betaling", id(0))), "payment_has_another_amount");
}

TEST_F(NamedLines, PaidByHandHoldTheirPaymentAndNoOther) {
    // Two rents of one amount to one landlord come back; one is paid again by hand.
    const TestStatement first = statement(all_debits());
    Practice::must(town.ingest(first));
    std::vector<std::size_t> rents;
    for (std::size_t i = 0; i < town.paid.size(); ++i) {
        if (town.paid[i].at("creditor_iban") == landlord) rents.push_back(i);
    }
    Practice::must(
        town.ingest(next(first, "2026-12-02",
                         {returned(rents[0], "2026-12-02"), returned(rents[1], "2026-12-02"),
                          nameless(rents[0], "2026-12-02")})));
    EXPECT_EQ(town.attempt(id(rents[0]))["may_pay_again"], "no");
    EXPECT_EQ(town.attempt(id(rents[1]))["may_pay_again"], "no");
    const auto before = town.picture();
    EXPECT_EQ(code_of(assign("2:3", "handmatige_betaling", id(rents[2]))), "payment_is_booked");
    EXPECT_EQ(code_of(assign("2:1", "handmatige_betaling", id(rents[0]))), "line_is_placed");
    Practice::must(assign("2:3", "handmatige_betaling", id(rents[0])));
    EXPECT_EQ(town.attempt(id(rents[0]))["may_pay_again"], "no");
    EXPECT_EQ(town.attempt(id(rents[1]))["may_pay_again"], "yes");
    town.practice.expect_sound();
    Practice::must(revoke("2:3"));
    EXPECT_EQ(town.picture(), before);
    Practice::must(assign("2:3", "handmatige_betaling", id(rents[0])));
    // Wherever the statement goes, the payment stays held until somebody takes his word back.
    Practice::must(service::set_statement_aside(town.practice.with("kim"), 2, "verkeerd"));
    EXPECT_EQ(town.attempt(id(rents[0]))["state"], "confirmed");
    Practice::must(revoke("2:3"));
    town.practice.expect_sound();
}

TEST_F(NamedLines, PaidByHandAreLoudWhenTheBankBooksTheirPaymentAsWell) {
    const TestStatement first = statement({nameless(0)});
    Practice::must(town.ingest(first));
    Practice::must(assign("1:1", "handmatige_betaling", id(0)));
    EXPECT_FALSE(town.has_exception("betaling_ook_met_de_hand"));
    Practice::must(town.ingest(next(first, "2026-12-01", {debit(0, "2026-12-01")})));
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
    EXPECT_TRUE(town.has_exception("betaling_ook_met_de_hand"));
    Practice::must(town.ingest(next(next(first, "2026-12-01", {debit(0, "2026-12-01")}),
                                    "2026-12-02", {returned(0, "2026-12-02")})));
    EXPECT_FALSE(town.has_exception("betaling_ook_met_de_hand"));
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "no");
    Practice::must(service::set_statement_aside(town.practice.with("kim"), 3, "verkeerd"));
    EXPECT_TRUE(town.has_exception("betaling_ook_met_de_hand"));
    Practice::must(revoke("1:1"));
    EXPECT_FALSE(town.has_exception("betaling_ook_met_de_hand"));
    town.practice.expect_sound();
}

TEST(PaidByHand, StopsAPaymentThatIsSignedAndNotYetOut) {
    PaidTown town{true};
    Row waiting;
    for (const Row& row : town.attempts()) {
        if (row.at("state") == "in_file") waiting = row;
    }
    ASSERT_FALSE(waiting.empty());
    const std::string amount = amount_of(std::stoll(waiting["amount_cents"]));
    Practice::must(town.ingest({.account = dutch_iban(2, "OEFN"),
                                .entries = {{.amount = amount,
                                             .details = {{.amount = amount,
                                                          .end_to_end_id = "NOTPROVIDED",
                                                          .iban = waiting["creditor_iban"]}}}}}));
    Practice::must(assign_line(town.practice.with("rob"), "1:1", "handmatige_betaling",
                               waiting["end_to_end_id"], "in het portaal betaald"));
    const auto released = service::release_batch(town.practice.with("rob"), 2);
    ASSERT_EQ(code_of(released), "batch_is_stale");
    EXPECT_EQ(released.error().causes.front().code, "paid_by_hand");
    EXPECT_EQ(town.attempt(waiting["end_to_end_id"])["may_pay_again"], "no");
    // Taken back, it is an unexplained debit of that amount; only the batch itself is asked.
    Practice::must(revoke_line(town.practice.with("karin"), "1:1", "het was een andere betaling"));
    EXPECT_EQ(code_of(service::release_batch(town.practice.with("rob"), 2)), "");
}

}  // namespace
}  // namespace ontzorgd::test
