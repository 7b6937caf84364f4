// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/store/database.h"

#include <cstdint>
#include <optional>

namespace ontzorgd::store {

/// The hash of one link of the stored chain, by its number from 1 on; nothing when there is none.
[[nodiscard]] std::optional<base::Digest> hash_of_link(Database& db, std::int64_t number);

}  // namespace ontzorgd::store
