// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string_view>

/// @file
/// The words of the dossier, for who tells which there are.
namespace ontzorgd::dossier {

[[nodiscard]] std::span<const std::string_view> kind_words();
[[nodiscard]] std::span<const std::string_view> ritme_words();
[[nodiscard]] std::span<const std::string_view> grondslag_soort_words();
/// Without `geen`, which nobody records.
[[nodiscard]] std::span<const std::string_view> machtiging_toestand_words();

}  // namespace ontzorgd::dossier
