// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/idempotency.h"

#include "statement.h"

namespace ontzorgd::store {

std::optional<KeptAnswer> find_answer(Database& db, UserId user, std::string_view key) {
    Statement read{db, R"sql(
        SELECT request, status, answer, facts FROM idempotency WHERE user = ?1 AND key = ?2
    )sql"};
    read.bind(user.number(), key);
    if (!read.next()) return std::nullopt;
    KeptAnswer answer;
    answer.request = read.digest(0);
    answer.status = static_cast<int>(read.integer(1));
    answer.sealed = std::string{read.blob(2)};
    answer.facts = read.integer(3);
    return answer;
}

void keep_answer(Database& db, UserId user, std::string_view key, const KeptAnswer& answer,
                 std::int64_t now_unix_seconds) {
    Statement write{db, R"sql(
        INSERT OR REPLACE INTO idempotency VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)
    )sql"};
    write.run_with(user.number(), key, answer.request, std::int64_t{answer.status},
                   BlobText{answer.sealed}, now_unix_seconds, answer.facts);
}

void forget_answers_before(Database& db, std::int64_t unix_seconds) {
    Statement remove{db, "DELETE FROM idempotency WHERE answered < ?1"};
    remove.run_with(unix_seconds);
}

void forget_all_answers(Database& db) {
    db.execute("DELETE FROM idempotency");
}

}  // namespace ontzorgd::store
