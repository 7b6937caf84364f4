// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <string>
#include <vector>

/// @file
/// Rows of the dossier as reports.
namespace ontzorgd::service {

[[nodiscard]] Report report_of(Municipality& town, const store::HouseholdRow& household,
                               const store::ContractRow& contract, values::CivilDate day);
[[nodiscard]] std::vector<Report> grondslag_rows(const store::ClientRow& client);
[[nodiscard]] std::vector<Report> machtiging_rows(const store::ClientRow& client);
[[nodiscard]] std::vector<Report> joint_request_rows(const store::HouseholdRow& household);
[[nodiscard]] Report report_of(const store::CreditorRow& creditor);
/// "bevestigd", "wacht op bevestiging"
[[nodiscard]] std::string iban_state(const store::IbanRow& iban);

}  // namespace ontzorgd::service
