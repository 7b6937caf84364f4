// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

/// @file
/// The dossier in bulk: a file in, a file out, and the confirmation of accounts by a second person.
namespace ontzorgd::service {

/// Imports a dossier file (schemas/dossier-1.md) whole or not at all. The same bytes again give the
/// same answer. Errors: dossier_has_findings (malformed), with every finding as a cause; those of
/// the reader.
[[nodiscard]] base::Result<Report> import_dossier(Context& context,
                                                  const std::filesystem::path& file);

/// Writes the dossier as a file that imports again unchanged. A household with a destroyed client
/// is left out and counted.
[[nodiscard]] base::Result<Report> export_dossier(Municipality& town,
                                                  const std::function<void(std::string_view)>& out);

/// Confirms the account of a client or creditor (`owner` is its number), or with an empty owner
/// every account that waits and was recorded by somebody else. Errors (refused): iban_waits_not,
/// confirmer_recorded_iban, owner_is_unknown, owner_is_ambiguous.
[[nodiscard]] base::Result<Report> confirm_iban(Context& context, std::string_view owner, bool all);
/// The accounts that wait for a second person.
[[nodiscard]] base::Result<Report> list_unconfirmed_ibans(Municipality& town);

}  // namespace ontzorgd::service
