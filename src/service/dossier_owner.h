// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/store/database.h"

#include <string>
#include <string_view>

/// @file
/// Whom a number on the command line means.
namespace ontzorgd::service {

struct Owner {
    bool is_client = false;
    std::string nummer{};
};
/// The client or creditor with this number; `client:` or `crediteur:` before it says which of both.
/// Errors (refused): owner_is_unknown, owner_is_ambiguous.
[[nodiscard]] base::Result<Owner> owner_with(store::Database& db, std::string_view text);

/// The household with this number, or of the client with this number. Errors (refused):
/// client_is_unknown.
[[nodiscard]] base::Result<dossier::HouseholdId> household_with(store::Database& db,
                                                                std::string_view nummer);

}  // namespace ontzorgd::service
