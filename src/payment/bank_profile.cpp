// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/payment/bank_profile.h"

#include "ontzorgd/values/target_calendar.h"

namespace ontzorgd::payment {

namespace {

constexpr std::array message_texts{"pain.001.001.03", "pain.001.001.09"};

}  // namespace

std::string_view to_text(PaymentMessage message) {
    return message_texts.at(static_cast<std::size_t>(message));
}

bool cut_off_has_passed(const BankProfile& profile, Speed speed, values::CivilDate execution_date,
                        values::CivilDate today, int minute_of_day) {
    if (speed == Speed::instant) {
        if (!profile.instant_until_minute || today > execution_date) return true;
        return today == execution_date && minute_of_day >= *profile.instant_until_minute;
    }
    const values::CivilDate last =
        values::plus_target_days(execution_date, -profile.last_day_before);
    return today > last || (today == last && minute_of_day >= profile.until_minute);
}

}  // namespace ontzorgd::payment
