// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/reconcile/whole_file.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <string_view>

/// @file
/// by_hand: whether a person may say that a line is this payment, and whether one person may.
///
/// A person knows more than the line says, and may be wrong. So money decides first: another amount
/// or account, or a payment the bank never had, is refused whoever says it. Where the line itself
/// names the payment, or the account it goes to, one person may decide; where nothing but the
/// amount agrees, two must.
namespace ontzorgd::reconcile {

/// What is known about a line and a payment (or a whole file) that somebody thinks it is.
struct CandidateFacts {
    values::Euro line_cents{};
    values::Euro payment_cents{};
    bool credit = false;               ///< the line is one
    bool same_account = false;         ///< paid from the account of the statement
    bool handed_over = false;          ///< its file went to the bank, or may have
    bool is_dead = false;              ///< it was given up
    bool is_booked = false;            ///< the bank booked its debit
    bool is_file = false;              ///< of several payments
    Share::Of share = Share::Of::all;  ///< of a file: which of its payments have the line's total
    bool is_named = false;             ///< the line names it
    bool is_listed = false;            ///< of a file: the line lists payments, and not all of them
    bool same_payee = false;           ///< the line names the account that it is paid to
    bool other_payee = false;          ///< the line names another account
};

enum class ByHand : std::uint8_t {
    refused,     ///< whoever says so
    two_people,  ///< one proposes, another confirms
    one_person,
};

struct Verdict {
    ByHand allowed = ByHand::refused;
    std::string_view reason;  ///< a code; a literal
    bool operator==(const Verdict&) const = default;
};

/// Reasons, refused: payment_is_of_another_account, payment_has_another_amount,
/// several_parts_have_this_total, bank_lists_the_payments, payment_is_not_at_the_bank,
/// payment_is_dead, return_needs_a_booked_payment; two_people: payment_goes_to_another_account,
/// only_the_amount_agrees, credit_is_part_of_payment, file_less_its_rejected, credit_of_a_file;
/// one_person: line_names_the_payment, amount_and_account_agree.
[[nodiscard]] Verdict may_be(const CandidateFacts& facts);

/// Whether a line with this rule says something of a payment or a file of ours: by a reference, by
/// the total of a file, or, when it is a credit, by a return or by account and amount. Under
/// another word nobody is told of that any more, so one person is not enough to give it one.
[[nodiscard]] bool speaks_of_ours(std::string_view rule, bool credit);

}  // namespace ontzorgd::reconcile
