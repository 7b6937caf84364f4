// SPDX-License-Identifier: EUPL-1.2
#include "pay_again_of.h"

#include "account_chain.h"
#include "ontzorgd/store/part_word.h"
#include "ontzorgd/store/policy_rows.h"

namespace ontzorgd::service {

payment::AttemptState state_of(store::AttemptRowState state, std::string_view file_state,
                               payment::BankWord word) {
    using enum payment::AttemptState;
    switch (state) {
        case store::AttemptRowState::confirmed: return confirmed;
        case store::AttemptRowState::returned: return returned;
        case store::AttemptRowState::returned_part: return returned_part;
        case store::AttemptRowState::dead: return dead;
        case store::AttemptRowState::as_file: break;
    }
    if (file_state == "handed_over") return payment::with_bank_word(handed_over, word);
    if (file_state == "handing_over" || file_state == "handover_unknown") {
        return payment::with_bank_word(handover_unknown, word);
    }
    return file_state == "stopped" ? dead : in_file;
}

PayAgainOf::PayAgainOf(Municipality& town, std::int64_t fact)
    : db_{town.db()}, debits_{town.db()}, once_more_{db_, debits_} {
    for (const store::OwnAccount& account : store::own_accounts(db_)) {
        const AccountChain made = chain_of(db_, account, fact);
        reaches_[account.id] = made.chain.reaches;
        if (!made.misses_statement()) continue;
        gaps_[account.id] =
            made.statements.empty() ? made.chain.reaches : made.statements.back().closing_date;
    }
}

payment::PayAgainFacts PayAgainOf::facts_of(const store::ShownAttempt& attempt) const {
    const auto reach = reaches_.find(attempt.account);
    payment::PayAgainFacts facts{
        .state = state_of(attempt),
        .is_last_attempt = attempt.is_last,
        .cents = attempt.cents,
        .returned = attempt.returned,
        .paid_again = store::paid_again(db_, {attempt.instruction, attempt.number}),
        .execution_date = attempt.execution_date,
        .statements_reach = reach == reaches_.end() ? std::nullopt : std::optional{reach->second},
        .is_paid_by_hand = debits_.is_paid_by_hand(attempt.instruction)};
    if (attempt.word != payment::BankWord::rejected) return facts;
    if (facts.state == payment::AttemptState::confirmed) {
        // Refused and booked all the same: the money must come back before it may go again.
        facts.state = payment::AttemptState::rejected;
        facts.booked_debit_contains_it = true;
    } else if (facts.state == payment::AttemptState::rejected) {
        facts.booked_debit_contains_it =
            store::has_open_debit_with(db_, attempt.instruction, attempt.number, attempt.file);
    }
    return facts;
}

std::optional<values::CivilDate> PayAgainOf::gap_of(const store::ShownAttempt& attempt) const {
    const auto account = store::account_that_paid(db_, attempt.instruction, attempt.number);
    const auto gap = account ? gaps_.find(*account) : gaps_.end();
    return gap == gaps_.end() ? std::nullopt : std::optional{gap->second};
}

bool PayAgainOf::hand_made_payment_is_open(const store::ShownAttempt& attempt,
                                           values::Euro cents) const {
    return once_more_.may_be(attempt.instruction, attempt.cents) ||
           debits_.newest(attempt.counter, cents).has_value() ||
           (cents != attempt.cents && debits_.newest(attempt.counter, attempt.cents)) ||
           debits_.could_be_file_of(attempt.instruction);
}

std::vector<store::LineKey> PayAgainOf::nameless_debits(const store::ShownAttempt& attempt) const {
    return once_more_.nameless(attempt.instruction, attempt.cents);
}

bool PayAgainOf::a_line_could_be_it(const store::ShownAttempt& attempt) const {
    const auto file = store::file_by_id(db_, attempt.file);
    return hand_made_payment_is_open(attempt, attempt.cents) ||
           store::has_unplaced_debit(db_, attempt.account, attempt.cents, attempt.execution_date) ||
           (file &&
            store::has_unplaced_debit(db_, attempt.account, file->cents, attempt.execution_date));
}

/// It pays a part again, and a return that this rests on is gone.
bool PayAgainOf::is_overpaid_part(std::int64_t instruction) const {
    for (auto part = store::part_of(db_, instruction); part;
         part = store::part_of(db_, part->instruction)) {
        if (store::is_overpaid(db_, *part) ||
            store::has_unfinished_attempt(db_, part->instruction, part->attempt - 1))
            return true;
    }
    return false;
}

payment::PayAgain PayAgainOf::operator()(const store::ShownAttempt& attempt) {
    payment::PayAgainFacts facts = facts_of(attempt);
    const payment::PayAgain answer = payment::may_pay_again(facts);
    // What costs a search is asked only where it can change the answer.
    if (answer.answer == payment::MayPayAgain::no) return answer;
    if (answer.answer == payment::MayPayAgain::yes) {
        facts.earlier_attempt_is_booked =
            store::has_unfinished_attempt(db_, attempt.instruction, attempt.number - 1) ||
            is_overpaid_part(attempt.instruction);
        facts.hand_made_payment_is_open = hand_made_payment_is_open(attempt, answer.cents);
        facts.gap_before = gap_of(attempt);
    } else if (answer.reason == "two_people_may_declare_it_dead") {
        facts.a_line_could_be_it = a_line_could_be_it(attempt);
    }
    return payment::may_pay_again(facts);
}

payment::PayAgain PayAgainOf::may_be_declared_dead(const store::ShownAttempt& attempt) {
    payment::PayAgainFacts facts = facts_of(attempt);
    const payment::PayAgain answer = payment::may_be_declared_dead(facts);
    if (answer.answer != payment::MayPayAgain::yes) return answer;
    facts.a_line_could_be_it = a_line_could_be_it(attempt);
    return payment::may_be_declared_dead(facts);
}

}  // namespace ontzorgd::service
