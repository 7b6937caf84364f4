// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// Answers that were given to requests with an Idempotency-Key: a request that is sent again
/// because its answer was lost is answered from here. Answers are kept encrypted by whoever calls.
namespace ontzorgd::store {

struct KeptAnswer {
    base::Digest
        request{};  ///< zeros: what was asked stands in the answer; of before: its keyed hash
    int status = 0;
    std::string sealed;
    std::int64_t facts = 0;  ///< how many there were when it was kept; 0 of before this was kept
};

[[nodiscard]] std::optional<KeptAnswer> find_answer(Database& db, UserId user,
                                                    std::string_view key);
/// In the place of an earlier one.
void keep_answer(Database& db, UserId user, std::string_view key, const KeptAnswer& answer,
                 std::int64_t now_unix_seconds);
/// Those given before this instant.
void forget_answers_before(Database& db, std::int64_t unix_seconds);
/// All of them: an answer may tell of the client who is being destroyed.
void forget_all_answers(Database& db);

}  // namespace ontzorgd::store
