// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/calendar_file.h"

#include "csv.h"
#include "field.h"
#include "text_source.h"

namespace ontzorgd::messages {

namespace {

using values::CivilDate;
using values::Month;

constexpr std::uint64_t largest_calendar = std::uint64_t{64} << 10U;
constexpr std::size_t most_months = 60;

base::Failure in_field(const base::Failure& failure, const CsvRow& row, std::string_view field,
                       std::string_view value) {
    return base::Failure{
        at_field(failure.error.with("line", std::to_string(row.line)), field, value)};
}

base::Result<PayDate> pay_date_from(const CsvRow& row) {
    if (row.count != 2) {
        return base::malformed("csv_number_of_fields_is_wrong",
                               {{"line", std::to_string(row.line)},
                                {"expected", "2"},
                                {"found", std::to_string(row.count)}});
    }
    const auto month = Month::parse(row.fields[0]);
    if (!month) return in_field(month.failure(), row, "maand", row.fields[0]);
    const auto date = CivilDate::parse(row.fields[1]);
    if (!date) return in_field(date.failure(), row, "betaaldatum", row.fields[1]);
    return PayDate{month.value(), date.value()};
}

base::Result<base::Done> check_next(const std::vector<PayDate>& earlier, const PayDate& next,
                                    const CsvRow& row) {
    if (earlier.size() == most_months) {
        return base::malformed("calendar_is_too_long", {{"line", std::to_string(row.line)},
                                                        {"most", std::to_string(most_months)}});
    }
    const auto& [month, date] = next;
    if (date < month.first() || month.plus(1).last() < date) {
        return in_field(base::malformed("calendar_pay_date_is_outside_its_month"), row,
                        "betaaldatum", row.fields[1]);
    }
    if (earlier.empty()) return base::Done{};
    const auto& [last_month, last_date] = earlier.back();
    if (month != last_month.plus(1)) {
        return in_field(base::malformed("calendar_months_are_not_consecutive"), row, "maand",
                        row.fields[0]);
    }
    if (date <= last_date) {
        return in_field(base::malformed("calendar_pay_dates_are_not_ascending"), row, "betaaldatum",
                        row.fields[1]);
    }
    return base::Done{};
}

}  // namespace

base::Result<std::vector<PayDate>> read_calendar(std::string_view csv) {
    MemoryText source{csv, largest_calendar};
    CsvReader rows{source};
    CsvRow row;
    if (const auto read = rows.read_separator(); !read) return read.failure();
    auto more = rows.next(row);
    if (!more) return more.failure();
    if (!more.value()) return base::malformed("calendar_is_empty");
    const auto columns = check_columns(row, {"maand", "betaaldatum"});
    if (!columns) return columns.failure();

    std::vector<PayDate> calendar;
    for (more = rows.next(row); more && more.value(); more = rows.next(row)) {
        const auto date = pay_date_from(row);
        if (!date) return date.failure();
        const auto checked = check_next(calendar, date.value(), row);
        if (!checked) return checked.failure();
        calendar.push_back(date.value());
    }
    if (!more) return more.failure();
    if (calendar.empty()) return base::malformed("calendar_is_empty");
    return calendar;
}

}  // namespace ontzorgd::messages
