// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/store/run.h"

#include <string>
#include <string_view>

/// @file
/// What import and split both decide about one record of a run.
namespace ontzorgd::service {

// Findings that hold a record's money.
inline constexpr std::string_view client_unknown = "client_onbekend";
inline constexpr std::string_view client_twice = "client_dubbel";
/// An earlier regulier run of the same month has the household already.
inline constexpr std::string_view month_in_another_run = "maand_in_andere_run";
inline constexpr std::string_view no_usable_account = "geen_bruikbare_rekening";
inline constexpr std::string_view below_zero = "negatief";
inline constexpr std::string_view client_on_hold = "client_aangehouden";
inline constexpr std::string_view household_without_clients = "client_vernietigd";

/// The client number in a record's leaf.
[[nodiscard]] std::string_view client_of_leaf(std::string_view leaf);
/// Whether every client of the household has a confirmed account and none is on hold; the finding
/// if not.
[[nodiscard]] std::string_view finding_on(store::Database& db, dossier::HouseholdId household);

/// The state of a run: as stored, and `closed` once nothing of it is held and the bank has
/// confirmed every payment of it.
[[nodiscard]] std::string_view state_of(store::Database& db, const store::StoredRun& run,
                                        const store::RunFigures& figures);

/// Whether every record of the run was looked at by a split. Errors (refused): run_is_being_split,
/// run_is_not_split.
[[nodiscard]] base::Result<base::Done> is_wholly_split(const store::StoredRun& run);

[[nodiscard]] Report run_report(Municipality& town, const store::StoredRun& run);

}  // namespace ontzorgd::service
