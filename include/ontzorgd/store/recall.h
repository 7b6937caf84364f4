// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/store/part_word.h"
#include "ontzorgd/store/people.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// @file
/// Recalls: somebody asked the bank to get a payment back, and what the bank answered.
namespace ontzorgd::store {

struct RecallRow {
    std::int64_t id = 0;
    std::string code{};         ///< with which it was asked
    values::Euro returned{};    ///< what had come back of the payment by then
    values::CivilDate until{};  ///< the last day on which it may be asked with this code
    UserId user{};
    std::int64_t fact = 0;
    std::string refusal{};  ///< the code with which the bank said no; empty: it did not
};
/// Those of one attempt, the first first.
[[nodiscard]] std::vector<RecallRow> recalls_of(Database& db, const AttemptName& of);
/// The one that waits for an answer when `returned` came back by now; nothing when none does. Money
/// that came after it was asked answers it, and so does a refusal.
[[nodiscard]] std::optional<RecallRow> open_recall(const std::vector<RecallRow>& recalls,
                                                   values::Euro returned);
/// `reason` is a personal row. Gives its number.
std::int64_t add_recall(Database& db, const AttemptName& of, const RecallRow& recall,
                        std::int64_t reason);
void add_recall_refusal(Database& db, std::int64_t recall, std::string_view code, UserId user,
                        std::int64_t fact);

}  // namespace ontzorgd::store
