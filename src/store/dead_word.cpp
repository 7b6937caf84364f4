// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/dead_word.h"

#include "statement.h"

namespace ontzorgd::store {

std::vector<DeadWord> dead_words(Database& db, std::int64_t instruction, std::int64_t attempt) {
    Statement rows{db, R"sql(
        SELECT user, fact FROM dead_word WHERE instruction = ?1 AND attempt = ?2 ORDER BY id
    )sql"};
    rows.bind(instruction, attempt);
    std::vector<DeadWord> all;
    while (rows.next()) all.push_back({.user = UserId{rows.integer(0)}, .fact = rows.integer(1)});
    return all;
}

void add_dead_word(Database& db, std::int64_t instruction, std::int64_t attempt,
                   const DeadWord& word, std::int64_t reason) {
    Statement add{db, R"sql(
        INSERT INTO dead_word SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4, ?5 FROM dead_word
    )sql"};
    add.run_with(instruction, attempt, word.user, reason, word.fact);
}

}  // namespace ontzorgd::store
