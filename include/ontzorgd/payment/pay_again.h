// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/payment/attempt.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <optional>
#include <string_view>

/// @file
/// The pay-again guard: may an instruction be paid by a new attempt? One answer everywhere.
///
/// A new attempt is allowed when one of four things holds, and in every case no payment made by
/// hand to the same account with the same amount is open:
///
///     1  returned         the credits matched to the attempt equal what was paid
///     2  returned_part    for the returned cents only, by two people; once a part was paid again,
///                         for what came back since
///     3  rejected         statements without a gap reach the TARGET day after the execution
///                         date and no booked debit contains it, or the booked credit for it is
///                         there
///     4  dead             (a) the program's own: never put in the outbox, or stopped before
///                         (b) two people's, see may_be_declared_dead()
namespace ontzorgd::payment {

enum class MayPayAgain : std::uint8_t { no, not_yet, yes };
[[nodiscard]] std::string_view to_text(MayPayAgain answer);

/// Everything the guard may look at, of one attempt.
struct PayAgainFacts {
    AttemptState state = AttemptState::prepared;
    bool is_last_attempt = true;
    values::Euro cents;     ///< what was paid
    values::Euro returned;  ///< credits booked and matched to it
    /// What of that was paid again already, each part by an instruction of its own.
    values::Euro paid_again{};
    values::CivilDate execution_date;
    /// The last day up to which the statements of the account follow each other without a gap.
    std::optional<values::CivilDate> statements_reach;
    /// The newest day of a statement when one before it is missing: what that tells may change the
    /// answer. Of the account that paid it or may have; nothing when no attempt went to the bank.
    std::optional<values::CivilDate> gap_before{};
    bool booked_debit_contains_it = false;  ///< a line of the attempt, or of a batch that has it
    bool booked_credit_is_there = false;    ///< money of this attempt came back
    /// A booked line or batch could contain it (amount, total of its file gross or net), or an
    /// unplaced line of the account could be it.
    bool a_line_could_be_it = false;
    /// A debit to the same account with the same amount that no payment of ours explains.
    bool hand_made_payment_is_open = false;
    /// Somebody said of a booked debit that it is this payment, made by hand.
    bool is_paid_by_hand = false;
    /// An attempt before this one was set free because it came back, and its return is gone.
    bool earlier_attempt_is_booked = false;
};

struct PayAgain {
    MayPayAgain answer = MayPayAgain::no;
    std::string_view reason;  ///< a code; a literal
    std::optional<values::CivilDate>
        not_before{};               ///< with not_yet: statements must reach this day
    values::Euro cents{};           ///< with yes: what may be paid
    bool needs_two_people = false;  ///< with yes
    bool operator==(const PayAgain&) const = default;
};

/// Reasons: a_statement_is_missing, attempt_is_not_the_last, attempt_is_under_way,
/// attempt_is_confirmed, returned_in_full, return_is_not_the_whole, returned_in_part,
/// part_is_paid_again,
/// reject_is_proved, reject_waits_for_statements, reject_contradicts_a_debit, attempt_is_dead,
/// hand_made_payment_is_open, earlier_attempt_is_booked, paid_by_hand; and those of
/// may_be_declared_dead().
[[nodiscard]] PayAgain may_pay_again(const PayAgainFacts& facts);

/// Whether two people may declare an attempt dead that the bank has, or may have: `yes` with
/// two_people_may_declare_it_dead. Otherwise: statements_do_not_reach (not_yet, with the fifth
/// TARGET day past the execution date), a_line_could_be_it (not_yet), part_is_paid_again (no),
/// attempt_is_not_to_be_declared_dead (no).
[[nodiscard]] PayAgain may_be_declared_dead(const PayAgainFacts& facts);

/// TARGET days that statements must reach past the execution date before two people may decide.
inline constexpr int declare_dead_target_days = 5;

}  // namespace ontzorgd::payment
