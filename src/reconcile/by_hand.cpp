// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/by_hand.h"

namespace ontzorgd::reconcile {

namespace {

Verdict refused(std::string_view reason) {
    return {.allowed = ByHand::refused, .reason = reason};
}

/// The amount of a part agrees with every larger payment, so that it must name the one it is of.
bool is_part_that_came_back(const CandidateFacts& facts) {
    return facts.credit && facts.is_named && facts.line_cents < facts.payment_cents;
}

}  // namespace

Verdict may_be(const CandidateFacts& facts) {
    if (!facts.same_account) return refused("payment_is_of_another_account");
    const bool is_part = is_part_that_came_back(facts);
    if (facts.line_cents != facts.payment_cents && !is_part)
        return refused("payment_has_another_amount");
    if (!facts.handed_over) return refused("payment_is_not_at_the_bank");
    if (facts.is_dead) return refused("payment_is_dead");
    if (facts.credit && !facts.is_booked) return refused("return_needs_a_booked_payment");
    if (facts.other_payee) {
        return {.allowed = ByHand::two_people, .reason = "payment_goes_to_another_account"};
    }
    if (is_part) return {.allowed = ByHand::two_people, .reason = "credit_is_part_of_payment"};
    if (facts.is_named) return {.allowed = ByHand::one_person, .reason = "line_names_the_payment"};
    if (facts.same_payee) {
        return {.allowed = ByHand::one_person, .reason = "amount_and_account_agree"};
    }
    return {.allowed = ByHand::two_people, .reason = "only_the_amount_agrees"};
}

}  // namespace ontzorgd::reconcile
