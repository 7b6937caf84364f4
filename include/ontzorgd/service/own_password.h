// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <cstddef>
#include <string_view>

/// @file
/// A user's own password. The first one is given by whoever adds the user, who then knows it: until
/// the user takes another, two people can come in as one.
namespace ontzorgd::service {

inline constexpr std::size_t shortest_password = 12;
/// What is asked of any new password. Errors (refused): password_is_too_short (12 characters),
/// password_is_too_simple (one of fewer than five different ones is guessed at once).
[[nodiscard]] base::Result<base::Done> check_new_password(std::string_view password);

/// Takes another password in the place of the one that the actor came in with. No session that
/// began with that one goes on (Actor::password). Errors (refused): role_may_not_do_this,
/// password_is_too_short, user_has_no_password, password_is_the_first_one.
[[nodiscard]] base::Result<Report> change_password(Context& context, std::string_view password);

/// "eigen", "eerste" while it is the one that the user was added with, or "geen".
[[nodiscard]] std::string_view password_text(const store::StoredUser& user);

}  // namespace ontzorgd::service
