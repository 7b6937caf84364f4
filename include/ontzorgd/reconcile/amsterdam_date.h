// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <string_view>

/// @file
/// The Amsterdam day of a moment that a bank wrote down.
namespace ontzorgd::reconcile {

/// Reads xs:date and xs:dateTime ("2026-03-29", "2026-03-29T01:30:00.000+02:00", "...Z").
///
/// A moment with an offset becomes the day it was in Amsterdam; anything without
/// one is taken as written, as is a bare date with an offset: it names a day, not a moment. Summer
/// time runs from the last Sunday of March to the last Sunday of October, 01:00 UTC (Directive
/// 2000/84/EC); moments before 1996 are not promised. Errors (malformed): date_is_malformed,
/// date_does_not_exist.
[[nodiscard]] base::Result<values::CivilDate> amsterdam_date(std::string_view text);
/// The same text as seconds since 1970 in UTC, to tell which of two moments came first. Without an
/// offset it is the clock of Amsterdam; a bare date is its first second there. Errors as above.
[[nodiscard]] base::Result<std::int64_t> moment(std::string_view text);
/// The day of such a moment in Amsterdam.
[[nodiscard]] values::CivilDate amsterdam_day(std::int64_t moment);

}  // namespace ontzorgd::reconcile
