// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/store/database.h"

#include <cstdint>
#include <string_view>

/// @file
/// Which version something has: the number of the last fact that changed it. Whoever edits says
/// which one they had before them.
namespace ontzorgd::store {

/// Of all that people record of a household: its clients, their grounds, machtigingen, accounts and
/// holds, its contracts and joint requests. 0 when there is no such household.
[[nodiscard]] std::int64_t version_of_household(Database& db, dossier::HouseholdId household);
/// 0 when there is no such creditor.
[[nodiscard]] std::int64_t version_of_creditor(Database& db, std::string_view nummer);
/// 0 when there is no such exception.
[[nodiscard]] std::int64_t version_of_exception(Database& db, std::int64_t exception);
/// Of a batch: its newest version, who signed that, and that it was released; 0 when there is none.
[[nodiscard]] std::int64_t version_of_batch(Database& db, std::int64_t batch);
/// Of a rule for bank lines; 0 when there is none.
[[nodiscard]] std::int64_t version_of_rule(Database& db, std::int64_t rule);

}  // namespace ontzorgd::store
