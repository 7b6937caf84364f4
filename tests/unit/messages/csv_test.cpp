// SPDX-License-Identifier: EUPL-1.2
#include "csv.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// All rows after the first line, or the error that ended the reading.
base::Result<Rows> rows_of(std::string_view text) {
    MemoryText source{text};
    CsvReader csv{source};
    if (const auto read = csv.read_separator(); !read) return read.failure();
    Rows rows;
    CsvRow row;
    for (;;) {
        const auto more = csv.next(row);
        if (!more) return more.failure();
        if (!more.value()) return rows;
        rows.emplace_back(row.fields.begin(),
                          row.fields.begin() + static_cast<std::ptrdiff_t>(row.count));
    }
}

std::string fault_of(std::string_view text) {
    const auto rows = rows_of(text);
    return rows ? "" : rows.error().code + ":" + std::string{rows.error().detail("line")};
}

TEST(Csv, TakesTheDeclaredSeparator) {
    EXPECT_EQ(rows_of("sep=;\na;b,c\n").value(), (Rows{{"a", "b,c"}}));
    EXPECT_EQ(rows_of("sep=,\r\na;b,c").value(), (Rows{{"a;b", "c"}}));
    EXPECT_EQ(fault_of("a;b\n"), "csv_separator_is_not_declared:1");
    EXPECT_EQ(fault_of("sep=\t\n"), "csv_separator_is_not_declared:1");
}

TEST(Csv, ReadsQuotingAsRfc4180Does) {
    EXPECT_EQ(rows_of("sep=;\n\"a;b\";\"say \"\"yes\"\"\";\"two\r\nlines\";\"\"\n;\n").value(),
              (Rows{{"a;b", "say \"yes\"", "two\r\nlines", ""}, {"", ""}}));
    EXPECT_EQ(rows_of("sep=;\n\"last\"").value(), (Rows{{"last"}}));
}

TEST(Csv, RefusesQuotesAndLineEndsInWrongPlaces) {
    EXPECT_EQ(fault_of("sep=;\na\"b;c\n"), "csv_quote_inside_field:2");
    EXPECT_EQ(fault_of("sep=;\n\"a\"b;c\n"), "csv_text_after_quote:2");
    EXPECT_EQ(fault_of("sep=;\nx\n\"a\nb\n"), "csv_quote_is_not_closed:5");
    EXPECT_EQ(fault_of("sep=;\na\rb\n"), "csv_carriage_return_stands_alone:2");
    EXPECT_EQ(fault_of("sep=;\na\r"), "csv_carriage_return_stands_alone:2");
}

TEST(Csv, BoundsARow) {
    EXPECT_EQ(fault_of("sep=;\n" + std::string(70'000, 'x')), "csv_row_is_too_long:2");
    EXPECT_EQ(fault_of("sep=;\n" + std::string(70'000, ';')), "csv_row_has_too_many_fields:2");
}

TEST(CsvColumns, AreExactlyThoseThatAreKnownInTheirOrder) {
    const auto check = [](std::vector<std::string> names) {
        const CsvRow row{.line = 4, .fields = names, .count = names.size()};
        const auto checked = check_columns(row, {"a", "b", "c", "d"}, 2);
        return checked ? std::to_string(checked.value())
                       : checked.error().code + ":" + std::string{checked.error().detail("field")};
    };
    EXPECT_EQ(check({"a", "b", "c", "d"}), "4");
    EXPECT_EQ(check({"a", "b"}), "2");
    EXPECT_EQ(check({"a", "b", "c"}), "csv_column_is_missing:d");
    EXPECT_EQ(check({"a"}), "csv_column_is_missing:b");
    EXPECT_EQ(check({"a", "b", "x"}), "csv_column_is_unknown:x");
    EXPECT_EQ(check({"a", "b", "b"}), "csv_column_is_double:b");
    EXPECT_EQ(check({"b", "a"}), "csv_column_is_out_of_order:b");
}

}  // namespace
}  // namespace ontzorgd::messages
