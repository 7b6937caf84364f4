// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// Imports that were done before, and the look-ups an import needs.
namespace ontzorgd::store {

/// The answer that was given for these bytes.
[[nodiscard]] std::optional<std::string> find_dossier_import(Database& db,
                                                             const base::Digest& sha256);
void add_dossier_import(Database& db, std::int64_t fact, const base::Digest& sha256, UserId by,
                        std::string_view answer);

struct ClientPlace {
    dossier::HouseholdId household;
    std::size_t position = 0;
};
[[nodiscard]] std::optional<ClientPlace> place_of_client(Database& db, std::string_view nummer);
[[nodiscard]] dossier::HouseholdId household_with_nummer(Database& db, std::string_view nummer);
/// Number of the client with this blind index of a BSN; empty when there is none.
[[nodiscard]] std::string client_with_bsn(Database& db, std::int64_t bsn_index);
[[nodiscard]] std::string creditor_nummer(Database& db, dossier::CreditorId id);
void for_each_creditor_id(Database& db, const std::function<void(dossier::CreditorId)>& visit);
void for_each_household_id(Database& db, const std::function<void(dossier::HouseholdId)>& visit);

}  // namespace ontzorgd::store
