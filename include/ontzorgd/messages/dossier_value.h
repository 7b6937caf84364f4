// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/dossier/grondslag.h"
#include "ontzorgd/dossier/vaste_last.h"
#include "ontzorgd/values/euro.h"

#include <array>
#include <string>
#include <string_view>

/// @file
/// The values of a dossier, each by itself (schemas/dossier-1.md): what its files hold, and what
/// people give when they change one thing of it.
namespace ontzorgd::messages {

/// Errors (malformed): nummer_is_malformed.
[[nodiscard]] base::Result<std::string> read_nummer(std::string_view text);
/// The name of a client or creditor. Errors (malformed): text_is_too_long, those of
/// values::to_sepa_text().
[[nodiscard]] base::Result<std::string> read_name(std::string_view text);
/// Errors (malformed): kenmerk_mask_is_unknown.
[[nodiscard]] base::Result<std::string> read_mask(std::string_view text);
/// The number of a beschikking. Errors (malformed): text_is_empty, text_is_too_long,
/// text_has_control_character.
[[nodiscard]] base::Result<std::string> read_beschikking(std::string_view text);
/// What a contract costs, with two decimals. Errors (malformed): those of values::Euro::parse(),
/// euro_needs_two_decimals, euro_is_negative, euro_is_zero.
[[nodiscard]] base::Result<values::Euro> read_bill_amount(std::string_view text);
/// Errors (malformed): kind_is_unknown.
[[nodiscard]] base::Result<dossier::Kind> read_kind(std::string_view text);
/// Errors (malformed): ritme_is_unknown.
[[nodiscard]] base::Result<dossier::Ritme> read_ritme(std::string_view text);
inline constexpr std::array<std::string_view, 2> betaalwijzen{"overboeking", "incasso"};
/// Whether the betaalwijze is incasso. Errors (malformed): betaalwijze_is_unknown.
[[nodiscard]] base::Result<bool> read_incasso(std::string_view text);
/// Errors (malformed): grondslag_soort_is_unknown.
[[nodiscard]] base::Result<dossier::GrondslagSoort> read_grondslag_soort(std::string_view text);
/// A toestand that is recorded: `geen` is what holds before the first one. Errors (malformed):
/// machtiging_toestand_is_unknown.
[[nodiscard]] base::Result<dossier::MachtigingToestand> read_toestand(std::string_view text);

}  // namespace ontzorgd::messages
