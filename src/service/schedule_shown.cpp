// SPDX-License-Identifier: EUPL-1.2
#include "schedule_shown.h"

#include "account_profile.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/wording/sentence.h"
#include "staleness.h"

#include <fmt/format.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ontzorgd::service {

namespace {

std::optional<TaskKind> kind_from(std::string_view text) {
    for (int each = 0; each <= static_cast<int>(TaskKind::tidy); ++each) {
        const auto kind = static_cast<TaskKind>(each);
        if (to_text(kind) == text) return kind;
    }
    return std::nullopt;
}

std::vector<WaitingFile> waiting_files(store::Database& db) {
    std::vector<WaitingFile> waiting;
    for (const std::int64_t id : store::batches_with_waiting_files(db)) {
        const auto batch = store::batch_by_id(db, id);
        const auto regelset = regelset_of(db, batch->run);
        for (const store::StoredFile& file : store::files_of(db, id, batch->version)) {
            if (file.state != "built") continue;
            waiting.push_back(
                {.batch = id,
                 .version = batch->version,
                 .batch_state = batch->state,
                 .execution_date = file.execution_date,
                 .speed = batch->speed,
                 .profile = profile_of(db, file.account).profile,
                 .lead_days = regelset ? static_cast<int>(regelset.value().voorloop_dagen) : 0});
        }
    }
    return waiting;
}

/// A release that was refused for the person who gave it is no try of whoever comes after.
bool is_about_who_asked(std::string_view code) {
    return code == "releaser_signed" || code == "batch_pays_a_relation";
}

/// Only the code of a refusal is kept, and the batch that it was about.
std::string why(const store::ScheduleOutcomeRow& row) {
    if (row.code.empty()) return {};
    const std::string batch = std::to_string(row.object);
    return wording::sentence(
        {.code = row.code, .details = {{"batch", batch}, {"file", "van batch " + batch}}});
}

}  // namespace

Situation situation_of(store::Database& db, const Now& now) {
    constexpr std::size_t most = 10'000;
    constexpr int days_back = 40;
    Situation situation{.files = waiting_files(db), .ran = {}};
    for (const store::ScheduleOutcomeRow& row :
         store::schedule_outcomes(db, most, now.today.plus_days(-days_back))) {
        const auto kind = kind_from(row.task);
        if (!kind || is_about_who_asked(row.code)) continue;
        situation.ran.push_back({.kind = *kind,
                                 .batch = row.object,
                                 .version = row.version,
                                 .planned = {.day = row.planned_day, .minute = row.planned_minute},
                                 .ran = {.day = row.day, .minute = row.minute},
                                 .was_refused = row.outcome == "refused"});
    }
    return situation;
}

std::string text_of(const Moment& moment) {
    return fmt::format("{} {:02}:{:02}", moment.day.to_string(), moment.minute / 60,
                       moment.minute % 60);
}

Report shown(const Task& task, const Moment& now) {
    std::string_view state = "gepland";
    if (task.planned <= now) state = task.is_late ? "te_laat" : "nu_te_doen";
    Report report;
    report.add("taak", to_text(task.kind))
        .add("batch", task.batch == 0 ? std::string{} : std::to_string(task.batch))
        .add("gepland", text_of(task.planned))
        .add("staat", state);
    return report;
}

Report shown(const store::ScheduleOutcomeRow& row) {
    Report report;
    report.add("taak", row.task)
        .add("batch", row.object == 0 ? std::string{} : std::to_string(row.object))
        .add("gepland", text_of({.day = row.planned_day, .minute = row.planned_minute}))
        .add("gedaan", text_of({.day = row.day, .minute = row.minute}))
        .add("staat", row.outcome)
        .add("gevonden", Value{row.found})
        .add("te_laat_gedaan", Value{row.late})
        .add("code", row.code)
        .add("zin", why(row));
    return report;
}

}  // namespace ontzorgd::service
