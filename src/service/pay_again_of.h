// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "booked_once_more.h"
#include "ontzorgd/payment/pay_again.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/open_debits.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

/// @file
/// The pay-again guard asked of a stored attempt: one answer, whoever asks.
namespace ontzorgd::service {

/// The state of an attempt as people and outside tools are told it.
[[nodiscard]] payment::AttemptState state_of(store::AttemptRowState state,
                                             std::string_view file_state, payment::BankWord word);
[[nodiscard]] inline payment::AttemptState state_of(const store::ShownAttempt& attempt) {
    return state_of(attempt.state, attempt.file_state, attempt.word);
}

class PayAgainOf {
public:
    /// By what facts up to `fact` told. Debits that no payment explains are read once, here.
    PayAgainOf(Municipality& town, std::int64_t fact);
    [[nodiscard]] payment::PayAgain operator()(const store::ShownAttempt& attempt);
    /// Whether two people may declare it dead.
    [[nodiscard]] payment::PayAgain may_be_declared_dead(const store::ShownAttempt& attempt);
    /// Debits without a name that may be the payment booked once more, a few: what is to be found
    /// out first.
    [[nodiscard]] std::vector<store::LineKey> nameless_debits(
        const store::ShownAttempt& attempt) const;

private:
    [[nodiscard]] payment::PayAgainFacts facts_of(const store::ShownAttempt& attempt) const;
    /// A day with a statement that is missing, of the account that paid it or may have.
    [[nodiscard]] std::optional<values::CivilDate> gap_of(const store::ShownAttempt& attempt) const;
    /// Somebody may have paid `cents` of it, or all of it, by hand.
    [[nodiscard]] bool hand_made_payment_is_open(const store::ShownAttempt& attempt,
                                                 values::Euro cents) const;
    [[nodiscard]] bool is_overpaid_part(std::int64_t instruction) const;
    [[nodiscard]] bool a_line_could_be_it(const store::ShownAttempt& attempt) const;

    store::Database& db_;
    store::OpenDebits debits_;
    BookedOnceMore once_more_;
    std::map<std::int64_t, values::CivilDate> reaches_;
    std::map<std::int64_t, values::CivilDate> gaps_;  ///< the newest statement where one is missing
};

}  // namespace ontzorgd::service
