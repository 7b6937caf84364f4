// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/values/civil_date.h"

#include <string_view>

/// @file
/// The Verification of Payee: payments whose name is not that of the account wait for an official.
///
/// A match passes; what could not be checked passes with a mark. A close match asks for a decision
/// and shows the name that the bank has; no match blocks until a named official decides. What is
/// decided is recorded here and done in the portal of the bank: there the payment is confirmed or
/// withdrawn. A name is never written anew by the program, and a result is void once the payee has
/// another name or account.
namespace ontzorgd::service {

/// All results, the oldest first; with `open` those that wait for a decision.
[[nodiscard]] base::Result<Report> list_name_checks(Municipality& town, bool open);

/// Records what an official decided about a payment, by its EndToEndId: `go` or `stop`. The same
/// decision again is the same fact. Errors: (malformed) decision_is_unknown (value),
/// end_to_end_id_is_malformed, end_to_end_id_check_fails; (refused) reason_is_missing,
/// name_check_is_unknown, name_check_needs_no_decision, name_check_is_void (go, and the name or
/// account was changed since), decider_recorded_the_iban (go).
[[nodiscard]] base::Result<Report> decide_name_check(Context& context, std::string_view attempt,
                                                     std::string_view decision,
                                                     std::string_view reason);

}  // namespace ontzorgd::service
