// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/values/target_calendar.h"

namespace ontzorgd::values {

// The anonymous Gregorian computus (Meeus, Jones, Butcher). The letters of the method are replaced
// by what they count.
CivilDate easter_sunday(int year) {
    const int golden = year % 19;
    const int century = year / 100;
    const int year_of_century = year % 100;
    const int lunar_correction = (century - (century + 8) / 25 + 1) / 3;
    const int epact = (19 * golden + century - century / 4 - lunar_correction + 15) % 30;
    const int weekday =
        (32 + 2 * (century % 4) + 2 * (year_of_century / 4) - epact - year_of_century % 4) % 7;
    const int late_moon = (golden + 11 * epact + 22 * weekday) / 451;
    const int days = epact + weekday - 7 * late_moon + 114;
    return {year, static_cast<unsigned>(days / 31), static_cast<unsigned>(days % 31 + 1)};
}

bool is_target_day(CivilDate date) {
    if (date.iso_weekday() >= 6) return false;
    const std::int64_t month_and_day = date.to_number() % 10000;
    if (month_and_day == 101 || month_and_day == 501) return false;
    if (month_and_day == 1225 || month_and_day == 1226) return false;
    const std::int32_t days_after_easter = date - easter_sunday(date.year());
    return days_after_easter != -2 && days_after_easter != 1;
}

CivilDate target_day_on_or_before(CivilDate date) {
    while (!is_target_day(date)) date = date.plus_days(-1);
    return date;
}

CivilDate target_day_on_or_after(CivilDate date) {
    while (!is_target_day(date)) date = date.plus_days(1);
    return date;
}

CivilDate plus_target_days(CivilDate date, int days) {
    if (days < 0) {
        date = target_day_on_or_after(date);
        for (; days < 0; ++days) date = target_day_on_or_before(date.plus_days(-1));
        return date;
    }
    date = target_day_on_or_before(date);
    for (; days > 0; --days) date = target_day_on_or_after(date.plus_days(1));
    return date;
}

}  // namespace ontzorgd::values
