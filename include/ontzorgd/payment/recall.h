// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/values/civil_date.h"

#include <span>
#include <string_view>

/// @file
/// Recalls: somebody asks the bank to get a payment back that it executed. The bank of the payee
/// answers with a reason why not, or the money comes as a return; only that credit says yes (EPC
/// SCT rulebook, 4.3.2.3 and 4.3.2.5; codes of the ISO 20022 external lists).
namespace ontzorgd::payment {

/// Whether a recall can be asked for with this code: DUPL, TECH, FRAD by the bank of the payer, or
/// CUST, AM09, AC03 at the request of whoever paid.
[[nodiscard]] bool is_recall_reason(std::string_view code);
/// Whether a bank refuses with this code: AC04, AM04, ARDT, CUST, LEGL, NOAS, NOOR.
[[nodiscard]] bool is_recall_refusal(std::string_view code);
[[nodiscard]] std::span<const std::string_view> recall_reasons();
[[nodiscard]] std::span<const std::string_view> recall_refusals();

/// The last day on which a payment that was executed on `executed` may be recalled with this code:
/// ten TARGET days for DUPL and TECH, thirteen months for all others.
[[nodiscard]] values::CivilDate last_day_of_recall(std::string_view code,
                                                   values::CivilDate executed);

}  // namespace ontzorgd::payment
