// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/values/civil_date.h"

#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/text.h"

#include <algorithm>
#include <chrono>
#include <optional>

namespace ontzorgd::values {

namespace {

constexpr std::int64_t first_year = 1900;
constexpr std::int64_t last_year = 2199;

using Parts = std::chrono::year_month_day;

Parts parts_of(std::int32_t days_since_1970) {
    // local_days: a day on the wall calendar, tied to no clock.
    return Parts{std::chrono::local_days{std::chrono::days{days_since_1970}}};
}

Parts make_parts(std::int64_t year, std::int64_t month, std::int64_t day) {
    return {std::chrono::year{static_cast<int>(year)},
            std::chrono::month{static_cast<unsigned>(month)},
            std::chrono::day{static_cast<unsigned>(day)}};
}

std::int32_t days_of(const Parts& parts) {
    return static_cast<std::int32_t>(std::chrono::local_days{parts}.time_since_epoch().count());
}

/// Year and month as months since 1970-01.
std::int32_t month_count(int year, unsigned month) {
    return (year - 1970) * 12 + static_cast<int>(month) - 1;
}

int year_of(std::int32_t count) {
    const int from_year_zero = count + 1970 * 12;
    return from_year_zero / 12;
}

unsigned month_of(std::int32_t count) {
    return static_cast<unsigned>((count + 1970 * 12) % 12) + 1;
}

int last_day_of(std::int32_t count) {
    const std::chrono::year_month_day_last last{
        std::chrono::year{year_of(count)},
        std::chrono::month_day_last{std::chrono::month{month_of(count)}}};
    return static_cast<int>(static_cast<unsigned>(last.day()));
}

/// `number` in `width` digits, with leading zeros.
void append_digits(std::string& text, std::int64_t number, std::size_t width) {
    const std::size_t begin = text.size();
    text.resize(begin + width, '0');
    for (std::size_t at = text.size(); at > begin; number /= 10) {
        text[--at] = static_cast<char>('0' + number % 10);
    }
}

/// "9999-99-99" or "9999-99": digits with a dash after the fourth and the sixth digit, as one
/// number.
std::optional<std::int64_t> number_between_dashes(std::string_view text) {
    std::int64_t number = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash_here = i == 4 || i == 7;
        if (dash_here != (text[i] == '-')) return std::nullopt;
        if (dash_here) continue;
        if (text[i] < '0' || '9' < text[i]) return std::nullopt;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

}  // namespace

CivilDate::CivilDate(int year, unsigned month, unsigned day) {
    const Parts parts = make_parts(year, month, day);
    base::expects(parts.ok() && 0 <= year && year <= 9999, "a CivilDate exists on the calendar");
    days_ = days_of(parts);
}

base::Result<CivilDate> CivilDate::parse(std::string_view text) {
    if (text.size() != 10) return base::malformed("date_is_malformed");
    const auto number = number_between_dashes(text);
    if (!number) return base::malformed("date_is_malformed");
    return from_number(*number);
}

base::Result<CivilDate> CivilDate::from_number(std::int64_t yyyymmdd) {
    const std::int64_t year = yyyymmdd / 10000;
    if (year < first_year || last_year < year) return base::malformed("date_is_malformed");
    const Parts parts = make_parts(year, yyyymmdd / 100 % 100, yyyymmdd % 100);
    if (!parts.ok()) return base::malformed("date_does_not_exist");
    return CivilDate{days_of(parts)};
}

int CivilDate::year() const {
    return static_cast<int>(parts_of(days_).year());
}

unsigned CivilDate::month() const {
    return static_cast<unsigned>(parts_of(days_).month());
}

unsigned CivilDate::day() const {
    return static_cast<unsigned>(parts_of(days_).day());
}

std::int64_t CivilDate::to_number() const {
    const Parts parts = parts_of(days_);
    return std::int64_t{static_cast<int>(parts.year())} * 10000 +
           std::int64_t{static_cast<unsigned>(parts.month())} * 100 +
           std::int64_t{static_cast<unsigned>(parts.day())};
}

std::string CivilDate::to_string() const {
    const std::int64_t number = to_number();
    std::string text;
    append_digits(text, number / 10000, 4);
    text += '-';
    append_digits(text, number / 100 % 100, 2);
    text += '-';
    append_digits(text, number % 100, 2);
    return text;
}

unsigned CivilDate::iso_weekday() const {
    return std::chrono::weekday{std::chrono::local_days{std::chrono::days{days_}}}.iso_encoding();
}

CivilDate CivilDate::plus_months_clamped(int months) const {
    const Parts parts = parts_of(days_);
    const std::int32_t count =
        month_count(static_cast<int>(parts.year()), static_cast<unsigned>(parts.month())) + months;
    const int wanted = static_cast<int>(static_cast<unsigned>(parts.day()));
    return CivilDate{
        days_of(make_parts(year_of(count), month_of(count), std::min(wanted, last_day_of(count))))};
}

CivilDate last_day_of_six_months(CivilDate start) {
    const CivilDate clamped = start.plus_months_clamped(6);
    const bool same_day_exists = clamped.day() == start.day();
    return same_day_exists ? clamped.plus_days(-1) : clamped;
}

Month::Month(int year, unsigned month) : count_{month_count(year, month)} {
    base::expects(1 <= month && month <= 12 && 0 <= year && year <= 9999,
                  "a Month exists on the calendar");
}

base::Result<Month> Month::parse(std::string_view text) {
    if (text.size() != 7) return base::malformed("month_is_malformed");
    const auto number = number_between_dashes(text);
    if (!number) return base::malformed("month_is_malformed");
    return from_number(*number);
}

base::Result<Month> Month::from_number(std::int64_t yyyymm) {
    const std::int64_t year = yyyymm / 100;
    const std::int64_t month = yyyymm % 100;
    if (year < first_year || last_year < year || month < 1 || 12 < month) {
        return base::malformed("month_is_malformed");
    }
    return Month{month_count(static_cast<int>(year), static_cast<unsigned>(month))};
}

Month Month::of(CivilDate date) {
    const Parts parts = parts_of(date.days_since_1970());
    return Month{month_count(static_cast<int>(parts.year()), static_cast<unsigned>(parts.month()))};
}

CivilDate Month::first() const {
    return {year_of(count_), month_of(count_), 1};
}

CivilDate Month::last() const {
    return plus(1).first().plus_days(-1);
}

Month Month::plus(int months) const {
    return Month{count_ + months};
}

std::int64_t Month::to_number() const {
    return std::int64_t{year_of(count_)} * 100 + std::int64_t{month_of(count_)};
}

std::string Month::to_string() const {
    std::string text;
    append_digits(text, year_of(count_), 4);
    text += '-';
    append_digits(text, month_of(count_), 2);
    return text;
}

}  // namespace ontzorgd::values
