// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <string_view>

/// @file
/// The destruction of everything that says who a client is, by two persons. What stays are numbers,
/// days, amounts and digests: the chain, its roots and the books verify as before. The exact files
/// that went to or came from the bank stay in the archive; they have terms of their own.
namespace ontzorgd::service {

/// Errors (refused): client_is_unknown, household_still_has_a_grondslag (until a day that is not
/// past), client_has_money_under_way.
[[nodiscard]] base::Result<Report> propose_destruction(Context& context, std::string_view nummer);
/// Destroys. Errors (refused): as above; destruction_is_not_proposed, confirmer_is_proposer.
[[nodiscard]] base::Result<Report> confirm_destruction(Context& context, std::string_view nummer);

}  // namespace ontzorgd::service
