// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/logboek.h"

#include "bytes.h"
#include "logboek_gaps.h"
#include "ontzorgd/base/digest.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/crypto/hmac.h"
#include "ontzorgd/crypto/random.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/now.h"
#include "ontzorgd/service/passwords.h"
#include "ontzorgd/service/processing.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/last_moment.h"
#include "ontzorgd/store/subjects.h"
#include "ontzorgd/wording/file_words.h"
#include "payment_reference.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <fstream>
#include <map>
#include <span>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace ontzorgd::service {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view access_name = "toegang-";
constexpr std::string_view processing_name = "verwerkingen-";
constexpr std::string_view suffix = ".jsonl";

fs::path folder_of(const Municipality& town) {
    return town.places().state / logboek_folder;
}

std::string file_of(const Municipality& town, std::string_view name, values::CivilDate day) {
    std::string file = folder_of(town).native();
    file += '/';
    file += name;
    file += day.to_string();
    return file += suffix;
}

/// A file that a thread writes one line after the other in: opening it anew for each took longer
/// than writing. One that was taken away meanwhile is made again.
class OpenLog {
public:
    OpenLog() = default;
    OpenLog(const OpenLog&) = delete;
    OpenLog& operator=(const OpenLog&) = delete;
    OpenLog(OpenLog&&) = delete;
    OpenLog& operator=(OpenLog&&) = delete;
    ~OpenLog() { close(); }

    [[nodiscard]] bool is_open(const Municipality& town, values::CivilDate day) const {
        struct stat found {};
        return descriptor_ >= 0 && day == day_ && town.places().state.native() == state_ &&
               ::fstat(descriptor_, &found) == 0 && found.st_nlink > 0;
    }
    /// Lines of one request are written at once: those of two never mix.
    void append(std::string_view lines) {
        ssize_t written = 0;
        do {
            written = ::write(descriptor_, lines.data(), lines.size());
        } while (written < 0 && errno == EINTR);
        if (written == static_cast<ssize_t>(lines.size())) return;
        const int error = written < 0 ? errno : ENOSPC;
        close();
        throw FileFault{wording::file_fault_words(error, "writing", file_)};
    }
    void open(const Municipality& town, std::string_view name, values::CivilDate day) {
        constexpr mode_t owner_and_group_read = 0640;
        close();
        file_ = file_of(town, name, day);
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the interface of the system
        descriptor_ =
            ::open(file_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, owner_and_group_read);
        if (descriptor_ < 0) throw FileFault{wording::file_fault_words(errno, "opening", file_)};
        state_ = town.places().state.native();
        day_ = day;
    }

private:
    void close() {
        if (descriptor_ >= 0) ::close(descriptor_);
        descriptor_ = -1;
    }

    int descriptor_ = -1;
    // Compared for every request, which a path would be taken apart for.
    std::string state_;
    values::CivilDate day_{};
    std::string file_;
};

std::string attribute(std::string_view key, std::string_view value) {
    return R"({"key":)" + json_quoted(key) + R"(,"value":{"stringValue":)" + json_quoted(value) +
           "}}";
}

/// Nobody can try out all BSNs without the key, which does not lie with the log. Empty of a client
/// who is destroyed.
std::string pseudonym_of(Municipality& town, std::string_view nummer) {
    const auto household =
        store::household_by_id(town.db(), store::household_of_client(town.db(), nummer));
    if (!household) return {};
    const auto client = std::ranges::find(household->clienten, nummer, &store::ClientRow::nummer);
    if (client == household->clienten.end()) return {};
    const std::string bsn = opened_bsn(town, nummer, client->bsn_cipher);
    if (bsn.empty()) return {};
    return base::to_hex(crypto::hmac_sha256(town.keys().index(), "logboek|" + bsn));
}

/// A payment at the bank is named by its reference, everything else by a number.
std::vector<dossier::ClientId> clients_of(Municipality& town, const Handling& handling) {
    const bool is_payment =
        handling.command.starts_with("attempt ") || handling.command.starts_with("vop ");
    if (!is_payment) return store::clients_behind(town.db(), handling.command, handling.subject);
    const auto named = payment_named(town, handling.subject);
    if (!named || !named.value()) return {};
    return store::clients_paid_by(town.db(), named.value()->instruction);
}

/// The pseudonyms of the clients that a number leads to; none when it leads to no single household.
std::vector<std::string> subjects_of(Municipality& town, const Handling& handling) {
    std::vector<std::string> subjects;
    if (handling.subject.empty()) return subjects;
    for (const dossier::ClientId client : clients_of(town, handling)) {
        const std::string pseudonym = pseudonym_of(town, store::client_nummer(town.db(), client));
        if (!pseudonym.empty()) subjects.push_back(pseudonym);
    }
    return subjects;
}

constexpr std::size_t usual_line = 512;

/// One OTLP span.
std::string span_of(const Handling& handling, const ProcessingActivity& activity,
                    const HexId<16>& span, const HexId<16>& parent, std::string_view attributes) {
    constexpr std::string_view nanoseconds = "000000";
    std::string text;
    text.reserve(usual_line + attributes.size());
    text += R"({"traceId":")";
    text += handling.trace.trace.text();
    text += R"(","spanId":")";
    text += span.text();
    if (!parent.empty()) {
        text += R"(","parentSpanId":")";
        text += parent.text();
    }
    text += R"(","name":)";
    text += json_quoted(handling.command);
    text += R"(,"kind":1,"startTimeUnixNano":")";
    text += std::to_string(handling.began_ms);
    text += nanoseconds;
    text += R"(","endTimeUnixNano":")";
    text += std::to_string(handling.ended_ms);
    text += nanoseconds;
    text += R"(","attributes":[)";
    text += attribute("dpl.core.processing_activity_id", activity.id);
    text += attributes;
    text += R"(],"status":{)";
    // What is refused is no fault of ours: its status stays unset.
    if (handling.ended == Ended::done) text += R"("code":1)";
    if (handling.ended == Ended::fault) text += R"("code":2)";
    text += "}}\n";
    return text;
}

std::string of_subject(const std::string& subject) {
    return ',' + attribute("dpl.core.data_subject_id", subject) + ',' +
           attribute("dpl.core.data_subject_id_type", "BSN");
}

/// Length of the chain now, as facts_before of what records nothing.
std::optional<std::int64_t> facts_after(Municipality& town, const Handling& handling) {
    if (!handling.facts_before) return std::nullopt;
    return store::chain_head(town.db()).length;
}

std::string processing_lines(Municipality& town, const Handling& handling,
                             const ProcessingActivity& activity) {
    const std::vector<std::string> subjects = subjects_of(town, handling);
    const Trace& trace = handling.trace;
    // Nobody's data was seen, unless something was recorded of what was refused.
    const bool is_recorded = facts_after(town, handling) > handling.facts_before;
    if (subjects.empty() && handling.ended == Ended::refused && !is_recorded) return {};
    if (subjects.size() == 1) {
        return span_of(handling, activity, trace.span, trace.parent, of_subject(subjects.front()));
    }
    const std::string selection =
        ',' + attribute("ontzorgd.selectie", handling.command) +
        R"(,{"key":"ontzorgd.betrokkenen_ten_hoogste","value":{"intValue":")" +
        std::to_string(subjects.empty() ? store::count_clients(town.db())
                                        : static_cast<std::int64_t>(subjects.size())) +
        R"("}})";
    std::string lines = span_of(handling, activity, trace.span, trace.parent, selection);
    for (const std::string& subject : subjects) {
        lines += span_of(handling, activity, new_span(), trace.span, of_subject(subject));
    }
    return lines;
}

std::string_view word_of(Ended ended) {
    switch (ended) {
        case Ended::done: return "gedaan";
        case Ended::refused: return "geweigerd";
        case Ended::fault: return "storing";
    }
    return {};
}

std::string access_line(Municipality& town, const Handling& handling) {
    const std::optional<std::int64_t> facts = facts_after(town, handling);
    std::string line;
    line.reserve(usual_line);
    line += R"({"trace_id":")";
    line += handling.trace.trace.text();
    line += R"(","moment_ms":)";
    line += std::to_string(handling.ended_ms);
    line += R"(,"gebruiker":)";
    line += json_quoted(handling.user);
    line += R"(,"via":)";
    line += json_quoted(handling.via);
    line += R"(,"opdracht":)";
    line += json_quoted(handling.command);
    line += R"(,"uitkomst":")";
    line += word_of(handling.ended);
    line += '"';
    if (facts > handling.facts_before) {
        line += R"(,"eerste_feit":)" + std::to_string(*handling.facts_before + 1) +
                R"(,"laatste_feit":)" + std::to_string(*facts);
    }
    line += "}\n";
    return line;
}

/// In practice anybody may name a day far ahead: there the term goes by the day of the last fact.
values::CivilDate term_counts_from(Municipality& town, values::CivilDate day) {
    if (!town.is_practice()) return day;
    return std::min(day, store::last_moment(town.db()).day.value_or(day));
}

/// Each line of the days, in the order in which they were written.
void for_each_line(const Municipality& town, std::string_view name, values::CivilDate from,
                   values::CivilDate to, const std::function<void(const std::string&)>& visit) {
    std::vector<fs::path> files;
    std::error_code none;
    const std::string first = std::string{name} + from.to_string();
    const std::string last = std::string{name} + to.to_string();
    for (const auto& entry : fs::directory_iterator{folder_of(town), none}) {
        const std::string found = entry.path().filename().string();
        const std::string day = found.substr(0, first.size());
        if (found.starts_with(name) && first <= day && day <= last) files.push_back(entry.path());
    }
    std::ranges::sort(files);
    for (const fs::path& file : files) {
        std::ifstream in{file, std::ios::binary};
        for (std::string line; std::getline(in, line);) visit(line);
        if (in.bad()) throw FileFault{wording::file_fault_words(0, "reading", file.string())};
    }
}

/// As it is now, also for whoever asks how things stood on an earlier day: the files are of now.
std::string gaps_of(const Municipality& town, values::CivilDate from, values::CivilDate to) {
    Municipality present = town.reader();
    return gaps_in_logs(present.db(), from, to);
}

base::Result<base::Done> check_days(values::CivilDate from, values::CivilDate to) {
    if (to < from) {
        return base::malformed("days_are_out_of_order",
                               {{"from", from.to_string()}, {"to", to.to_string()}});
    }
    return base::Done{};
}

/// The text of a member, of a line that this file wrote.
std::string member(std::string_view line, std::string_view name) {
    const std::string begins = '"' + std::string{name} + "\":\"";
    const auto at = line.find(begins);
    if (at == std::string_view::npos) return {};
    const auto from = at + begins.size();
    return std::string{line.substr(from, line.find('"', from) - from)};
}

std::string moment_of(std::string_view nanoseconds) {
    const auto number = base::parse_int(nanoseconds.substr(0, nanoseconds.size() - 9));
    return Now{.unix_seconds = number.value_or(0), .today = {}}.utc_text();
}

}  // namespace

std::int64_t clock_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

void log_handling(Municipality& town, const Handling& handling) {
    thread_local OpenLog access_log;
    thread_local OpenLog processing_log;
    // What is written is known before the files are looked at: one that is taken away meanwhile
    // would take the line along.
    const ProcessingActivity* const activity = activity_of(handling.command);
    const std::string records =
        activity != nullptr ? processing_lines(town, handling, *activity) : "";
    const std::string line = access_line(town, handling);
    if (!access_log.is_open(town, handling.day)) {
        std::error_code is_there;
        if (!fs::exists(file_of(town, access_name, handling.day), is_there)) {
            fs::create_directories(folder_of(town));
            sweep_logboek(town, term_counts_from(town, handling.day));
        }
        access_log.open(town, access_name, handling.day);
    }
    if (!records.empty()) {
        if (!processing_log.is_open(town, handling.day))
            processing_log.open(town, processing_name, handling.day);
        processing_log.append(records);
    }
    access_log.append(line);
}

void log_unattended(Municipality& town, const Unattended& done) {
    if (town.mode() != Mode::change) return;
    const std::int64_t now = clock_ms();
    log_handling(town, {.trace = new_trace(),
                        .user = done.user,
                        .via = done.via,
                        .command = done.command,
                        .began_ms = done.began_ms,
                        .ended_ms = now,
                        .ended = done.ended,
                        .facts_before = done.facts_before,
                        .day = done.day});
}

bool can_log(const Municipality& town, values::CivilDate day) {
    // What is not there is made; what cannot be asked for cannot be written either.
    const auto may = [](const fs::path& path, int rights) {
        return ::access(path.c_str(), rights) == 0 || errno == ENOENT;
    };
    std::error_code error;
    const fs::file_status folder = fs::status(folder_of(town), error);
    if (folder.type() == fs::file_type::not_found)
        return ::access(town.places().state.c_str(), W_OK | X_OK) == 0;
    return folder.type() == fs::file_type::directory && may(folder_of(town), W_OK | X_OK) &&
           may(file_of(town, access_name, day), W_OK) &&
           may(file_of(town, processing_name, day), W_OK);
}

base::Result<Report> export_processing(Municipality& town, values::CivilDate from,
                                       values::CivilDate to, const TextOut& out) {
    if (const auto days = check_days(from, to); !days) return days.failure();
    const std::string gaps = gaps_of(town, from, to);
    out(R"({"resourceSpans":[{"resource":{"attributes":[)" + attribute("service.name", "ontzorgd") +
        ',' + attribute("ontzorgd.gemeente", town.gemeente()) +
        (gaps.empty() ? "" : ',' + attribute("ontzorgd.ontbreekt", gaps)) +
        R"(]},"scopeSpans":[{"scope":{"name":"ontzorgd","version":")" + ONTZORGD_VERSION +
        R"("},"spans":[)");
    std::int64_t count = 0;
    for_each_line(town, processing_name, from, to,
                  [&](const std::string& line) { out((count++ == 0 ? "" : ",") + line); });
    out("]}]}]}\n");
    Report report;
    report.add("van", Value{from}).add("tot_en_met", Value{to}).add("records", Value{count});
    if (!gaps.empty()) report.add("ontbreekt", gaps);
    return report;
}

base::Result<Report> export_access(Municipality& town, values::CivilDate from, values::CivilDate to,
                                   const TextOut& out) {
    if (const auto days = check_days(from, to); !days) return days.failure();
    const std::string gaps = gaps_of(town, from, to);
    if (!gaps.empty()) out(R"({"ontbreekt":)" + json_quoted(gaps) + "}\n");
    std::int64_t count = 0;
    for_each_line(town, access_name, from, to, [&](const std::string& line) {
        ++count;
        out(line + '\n');
    });
    Report report;
    report.add("van", Value{from}).add("tot_en_met", Value{to}).add("regels", Value{count});
    if (!gaps.empty()) report.add("ontbreekt", gaps);
    return report;
}

base::Result<Report> show_processing(Municipality& town, std::string_view client,
                                     values::CivilDate from, values::CivilDate to) {
    if (const auto days = check_days(from, to); !days) return days.failure();
    if (store::client_id(town.db(), client).is_none())
        return base::refuse("client_is_unknown", {{"client", std::string{client}}});
    const std::string pseudonym = pseudonym_of(town, client);
    std::vector<std::pair<std::string, Report>> found;
    std::map<std::string, std::string, std::less<>> users;
    if (!pseudonym.empty()) {
        for_each_line(town, processing_name, from, to, [&](const std::string& line) {
            if (line.find(pseudonym) == std::string::npos) return;
            const std::string activity = member(line, "stringValue");
            std::string_view purpose;
            for (const ProcessingActivity& each : processing_activities()) {
                if (each.id == activity) purpose = each.purpose;
            }
            Report row;
            row.add("moment", moment_of(member(line, "startTimeUnixNano")))
                .add("opdracht", member(line, "name"))
                .add("verwerking", activity)
                .add("doel", purpose);
            found.emplace_back(member(line, "traceId"), std::move(row));
            users.try_emplace(found.back().first);
        });
        for_each_line(town, access_name, from, to, [&](const std::string& line) {
            const auto user = users.find(member(line, "trace_id"));
            if (user != users.end()) user->second = member(line, "gebruiker");
        });
    }
    std::vector<Report> rows;
    for (auto& [trace, row] : found) {
        row.add("gebruiker", users[trace]).add("trace_id", trace);
        rows.push_back(std::move(row));
    }
    Report report;
    report.add("client", client)
        .add("van", Value{from})
        .add("tot_en_met", Value{to})
        .add_rows("verwerkingen", std::move(rows));
    const std::string gaps = gaps_of(town, from, to);
    if (!gaps.empty()) report.add("ontbreekt", gaps);
    return report;
}

bool is_logboek_name(std::string_view name) {
    if (!name.ends_with(suffix)) return false;
    name.remove_suffix(suffix.size());
    return std::ranges::any_of(std::array{access_name, processing_name}, [&](std::string_view log) {
        return name.starts_with(log) && values::CivilDate::parse(name.substr(log.size()));
    });
}

std::int64_t sweep_logboek(Municipality& town, values::CivilDate today) {
    // Its facts are thrown away, and the logs are the real ones.
    if (town.mode() == Mode::dry_run) return 0;
    const std::string oldest =
        std::to_string(today.year() - logboek_years) + today.to_string().substr(4);
    std::int64_t count = 0;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator{folder_of(town), none}) {
        const std::string name = entry.path().filename().string();
        for (const std::string_view log : {access_name, processing_name}) {
            const bool is_over = name.starts_with(log) && name.ends_with(suffix) &&
                                 name.substr(log.size(), oldest.size()) < oldest;
            if (is_over && fs::remove(entry.path(), none)) ++count;
        }
    }
    return count;
}

}  // namespace ontzorgd::service
