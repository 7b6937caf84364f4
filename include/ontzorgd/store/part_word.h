// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"
#include "ontzorgd/store/run.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

/// @file
/// What came back of a payment in part, and is paid again: two people say so of the same cents, and
/// the second word makes an instruction for them. The parts of a bill that are paid again in this
/// way are never more than what came back of it (architecture: pay-again guard, rule 2).
namespace ontzorgd::store {

/// An attempt by its names.
struct AttemptName {
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
    bool operator==(const AttemptName&) const = default;
};

struct PartWord {
    values::Euro cents{};
    UserId user{};
    std::int64_t made = 0;  ///< the instruction; 0: a first word, that waits for a second
    std::int64_t fact = 0;
};
/// Those about one attempt, the first first.
[[nodiscard]] std::vector<PartWord> part_words(Database& db, const AttemptName& of);
/// Who said last that these cents are to be paid again, and waits for a second person; none when
/// nobody does.
[[nodiscard]] std::optional<UserId> waiting_part_word(const std::vector<PartWord>& words,
                                                      values::Euro cents);
/// `reason` is a personal row.
void add_part_word(Database& db, const AttemptName& of, const PartWord& word, std::int64_t reason);

/// The cents of an attempt that were paid again in parts.
[[nodiscard]] values::Euro paid_again(Database& db, const AttemptName& of);
/// Whether so much was paid again in parts as came back of the attempt, or more.
[[nodiscard]] bool is_paid_again(Database& db, const AttemptName& of);
/// Of which attempt an instruction pays a part again; nothing for all others.
[[nodiscard]] std::optional<AttemptName> part_of(Database& db, std::int64_t instruction);
/// Every instruction that pays a part again, with the attempt of which.
[[nodiscard]] std::unordered_map<std::int64_t, AttemptName> all_parts(Database& db);
/// Whether more was paid again in parts of the attempt than came back of it by now.
[[nodiscard]] bool is_overpaid(Database& db, const AttemptName& of);

/// Makes the instruction that pays `cents` of another again: the next part of its bill or the next
/// tranche, else the same. Gives its number.
[[nodiscard]] std::int64_t add_part(Database& db, const InstructionRow& of, values::Euro cents,
                                    values::Euro draagdeel_eerste, std::int64_t fact);

}  // namespace ontzorgd::store
