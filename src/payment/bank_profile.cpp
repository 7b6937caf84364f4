// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/payment/bank_profile.h"

#include "ontzorgd/values/target_calendar.h"

namespace ontzorgd::payment {

bool cut_off_has_passed(const BankProfile& profile, values::CivilDate execution_date,
                        values::CivilDate today, int minute_of_day) {
    const values::CivilDate last =
        values::plus_target_days(execution_date, -profile.last_day_before);
    return today > last || (today == last && minute_of_day >= profile.until_minute);
}

}  // namespace ontzorgd::payment
