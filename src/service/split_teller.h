// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/store/database.h"

#include <cstdint>
#include <string>
#include <vector>

/// @file
/// A stored explanation (schemas/audit/explanation-1.md) as Dutch sentences.
namespace ontzorgd::service {

/// Whom an explanation is told, of a split that was the fact `fact`.
struct OnlyFor {
    dossier::ClientId client{};  ///< none: everybody
    std::int64_t fact = 0;
};
/// In the order in which it was decided. When only one client is told, what concerns a partner
/// alone is left out: his share, his grounds, his leefgeld, and bills that are his.
[[nodiscard]] std::vector<std::string> told_explanation(store::Database& db,
                                                        const std::string& explanation,
                                                        const OnlyFor& only);

}  // namespace ontzorgd::service
