// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/restoration.h"

#include "statement.h"

namespace ontzorgd::store {

std::vector<Restoration> restorations(Database& db) {
    Statement there{db, "SELECT 1 FROM sqlite_schema WHERE name = 'restoration'"};
    if (!there.next()) return {};
    there.reset();
    Statement rows{db, R"sql(
        SELECT id, fact, day, generation, first_file, backup_facts, backup_head, backup_day, restored_by
          FROM restoration ORDER BY id
    )sql"};
    std::vector<Restoration> all;
    while (rows.next()) {
        all.push_back({.id = rows.integer(0),
                       .fact = rows.integer(1),
                       .day = rows.date(2),
                       .generation = std::string{rows.text(3)},
                       .first_file = rows.integer(4),
                       .backup_facts = rows.integer(5),
                       .backup_head = rows.digest(6),
                       .backup_day = rows.date(7),
                       .restored_by = UserId{rows.integer(8)}});
    }
    return all;
}

std::int64_t add_restoration(Database& db, const Restoration& restoration) {
    Statement add{db, R"sql(
        INSERT INTO restoration
        SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM restoration RETURNING id
    )sql"};
    add.bind(restoration.fact, restoration.day, restoration.generation, restoration.first_file,
             restoration.backup_facts, restoration.backup_head, restoration.backup_day,
             restoration.restored_by);
    add.next();
    const std::int64_t id = add.integer(0);
    add.reset();
    return id;
}

std::optional<RestoreLift> lift_of(Database& db, std::int64_t restoration) {
    Statement find{db, R"sql(
        SELECT id, proposed_by, fact, coalesce(confirmed_by, 0), coalesce(confirmed_fact, 0)
          FROM restore_lift WHERE restoration = ?1
    )sql"};
    find.bind(restoration);
    if (!find.next()) return std::nullopt;
    return RestoreLift{.id = find.integer(0),
                       .restoration = restoration,
                       .proposed_by = UserId{find.integer(1)},
                       .fact = find.integer(2),
                       .confirmed_by = UserId{find.integer(3)},
                       .confirmed_fact = find.integer(4)};
}

std::int64_t add_lift(Database& db, std::int64_t restoration, UserId by, std::int64_t fact) {
    Statement add{db, R"sql(
        INSERT INTO restore_lift
        SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, NULL, NULL FROM restore_lift RETURNING id
    )sql"};
    add.bind(restoration, by, fact);
    add.next();
    const std::int64_t id = add.integer(0);
    add.reset();
    return id;
}

void confirm_lift(Database& db, std::int64_t lift, UserId by, std::int64_t fact) {
    Statement confirm{
        db, "UPDATE restore_lift SET confirmed_by = ?2, confirmed_fact = ?3 WHERE id = ?1"};
    confirm.run_with(lift, by, fact);
}

std::optional<Restoration> restoration_not_lifted(Database& db) {
    const auto all = restorations(db);
    if (all.empty()) return std::nullopt;
    const auto lift = lift_of(db, all.back().id);
    if (lift && lift->confirmed_fact != 0) return std::nullopt;
    return all.back();
}

void add_lost_attempt(Database& db, const LineKey& line, std::int64_t instruction,
                      std::int64_t attempt) {
    Statement add{db, "INSERT OR IGNORE INTO lost_attempt VALUES(?1, ?2, ?3, ?4, ?5)"};
    add.run_with(line.statement, line.entry, line.detail, instruction, attempt);
}

std::unordered_set<std::int64_t> instructions_of_lost_attempts(Database& db) {
    Statement rows{db, "SELECT DISTINCT instruction FROM lost_attempt"};
    std::unordered_set<std::int64_t> all;
    while (rows.next()) all.insert(rows.integer(0));
    return all;
}

std::vector<LostAttempt> lost_attempts(Database& db) {
    Statement rows{db, R"sql(
        SELECT x.statement, x.entry, x.detail, x.instruction, l.cents, l.booking_date
          FROM lost_attempt x
          JOIN statement_line l ON l.statement = x.statement AND l.entry = x.entry AND l.detail = x.detail
         WHERE l.repeats_statement IS NULL
         ORDER BY x.statement, x.entry, x.detail
    )sql"};
    std::vector<LostAttempt> all;
    while (rows.next()) {
        all.push_back({.line = {.statement = rows.integer(0),
                                .entry = rows.integer(1),
                                .detail = rows.integer(2)},
                       .instruction = rows.integer(3),
                       .cents = rows.euro(4),
                       .day = rows.date(5)});
    }
    return all;
}

}  // namespace ontzorgd::store
