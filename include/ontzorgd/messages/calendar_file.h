// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/values/civil_date.h"

#include <string_view>
#include <utility>
#include <vector>

/// @file
/// Calendar file: reads the pay dates of a municipality from CSV (schemas/betaalkalender-1.md).
namespace ontzorgd::messages {

/// Benefit month and its regular pay date, as the file gives it: not yet moved for closed days.
using PayDate = std::pair<values::Month, values::CivilDate>;

/// Reads the whole text (at most 64 KiB): 1 to 60 months, consecutive, pay dates ascending, each
/// in its month or the next one. Errors (malformed), with details line, field and value where
/// they apply: file_..., csv_..., calendar_is_empty, calendar_is_too_long,
/// calendar_months_are_not_consecutive, calendar_pay_dates_are_not_ascending,
/// calendar_pay_date_is_outside_its_month, month_is_malformed, date_....
[[nodiscard]] base::Result<std::vector<PayDate>> read_calendar(std::string_view csv);

}  // namespace ontzorgd::messages
