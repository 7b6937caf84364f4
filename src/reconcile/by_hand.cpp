// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/by_hand.h"

#include <algorithm>
#include <array>

namespace ontzorgd::reconcile {

namespace {

Verdict refused(std::string_view reason) {
    return {.allowed = ByHand::refused, .reason = reason};
}
Verdict two_people(std::string_view reason) {
    return {.allowed = ByHand::two_people, .reason = reason};
}

/// What placing says of a line that nothing of ours is in, and what rules and people said of it.
constexpr std::array<std::string_view, 4> rules_of_others{"foreign", "more_than_one_rule_fits",
                                                          "no_candidate", "revoked"};

/// The amount of a part agrees with every larger payment, so that it must name the one it is of.
bool is_part_that_came_back(const CandidateFacts& facts) {
    return facts.credit && facts.is_named && facts.line_cents < facts.payment_cents;
}

}  // namespace

Verdict may_be(const CandidateFacts& facts) {
    if (!facts.same_account) return refused("payment_is_of_another_account");
    if (facts.is_file && facts.share == Share::Of::several)
        return refused("several_parts_have_this_total");
    // Its list says which payments they are, and a total says it otherwise.
    if (facts.is_listed) return refused("bank_lists_the_payments");
    const bool is_part = !facts.is_file && is_part_that_came_back(facts);
    const bool agrees = facts.is_file ? facts.share != Share::Of::nothing
                                      : facts.line_cents == facts.payment_cents || is_part;
    if (!agrees) return refused("payment_has_another_amount");
    if (!facts.handed_over) return refused("payment_is_not_at_the_bank");
    if (facts.is_dead) return refused("payment_is_dead");
    if (facts.credit && !facts.is_booked) return refused("return_needs_a_booked_payment");
    if (facts.other_payee) return two_people("payment_goes_to_another_account");
    if (is_part) return two_people("credit_is_part_of_payment");
    // Many payments at once, all of which may be paid again.
    if (facts.is_file && facts.credit) return two_people("credit_of_a_file");
    if (facts.share == Share::Of::accepted) return two_people("file_less_its_rejected");
    if (facts.is_named) return {.allowed = ByHand::one_person, .reason = "line_names_the_payment"};
    if (facts.same_payee) {
        return {.allowed = ByHand::one_person, .reason = "amount_and_account_agree"};
    }
    return two_people("only_the_amount_agrees");
}

bool speaks_of_ours(std::string_view rule, bool credit) {
    if (rule.starts_with("by_")) return false;
    // A debit of that amount to that account may well be anything.
    if (rule == "amount_and_account_only") return credit;
    return std::ranges::find(rules_of_others, rule) == rules_of_others.end();
}

}  // namespace ontzorgd::reconcile
