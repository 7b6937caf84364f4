// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/login_state.h"

#include "statement.h"

namespace ontzorgd::store {

LoginState login_state_of(Database& db, UserId user) {
    Statement read{db, R"sql(
        SELECT last_login, totp_step FROM login_state WHERE user = ?1
    )sql"};
    read.bind(user);
    if (!read.next()) return {};
    return {.last_login = read.optional_integer(0), .totp_step = read.integer(1)};
}

void write_last_login(Database& db, UserId user, std::int64_t now_unix_seconds) {
    Statement write{db, R"sql(
        INSERT INTO login_state(user, last_login) VALUES(?1, ?2)
        ON CONFLICT(user) DO UPDATE SET last_login = excluded.last_login
    )sql"};
    write.run_with(user, now_unix_seconds);
}

void note_user_day(Database& db, UserId user, values::CivilDate day, std::int64_t fact) {
    Statement note{db, "INSERT OR IGNORE INTO user_day VALUES(?1, ?2, ?3)"};
    note.run_with(user, day, fact);
}

std::optional<values::CivilDate> last_user_day(Database& db, UserId user) {
    Statement last{db, "SELECT max(day) FROM user_day WHERE user = ?1"};
    last.bind(user);
    last.next();
    return last.optional_date(0);
}

void write_totp_step(Database& db, UserId user, std::int64_t step) {
    Statement write{db, R"sql(
        INSERT INTO login_state(user, totp_step) VALUES(?1, ?2)
        ON CONFLICT(user) DO UPDATE SET totp_step = excluded.totp_step
    )sql"};
    write.run_with(user, step);
}

void add_login_failure(Database& db, std::int64_t name, std::int64_t now_unix_seconds) {
    Statement add{db, R"sql(
        INSERT INTO login_failure VALUES(?1, 1, ?2)
        ON CONFLICT(name) DO UPDATE SET failures = failures + 1, last = excluded.last
    )sql"};
    add.run_with(name, now_unix_seconds);
}

void forget_login_failures(Database& db, std::int64_t name) {
    Statement forget{db, "DELETE FROM login_failure WHERE name = ?1"};
    forget.run_with(name);
}

void forget_login_failures_before(Database& db, std::int64_t unix_seconds) {
    Statement forget{db, "DELETE FROM login_failure WHERE last < ?1"};
    forget.run_with(unix_seconds);
}

void for_each_login_failure(Database& db, const std::function<void(const LoginFailures&)>& visit) {
    Statement rows{db, "SELECT name, failures, last FROM login_failure ORDER BY name"};
    while (rows.next())
        visit({.name = rows.integer(0), .count = rows.integer(1), .last = rows.integer(2)});
}

}  // namespace ontzorgd::store
