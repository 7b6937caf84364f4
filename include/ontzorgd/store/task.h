// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// Long work that somebody does not wait for, and the answer that is kept for them.
namespace ontzorgd::store {

struct StoredTask {
    std::int64_t id = 0;
    UserId user;
    std::string command;
    std::string state;  ///< taken, done, failed or interrupted
    std::int64_t begun = 0;
    std::optional<std::int64_t> ended;
    int status = 0;      ///< of the answer
    std::string sealed;  ///< empty when there is none, or no more
    std::int64_t facts =
        0;  ///< how many there were when it was taken on; 0 of before this was kept
};

[[nodiscard]] std::int64_t add_task(Database& db, UserId user, std::string_view command,
                                    std::int64_t facts, std::int64_t now_unix_seconds);
[[nodiscard]] std::optional<StoredTask> find_task(Database& db, std::int64_t id);
void end_task(Database& db, std::int64_t id, std::string_view state, int status,
              std::string_view sealed, std::int64_t now_unix_seconds);
/// Those that have no end will have none: the program stopped.
void interrupt_tasks(Database& db, std::int64_t now_unix_seconds);
void forget_tasks_before(Database& db, std::int64_t unix_seconds);
/// An answer may tell of the client who is being destroyed.
void forget_task_answers(Database& db);

}  // namespace ontzorgd::store
