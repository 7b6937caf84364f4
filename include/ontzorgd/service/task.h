// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/idempotency.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/now.h"
#include "ontzorgd/store/people.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// Tasks: long work that somebody asked for and does not wait for. What it was answered is kept,
/// encrypted, for 35 days, so that they can come for it, also after the program was stopped.
namespace ontzorgd::service {

struct Task {
    std::int64_t id = 0;
    store::UserId user;
    std::string command;
    std::string state;  ///< taken, done, failed or interrupted
    std::int64_t begun = 0;
    std::optional<std::int64_t> ended{};
    std::int64_t facts = 0;  ///< how many there were when it was taken on
    /// Of what is done or failed; its body is empty when it was forgotten with a client whom it may
    /// have told of.
    std::optional<Answer> answer{};
};

/// Inside a transaction. Gives its number.
[[nodiscard]] std::int64_t begin_task(Municipality& town, store::UserId user,
                                      std::string_view command, Now now);
/// In a transaction of its own. A task that ended already stays as it is.
void end_task(Municipality& town, std::int64_t id, const Answer& answer, Now now);
/// What the program had begun when it stopped will not end.
void interrupt_tasks(Municipality& town, Now now);
/// Errors (refused): task_is_unknown, also for who may not see it; (malformed): those of an answer
/// that cannot be opened.
[[nodiscard]] base::Result<Task> find_task(Municipality& town, std::int64_t id,
                                           store::UserId reader, bool reads_all);

}  // namespace ontzorgd::service
