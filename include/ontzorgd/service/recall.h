// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <string_view>

/// @file
/// Recalls of payments that the bank has: what was asked in the portal of the bank, and what it
/// answered. Neither makes a payment payable again: only a booked credit does.
namespace ontzorgd::service {

/// Records that somebody asked the bank to get the payment with this EndToEndId back: `code` is
/// what the bank was given (DUPL, TECH, FRAD, CUST, AM09, AC03), `reason` why, in words. Stays open
/// until the bank says no (answer_recall()) or money comes back, with the last day on which it may
/// be asked. Answers as attempt show; given again while it is open it changes nothing.
///
/// Malformed: recall_reason_is_unknown; those of EndToEndId::parse(). Refused: attempt_is_unknown,
/// recall_needs_the_bank, recall_of_a_dead_payment, recall_of_what_is_back, recall_is_open (with
/// another code), reason_is_missing.
[[nodiscard]] base::Result<Report> recall_attempt(Context& context, std::string_view end_to_end_id,
                                                  std::string_view code, std::string_view reason);

/// Records that the bank said no, with its code (CUST, LEGL, NOAS, NOOR, ARDT, AC04, AM04). That
/// it says yes only a credit tells.
///
/// Malformed: recall_refusal_is_unknown; those of EndToEndId::parse(). Refused: attempt_is_unknown,
/// recall_is_unknown.
[[nodiscard]] base::Result<Report> answer_recall(Context& context, std::string_view end_to_end_id,
                                                 std::string_view code);

}  // namespace ontzorgd::service
