// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/store/database.h"

#include <cstdint>
#include <string_view>
#include <vector>

/// @file
/// Whose data a command handles.
namespace ontzorgd::store {

/// The clients that `number` leads to when a command is given it: a client, those of a household or
/// of a contract, the one whom a payment or a note is about. None when it leads to no single
/// household.
[[nodiscard]] std::vector<dossier::ClientId> clients_behind(Database& db, std::string_view command,
                                                            std::string_view number);
[[nodiscard]] std::int64_t count_clients(Database& db);

}  // namespace ontzorgd::store
