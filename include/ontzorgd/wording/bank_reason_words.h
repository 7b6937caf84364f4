// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

/// @file
/// Why a bank does not make a payment, or gives it back: its reason codes in Dutch (ISO external
/// code set; sepa.md 3).
namespace ontzorgd::wording {

/// "AC04, de rekening is opgeheven"; a code that is not known is named alone.
[[nodiscard]] std::string bank_reason_words(std::string_view code);
/// What to do next with a payment that was rejected or came back for this reason, in Dutch
/// sentences.
[[nodiscard]] std::string_view bank_reason_next_step(std::string_view code);

}  // namespace ontzorgd::wording
