// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/recall.h"

#include "statement.h"

namespace ontzorgd::store {

std::vector<RecallRow> recalls_of(Database& db, const AttemptName& of) {
    Statement rows{db, R"sql(
        SELECT r.id, r.code, r.returned_cents, r.until, r.user, r.fact, coalesce(x.code, '')
          FROM recall r LEFT JOIN recall_refusal x ON x.recall = r.id
         WHERE r.instruction = ?1 AND r.attempt = ?2 ORDER BY r.id
    )sql"};
    rows.bind(of.instruction, of.attempt);
    std::vector<RecallRow> all;
    while (rows.next()) {
        all.push_back({.id = rows.integer(0),
                       .code = std::string{rows.text(1)},
                       .returned = rows.euro(2),
                       .until = rows.date(3),
                       .user = UserId{rows.integer(4)},
                       .fact = rows.integer(5),
                       .refusal = std::string{rows.text(6)}});
    }
    return all;
}

std::optional<RecallRow> open_recall(const std::vector<RecallRow>& recalls, values::Euro returned) {
    if (recalls.empty()) return std::nullopt;
    const RecallRow& last = recalls.back();
    if (!last.refusal.empty() || returned > last.returned) return std::nullopt;
    return last;
}

std::int64_t add_recall(Database& db, const AttemptName& of, const RecallRow& recall,
                        std::int64_t reason) {
    Statement next{db, "SELECT coalesce(max(id), 0) + 1 FROM recall"};
    next.next();
    const std::int64_t id = next.integer(0);
    Statement add{db, "INSERT INTO recall VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"};
    add.run_with(id, of.instruction, of.attempt, recall.code, recall.returned, recall.until,
                 recall.user, reason, recall.fact);
    return id;
}

void add_recall_refusal(Database& db, std::int64_t recall, std::string_view code, UserId user,
                        std::int64_t fact) {
    Statement add{db, R"sql(
        INSERT INTO recall_refusal SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4 FROM recall_refusal
    )sql"};
    add.run_with(recall, code, user, fact);
}

}  // namespace ontzorgd::store
