// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/values/civil_date.h"

/// @file
/// The TARGET (T2) calendar: days on which SEPA payments settle. Closed: Saturdays, Sundays,
/// 1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December (sepa.md 1.7). King's Day,
/// Ascension, Whit Monday and 5 May are open.
namespace ontzorgd::values {

[[nodiscard]] CivilDate easter_sunday(int year);
[[nodiscard]] bool is_target_day(CivilDate date);
/// `date` itself when open, else the open day before it.
[[nodiscard]] CivilDate target_day_on_or_before(CivilDate date);
/// `date` itself when open, else the open day after it.
[[nodiscard]] CivilDate target_day_on_or_after(CivilDate date);
/// The open day `days` open days after (before, when negative) `date`. With a closed `date`,
/// counting starts at the open day on or before it (forward) or on or after it (backward).
[[nodiscard]] CivilDate plus_target_days(CivilDate date, int days);

}  // namespace ontzorgd::values
