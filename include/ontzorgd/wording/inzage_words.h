// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

/// @file
/// The codes in an inzage, in words that a client reads.
namespace ontzorgd::wording {

/// What was recorded: "dossierbestand ingelezen" for the kind of record dossier_imported.
[[nodiscard]] std::string fact_words(std::string_view kind);
/// What asked for attention: "rekening deels betaald" for the exception last_deels.
[[nodiscard]] std::string exception_title(std::string_view kind);
/// What people decided about a payment or a bank line.
[[nodiscard]] std::string decision_words(std::string_view kind);

}  // namespace ontzorgd::wording
