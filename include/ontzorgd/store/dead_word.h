// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"

#include <cstdint>
#include <vector>

/// @file
/// What people said of payments that the bank has, or may have, and never booked: that they are
/// dead. Two people say so, and then it is (architecture: pay-again guard, dead by two people).
namespace ontzorgd::store {

struct DeadWord {
    UserId user{};
    std::int64_t fact = 0;
};
/// Those about one attempt, the first first.
[[nodiscard]] std::vector<DeadWord> dead_words(Database& db, std::int64_t instruction,
                                               std::int64_t attempt);
/// `reason` is a personal row. Once per person and attempt; a second time is a bug.
void add_dead_word(Database& db, std::int64_t instruction, std::int64_t attempt,
                   const DeadWord& word, std::int64_t reason);
}  // namespace ontzorgd::store
