// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/report.h"

#include <string_view>

/// @file
/// One payment at the bank, by its reference: how it stands, whether it may be made again and why,
/// and the acts of people that let it be made again. Nothing but the pay-again guard lets them.
namespace ontzorgd::service {

/// The attempt with this EndToEndId, the other attempts of its instruction, and the answer of the
/// guard with its reason and the next step. Errors (malformed): those of EndToEndId::parse().
/// Refused: attempt_is_unknown.
[[nodiscard]] base::Result<Report> show_attempt(Municipality& town, std::string_view end_to_end_id);

/// Lets a payment that came back whole, or that the bank rejected and never booked, be made again:
/// its instruction is open for the next batch, aimed at the confirmed account that its payee has
/// now and at the first day the bank takes. Given again it answers as before.
///
/// Of a payment that came back in part only those cents are paid again, by an instruction of their
/// own, when two people say so: the first proposes. Both speak of the same amount; when more came
/// back since the first spoke, they speak anew.
///
/// Refused: attempt_is_unknown, attempt_did_not_come_back, file_is_not_resolved; what the guard
/// says no or not yet for (return_is_not_the_whole, hand_made_payment_is_open …); what stands in
/// the way of the payment now (iban_was_returned, iban_is_not_usable, client_is_on_hold,
/// contract_has_ended …); reason_is_missing.
[[nodiscard]] base::Result<Report> reissue_attempt(Context& context, std::string_view end_to_end_id,
                                                   std::string_view reason);

/// One of two people says that a payment, which the bank has or may have, will never be booked;
/// when the second says so it is dead and its instruction is open again (pay-again guard: dead by
/// two people). Given again by the same person it answers as before.
///
/// Refused: attempt_is_unknown; declarer_is_proposer; attempt_is_not_to_be_declared_dead,
/// statements_do_not_reach, a_line_could_be_it; reason_is_missing.
[[nodiscard]] base::Result<Report> declare_dead(Context& context, std::string_view end_to_end_id,
                                                std::string_view reason);

}  // namespace ontzorgd::service
