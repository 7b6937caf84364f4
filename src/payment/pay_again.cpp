// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/payment/pay_again.h"

#include "ontzorgd/values/target_calendar.h"

#include <array>

namespace ontzorgd::payment {

namespace {

constexpr std::array answer_texts{"no", "not_yet", "yes"};

PayAgain no(std::string_view reason) {
    return {.answer = MayPayAgain::no, .reason = reason};
}

PayAgain not_yet(std::string_view reason, values::CivilDate day) {
    return {.answer = MayPayAgain::not_yet, .reason = reason, .not_before = day};
}

PayAgain yes(std::string_view reason, values::Euro cents, bool needs_two_people = false) {
    return {.answer = MayPayAgain::yes,
            .reason = reason,
            .not_before = std::nullopt,
            .cents = cents,
            .needs_two_people = needs_two_people};
}

bool reaches(const PayAgainFacts& facts, values::CivilDate day) {
    return facts.statements_reach && *facts.statements_reach >= day;
}

/// What came back and was not paid again yet, by two people.
PayAgain of_part(const PayAgainFacts& facts) {
    if (facts.returned <= facts.paid_again) return no("part_is_paid_again");
    return yes("returned_in_part", facts.returned - facts.paid_again, true);
}

PayAgain of_returned(const PayAgainFacts& facts) {
    if (facts.returned != facts.cents) return no("return_is_not_the_whole");
    if (!facts.paid_again.is_zero()) return of_part(facts);
    return yes("returned_in_full", facts.cents);
}

PayAgain of_returned_part(const PayAgainFacts& facts) {
    if (facts.returned.is_zero() || facts.returned.is_negative() || facts.returned >= facts.cents) {
        return no("return_is_not_the_whole");
    }
    return of_part(facts);
}

PayAgain of_rejected(const PayAgainFacts& facts) {
    if (facts.booked_credit_is_there) return yes("reject_is_proved", facts.cents);
    const values::CivilDate day = values::plus_target_days(facts.execution_date, 1);
    if (facts.booked_debit_contains_it) return not_yet("reject_contradicts_a_debit", day);
    if (!reaches(facts, day)) return not_yet("reject_waits_for_statements", day);
    return yes("reject_is_proved", facts.cents);
}

/// The bank has it or may have it. Even when two people may declare it dead the answer stays
/// not_yet: only they make it so.
PayAgain of_under_way(const PayAgainFacts& facts) {
    PayAgain answer = may_be_declared_dead(facts);
    answer.answer = MayPayAgain::not_yet;
    answer.cents = {};
    answer.needs_two_people = false;
    answer.not_before = values::plus_target_days(facts.execution_date, declare_dead_target_days);
    return answer;
}

PayAgain by_state(const PayAgainFacts& facts) {
    using enum AttemptState;
    const bool came_back = facts.state == returned || facts.state == returned_part;
    // The return of what was paid again in part is gone: the whole of it would be too much.
    if (!facts.paid_again.is_zero() && !came_back) return no("part_is_paid_again");
    switch (facts.state) {
        case prepared:
        case in_file: return no("attempt_is_under_way");
        case handed_over:
        case handover_unknown:
        case accepted: return of_under_way(facts);
        case confirmed: return no("attempt_is_confirmed");
        case rejected: return of_rejected(facts);
        case returned: return of_returned(facts);
        case returned_part: return of_returned_part(facts);
        case dead: return yes("attempt_is_dead", facts.cents);
    }
    return no("attempt_is_under_way");
}

}  // namespace

std::string_view to_text(MayPayAgain answer) {
    return answer_texts.at(static_cast<std::size_t>(answer));
}

PayAgain may_pay_again(const PayAgainFacts& facts) {
    if (!facts.is_last_attempt) return no("attempt_is_not_the_last");
    if (facts.is_paid_by_hand) return no("paid_by_hand");
    const PayAgain answer = by_state(facts);
    if (answer.answer != MayPayAgain::yes) return answer;
    if (facts.earlier_attempt_is_booked) return no("earlier_attempt_is_booked");
    if (facts.hand_made_payment_is_open) return no("hand_made_payment_is_open");
    if (facts.gap_before) return not_yet("a_statement_is_missing", *facts.gap_before);
    return answer;
}

PayAgain may_be_declared_dead(const PayAgainFacts& facts) {
    using enum AttemptState;
    if (facts.state != handed_over && facts.state != handover_unknown && facts.state != accepted) {
        return no("attempt_is_not_to_be_declared_dead");
    }
    if (!facts.paid_again.is_zero()) return no("part_is_paid_again");
    const values::CivilDate day =
        values::plus_target_days(facts.execution_date, declare_dead_target_days);
    if (!reaches(facts, day)) return not_yet("statements_do_not_reach", day);
    if (facts.a_line_could_be_it || facts.booked_debit_contains_it) {
        return not_yet("a_line_could_be_it", day);
    }
    return yes("two_people_may_declare_it_dead", facts.cents, true);
}

}  // namespace ontzorgd::payment
