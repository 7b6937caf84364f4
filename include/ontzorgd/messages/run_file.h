// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/messages/reading.h"
#include "ontzorgd/uitkering/run.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// @file
/// Run file: reads a UitkeringsRun, XML or CSV, to the same records (schemas/uitkeringsrun-1.xsd,
/// schemas/uitkeringsrun-csv.md).
///
/// One record is in hand at a time, so memory does not grow with the file. The first fault ends
/// the reading: what the sink got until then must be thrown away by the caller.
namespace ontzorgd::messages {

/// One inkomensvoorziening. Reused for every record: copy what must stay.
struct RunRecord {
    std::int64_t number = 0;  ///< from 1, in the order of the file
    std::int64_t line = 0;    ///< where it begins
    std::string client_nummer;
    std::vector<uitkering::Component> components;  ///< 1 to 40
};

/// Takes what a run file says. An error it returns ends the reading and becomes its answer.
class RunSink {
public:
    RunSink() = default;
    RunSink(const RunSink&) = delete;
    RunSink& operator=(const RunSink&) = delete;
    RunSink(RunSink&&) = delete;
    RunSink& operator=(RunSink&&) = delete;
    virtual ~RunSink() = default;

    /// Once, before the first record.
    [[nodiscard]] virtual base::Result<base::Done> on_head(const uitkering::RunHead& head) = 0;
    [[nodiscard]] virtual base::Result<base::Done> on_record(const RunRecord& record) = 0;
};

/// What was counted; equal to what the head declared.
struct RunFileFigures {
    std::int64_t aantal = 0;
    values::Euro totaal;
    bool operator==(const RunFileFigures&) const = default;
};

/// Reads the file to its last byte. XML begins with `<`, CSV with `sep=`.
///
/// Errors (malformed) carry detail file and, where they apply, line, record, field and value.
/// The file: file_does_not_exist, file_is_a_directory, file_is_empty, file_is_too_large (2 GiB or
/// more), file_is_not_utf8, file_has_byte_order_mark, file_has_nul_byte,
/// run_file_is_neither_xml_nor_csv, csv_..., xml_.... Its shape: csv_column_...,
/// csv_number_of_fields_is_wrong, element_is_out_of_place, element_is_missing, run_has_no_head,
/// run_has_too_many_components, run_has_too_many_records. A field: nummer_is_malformed,
/// gemeente_is_malformed, month_is_malformed, date_..., run_year_is_out_of_bounds,
/// soort_run_is_unknown, component_soort_is_unknown, debet_credit_is_unknown, number_..., euro_....
/// The whole: run_count_differs and run_total_differs (details declared, counted).
/// A disk that fails is thrown as std::system_error.
[[nodiscard]] base::Result<RunFileFigures> read_run_file(const std::filesystem::path& path,
                                                         RunSink& sink,
                                                         ReadProgress* progress = nullptr,
                                                         const ByteObserver& observer = {});

}  // namespace ontzorgd::messages
