// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/reconcile/last_status.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// @file
/// What the bank's status reports said last of payments, from what is stored of all of them.
namespace ontzorgd::store {

/// Of one payment: of itself, or of all payments of its file in a report that does not name it.
[[nodiscard]] std::optional<reconcile::SaidStatus> last_status_of(Database& db,
                                                                  std::int64_t instruction,
                                                                  std::int64_t attempt);

/// Files of the account with payments that the bank has, or may have, and that nothing booked.
[[nodiscard]] std::vector<std::int64_t> open_files(Database& db, std::int64_t account);

/// Payments of a file with one status that people are told of (reconcile::LastStatus::told()),
/// while they are not booked, dead, made by hand, rejected, or settled as the bank says.
struct ToldStatus {
    std::string code{};
    std::int64_t payments = 0;
    values::Euro cents{};
    std::set<std::string> reasons{};
    std::optional<std::int64_t> created{};  ///< of the newest report that says so
};
/// By code. Nothing of a file that never went to the bank from here.
[[nodiscard]] std::vector<ToldStatus> told_statuses(Database& db, std::int64_t file);

}  // namespace ontzorgd::store
