// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <chrono>
#include <cstdint>
#include <string_view>

/// @file
/// The second factor of a local account: the codes of an authenticator app (TOTP, RFC 6238).
///
/// A person begins it, reads the secret into an app, and confirms it with a first code; from then
/// on a code is asked at every login. Who lost the app asks somebody else to withdraw it.
namespace ontzorgd::service {

/// The number of the factor that a code is asked of; 0 when the user has none.
[[nodiscard]] std::int64_t second_factor_in_use(Municipality& town, store::UserId user);

/// Makes a secret for who asks, or shows the one that is not confirmed yet; after that it is never
/// shown again. Errors (refused): second_factor_is_there_already.
[[nodiscard]] base::Result<Report> begin_second_factor(Context& context);
/// `at` is the time of the clock, also in practice: an app knows no other. Errors (refused):
/// second_factor_is_not_begun, second_factor_code_is_wrong.
[[nodiscard]] base::Result<Report> confirm_second_factor(Context& context, std::string_view code,
                                                         std::chrono::sys_seconds at);
/// Of somebody else, who may begin another. Errors (refused): role_may_not_do_this,
/// user_is_unknown, own_second_factor_is_not_yours_to_withdraw.
[[nodiscard]] base::Result<Report> withdraw_second_factor(Context& context, std::string_view name);

/// Takes a code of the factor in use: it and all before it are used from then on, also after a
/// restart. Writes. Errors (refused): second_factor_code_is_wrong, also for a code that was used;
/// second_factor_is_needed, when there is none in use (any more).
[[nodiscard]] base::Result<base::Done> use_code(Municipality& town, store::UserId user,
                                                std::string_view code, std::chrono::sys_seconds at);

/// The clock as codes and tokens need it.
[[nodiscard]] std::chrono::sys_seconds clock_now();

}  // namespace ontzorgd::service
