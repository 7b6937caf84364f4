// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/payment/bank_profile.h"
#include "ontzorgd/values/civil_date.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// What the schedule has to do at a moment: by what waits, what was done and the day and minute,
/// which are inputs. Pure. What decides about money stands in the regelset (lead time), the bank
/// profile (cut-off) and the betaalkalender, each decided by two people; nothing here does.
namespace ontzorgd::service {

inline constexpr int minutes_of_day = 1440;

/// When the schedule does what, for a municipality; minutes of the day in Amsterdam.
struct ScheduleSettings {
    int check_minute = 7 * 60;             ///< checks and reminders of the day
    int release_minute = 9 * 60;           ///< not earlier on the day of the lead time
    int late_after_minutes = 60;           ///< what ran later than this is said to be late
    int retry_minutes = 60;                ///< a release that was refused is tried again
    int retry_before_cut_off_minutes = 5;  ///< in the last hour in which the bank takes it
    int remind_target_days = 1;            ///< before the day of the release
    int ending_ground_days = 30;           ///< a grondslag that ends within so many days is told
    int old_exception_days = 14;           ///< an exception of so many days is told
    int missing_statement_days = 2;        ///< TARGET days after which a statement is missed
    int keep_folder_days = 31;             ///< so long the files in verwerkt and opzij are kept
    int backup_days = 1;                   ///< the newest backup may be so old
    std::string backups{};                 ///< the folder in which they are; empty: nobody said
};

/// A moment on the wall clock of Amsterdam.
struct Moment {
    values::CivilDate day;
    int minute = 0;  ///< 0 to 1439
    auto operator<=>(const Moment&) const = default;
};

/// A file of a batch that is not on its way to the bank.
struct WaitingFile {
    std::int64_t batch = 0;
    std::int64_t version = 0;
    std::string batch_state;  ///< proposed, signing, signed, released
    values::CivilDate execution_date;
    payment::Speed speed = payment::Speed::ordinary;
    payment::BankProfile profile;
    int lead_days = 0;  ///< TARGET days, of the regelset
};

/// When the schedule hands a file over: on the day of the lead time, before the cut-off of that
/// day.
[[nodiscard]] Moment release_moment(const WaitingFile& file, const ScheduleSettings& settings);
/// From this moment the bank takes it no more.
[[nodiscard]] Moment cut_off_moment(const WaitingFile& file);

/// From this moment people are reminded of what is not signed: before the day on which it is to be
/// handed over.
[[nodiscard]] Moment reminder_moment(const WaitingFile& file, const ScheduleSettings& settings);

enum class TaskKind : std::uint8_t {
    release,     ///< hand over the files of a batch whose lead time has come
    too_late,    ///< a file that its cut-off overtook
    remind,      ///< a batch without all its signatures that is to be handed over soon
    statements,  ///< is a statement missing?
    exceptions,  ///< do exceptions wait too long?
    grounds,     ///< which grondslagen end?
    chain,       ///< is the audit chain as it was written?
    backup,      ///< is there a backup of late that can be used?
    tidy,        ///< what came in by a folder long ago goes: it holds personal data
};
[[nodiscard]] std::string_view to_text(TaskKind kind);

struct Task {
    TaskKind kind = TaskKind::release;
    std::int64_t batch = 0;    ///< 0 for a check
    std::int64_t version = 0;  ///< of the batch
    Moment planned;
    bool is_late = false;
    bool operator==(const Task&) const = default;
};

/// A task that ran before.
struct RanTask {
    TaskKind kind = TaskKind::release;
    std::int64_t batch = 0;
    std::int64_t version = 0;
    Moment planned;
    Moment ran;
    bool was_refused = false;
};

struct Situation {
    std::vector<WaitingFile> files;
    std::vector<RanTask> ran;
};

/// What is to be done now, releases first, each batch once.
[[nodiscard]] std::vector<Task> tasks_due(const Situation& situation,
                                          const ScheduleSettings& settings, const Moment& now);
/// What is not done, as far as it is known, the first first: what should have been done by now,
/// until it is done, then releases and reminders to come and the next checks. What its cut-off
/// overtook stays in it as long as its file waits.
[[nodiscard]] std::vector<Task> tasks_to_come(const Situation& situation,
                                              const ScheduleSettings& settings, const Moment& now);

}  // namespace ontzorgd::service
