// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <string>
#include <string_view>

/// @file
/// People: who may work here. The first beheerder is made with the directory and can only add
/// users.
namespace ontzorgd::service {

/// Of who is to be added, before anything is made. Errors (refused): password_is_too_short;
/// (malformed): user_name_is_malformed.
[[nodiscard]] base::Result<base::Done> check_name_and_password(std::string_view name,
                                                               std::string_view password);

/// Makes the first beheerder. Doing it again with the same name and password gives the same answer.
[[nodiscard]] base::Result<Report> add_first_beheerder(Municipality& town, Now now,
                                                       std::string_view name,
                                                       std::string_view password);

/// Errors (refused): user_exists_already, password_is_too_short (12 characters), roles_conflict,
/// role_may_not_do_this; (malformed): user_name_is_malformed, role_is_unknown.
[[nodiscard]] base::Result<Report> add_user(Context& context, std::string_view name,
                                            std::string_view password, std::string_view role);
/// Gives a role, or with `take` takes it away. Errors (refused): user_is_unknown, roles_conflict,
/// own_role_is_not_yours_to_change, last_beheerder_stays, machine_may_not_have_this_role,
/// roles_come_from_the_login_server (to give; what is taken stays so until the next login);
/// (malformed): role_is_unknown.
[[nodiscard]] base::Result<Report> change_role(Context& context, std::string_view name,
                                               std::string_view role, bool take);
[[nodiscard]] base::Result<Report> list_users(Municipality& town);

/// Errors (malformed): user_name_is_malformed.
[[nodiscard]] base::Result<base::Done> check_user_name(std::string_view name);
/// Somebody or something that logs in without a password of ours. Contract: the name is good and
/// free, and a transaction is open.
store::UserId record_user_without_password(Context& context, std::string_view name, Role role);

}  // namespace ontzorgd::service
