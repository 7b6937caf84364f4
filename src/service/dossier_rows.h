// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/messages/dossier_file.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/store/dossier.h"

#include <string>
#include <string_view>

/// @file
/// Dossier lines (numbers, text) as stored rows (ids, encrypted) and back.
namespace ontzorgd::service {

[[nodiscard]] store::CreditorRow row_of(const messages::CreditorLine& line);
/// The rows that record this line over what is known of its household. The household as it will be
/// is checked as a whole. Errors: those of messages::check_household; (refused)
/// client_was_destroyed, client_is_missing_from_household, contract_periods_are_fixed,
/// client_is_of_another_household, contract_is_of_another_household, creditor_is_unknown,
/// bsn_is_of_another_client.
[[nodiscard]] base::Result<store::HouseholdRow> row_of(Municipality& town,
                                                       store::DossierWriter& writer,
                                                       const messages::HouseholdLine& line);
[[nodiscard]] base::Result<messages::CreditorLine> line_of(const store::CreditorRow& row);
/// Errors (refused): client_was_destroyed.
[[nodiscard]] base::Result<messages::HouseholdLine> line_of(Municipality& town,
                                                            const store::HouseholdRow& row);

/// The kenmerkmaskers of the creditors in the dossier.
[[nodiscard]] messages::MaskOf masks_of(store::Database& db);
/// Whether every current contract of a creditor has a kenmerk that fits its mask. Errors (refused):
/// kenmerk_of_contract_does_not_fit_the_mask.
[[nodiscard]] base::Result<base::Done> check_mask(store::Database& db, std::string_view creditor);

/// The answer of an import, kept so that the same file gives it again.
[[nodiscard]] std::string encoded_dossier_answer(const Report& report);
[[nodiscard]] Report dossier_answer(std::string_view stored);

}  // namespace ontzorgd::service
