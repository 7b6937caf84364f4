// SPDX-License-Identifier: EUPL-1.2
#include "csv.h"

#include "field.h"

#include <algorithm>

namespace ontzorgd::messages {

namespace {

constexpr std::size_t longest_row = std::size_t{64} << 10U;
constexpr std::size_t most_fields = 64;

}  // namespace

base::Failure CsvReader::fault(std::string code) const {
    return base::malformed(std::move(code), {{"line", std::to_string(line_)}});
}

base::Result<bool> CsvReader::has_byte() {
    if (!block_.empty()) return true;
    const auto block = source_.next();
    if (!block) return block.failure();
    block_ = block.value();
    return !block_.empty();
}

base::Result<base::Done> CsvReader::begin_field(CsvRow& row) {
    if (row.count == most_fields) return fault("csv_row_has_too_many_fields");
    if (row.count == row.fields.size()) row.fields.emplace_back();
    row.fields[row.count].clear();
    ++row.count;
    state_ = State::field_start;
    return base::Done{};
}

base::Result<base::Done> CsvReader::append(char c, CsvRow& row) {
    if (++row_bytes_ > longest_row) return fault("csv_row_is_too_long");
    row.fields[row.count - 1] += c;
    return base::Done{};
}

/// True when this byte ends the row.
base::Result<bool> CsvReader::take_outside_quotes(char c, CsvRow& row) {
    if (state_ == State::carriage_return && c != '\n') {
        return fault("csv_carriage_return_stands_alone");
    }
    if (c == '\n') {
        ++line_;
        return true;
    }
    if (c == '\r') {
        state_ = State::carriage_return;
        return false;
    }
    if (c == separator_) {
        if (const auto begun = begin_field(row); !begun) return begun.failure();
        return false;
    }
    if (state_ == State::quote_in_quoted) return fault("csv_text_after_quote");
    if (c == '"' && state_ == State::plain) return fault("csv_quote_inside_field");
    if (c == '"') {
        state_ = State::quoted;
        return false;
    }
    state_ = State::plain;
    if (const auto appended = append(c, row); !appended) return appended.failure();
    return false;
}

base::Result<bool> CsvReader::take(char c, CsvRow& row) {
    if (state_ == State::quoted && c == '"') {
        state_ = State::quote_in_quoted;
        return false;
    }
    const bool is_doubled_quote = state_ == State::quote_in_quoted && c == '"';
    if (state_ != State::quoted && !is_doubled_quote) return take_outside_quotes(c, row);
    state_ = State::quoted;
    if (c == '\n') ++line_;
    if (const auto appended = append(c, row); !appended) return appended.failure();
    return false;
}

base::Result<bool> CsvReader::next(CsvRow& row) {
    row.line = line_;
    row.count = 0;
    row_bytes_ = 0;
    auto more = has_byte();
    if (!more || !more.value()) return more;
    if (const auto begun = begin_field(row); !begun) return begun.failure();
    while (more && more.value()) {
        const char c = block_.front();
        block_.remove_prefix(1);
        const auto ended = take(c, row);
        if (!ended || ended.value()) return ended;
        more = has_byte();
    }
    if (!more) return more;
    if (state_ == State::quoted) return fault("csv_quote_is_not_closed");
    if (state_ == State::carriage_return) return fault("csv_carriage_return_stands_alone");
    return true;  // a last line without line end
}

base::Result<base::Done> CsvReader::read_separator() {
    CsvRow row;
    const auto read = next(row);
    if (!read) return read.failure();
    const bool is_declared =
        row.count == 1 && (row.fields[0] == "sep=;" || row.fields[0] == "sep=,");
    if (!is_declared) {
        return base::malformed("csv_separator_is_not_declared", {{"line", "1"}});
    }
    separator_ = row.fields[0].back();
    return base::Done{};
}

base::Result<std::size_t> check_columns(const CsvRow& row,
                                        const std::vector<std::string_view>& columns,
                                        std::size_t optional_count) {
    const auto fault = [&row](std::string code, std::string_view column) {
        return base::malformed(std::move(code),
                               {{"line", std::to_string(row.line)}, {"field", shown(column)}});
    };
    for (std::size_t i = 0; i < row.count; ++i) {
        const std::string& name = row.fields[i];
        const auto begin = row.fields.begin();
        const auto here = begin + static_cast<std::ptrdiff_t>(i);
        if (std::find(columns.begin(), columns.end(), name) == columns.end()) {
            return fault("csv_column_is_unknown", name);
        }
        if (std::find(begin, here, name) != here) return fault("csv_column_is_double", name);
    }
    const std::size_t required = row.count <= columns.size() - optional_count
                                     ? columns.size() - optional_count
                                     : columns.size();
    const auto end = row.fields.begin() + static_cast<std::ptrdiff_t>(row.count);
    for (std::size_t i = 0; i < required; ++i) {
        if (std::find(row.fields.begin(), end, columns[i]) == end) {
            return fault("csv_column_is_missing", columns[i]);
        }
    }
    for (std::size_t i = 0; i < row.count; ++i) {
        if (row.fields[i] != columns[i]) return fault("csv_column_is_out_of_order", row.fields[i]);
    }
    return row.count;
}

}  // namespace ontzorgd::messages
