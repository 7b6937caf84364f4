// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/uitkering/pay_window.h"

#include "ontzorgd/values/target_calendar.h"

#include <algorithm>

namespace ontzorgd::uitkering {

PayWindow pay_window(values::CivilDate calendar_date, values::CivilDate next_calendar_date) {
    return {.pay_date = values::target_day_on_or_before(calendar_date),
            .next_pay_date = values::target_day_on_or_before(next_calendar_date)};
}

std::vector<values::CivilDate> weekly_days(const PayWindow& window) {
    constexpr std::int32_t week = 7;
    std::vector<values::CivilDate> days{window.pay_date};
    for (values::CivilDate day = window.pay_date.plus_days(week); day < window.next_pay_date;
         day = day.plus_days(week)) {
        const values::CivilDate open =
            std::max(values::target_day_on_or_before(day), window.pay_date);
        if (open != days.back()) days.push_back(open);
    }
    return days;
}

}  // namespace ontzorgd::uitkering
