// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/store/database.h"

#include <cstdint>

/// @file
/// Whether the clients of a household can be paid now.
namespace ontzorgd::store {

struct PayeeFigures {
    std::int64_t clients = 0;           ///< none when one of them was destroyed
    std::int64_t with_usable_iban = 0;  ///< current and confirmed by a second person
    std::int64_t on_hold = 0;
};
[[nodiscard]] PayeeFigures payees_of(Database& db, dossier::HouseholdId household);

}  // namespace ontzorgd::store
