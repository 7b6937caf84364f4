// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/user_relation.h"

#include "statement.h"

namespace ontzorgd::store {

std::int64_t relation_of(Database& db, UserId user, dossier::ClientId client) {
    Statement find{db, R"sql(
        SELECT id FROM user_relation WHERE user = ?1 AND client = ?2 AND replaced IS NULL
    )sql"};
    find.bind(user, client);
    return find.next() ? find.integer(0) : 0;
}

std::int64_t add_relation(Database& db, UserId user, dossier::ClientId client, std::int64_t fact) {
    Statement add{db, R"sql(
        INSERT INTO user_relation
        SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, NULL FROM user_relation RETURNING id
    )sql"};
    add.bind(user, client, fact);
    add.next();
    const std::int64_t id = add.integer(0);
    add.reset();
    return id;
}

void end_relation(Database& db, std::int64_t relation, std::int64_t fact) {
    Statement end{db, R"sql(
        UPDATE user_relation SET replaced = ?2 WHERE id = ?1 AND replaced IS NULL
    )sql"};
    end.run_with(relation, fact);
}

std::int64_t newest_relation(Database& db, UserId user) {
    Statement find{db, R"sql(
        SELECT coalesce(max(fact), 0) FROM user_relation WHERE user = ?1 AND replaced IS NULL
    )sql"};
    find.bind(user);
    return find.next() ? find.integer(0) : 0;
}

bool has_relation(Database& db, UserId user, dossier::HouseholdId household) {
    Statement find{db, R"sql(
        SELECT 1 FROM user_relation r JOIN client c ON c.id = r.client
         WHERE r.user = ?1 AND r.replaced IS NULL AND c.household = ?2
    )sql"};
    find.bind(user, household);
    return find.next();
}

bool has_relation_in_payment(Database& db, UserId user, std::int64_t instruction) {
    Statement find{db, R"sql(
        SELECT 1 FROM instruction i JOIN client c ON c.household = i.household
          JOIN user_relation r ON r.user = ?1 AND r.client = c.id AND r.replaced IS NULL
         WHERE i.id = ?2
    )sql"};
    find.bind(user, instruction);
    return find.next();
}

bool has_relation_in_batch(Database& db, UserId user, std::int64_t batch) {
    if (related_numbers(db, user).empty()) return false;
    Statement find{db, R"sql(
        SELECT 1 FROM batch b JOIN file f ON f.batch = b.id AND f.version = b.version
          JOIN attempt a ON a.file = f.id JOIN instruction i ON i.id = a.instruction
         WHERE b.id = ?2 AND i.household IN (
               SELECT c.household FROM user_relation r JOIN client c ON c.id = r.client
                WHERE r.user = ?1 AND r.replaced IS NULL) LIMIT 1
    )sql"};
    find.bind(user, batch);
    return find.next();
}

bool has_relation_in_file(Database& db, UserId user, std::int64_t file) {
    if (related_numbers(db, user).empty()) return false;
    Statement find{db, R"sql(
        SELECT 1 FROM attempt a JOIN instruction i ON i.id = a.instruction
         WHERE a.file = ?2 AND i.household IN (
               SELECT c.household FROM user_relation r JOIN client c ON c.id = r.client
                WHERE r.user = ?1 AND r.replaced IS NULL) LIMIT 1
    )sql"};
    find.bind(user, file);
    return find.next();
}

std::vector<std::string> related_numbers(Database& db, UserId user) {
    // Hardly anybody has one, and this is asked before each answer.
    Statement any{db, "SELECT 1 FROM user_relation WHERE user = ?1 AND replaced IS NULL LIMIT 1"};
    any.bind(user);
    if (!any.next()) return {};
    Statement find{db, R"sql(
        SELECT o.nummer FROM user_relation r JOIN client c ON c.id = r.client
          JOIN client o ON o.household = c.household WHERE r.user = ?1 AND r.replaced IS NULL
        UNION SELECT h.nummer FROM user_relation r JOIN client c ON c.id = r.client
          JOIN household h ON h.id = c.household WHERE r.user = ?1 AND r.replaced IS NULL
         ORDER BY 1
    )sql"};
    find.bind(user);
    std::vector<std::string> numbers;
    while (find.next()) numbers.emplace_back(find.text(0));
    return numbers;
}

void for_each_relation(Database& db, const std::function<void(const UserRelation&)>& visit) {
    Statement rows{db, R"sql(
        SELECT u.name, c.nummer, r.fact FROM user_relation r JOIN user u ON u.id = r.user
          JOIN client c ON c.id = r.client WHERE r.replaced IS NULL ORDER BY u.name, c.nummer
    )sql"};
    while (rows.next()) {
        visit({.user = std::string{rows.text(0)},
               .client = std::string{rows.text(1)},
               .fact = rows.integer(2)});
    }
}

}  // namespace ontzorgd::store
