// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <functional>
#include <optional>

/// @file
/// What is kept of logging in itself, beside the chain: it is no fact and part of no day's state.
namespace ontzorgd::store {

struct LoginState {
    std::optional<std::int64_t> last_login;  ///< unix seconds
    std::int64_t totp_step = 0;              ///< the last step whose code was used
};
[[nodiscard]] LoginState login_state_of(Database& db, UserId user);
void write_last_login(Database& db, UserId user, std::int64_t now_unix_seconds);
void write_totp_step(Database& db, UserId user, std::int64_t step);

/// The days on which a user recorded a fact: rows of facts, unlike the rest here.
void note_user_day(Database& db, UserId user, values::CivilDate day, std::int64_t fact);
[[nodiscard]] std::optional<values::CivilDate> last_user_day(Database& db, UserId user);

/// Wrong tries of one name, which is kept as its blind index.
struct LoginFailures {
    std::int64_t name = 0;
    std::int64_t count = 0;
    std::int64_t last = 0;  ///< unix seconds
};
void add_login_failure(Database& db, std::int64_t name, std::int64_t now_unix_seconds);
void forget_login_failures(Database& db, std::int64_t name);
void forget_login_failures_before(Database& db, std::int64_t unix_seconds);
void for_each_login_failure(Database& db, const std::function<void(const LoginFailures&)>& visit);

}  // namespace ontzorgd::store
