// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/calendar_file.h"

#include "examples.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

using values::CivilDate;
using values::Month;

std::string fault_of(const std::string& lines) {
    const auto calendar = read_calendar("sep=;\nmaand;betaaldatum\n" + lines);
    return calendar ? ""
                    : calendar.error().code + ":" + std::string{calendar.error().detail("line")};
}

TEST(Calendar, ReadsTheExamplesOfTheSchemaDocument) {
    const auto examples = test::examples_of("betaalkalender-1.md", "");
    ASSERT_EQ(examples.size(), 2U);
    const auto last_working_day = read_calendar(examples[0]);
    ASSERT_TRUE(last_working_day) << last_working_day.error().code;
    EXPECT_EQ(last_working_day.value(),
              (std::vector<PayDate>{{Month{2026, 11}, CivilDate{2026, 11, 30}},
                                    {Month{2026, 12}, CivilDate{2026, 12, 31}},
                                    {Month{2027, 1}, CivilDate{2027, 1, 29}}}));
    const auto fifteenth = read_calendar(test::with_crlf(examples[1]));
    ASSERT_TRUE(fifteenth) << fifteenth.error().code;
    EXPECT_EQ(fifteenth.value().back().second, CivilDate(2027, 1, 15));
}

TEST(Calendar, RefusesMonthsThatDoNotFollowEachOther) {
    EXPECT_EQ(fault_of("2026-11;2026-11-30\n2027-01;2027-01-29\n"),
              "calendar_months_are_not_consecutive:4");
    EXPECT_EQ(fault_of("2026-11;2026-11-30\n2026-11;2026-12-01\n"),
              "calendar_months_are_not_consecutive:4");
    EXPECT_EQ(fault_of("2026-12;2026-12-30\n2026-11;2026-12-31\n"),
              "calendar_months_are_not_consecutive:4");
}

TEST(Calendar, RefusesPayDatesThatDoNotAscendOrLieOutsideTheirMonth) {
    EXPECT_EQ(fault_of("2026-11;2026-12-15\n2026-12;2026-12-15\n"),
              "calendar_pay_dates_are_not_ascending:4");
    EXPECT_EQ(fault_of("2026-11;2026-10-31\n"), "calendar_pay_date_is_outside_its_month:3");
    EXPECT_EQ(fault_of("2026-11;2027-01-01\n"), "calendar_pay_date_is_outside_its_month:3");
    EXPECT_EQ(fault_of("2026-11;2026-11-01\n2026-12;2027-01-31\n"), "");
}

TEST(Calendar, RefusesWrongFieldsAndShapes) {
    EXPECT_EQ(fault_of("2026-13;2026-11-30\n"), "month_is_malformed:3");
    EXPECT_EQ(fault_of("2026-11;2026-11-31\n"), "date_does_not_exist:3");
    EXPECT_EQ(fault_of("2026-11\n"), "csv_number_of_fields_is_wrong:3");
    EXPECT_EQ(fault_of(""), "calendar_is_empty:");
    EXPECT_EQ(read_calendar("").error().code, "file_is_empty");
    EXPECT_EQ(read_calendar("sep=;\n").error().code, "calendar_is_empty");
    EXPECT_EQ(read_calendar("sep=;\nmaand;datum\n").error().code, "csv_column_is_unknown");
    EXPECT_EQ(read_calendar(std::string(70'000, '\n')).error().code, "file_is_too_large");
}

TEST(Calendar, HoldsAtMostSixtyMonths) {
    std::string lines;
    for (int i = 0; i < 60; ++i) {
        const Month month = Month{2026, 1}.plus(i);
        lines += month.to_string() + ";" + month.last().to_string() + "\n";
    }
    EXPECT_EQ(fault_of(lines), "");
    EXPECT_EQ(fault_of(lines + "2031-01;2031-01-31\n"), "calendar_is_too_long:63");
}

TEST(Calendar, SurvivesACutAnywhere) {
    const std::string example = test::examples_of("betaalkalender-1.md", "").at(0);
    const auto whole = read_calendar(example).value();
    for (std::size_t size = 0; size < example.size(); ++size) {
        const auto calendar = read_calendar(std::string_view{example}.substr(0, size));
        if (!calendar) continue;
        // Only whole months are ever read, and each as it was written.
        EXPECT_TRUE(std::equal(calendar.value().begin(), calendar.value().end(), whole.begin()));
    }
}

}  // namespace
}  // namespace ontzorgd::messages
