// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"

#include <string>
#include <vector>

/// @file
/// Somebody whom a login server sent: which user that is, and the roles it says they have.
namespace ontzorgd::service {

struct LoginPerson {
    std::string issuer;
    std::string subject;
    std::string name;                ///< to make a user name from, the first time
    std::vector<std::string> roles;  ///< ours, sorted
    bool roles_were_cut = false;
};

/// The user of this subject, made when it comes for the first time, with the roles that the login
/// server says and no others: each that was given or taken is a fact of nobody here. `context` has
/// no actor. Errors (refused): login_roles_were_cut, roles_conflict_in_use and
/// login_name_is_taken (the first time: somebody else has that name here, or the same person),
/// which change nothing; user_has_no_role, after what they had was taken.
[[nodiscard]] base::Result<Actor> take_in(Context& context, const LoginPerson& person);

}  // namespace ontzorgd::service
