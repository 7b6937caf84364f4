// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/payment/pay_again.h"

#include <gtest/gtest.h>

namespace ontzorgd::payment {
namespace {

using enum AttemptState;
using values::CivilDate;
using namespace values::literals;

const CivilDate execution{2026, 11, 30};  // a Monday
const CivilDate next_day{2026, 12, 1};
const CivilDate fifth_day{2026, 12, 7};
const CivilDate day_before_fifth{2026, 12, 4};

PayAgainFacts facts_of(AttemptState state) {
    return {.state = state,
            .is_last_attempt = true,
            .cents = 612_euro,
            .returned = {},
            .execution_date = execution,
            .statements_reach = std::nullopt};
}

PayAgainFacts returned_with(values::Euro cents) {
    PayAgainFacts facts = facts_of(returned);
    facts.returned = cents;
    return facts;
}

TEST(PayAgain, AnswersNoForEveryAttemptButTheLast) {
    for (const AttemptState state : all_attempt_states) {
        PayAgainFacts facts = facts_of(state);
        facts.returned = facts.cents;
        facts.is_last_attempt = false;
        EXPECT_EQ(may_pay_again(facts).answer, MayPayAgain::no) << to_text(state);
        EXPECT_EQ(may_pay_again(facts).reason, "attempt_is_not_the_last");
    }
}

TEST(PayAgain, WaitsWhileAStatementIsMissing) {
    PayAgainFacts facts = returned_with(612_euro);
    ASSERT_EQ(may_pay_again(facts).answer, MayPayAgain::yes);
    facts.gap_before = fifth_day;
    EXPECT_EQ(may_pay_again(facts).answer, MayPayAgain::not_yet);
    EXPECT_EQ(may_pay_again(facts).reason, "a_statement_is_missing");
    EXPECT_EQ(may_pay_again(facts).not_before, fifth_day);
    facts.state = dead;
    EXPECT_EQ(may_pay_again(facts).reason, "a_statement_is_missing")
        << "what two people looked at was set aside";
}

struct Row {
    const char* what;
    PayAgainFacts facts;
    MayPayAgain answer;
    std::string_view reason;
    std::optional<CivilDate> not_before{};
};

PayAgainFacts with(PayAgainFacts facts, auto change) {
    change(facts);
    return facts;
}

std::vector<Row> rows() {
    using enum MayPayAgain;
    const auto reach = [](CivilDate day) {
        return [day](PayAgainFacts& f) { f.statements_reach = day; };
    };
    std::vector<Row> table{
        {"not built", facts_of(prepared), no, "attempt_is_under_way"},
        {"in a file", facts_of(in_file), no, "attempt_is_under_way"},
        {"confirmed", facts_of(confirmed), no, "attempt_is_confirmed"},
        // 1
        {"came back whole", returned_with(612_euro), yes, "returned_in_full"},
        {"came back, but less", returned_with(611_euro), no, "return_is_not_the_whole"},
        {"came back, but more", returned_with(613_euro), no, "return_is_not_the_whole"},
        // 2
        {"came back in part",
         with(facts_of(returned_part), [](PayAgainFacts& f) { f.returned = 100_euro; }), yes,
         "returned_in_part"},
        {"part of nothing", facts_of(returned_part), no, "return_is_not_the_whole"},
        // 3
        {"rejected, no statement yet", facts_of(rejected), not_yet, "reject_waits_for_statements",
         next_day},
        {"rejected, statements stop at the execution date",
         with(facts_of(rejected), reach(execution)), not_yet, "reject_waits_for_statements",
         next_day},
        {"rejected, statements reach the day after", with(facts_of(rejected), reach(next_day)), yes,
         "reject_is_proved"},
        {"rejected, yet booked",
         with(facts_of(rejected),
              [](PayAgainFacts& f) {
                  f.statements_reach = fifth_day;
                  f.booked_debit_contains_it = true;
              }),
         not_yet, "reject_contradicts_a_debit", next_day},
        {"rejected, booked and credited",
         with(facts_of(rejected),
              [](PayAgainFacts& f) {
                  f.booked_debit_contains_it = true;
                  f.booked_credit_is_there = true;
              }),
         yes, "reject_is_proved"},
        // 4 (a)
        {"stopped before the outbox", facts_of(dead), yes, "attempt_is_dead"},
    };
    // 4 (b)
    for (const AttemptState state : {handed_over, handover_unknown, accepted}) {
        table.push_back(
            {"no statement", facts_of(state), not_yet, "statements_do_not_reach", fifth_day});
        table.push_back({"statements stop a day early",
                         with(facts_of(state), reach(day_before_fifth)), not_yet,
                         "statements_do_not_reach", fifth_day});
        table.push_back({"only two people may say so", with(facts_of(state), reach(fifth_day)),
                         not_yet, "two_people_may_declare_it_dead", fifth_day});
    }
    return table;
}

TEST(PayAgain, AnswersByTheFourConditions) {
    for (const Row& row : rows()) {
        const PayAgain answer = may_pay_again(row.facts);
        EXPECT_EQ(answer.answer, row.answer) << row.what << ", " << to_text(row.facts.state);
        EXPECT_EQ(answer.reason, row.reason) << row.what << ", " << to_text(row.facts.state);
        EXPECT_EQ(answer.not_before, row.not_before)
            << row.what << ", " << to_text(row.facts.state);
    }
}

TEST(PayAgain, NeverSaysYesWhileAPaymentMadeByHandIsOpen) {
    for (const Row& row : rows()) {
        PayAgainFacts facts = row.facts;
        facts.hand_made_payment_is_open = true;
        EXPECT_NE(may_pay_again(facts).answer, MayPayAgain::yes) << row.what;
        if (row.answer == MayPayAgain::yes) {
            EXPECT_EQ(may_pay_again(facts).reason, "hand_made_payment_is_open") << row.what;
        }
    }
}

TEST(PayAgain, NeverSaysYesWhileAnEarlierAttemptIsBookedAfterAll) {
    for (const Row& row : rows()) {
        PayAgainFacts facts = row.facts;
        facts.earlier_attempt_is_booked = true;
        EXPECT_NE(may_pay_again(facts).answer, MayPayAgain::yes) << row.what;
        if (row.answer == MayPayAgain::yes) {
            EXPECT_EQ(may_pay_again(facts).reason, "earlier_attempt_is_booked") << row.what;
        }
    }
}

TEST(PayAgain, PaysAPartOnlyForThatPartAndByTwoPeople) {
    PayAgainFacts facts = facts_of(returned_part);
    facts.returned = 100_euro;
    EXPECT_EQ(may_pay_again(facts).cents, 100_euro);
    EXPECT_TRUE(may_pay_again(facts).needs_two_people);
    EXPECT_EQ(may_pay_again(returned_with(612_euro)).cents, 612_euro);
    EXPECT_FALSE(may_pay_again(returned_with(612_euro)).needs_two_people);
}

TEST(PayAgain, PaysOnlyWhatCameBackSinceAPartWasPaidAgain) {
    for (const AttemptState state : {returned_part, returned}) {
        PayAgainFacts facts = facts_of(state);
        facts.returned = state == returned ? facts.cents : 100_euro;
        facts.paid_again = 40_euro;
        EXPECT_EQ(may_pay_again(facts).cents, facts.returned - 40_euro) << to_text(state);
        EXPECT_TRUE(may_pay_again(facts).needs_two_people) << to_text(state);
        for (const values::Euro more : {0_euro, 1_cent}) {
            facts.paid_again = facts.returned + more;
            EXPECT_EQ(may_pay_again(facts).reason, "part_is_paid_again") << to_text(state);
        }
    }
}

TEST(PayAgain, PaysNothingMoreWhenTheReturnOfWhatWasPaidAgainInPartIsGone) {
    for (const Row& row : rows()) {
        if (row.facts.state == returned || row.facts.state == returned_part) continue;
        PayAgainFacts facts = row.facts;
        facts.paid_again = 1_cent;
        EXPECT_EQ(may_pay_again(facts).reason, "part_is_paid_again") << row.what;
        EXPECT_NE(may_be_declared_dead(facts).answer, MayPayAgain::yes) << row.what;
    }
}

TEST(DeclareDead, OpensForTwoPeopleWhenStatementsReachAndNothingCouldBeIt) {
    PayAgainFacts facts = facts_of(handover_unknown);
    facts.statements_reach = fifth_day;
    EXPECT_EQ(may_be_declared_dead(facts).answer, MayPayAgain::yes);
    EXPECT_TRUE(may_be_declared_dead(facts).needs_two_people);
    facts.a_line_could_be_it = true;
    EXPECT_EQ(may_be_declared_dead(facts).answer, MayPayAgain::not_yet);
    EXPECT_EQ(may_be_declared_dead(facts).reason, "a_line_could_be_it");
}

TEST(DeclareDead, IsForNothingThatTheBankCannotHaveOrThatIsDecided) {
    for (const AttemptState state : {prepared, in_file, confirmed, rejected, returned, dead}) {
        PayAgainFacts facts = facts_of(state);
        facts.statements_reach = fifth_day;
        EXPECT_EQ(may_be_declared_dead(facts).reason, "attempt_is_not_to_be_declared_dead")
            << to_text(state);
    }
}

TEST(DeclareDead, CountsTargetDaysNotDays) {
    PayAgainFacts facts = facts_of(accepted);
    facts.execution_date = CivilDate{2026, 12, 23};
    // 24, 28, 29, 30 and 31 December: Christmas and a weekend lie between.
    EXPECT_EQ(may_pay_again(facts).not_before, (CivilDate{2026, 12, 31}));
}

}  // namespace
}  // namespace ontzorgd::payment
