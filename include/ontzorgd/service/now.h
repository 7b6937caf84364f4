// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <string>

/// @file
/// Now: the instant and the Amsterdam day of a command, read once and passed in.
namespace ontzorgd::service {

struct Now {
    std::int64_t unix_seconds = 0;  ///< UTC
    values::CivilDate today;        ///< Europe/Amsterdam

    /// "2026-11-24T08:00:00Z"
    [[nodiscard]] std::string utc_text() const;
};

/// From the clock of the machine.
[[nodiscard]] Now now_from_clock();
/// 09:00 Amsterdam on a practice day, plus `seconds`.
[[nodiscard]] Now now_in_practice(values::CivilDate day, std::int64_t seconds);
/// Seconds that Amsterdam is ahead of UTC at 09:00 on this day (3600 or 7200: last Sundays of March
/// and October).
[[nodiscard]] std::int64_t amsterdam_offset(values::CivilDate day);

}  // namespace ontzorgd::service
