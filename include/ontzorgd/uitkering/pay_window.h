// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <vector>

/// @file
/// Pay window: which bills a regulier run takes up (P < due day <= N), and the days leefgeld is
/// paid on.
namespace ontzorgd::uitkering {

/// P and N are already moved to the TARGET day before where the calendar's day is closed.
struct PayWindow {
    values::CivilDate pay_date;       ///< P
    values::CivilDate next_pay_date;  ///< N, after P
    bool operator==(const PayWindow&) const = default;
};

/// P and N from the calendar's dates, moved to the TARGET day before where closed.
[[nodiscard]] PayWindow pay_window(values::CivilDate calendar_date,
                                   values::CivilDate next_calendar_date);

/// Days of weekly leefgeld: P, P+7, P+14 … before N, each moved to the TARGET day before, never
/// before P, each day once. At least P itself.
[[nodiscard]] std::vector<values::CivilDate> weekly_days(const PayWindow& window);

}  // namespace ontzorgd::uitkering
