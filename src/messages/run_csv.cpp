// SPDX-License-Identifier: EUPL-1.2
#include "run_csv.h"

#include "csv.h"

#include <string>
#include <vector>

namespace ontzorgd::messages {

namespace {

base::Failure on_line(const base::Error& error, std::uint64_t line) {
    return base::Failure{error.with("line", std::to_string(line))};
}

/// Reads a row that must be there and have this many fields.
base::Result<base::Done> read_row(CsvReader& csv, CsvRow& row) {
    const auto read = csv.next(row);
    if (!read) return read.failure();
    if (!read.value()) {
        return base::malformed("run_has_no_head", {{"line", std::to_string(row.line)}});
    }
    return base::Done{};
}

base::Result<base::Done> check_width(const CsvRow& row, std::size_t width) {
    if (row.count == width) return base::Done{};
    return base::malformed("csv_number_of_fields_is_wrong", {{"line", std::to_string(row.line)},
                                                             {"expected", std::to_string(width)},
                                                             {"found", std::to_string(row.count)}});
}

base::Result<base::Done> read_head(CsvReader& csv, CsvRow& row, RunBuilder& run) {
    if (const auto read = read_row(csv, row); !read) return read;
    const auto columns = check_columns(row, {head_fields.begin(), head_fields.end()});
    if (!columns) return columns.failure();
    if (const auto read = read_row(csv, row); !read) return read;
    if (const auto checked = check_width(row, head_fields.size()); !checked) return checked;
    for (std::size_t i = 0; i < head_fields.size(); ++i) {
        const auto taken = run.head_field(i, row.fields[i]);
        if (!taken) return on_line(taken.error(), row.line);
    }
    const auto ended = run.end_head();
    if (!ended) return on_line(ended.error(), row.line);
    return base::Done{};
}

/// The line of the columns; gives their number (with or without the two dates).
base::Result<std::size_t> read_component_columns(CsvReader& csv, CsvRow& row) {
    if (const auto read = read_row(csv, row); !read) return read.failure();
    std::vector<std::string_view> columns{"clientnummer"};
    columns.insert(columns.end(), component_fields.begin(), component_fields.end());
    return check_columns(row, columns, 2);
}

/// Ends the record in hand, if there is one.
base::Result<base::Done> end_record(RunBuilder& run) {
    if (run.record().number == 0) return base::Done{};
    const auto ended = run.end_record();
    if (!ended) return on_line(ended.error(), static_cast<std::uint64_t>(run.record().line));
    return base::Done{};
}

base::Result<base::Done> take_component(const CsvRow& row, RunBuilder& run) {
    const bool is_new = run.record().number == 0 || run.record().client_nummer != row.fields[0];
    if (is_new) {
        const auto begun = run.begin_record(static_cast<std::int64_t>(row.line));
        if (!begun) return begun;
        if (const auto taken = run.client(row.fields[0]); !taken) return taken;
    }
    if (const auto begun = run.begin_component(); !begun) return begun;
    for (std::size_t i = 0; i + 1 < row.count; ++i) {
        const std::string& text = row.fields[i + 1];
        if (i >= first_optional_component_field && text.empty()) continue;
        if (const auto taken = run.component_field(i, text); !taken) return taken;
    }
    return base::Done{};
}

}  // namespace

base::Result<RunFileFigures> read_run_csv(TextSource& source, RunBuilder& run) {
    CsvReader csv{source};
    CsvRow row;
    if (const auto read = csv.read_separator(); !read) return read.failure();
    if (const auto read = read_head(csv, row, run); !read) return read.failure();
    const auto width = read_component_columns(csv, row);
    if (!width) return width.failure();
    for (;;) {
        const auto read = csv.next(row);
        if (!read) return read.failure();
        if (!read.value()) break;
        if (const auto checked = check_width(row, width.value()); !checked) {
            return checked.failure();
        }
        if (row.fields[0] != run.record().client_nummer) {
            if (const auto ended = end_record(run); !ended) return ended.failure();
        }
        const auto taken = take_component(row, run);
        if (!taken) return on_line(run.in_record(taken.error()), row.line);
    }
    if (const auto ended = end_record(run); !ended) return ended.failure();
    return run.finish();
}

}  // namespace ontzorgd::messages
