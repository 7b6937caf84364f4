// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <string_view>

/// @file
/// Rechtenoverzicht: who may do what and since when, which somebody looks through once a year.
namespace ontzorgd::service {

/// Every user with roles, who gave them and since when, the last login and act, the second factor
/// and how many relations; since when nobody looked the list through. `sha256` is of what is in the
/// list but for the last login and act.
[[nodiscard]] base::Result<Report> show_rights(Reading& reading);
/// Says that the list with this SHA-256 (or a beginning of at least eight digits) was looked
/// through and is right. Errors (malformed): sha256_is_malformed; (refused): rights_have_changed,
/// role_may_not_do_this.
[[nodiscard]] base::Result<Report> confirm_rights(Context& context, std::string_view sha256);

}  // namespace ontzorgd::service
