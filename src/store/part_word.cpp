// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/part_word.h"

#include "statement.h"

#include <algorithm>

namespace ontzorgd::store {

std::vector<PartWord> part_words(Database& db, const AttemptName& of) {
    Statement rows{db, R"sql(
        SELECT cents, user, coalesce(made, 0), fact FROM part_word
         WHERE instruction = ?1 AND attempt = ?2 ORDER BY id
    )sql"};
    rows.bind(of.instruction, of.attempt);
    std::vector<PartWord> all;
    while (rows.next()) {
        all.push_back({.cents = rows.euro(0),
                       .user = UserId{rows.integer(1)},
                       .made = rows.integer(2),
                       .fact = rows.integer(3)});
    }
    return all;
}

std::optional<UserId> waiting_part_word(const std::vector<PartWord>& words, values::Euro cents) {
    std::optional<UserId> waiting;
    for (const PartWord& word : words) {
        if (word.made != 0) {
            waiting.reset();
        } else if (word.cents == cents) {
            waiting = word.user;
        }
    }
    return waiting;
}

void add_part_word(Database& db, const AttemptName& of, const PartWord& word, std::int64_t reason) {
    Statement add{db, R"sql(
        INSERT INTO part_word
        SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4, ?5, ?6, ?7 FROM part_word
    )sql"};
    add.run_with(of.instruction, of.attempt, word.cents, word.user, reason, none_if_zero(word.made),
                 word.fact);
}

values::Euro paid_again(Database& db, const AttemptName& of) {
    Statement sum{db, R"sql(
        SELECT coalesce(sum(cents), 0) FROM part_word
         WHERE instruction = ?1 AND attempt = ?2 AND made IS NOT NULL
    )sql"};
    sum.bind(of.instruction, of.attempt);
    sum.next();
    return sum.euro(0);
}

namespace {

values::Euro came_back(Database& db, const AttemptName& of) {
    Statement find{db, "SELECT returned_cents FROM attempt WHERE instruction = ?1 AND number = ?2"};
    find.bind(of.instruction, of.attempt);
    return find.next() ? find.euro(0) : values::Euro{};
}

}  // namespace

bool is_paid_again(Database& db, const AttemptName& of) {
    const values::Euro again = paid_again(db, of);
    return !again.is_zero() && again >= came_back(db, of);
}

bool is_overpaid(Database& db, const AttemptName& of) {
    const values::Euro again = paid_again(db, of);
    return !again.is_zero() && again > came_back(db, of);
}

std::optional<AttemptName> part_of(Database& db, std::int64_t instruction) {
    Statement find{db, "SELECT instruction, attempt FROM part_word WHERE made = ?1"};
    find.bind(instruction);
    if (!find.next()) return std::nullopt;
    return AttemptName{.instruction = find.integer(0), .attempt = find.integer(1)};
}

std::unordered_map<std::int64_t, AttemptName> all_parts(Database& db) {
    Statement rows{db, "SELECT made, instruction, attempt FROM part_word WHERE made IS NOT NULL"};
    std::unordered_map<std::int64_t, AttemptName> all;
    while (rows.next()) {
        all.emplace(rows.integer(0),
                    AttemptName{.instruction = rows.integer(1), .attempt = rows.integer(2)});
    }
    return all;
}

namespace {

unsigned next_part(Database& db, const InstructionRow& of) {
    const bool is_bill = !of.contract.is_none();
    Statement last{db, is_bill ? "SELECT max(part) FROM instruction"
                                 " WHERE contract = ?1 AND period_from = ?2"
                               : "SELECT max(part) FROM instruction"
                                 " WHERE run = ?1 AND client = ?2 AND contract IS NULL"};
    if (is_bill) {
        last.bind(of.contract, of.period_from);
    } else {
        last.bind(of.run, of.client);
    }
    last.next();
    return static_cast<unsigned>(last.integer(0)) + 1;
}

}  // namespace

std::int64_t add_part(Database& db, const InstructionRow& of, values::Euro cents,
                      values::Euro draagdeel_eerste, std::int64_t fact) {
    InstructionRow part = of;
    part.part = next_part(db, of);
    part.cents = cents;
    part.draagdeel_eerste = draagdeel_eerste;
    return SplitWriter{db, of.run, fact, {}}.add_instruction(part);
}

}  // namespace ontzorgd::store
