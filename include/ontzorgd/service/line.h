// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <string>
#include <string_view>

/// @file
/// Lines of statements that people place: what a line could be, what somebody said it is, and that
/// taken back. Every act is a fact with its reason; given twice it is one fact.
///
/// A line is named "DELIVERY:ENTRY", or "DELIVERY:ENTRY:DETAIL" where an entry has several. A
/// payment is named by its EndToEndId, a whole file by its name. Errors of both: (malformed)
/// line_name_is_malformed, those of payment::EndToEndId::parse(); (refused) line_is_unknown,
/// line_needs_a_detail, payment_is_unknown.
namespace ontzorgd::service {

/// The line with both sides, what it could be, the likeliest first, and everything that was decided
/// about it.
[[nodiscard]] base::Result<Report> show_line_candidates(Municipality& town, std::string_view name);

/// The line is this payment or file, which it names or whose account it names; only while it is
/// proposed or in suspense. Errors (refused): line_does_not_count, line_is_placed,
/// line_is_decided, force_is_proposed, match_needs_two_people, reason_is_missing; those of
/// reconcile::may_be().
[[nodiscard]] base::Result<Report> match_line(Context& context, std::string_view line,
                                              std::string_view target, std::string_view reason);
/// The same for a payment of which nothing but the amount agrees: the first who says so proposes
/// it, and it holds when another says so too. Errors (refused): those of match_line(), and
/// one_person_is_enough.
[[nodiscard]] base::Result<Report> force_line(Context& context, std::string_view line,
                                              std::string_view target, std::string_view reason);
/// Takes back what people decided last about the line, or a match of the program: then the line
/// goes to suspense, and is never matched by the program again. Errors (refused):
/// nothing_to_revoke, payment_was_made_again, line_does_not_count, reason_is_missing.
[[nodiscard]] base::Result<Report> revoke_line(Context& context, std::string_view line,
                                               std::string_view reason);
/// The line is no payment of ours, but known: kosten, rente, eigen_overboeking,
/// handmatige_betaling or overig. With handmatige_betaling `target` is the payment that somebody
/// made by hand; it may not be paid again. Of a line that spoke of a payment or a file of
/// ours (reconcile::speaks_of_ours(), or a match that was taken back), of a debit that names no
/// account and may have payments of a file of ours, and of a credit with the total of a file or the
/// amount of a debit that two people named, the first who says so proposes it, and it holds
/// when another says the same. Errors (malformed): label_is_unknown; (refused) those of
/// match_line() about the line, label_names_a_payment, label_names_no_payment,
/// credit_is_no_payment_by_hand, payment_has_another_amount, payment_is_booked,
/// payment_was_made_again, payment_is_paid_by_hand.
[[nodiscard]] base::Result<Report> assign_line(Context& context, std::string_view line,
                                               std::string_view label, std::string_view target,
                                               std::string_view reason);
/// The line is terugbetaling: money of a household that a creditor paid back, named by its contract
/// or by a client of the household. It is held for it; where the line was the money of another
/// household once another person says the same. Errors (refused): those of match_line()
/// about the line, contract_is_unknown, client_is_unknown, refund_names_one_owner,
/// debit_is_no_refund.
[[nodiscard]] base::Result<Report> assign_refund(Context& context, std::string_view line,
                                                 std::string_view contract, std::string_view client,
                                                 std::string_view reason);

}  // namespace ontzorgd::service
