// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/user_subject.h"

#include "statement.h"

namespace ontzorgd::store {

UserId user_of_subject(Database& db, std::string_view issuer, std::string_view subject) {
    Statement find{db, R"sql(
        SELECT user FROM user_subject WHERE issuer = ?1 AND subject = ?2 AND replaced IS NULL
    )sql"};
    find.bind(issuer, subject);
    return find.next() ? UserId{find.integer(0)} : UserId{};
}

bool has_subject(Database& db, UserId user) {
    Statement find{db, "SELECT 1 FROM user_subject WHERE user = ?1 AND replaced IS NULL"};
    find.bind(user);
    return find.next();
}

std::int64_t add_subject(Database& db, UserId user, std::string_view issuer,
                         std::string_view subject, std::int64_t fact) {
    Statement add{db, R"sql(
        INSERT INTO user_subject
        SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4, NULL FROM user_subject RETURNING id
    )sql"};
    add.bind(user, issuer, subject, fact);
    add.next();
    const std::int64_t id = add.integer(0);
    add.reset();
    return id;
}

}  // namespace ontzorgd::store
