// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/municipality.h"

#include <string_view>

/// @file
/// What is asked of whoever gives a changing command, before the command looks at anything: the
/// roles and how they came in. Every way in (command line, network) goes through here.
namespace ontzorgd::service {

/// Errors (refused): role_may_not_do_this, roles_conflict_in_use, second_factor_is_needed,
/// machine_may_not_do_this.
[[nodiscard]] base::Result<base::Done> pass_gate(const Municipality& town, const Actor& actor,
                                                 std::string_view command);

}  // namespace ontzorgd::service
