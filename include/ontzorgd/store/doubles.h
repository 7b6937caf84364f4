// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/run.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Pairs of contracts that may be one obligation, as the exceptions that are open for them.
namespace ontzorgd::store {

/// The kind of such an exception; its cause is the two contracts, the lower id first.
inline constexpr std::string_view possible_double = "contract_mogelijk_dubbel";
[[nodiscard]] std::string cause_of_double(std::int64_t first, std::int64_t second);
/// The causes that are open for a household.
[[nodiscard]] std::vector<std::string> open_doubles_of(Database& db,
                                                       dossier::HouseholdId household);

/// A contract that the current version of a batch pays, and another that may be the same one.
struct DoublePaid {
    dossier::HouseholdId household{};
    dossier::ContractId contract{};
    dossier::ContractId other{};
    std::int64_t kind = 0;
    values::Euro cents{};  ///< what the batch pays for the first
};
/// By exception, the lower contract first.
void for_each_double_in_batch(Database& db, std::int64_t batch,
                              const std::function<void(const DoublePaid&)>& visit);

}  // namespace ontzorgd::store
