// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <string_view>

/// @file
/// Exceptions: what waits for a person, with what happened and the next safe step.
namespace ontzorgd::service {

/// The open ones, oldest first, of one role or of all (empty). Errors (malformed): role_is_unknown.
[[nodiscard]] base::Result<Report> list_exceptions(Municipality& town, std::string_view role,
                                                   values::CivilDate as_of);
/// Errors (refused): exception_is_unknown, also for one that was opened after the day.
[[nodiscard]] base::Result<Report> show_exception(Municipality& town, std::int64_t id,
                                                  values::CivilDate as_of);

}  // namespace ontzorgd::service
