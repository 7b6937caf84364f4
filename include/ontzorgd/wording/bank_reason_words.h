// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// @file
/// Why a bank does not make a payment, or gives it back: its reason codes in Dutch (ISO external
/// code set; sepa.md 3).
namespace ontzorgd::wording {

/// "AC04, de rekening is opgeheven"; a code that is not known is named alone.
[[nodiscard]] std::string bank_reason_words(std::string_view code);
/// What a status of a payment means: "wacht op een handtekening bij de bank" for PATC; empty for a
/// code that is not known.
[[nodiscard]] std::string_view bank_status_words(std::string_view code);
/// Whose account a payment goes to.
enum class PaidTo : std::uint8_t { client, creditor };
/// What to do next with a payment that was rejected or came back for this reason, in Dutch
/// sentences. That a creditor died stops no leefgeld.
[[nodiscard]] std::string_view bank_reason_next_step(std::string_view code,
                                                     PaidTo paid_to = PaidTo::client);

}  // namespace ontzorgd::wording
