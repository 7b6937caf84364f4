// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/payment/bank_profile.h"

#include "ontzorgd/values/target_calendar.h"

#include <algorithm>
#include <array>

namespace ontzorgd::payment {

namespace {

constexpr int end_of_day = 24 * 60;
constexpr int half_past_two = 14 * 60 + 30;

// Stated 2026-11-23. Of ING, Rabobank and ABN AMRO no cut-off for a file was found: the day before
// is safe. ABN AMRO advises at most 10,000 transfers in a file; the others take 100,000.
constexpr std::array profiles{BankProfile{"abnamro", 10'000, 1, end_of_day},
                              BankProfile{"bng", 100'000, 0, half_past_two},
                              BankProfile{"generic", 10'000, 1, end_of_day},
                              BankProfile{"ing", 100'000, 1, end_of_day},
                              BankProfile{"rabobank", 10'000, 1, end_of_day},
                              BankProfile{"rehearsal", 100'000, 0, end_of_day}};

}  // namespace

const BankProfile& bank_profile(std::string_view name) {
    const auto* found = std::ranges::find(profiles, name, &BankProfile::name);
    return found != profiles.end() ? *found
                                   : *std::ranges::find(profiles, "generic", &BankProfile::name);
}

bool cut_off_has_passed(const BankProfile& profile, values::CivilDate execution_date,
                        values::CivilDate today, int minute_of_day) {
    const values::CivilDate last =
        values::plus_target_days(execution_date, -profile.last_day_before);
    return today > last || (today == last && minute_of_day >= profile.until_minute);
}

}  // namespace ontzorgd::payment
