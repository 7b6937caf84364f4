// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

/// @file
/// Restorations: when this directory was put back from a backup, and what is known of what a later
/// copy of it did.
namespace ontzorgd::store {

struct Restoration {
    std::int64_t id = 0;
    std::int64_t fact = 0;
    values::CivilDate day{};
    std::string generation{};  ///< of every file from first_file on
    std::int64_t first_file = 0;
    std::int64_t backup_facts = 0;  ///< what came after these is not known
    base::Digest backup_head{};
    values::CivilDate backup_day{};
    UserId restored_by{};
};
/// In order. None in a database of before they were kept.
[[nodiscard]] std::vector<Restoration> restorations(Database& db);
/// Gives it its number.
std::int64_t add_restoration(Database& db, const Restoration& restoration);

struct RestoreLift {
    std::int64_t id = 0;
    std::int64_t restoration = 0;
    UserId proposed_by{};
    std::int64_t fact = 0;
    UserId confirmed_by{};
    std::int64_t confirmed_fact = 0;  ///< 0: not yet
};
[[nodiscard]] std::optional<RestoreLift> lift_of(Database& db, std::int64_t restoration);
std::int64_t add_lift(Database& db, std::int64_t restoration, UserId by, std::int64_t fact);
void confirm_lift(Database& db, std::int64_t lift, UserId by, std::int64_t fact);
/// The newest restoration, while nobody lifted it.
[[nodiscard]] std::optional<Restoration> restoration_not_lifted(Database& db);

/// The line is a debit with the reference of an attempt that a later copy made.
void add_lost_attempt(Database& db, const LineKey& line, std::int64_t instruction,
                      std::int64_t attempt);
/// Instructions that a later copy paid, by any statement that was ever read.
[[nodiscard]] std::unordered_set<std::int64_t> instructions_of_lost_attempts(Database& db);
struct LostAttempt {
    LineKey line{};
    std::int64_t instruction = 0;
    values::Euro cents{};
    values::CivilDate day{};
};
/// In the order of their lines.
[[nodiscard]] std::vector<LostAttempt> lost_attempts(Database& db);

}  // namespace ontzorgd::store
