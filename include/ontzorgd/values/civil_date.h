// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

/// @file
/// CivilDate and Month: days and months on the wall calendar, without clock or time zone.
namespace ontzorgd::values {

/// A day. What comes from outside lies between 1900-01-01 and 2199-12-31; arithmetic may step over
/// those edges and stays right.
class CivilDate {
public:
    constexpr CivilDate() = default;  ///< 1970-01-01
    /// The day must exist (a contract); use parse() for anything from outside.
    CivilDate(int year, unsigned month, unsigned day);

    /// "2026-07-15". Errors (malformed): date_is_malformed (also for a year outside 1900-2199),
    /// date_does_not_exist.
    [[nodiscard]] static base::Result<CivilDate> parse(std::string_view text);
    /// 20260715. Errors as parse().
    [[nodiscard]] static base::Result<CivilDate> from_number(std::int64_t yyyymmdd);
    [[nodiscard]] static constexpr CivilDate from_days(std::int32_t days_since_1970) {
        return CivilDate{days_since_1970};
    }

    [[nodiscard]] int year() const;
    [[nodiscard]] unsigned month() const;
    [[nodiscard]] unsigned day() const;
    /// 20260715: how dates are stored.
    [[nodiscard]] std::int64_t to_number() const;
    /// "2026-07-15"
    [[nodiscard]] std::string to_string() const;
    [[nodiscard]] constexpr std::int32_t days_since_1970() const { return days_; }
    /// 1 = Monday … 7 = Sunday
    [[nodiscard]] unsigned iso_weekday() const;

    [[nodiscard]] constexpr CivilDate plus_days(std::int32_t days) const {
        return CivilDate{days_ + days};
    }
    /// The same day of the month, `months` later; the last day of that month where it is shorter.
    [[nodiscard]] CivilDate plus_months_clamped(int months) const;

    constexpr auto operator<=>(const CivilDate&) const = default;
    /// Whole days from b to a.
    friend constexpr std::int32_t operator-(CivilDate a, CivilDate b) { return a.days_ - b.days_; }

private:
    explicit constexpr CivilDate(std::int32_t days) : days_{days} {}
    std::int32_t days_ = 0;
};

/// The last covered day of a six-month term that starts on `start` (R1.08): the day before the same
/// day six months later; where that day does not exist, the last day of that month.
/// 2026-07-15 -> 2027-01-14; 2026-08-31 -> 2027-02-28; 2026-12-01 -> 2027-05-31.
[[nodiscard]] CivilDate last_day_of_six_months(CivilDate start);

/// A calendar month: the unit in which benefits run.
class Month {
public:
    constexpr Month() = default;  ///< 1970-01
    /// The month must exist (a contract); use parse() for anything from outside.
    Month(int year, unsigned month);
    /// "2026-11". Errors (malformed): month_is_malformed.
    [[nodiscard]] static base::Result<Month> parse(std::string_view text);
    /// 202611. Errors as parse().
    [[nodiscard]] static base::Result<Month> from_number(std::int64_t yyyymm);
    [[nodiscard]] static Month of(CivilDate date);

    [[nodiscard]] CivilDate first() const;
    [[nodiscard]] CivilDate last() const;
    [[nodiscard]] Month plus(int months) const;
    /// 202611: how months are stored.
    [[nodiscard]] std::int64_t to_number() const;
    [[nodiscard]] std::string to_string() const;
    constexpr auto operator<=>(const Month&) const = default;

private:
    explicit constexpr Month(std::int32_t count) : count_{count} {}
    std::int32_t count_ = 0;  // months since 1970-01
};

}  // namespace ontzorgd::values
