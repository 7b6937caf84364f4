// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "text_source.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// CsvReader: CSV with a declared separator and the quoting of RFC 4180, one row in hand.
///
/// Line 1 is `sep=;` or `sep=,`. Errors are malformed and carry detail "line":
/// csv_separator_is_not_declared, csv_quote_is_not_closed, csv_quote_inside_field,
/// csv_text_after_quote, csv_carriage_return_stands_alone, csv_row_is_too_long,
/// csv_row_has_too_many_fields, and those of TextSource.
namespace ontzorgd::messages {

/// One row. The fields are reused from row to row; `line` is the line it begins on.
struct CsvRow {
    std::uint64_t line = 0;
    std::vector<std::string> fields;  ///< only the first `count` belong to this row
    std::size_t count = 0;
};

class CsvReader {
public:
    explicit CsvReader(TextSource& source) : source_{source} {}

    /// Reads line 1. Call once, first.
    [[nodiscard]] base::Result<base::Done> read_separator();
    /// Reads the next row into `row`; false at the end of the text.
    [[nodiscard]] base::Result<bool> next(CsvRow& row);

private:
    /// Where the reader stands in a field.
    enum class State : std::uint8_t {
        field_start,
        plain,
        quoted,
        quote_in_quoted,
        carriage_return
    };

    [[nodiscard]] base::Result<bool> has_byte();
    [[nodiscard]] base::Result<bool> take(char c, CsvRow& row);
    [[nodiscard]] base::Result<bool> take_outside_quotes(char c, CsvRow& row);
    [[nodiscard]] base::Result<base::Done> append(char c, CsvRow& row);
    [[nodiscard]] base::Result<base::Done> begin_field(CsvRow& row);
    [[nodiscard]] base::Failure fault(std::string code) const;

    TextSource& source_;
    std::string_view block_;
    std::uint64_t line_ = 1;
    std::size_t row_bytes_ = 0;
    State state_ = State::field_start;
    char separator_ = '\0';  // not declared yet
};

/// A row must name exactly these columns, in this order. The last `optional_count` may be left out
/// together. Errors (malformed): csv_column_is_unknown, csv_column_is_missing,
/// csv_column_is_double, csv_column_is_out_of_order. The value is the number of columns.
[[nodiscard]] base::Result<std::size_t> check_columns(const CsvRow& row,
                                                      const std::vector<std::string_view>& columns,
                                                      std::size_t optional_count = 0);

}  // namespace ontzorgd::messages
