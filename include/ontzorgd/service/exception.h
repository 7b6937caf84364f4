// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
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

/// Takes an exception in hand, from whoever had it. Given again it answers as before. Errors
/// (refused): exception_is_unknown, exception_is_of_another_role, exception_is_closed.
[[nodiscard]] base::Result<Report> take_exception(Context& context, std::int64_t id);
/// Judges that nothing more is to be done; it does not open again for the same cause. Only what a
/// person can judge: an exception about money that is not where it belongs closes with its cause.
/// Errors (refused): exception_is_unknown, exception_is_of_another_role,
/// exception_closes_with_its_cause, reason_is_missing.
[[nodiscard]] base::Result<Report> close_exception(Context& context, std::int64_t id,
                                                   std::string_view reason);

}  // namespace ontzorgd::service
