// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <string_view>

/// @file
/// Bank profile: what one bank takes and until when. A bank's rule is a setting of its profile,
/// never a constant elsewhere; sources in sepa.md 1.7.
namespace ontzorgd::payment {

struct BankProfile {
    std::string_view name;
    /// The most transfers in one file.
    std::int64_t transfers_per_file = 0;
    /// TARGET days before the execution date on which a file can be handed over for the last time.
    int last_day_before = 0;
    /// Until this minute of that day, Amsterdam time.
    int until_minute = 0;
};

/// The profile with this name; the most careful one when it is not known.
[[nodiscard]] const BankProfile& bank_profile(std::string_view name);

/// Whether the bank can no longer execute on `execution_date` what is handed over now.
[[nodiscard]] bool cut_off_has_passed(const BankProfile& profile, values::CivilDate execution_date,
                                      values::CivilDate today, int minute_of_day);

}  // namespace ontzorgd::payment
