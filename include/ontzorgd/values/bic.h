// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/values/iban.h"

#include <optional>
#include <string_view>

/// @file
/// BIC from a Dutch IBAN, for the debtor agent and for display. Never a ground for refusal.
namespace ontzorgd::values {

/// The BIC that belongs to the four bank letters of a Dutch IBAN, when the table knows it
/// (sepa.md 5; the table carries its date).
[[nodiscard]] std::optional<std::string_view> bic_of(const Iban& iban);

}  // namespace ontzorgd::values
