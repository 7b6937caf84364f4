// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/messages/run_file.h"
#include "ontzorgd/uitkering/run.h"

#include <array>
#include <cstdint>
#include <string_view>

/// @file
/// RunBuilder: makes a run out of named texts, the same for XML and CSV, and proves its count and
/// total. Errors carry field and value; the reader adds the line.
namespace ontzorgd::messages {

inline constexpr std::array<std::string_view, 7> head_fields{
    "runId", "gemeente", "periodeRun", "soortRun", "datumRun", "aantal", "totaal"};
inline constexpr std::array<std::string_view, 5> component_fields{
    "componentSoort", "debetCredit", "bedrag", "begindatum", "einddatum"};
/// From this place in component_fields on, a field may be absent.
inline constexpr std::size_t first_optional_component_field = 3;

class RunBuilder {
public:
    explicit RunBuilder(RunSink& sink) : sink_{sink} {}

    /// The text of head_fields[place].
    [[nodiscard]] base::Result<base::Done> head_field(std::size_t place, std::string_view text);
    [[nodiscard]] base::Result<base::Done> end_head();

    [[nodiscard]] base::Result<base::Done> begin_record(std::int64_t line);
    [[nodiscard]] base::Result<base::Done> client(std::string_view text);
    [[nodiscard]] base::Result<base::Done> begin_component();
    /// The text of component_fields[place].
    [[nodiscard]] base::Result<base::Done> component_field(std::size_t place,
                                                           std::string_view text);
    [[nodiscard]] base::Result<base::Done> end_record();

    /// Compares count and total with the head.
    [[nodiscard]] base::Result<RunFileFigures> finish();

    [[nodiscard]] const RunRecord& record() const { return record_; }
    [[nodiscard]] bool has_head() const { return has_head_; }
    /// The error with the number of the record in hand.
    [[nodiscard]] base::Error in_record(const base::Error& error) const;

private:
    RunSink& sink_;
    uitkering::RunHead head_;
    RunRecord record_;
    std::int64_t total_cents_ = 0;  // 10^6 records of 40 * 10^11 cents stay below 2^63
    bool has_head_ = false;
};

}  // namespace ontzorgd::messages
