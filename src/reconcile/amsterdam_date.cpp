// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/amsterdam_date.h"

#include "ontzorgd/base/text.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace ontzorgd::reconcile {

using values::CivilDate;

namespace {

constexpr std::int64_t seconds_per_hour = 3'600;
constexpr std::int64_t seconds_per_day = 24 * seconds_per_hour;
constexpr std::size_t date_size = 10;  // 2026-03-29
constexpr std::size_t time_size = 8;   // 01:30:00

CivilDate last_sunday(int year, unsigned month) {
    const CivilDate last = values::Month{year, month}.last();
    return last.plus_days(-static_cast<std::int32_t>(last.iso_weekday() % 7));
}

std::int64_t summer_time_switch(int year, unsigned month) {
    return last_sunday(year, month).days_since_1970() * seconds_per_day + seconds_per_hour;
}

CivilDate day_of(std::int64_t seconds_since_1970) {
    std::int64_t days = seconds_since_1970 / seconds_per_day;
    if (seconds_since_1970 % seconds_per_day < 0) --days;
    return CivilDate::from_days(static_cast<std::int32_t>(days));
}

/// Amsterdam's distance from UTC at a moment in UTC.
std::int64_t amsterdam_offset(std::int64_t utc) {
    const int year = day_of(utc).year();
    const bool summer = summer_time_switch(year, 3) <= utc && utc < summer_time_switch(year, 10);
    return (summer ? 2 : 1) * seconds_per_hour;
}

/// The number that two digits write, when it is at most `most`.
std::optional<std::int64_t> two_digits(std::string_view text, std::int64_t most) {
    if (text.size() != 2 || !base::is_digits(text)) return std::nullopt;
    const std::int64_t number = (text[0] - '0') * 10 + (text[1] - '0');
    if (number > most) return std::nullopt;
    return number;
}

/// "01:30:00" in seconds; 24:00:00 and a leap second are moments too.
std::optional<std::int64_t> seconds_of(std::string_view time) {
    if (time.size() != time_size || time[2] != ':' || time[5] != ':') return std::nullopt;
    const auto hours = two_digits(time.substr(0, 2), 24);
    const auto minutes = two_digits(time.substr(3, 2), 59);
    const auto seconds = two_digits(time.substr(6, 2), 60);
    if (!hours || !minutes || !seconds) return std::nullopt;
    if (*hours == 24 && *minutes + *seconds > 0) return std::nullopt;
    return *hours * seconds_per_hour + *minutes * 60 + *seconds;
}

/// "Z", "+01:00", "-05:30" in seconds east of UTC.
std::optional<std::int64_t> offset_of(std::string_view zone) {
    if (zone == "Z") return 0;
    if (zone.size() != 6 || zone[3] != ':') return std::nullopt;
    if (zone[0] != '+' && zone[0] != '-') return std::nullopt;
    const auto hours = two_digits(zone.substr(1, 2), 14);
    const auto minutes = two_digits(zone.substr(4, 2), 59);
    if (!hours || !minutes) return std::nullopt;
    const std::int64_t size = *hours * seconds_per_hour + *minutes * 60;
    return zone[0] == '-' ? -size : size;
}

std::string_view without_fraction(std::string_view text) {
    if (!text.starts_with('.')) return text;
    const std::size_t end = text.find_first_not_of("0123456789", 1);
    return end == 1 ? text : text.substr(end == std::string_view::npos ? text.size() : end);
}

base::Failure not_a_date(std::string_view text) {
    return base::malformed("date_is_malformed", {{"value", std::string{text.substr(0, 40)}}});
}

/// A day with, when it is a moment of it, the seconds and how far that clock is from UTC.
struct Written {
    CivilDate date;
    std::optional<std::int64_t> seconds{};
    std::optional<std::int64_t> offset{};

    [[nodiscard]] std::int64_t local() const {
        return date.days_since_1970() * seconds_per_day + seconds.value_or(0);
    }
};

base::Result<Written> written(std::string_view text) {
    text = base::trimmed(text);
    const auto date = CivilDate::parse(text.substr(0, std::min(text.size(), date_size)));
    if (!date) return date.failure();
    Written made{.date = date.value()};
    if (text.size() <= date_size) return made;
    std::string_view rest = text.substr(date_size);
    if (rest.front() != 'T') return offset_of(rest) ? base::Result{made} : not_a_date(text);

    rest.remove_prefix(1);
    made.seconds = seconds_of(rest.substr(0, time_size));
    if (!made.seconds) return not_a_date(text);
    rest = without_fraction(rest.substr(time_size));
    if (rest.empty()) return made;
    made.offset = offset_of(rest);
    if (!made.offset) return not_a_date(text);
    return made;
}

}  // namespace

base::Result<CivilDate> amsterdam_date(std::string_view text) {
    const auto read = written(text);
    if (!read) return read.failure();
    const Written& at = read.value();
    if (!at.seconds) return at.date;
    return at.offset ? amsterdam_day(at.local() - *at.offset) : day_of(at.local());
}

base::Result<std::int64_t> moment(std::string_view text) {
    const auto read = written(text);
    if (!read) return read.failure();
    const std::int64_t local = read.value().local();
    // In the hour that comes twice in autumn it is the second one.
    return local - read.value().offset.value_or(amsterdam_offset(local - seconds_per_hour));
}

CivilDate amsterdam_day(std::int64_t moment) {
    return day_of(moment + amsterdam_offset(moment));
}

}  // namespace ontzorgd::reconcile
