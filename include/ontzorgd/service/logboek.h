// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/service/trace.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// Two logs with one key, apart from the chain and with a term of their own:
///
///     DIR/logboek/toegang-YYYY-MM-DD.jsonl       who did or read what, and how it ended
///     DIR/logboek/verwerkingen-YYYY-MM-DD.jsonl  whose data was handled, for what: no user
///
/// The second are records of Logboek Dataverwerkingen, each an OTLP span in its JSON form. What
/// both say of one request has one trace id. Neither holds a name, account, BSN or text: a client
/// is told by a keyed hash of his BSN. A line is written before the answer is given; when it cannot
/// be, there is no answer.
namespace ontzorgd::service {

enum class Ended : std::uint8_t { done, refused, fault };

struct Handling {
    Trace trace;
    std::string user;
    std::string_view via;      ///< "opdrachtregel", "(proef)" behind it when nothing is kept, or
                               ///< method and pattern of the route
    std::string_view command;  ///< as in the policy tables
    std::string subject{};     ///< the number that was asked about; empty: no single one
    std::int64_t began_ms = 0;
    std::int64_t ended_ms = 0;
    Ended ended = Ended::done;
    /// Length of the chain; none of what only reads or tries, which records nothing.
    std::optional<std::int64_t> facts_before{};
    values::CivilDate day{};
};
/// Writes the line of the one log, and a record per client in the other. What is about everybody
/// (a list, a run) is one record that says how it was selected and how many there are at most: a
/// list of a hundred thousand would else write as many lines before it is answered.
void log_handling(Municipality& town, const Handling& handling);

/// What nobody asked for: a file came into a folder, or its time had come. Also what a person lets
/// do so (`inbox take`, `schedule run`), of which each part is a handling of its own.
struct Unattended {
    std::string user;
    std::string_view via;      ///< "inbox", "outbox", "agenda"
    std::string_view command;  ///< as a person would have given it
    std::int64_t began_ms = 0;
    Ended ended = Ended::done;
    std::int64_t facts_before = 0;
    values::CivilDate day{};
};
/// As log_handling(); nothing of a dry run.
void log_unattended(Municipality& town, const Unattended& done);

/// Whether a line of this day may be written; that there is room is not looked at. Without it
/// nothing is answered to anybody.
[[nodiscard]] bool can_log(const Municipality& town, values::CivilDate day);

/// Milliseconds since 1970.
[[nodiscard]] std::int64_t clock_ms();

/// Records of the days `from` to `to` as one OTLP/JSON request (ExportTraceServiceRequest). Errors
/// (malformed): days_are_out_of_order.
[[nodiscard]] base::Result<Report> export_processing(Municipality& town, values::CivilDate from,
                                                     values::CivilDate to, const TextOut& out);
/// Lines of the log of who did what; before them one that says what is missing, of a directory that
/// was put back from a backup.
[[nodiscard]] base::Result<Report> export_access(Municipality& town, values::CivilDate from,
                                                 values::CivilDate to, const TextOut& out);
/// What was done with the data of one client, with who did it. Errors (refused): client_is_unknown;
/// (malformed): days_are_out_of_order.
[[nodiscard]] base::Result<Report> show_processing(Municipality& town, std::string_view client,
                                                   values::CivilDate from, values::CivilDate to);

/// In the directory of the municipality.
inline constexpr std::string_view logboek_folder = "logboek";
/// Whether a file in that folder is a day of one of the two logs.
[[nodiscard]] bool is_logboek_name(std::string_view name);

/// Takes away the files of days whose term is over; none in a dry run. Gives how many.
std::int64_t sweep_logboek(Municipality& town, values::CivilDate today);
inline constexpr std::int32_t logboek_years = 5;

}  // namespace ontzorgd::service
