// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/second_factor.h"

#include "statement.h"

namespace ontzorgd::store {

std::optional<SecondFactor> second_factor_of(Database& db, UserId user) {
    Statement find{db, R"sql(
        SELECT id, secret, fact, confirmed_fact FROM second_factor
         WHERE user = ?1 AND replaced IS NULL
    )sql"};
    find.bind(user);
    if (!find.next()) return std::nullopt;
    return SecondFactor{.id = find.integer(0),
                        .secret = std::string{find.blob(1)},
                        .fact = find.integer(2),
                        .confirmed = !find.is_null(3)};
}

std::int64_t add_second_factor(Database& db, UserId user, std::string_view sealed,
                               std::int64_t fact) {
    Statement add{db, R"sql(
        INSERT INTO second_factor
        SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, NULL, NULL FROM second_factor RETURNING id
    )sql"};
    add.bind(user, BlobText{sealed}, fact);
    add.next();
    const std::int64_t id = add.integer(0);
    add.reset();
    return id;
}

void confirm_second_factor(Database& db, std::int64_t id, std::int64_t fact) {
    Statement confirm{db, R"sql(
        UPDATE second_factor SET confirmed_fact = ?2 WHERE id = ?1 AND confirmed_fact IS NULL
    )sql"};
    confirm.run_with(id, fact);
}

void end_second_factor(Database& db, std::int64_t id, std::int64_t fact) {
    Statement end{db, R"sql(
        UPDATE second_factor SET replaced = ?2 WHERE id = ?1 AND replaced IS NULL
    )sql"};
    end.run_with(id, fact);
}

}  // namespace ontzorgd::store
