// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/report.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/exception.h"

#include <cstdint>
#include <string>
#include <vector>

/// @file
/// One obligation recorded under two contract numbers: noticed when it is recorded, an exception
/// `contract_mogelijk_dubbel` for the klantmanager as long as it is so, and a heading of its own in
/// the review. Never refused, never paid in silence.
namespace ontzorgd::service {

/// Opens an exception for every pair of the household and closes those of pairs that are none any
/// more. Returns how many pairs there are.
std::int64_t note_doubles(store::Database& db, store::ExceptionWriter& exceptions,
                          dossier::HouseholdId household);

/// The contracts of the household that may be the same obligation as this one, as rows.
[[nodiscard]] std::vector<Report> doubles_of(const store::HouseholdRow& household,
                                             const store::ContractRow& contract);

}  // namespace ontzorgd::service
