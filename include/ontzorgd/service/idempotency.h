// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/base/result.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/now.h"
#include "ontzorgd/store/people.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// Requests that may come twice because their answer was lost: the answer is stored in the
/// transaction of what it answers, encrypted, for 35 days.
namespace ontzorgd::service {

/// What a client says of a request: a key of its own choice, and the SHA-256 of all it asked.
struct RequestKey {
    std::string key;  ///< 1 to 255 printable ASCII characters
    base::Digest request{};
};

struct Answer {
    int status = 0;
    std::string body;
    std::string tag{};          ///< its ETag, without a line end; empty when it has none
    std::int64_t left_out = 0;  ///< rows about whom its user had a relation to
    std::int64_t facts = 0;     ///< how many there were when it was kept; 0 of before this was kept
};

[[nodiscard]] bool is_idempotency_key(std::string_view text);

/// The answer that this user's request with this key was given; nothing when there was none.
/// Errors (refused): idempotency_key_was_for_another_request.
[[nodiscard]] base::Result<std::optional<Answer>> answer_given(Municipality& town,
                                                               store::UserId user,
                                                               const RequestKey& key);
/// Inside a transaction, when answer_given gave nothing, or what counts no more: that gives way.
void keep_answer(Municipality& town, store::UserId user, const RequestKey& key,
                 const Answer& answer, Now now);

}  // namespace ontzorgd::service
