// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/rights_review.h"

#include "statement.h"

namespace ontzorgd::store {

std::optional<RightsReview> last_rights_review(Database& db) {
    Statement read{db, R"sql(
        SELECT user, day, users, list_sha256 FROM rights_review ORDER BY id DESC LIMIT 1
    )sql"};
    if (!read.next()) return std::nullopt;
    return RightsReview{.user = UserId{read.integer(0)},
                        .day = read.date(1),
                        .users = read.integer(2),
                        .list_sha256 = read.digest(3)};
}

std::int64_t add_rights_review(Database& db, const RightsReview& review, std::int64_t fact) {
    Statement add{db, R"sql(
        INSERT INTO rights_review
        SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4, ?5 FROM rights_review RETURNING id
    )sql"};
    add.bind(review.user, review.day, review.users, review.list_sha256, fact);
    add.next();
    const std::int64_t id = add.integer(0);
    add.reset();
    return id;
}

std::optional<values::CivilDate> rights_unseen_since(Database& db) {
    if (const auto last = last_rights_review(db)) return last->day;
    Statement first{db, "SELECT day FROM audit_link WHERE number = 1"};
    return first.next() ? std::optional{first.date(0)} : std::nullopt;
}

std::vector<HeldRole> held_roles(Database& db, UserId user) {
    Statement roles{db, R"sql(
        SELECT role, fact FROM user_role WHERE user = ?1 AND replaced IS NULL ORDER BY role
    )sql"};
    roles.bind(user);
    std::vector<HeldRole> held;
    while (roles.next())
        held.push_back({.role = std::string{roles.text(0)}, .fact = roles.integer(1)});
    return held;
}

}  // namespace ontzorgd::store
