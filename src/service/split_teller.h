// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/store/database.h"

#include <string>
#include <vector>

/// @file
/// A stored explanation (schemas/audit/explanation-1.md) as Dutch sentences.
namespace ontzorgd::service {

/// In the order in which it was decided. With `only` a client, what concerns a partner alone is
/// left out: his share, his grounds, his leefgeld, and bills that are his.
[[nodiscard]] std::vector<std::string> told_explanation(store::Database& db,
                                                        const std::string& explanation,
                                                        dossier::ClientId only);

}  // namespace ontzorgd::service
