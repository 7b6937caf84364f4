// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/facts/invariants.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/values/civil_date.h"

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

/// @file
/// Books: the ledger, its control accounts and the conservation line, as reports and as exports.
/// All exports are streams.
namespace ontzorgd::service {

/// The conservation line per month in euros, the trial balance, control accounts beside the rows
/// behind them, and a verdict. The control accounts are compared when `as_of` is not before the
/// last fact: what the bank said later changes rows, not entries.
[[nodiscard]] base::Result<Report> show_books(Municipality& town, values::CivilDate as_of);

/// Every check of facts/invariants.h over what is stored now.
[[nodiscard]] std::vector<facts::Check> check_books_now(Municipality& town);

/// Every entry as ledger-cli text. Errors (refused): entry_is_not_balanced.
[[nodiscard]] base::Result<Report> export_journal(Municipality& town, values::CivilDate as_of,
                                                  const TextOut& out);
/// Every posting in the columns of a mapping file (schemas/journalpost-mapping-1.md). Errors:
/// mapping_is_malformed (malformed); account_is_not_mapped, entry_is_not_balanced (refused).
[[nodiscard]] base::Result<Report> export_journalpost(Municipality& town,
                                                      const std::filesystem::path& mapping,
                                                      values::CivilDate as_of, const TextOut& out);
[[nodiscard]] base::Result<Report> export_trial_balance(Municipality& town, values::CivilDate as_of,
                                                        const TextOut& out);
/// One line per household and benefit month and a line of totals. Errors (refused):
/// conservation_does_not_hold, after everything was written.
[[nodiscard]] base::Result<Report> export_conservation(Municipality& town, values::CivilDate as_of,
                                                       const TextOut& out);
[[nodiscard]] base::Result<Report> export_held(Municipality& town, values::CivilDate as_of,
                                               const TextOut& out);
[[nodiscard]] base::Result<Report> export_short(Municipality& town, values::CivilDate as_of,
                                                const TextOut& out);
/// The payments to one creditor with a total per execution date and file. Errors (refused):
/// creditor_is_unknown.
[[nodiscard]] base::Result<Report> export_specification(Municipality& town,
                                                        std::string_view creditor,
                                                        values::CivilDate as_of,
                                                        const TextOut& out);

}  // namespace ontzorgd::service
