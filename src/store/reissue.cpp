// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/reissue.h"

#include "statement.h"

namespace ontzorgd::store {

void add_reissue(Database& db, std::int64_t instruction, std::int64_t attempt, values::Euro cents,
                 std::int64_t fact) {
    Statement add{db, R"sql(
        INSERT INTO reissue SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4 FROM reissue
    )sql"};
    add.run_with(instruction, attempt, cents, fact);
}

bool is_reissued(Database& db, std::int64_t instruction, std::int64_t attempt) {
    Statement find{db, "SELECT 1 FROM reissue WHERE instruction = ?1 AND attempt = ?2"};
    find.bind(instruction, attempt);
    return find.next();
}

}  // namespace ontzorgd::store
