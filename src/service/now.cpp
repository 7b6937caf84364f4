// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/now.h"

#include <chrono>
#include <date/tz.h>
#include <fmt/format.h>

namespace ontzorgd::service {

namespace {

constexpr std::int64_t seconds_per_day = 86'400;

values::CivilDate last_sunday_of(int year, unsigned month) {
    values::CivilDate day = values::Month{year, month}.last();
    while (day.iso_weekday() != 7) day = day.plus_days(-1);
    return day;
}

}  // namespace

std::string Now::utc_text() const {
    const auto days = static_cast<std::int32_t>(unix_seconds / seconds_per_day);
    const std::int64_t second = unix_seconds % seconds_per_day;
    return fmt::format("{}T{:02}:{:02}:{:02}Z", values::CivilDate::from_days(days).to_string(),
                       second / 3600, second / 60 % 60, second % 60);
}

Now now_from_clock() {
    const auto instant = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const date::sys_info info = date::locate_zone("Europe/Amsterdam")->get_info(instant);
    const std::int64_t seconds = instant.time_since_epoch().count();
    const auto local_days = (seconds + info.offset.count()) / seconds_per_day;
    return {.unix_seconds = seconds,
            .today = values::CivilDate::from_days(static_cast<std::int32_t>(local_days))};
}

Now now_in_practice(values::CivilDate day, std::int64_t seconds) {
    const std::int64_t midnight = std::int64_t{day.days_since_1970()} * seconds_per_day;
    return {.unix_seconds = midnight + std::int64_t{9} * 3600 - amsterdam_offset(day) + seconds,
            .today = day};
}

std::int64_t amsterdam_offset(values::CivilDate day) {
    const bool is_summer =
        last_sunday_of(day.year(), 3) <= day && day < last_sunday_of(day.year(), 10);
    return is_summer ? 7200 : 3600;
}

}  // namespace ontzorgd::service
