// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>

/// @file
/// Payments that came back and are to be made again: the instruction is open for the next batch.
namespace ontzorgd::store {

/// Sets the instruction of an attempt free. Once per attempt; a second time is a bug.
void add_reissue(Database& db, std::int64_t instruction, std::int64_t attempt, values::Euro cents,
                 std::int64_t fact);
[[nodiscard]] bool is_reissued(Database& db, std::int64_t instruction, std::int64_t attempt);

}  // namespace ontzorgd::store
