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
/// of a contract, the one whom a note is about, those of the household of an exception. None when
/// it leads to no single household, and none for a command that is given a number of anything else.
[[nodiscard]] std::vector<dossier::ClientId> clients_behind(Database& db, std::string_view command,
                                                            std::string_view number);
/// The one in whose name a payment is, or who gets it.
[[nodiscard]] std::vector<dossier::ClientId> clients_paid_by(Database& db,
                                                             std::int64_t instruction);
[[nodiscard]] std::int64_t count_clients(Database& db);

}  // namespace ontzorgd::store
