// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/by_hand.h"

#include <gtest/gtest.h>

namespace ontzorgd::reconcile {
namespace {

/// A debit of 612.40 that fits a payment in everything.
CandidateFacts fitting() {
    return {.line_cents = values::Euro::from_cents(61240),
            .payment_cents = values::Euro::from_cents(61240),
            .same_account = true,
            .handed_over = true,
            .is_named = true,
            .same_payee = true};
}

TEST(ByHand, LetsOnePersonSayWhatTheLineNames) {
    CandidateFacts facts = fitting();
    facts.same_payee = false;
    EXPECT_EQ(may_be(facts).allowed, ByHand::one_person);
    EXPECT_EQ(may_be(facts).reason, "line_names_the_payment");
}

TEST(ByHand, LetsOnePersonDecideWhenAmountAndAccountAgree) {
    CandidateFacts facts = fitting();
    facts.is_named = false;
    EXPECT_EQ(may_be(facts).allowed, ByHand::one_person);
    EXPECT_EQ(may_be(facts).reason, "amount_and_account_agree");
}

TEST(ByHand, AsksTwoPeopleWhenNothingButTheAmountAgrees) {
    CandidateFacts facts = fitting();
    facts.is_named = false;
    facts.same_payee = false;
    EXPECT_EQ(may_be(facts).allowed, ByHand::two_people);
    EXPECT_EQ(may_be(facts).reason, "only_the_amount_agrees");
}

TEST(ByHand, AsksTwoPeopleWhenTheMoneyWentToAnotherAccountWhateverTheLineNames) {
    CandidateFacts facts = fitting();
    facts.same_payee = false;
    facts.other_payee = true;
    EXPECT_EQ(may_be(facts).allowed, ByHand::two_people);
    EXPECT_EQ(may_be(facts).reason, "payment_goes_to_another_account");
}

TEST(ByHand, RefusesAnotherAmountWhoeverSaysSo) {
    CandidateFacts facts = fitting();
    facts.line_cents = values::Euro::from_cents(61239);
    EXPECT_EQ(may_be(facts), (Verdict{ByHand::refused, "payment_has_another_amount"}));
}

TEST(ByHand, RefusesAPaymentOfAnotherAccount) {
    CandidateFacts facts = fitting();
    facts.same_account = false;
    EXPECT_EQ(may_be(facts), (Verdict{ByHand::refused, "payment_is_of_another_account"}));
}

TEST(ByHand, RefusesAPaymentThatTheBankNeverHad) {
    CandidateFacts facts = fitting();
    facts.handed_over = false;
    EXPECT_EQ(may_be(facts), (Verdict{ByHand::refused, "payment_is_not_at_the_bank"}));
    facts = fitting();
    facts.is_dead = true;
    EXPECT_EQ(may_be(facts), (Verdict{ByHand::refused, "payment_is_dead"}));
}

TEST(ByHand, BringsBackOnlyWhatWasBooked) {
    CandidateFacts facts = fitting();
    facts.credit = true;
    EXPECT_EQ(may_be(facts), (Verdict{ByHand::refused, "return_needs_a_booked_payment"}));
    facts.is_booked = true;
    EXPECT_EQ(may_be(facts).allowed, ByHand::one_person);
}

TEST(SpeaksOfOurs, IsEveryRuleButThoseOfLinesThatNothingOfOursIsIn) {
    for (const std::string_view rule :
         {"second_debit_for_one_payment", "total_of_a_booked_file", "lines_of_equal_total",
          "batch_count_differs", "amount_differs", "second_return_of_one_payment",
          "return_without_reference", "credit_names_a_batch", "payment_was_declared_dead"}) {
        EXPECT_TRUE(speaks_of_ours(rule, false)) << rule;
        EXPECT_TRUE(speaks_of_ours(rule, true)) << rule;
    }
    for (const std::string_view rule : {"no_candidate", "foreign", "revoked", "by_person:kosten",
                                        "by_rule:3", "more_than_one_rule_fits"}) {
        EXPECT_FALSE(speaks_of_ours(rule, false)) << rule;
        EXPECT_FALSE(speaks_of_ours(rule, true)) << rule;
    }
    EXPECT_FALSE(speaks_of_ours("amount_and_account_only", false));
    EXPECT_TRUE(speaks_of_ours("amount_and_account_only", true));
}

TEST(ByHand, AsksTwoPeopleWhenPaymentsOfAFileCameBackInOneCredit) {
    CandidateFacts facts = fitting();
    facts.credit = true;
    facts.is_file = true;
    EXPECT_EQ(may_be(facts), (Verdict{ByHand::refused, "return_needs_a_booked_payment"}));
    facts.is_booked = true;
    for (const Share::Of share : {Share::Of::all, Share::Of::rejected}) {
        facts.share = share;
        EXPECT_EQ(may_be(facts), (Verdict{ByHand::two_people, "credit_of_a_file"}));
    }
}

TEST(ByHand, AsksTwoPeopleWhenADebitIsAFileLessWhatTheBankRejected) {
    CandidateFacts facts = fitting();
    facts.is_file = true;
    facts.line_cents = values::Euro::from_cents(50000);
    facts.share = Share::Of::accepted;
    EXPECT_EQ(may_be(facts), (Verdict{ByHand::two_people, "file_less_its_rejected"}));
}

TEST(ByHand, RefusesATotalThatNoPaymentsOfTheFileOrDifferentOnesHave) {
    CandidateFacts facts = fitting();
    facts.is_file = true;
    facts.share = Share::Of::nothing;
    EXPECT_EQ(may_be(facts), (Verdict{ByHand::refused, "payment_has_another_amount"}));
    facts.share = Share::Of::accepted;
    facts.is_listed = true;
    EXPECT_EQ(may_be(facts), (Verdict{ByHand::refused, "bank_lists_the_payments"}));
    facts.is_listed = false;
    facts.share = Share::Of::several;
    EXPECT_EQ(may_be(facts), (Verdict{ByHand::refused, "several_parts_have_this_total"}));
}

}  // namespace
}  // namespace ontzorgd::reconcile
