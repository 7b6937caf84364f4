// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/policy_rows.h"

#include "live_attempt.h"
#include "statement.h"

namespace ontzorgd::store {

namespace {

OwnAccount account_from(const Statement& row) {
    return {.id = row.integer(0),
            .name = std::string{row.text(1)},
            .iban = std::string{row.text(2)},
            .bank_profile = std::string{row.text(3)},
            .opening = row.euro(4),
            .opening_date = row.date(5),
            .dedicated = row.flag(6),
            .proposed_by = UserId{row.integer(7)},
            .confirmed = !row.is_null(8),
            .confirmed_by = UserId{row.optional_integer(8).value_or(0)},
            .ended_on = row.optional_date(9)};
}

std::vector<OwnAccount> accounts_where(Database& db, const std::string& condition, auto... keys) {
    Statement rows{db, R"sql(
        SELECT id, name, iban,
               coalesce((SELECT w.bank_profile FROM account_switch w
                          WHERE w.account = own_account.id AND w.confirmed_fact IS NOT NULL
                          ORDER BY w.confirmed_fact DESC LIMIT 1), bank_profile),
               opening_cents, opening_date, dedicated, proposed_by, confirmed_by,
               (SELECT e.day FROM account_end e JOIN account_end f ON f.account = e.account AND f.day = e.day
                 WHERE e.account = own_account.id AND f.user <> e.user LIMIT 1)
          FROM own_account
    )sql" + condition + " ORDER BY id"};
    rows.bind(keys...);
    std::vector<OwnAccount> all;
    while (rows.next()) all.push_back(account_from(rows));
    return all;
}

std::optional<OwnAccount> first_of(std::vector<OwnAccount> accounts) {
    if (accounts.empty()) return std::nullopt;
    return std::move(accounts.front());
}

std::vector<StoredRegelset> regelsets_where(Database& db, const std::string& condition,
                                            auto... keys) {
    Statement rows{db, R"sql(
        SELECT id, sha256, toml, geldig_vanaf, proposed_by, confirmed_by FROM regelset
    )sql" + condition};
    rows.bind(keys...);
    std::vector<StoredRegelset> all;
    while (rows.next()) {
        all.push_back({.id = rows.integer(0),
                       .sha256 = rows.digest(1),
                       .toml = std::string{rows.text(2)},
                       .geldig_vanaf = rows.date(3),
                       .proposed_by = UserId{rows.integer(4)},
                       .confirmed = !rows.is_null(5),
                       .confirmed_by = UserId{rows.optional_integer(5).value_or(0)}});
    }
    return all;
}

std::optional<StoredRegelset> first_of(std::vector<StoredRegelset> all) {
    if (all.empty()) return std::nullopt;
    return std::move(all.front());
}

std::vector<StoredProfile> profiles_where(Database& db, const std::string& condition,
                                          auto... keys) {
    Statement rows{db, R"sql(
        SELECT id, name, version, sha256, toml, proposed_by, confirmed_by FROM bank_profile
    )sql" + condition};
    rows.bind(keys...);
    std::vector<StoredProfile> all;
    while (rows.next()) {
        all.push_back({.id = rows.integer(0),
                       .name = std::string{rows.text(1)},
                       .version = rows.integer(2),
                       .sha256 = rows.digest(3),
                       .toml = std::string{rows.text(4)},
                       .proposed_by = UserId{rows.integer(5)},
                       .confirmed = !rows.is_null(6),
                       .confirmed_by = UserId{rows.optional_integer(6).value_or(0)}});
    }
    return all;
}

std::optional<StoredProfile> first_of(std::vector<StoredProfile> all) {
    if (all.empty()) return std::nullopt;
    return std::move(all.front());
}

std::int64_t inserted_id(Statement& insert) {
    insert.next();
    const std::int64_t id = insert.integer(0);
    insert.reset();
    return id;
}

void confirm(Database& db, const char* table, std::int64_t id, UserId by, std::int64_t fact) {
    Statement update{
        db,
        std::string{"UPDATE "} + table +
            " SET confirmed_by = ?2, confirmed_fact = ?3 WHERE id = ?1 AND confirmed_by IS NULL"};
    update.run_with(id, by, fact);
}

}  // namespace

std::vector<OwnAccount> own_accounts(Database& db) {
    return accounts_where(db, "");
}

std::optional<OwnAccount> own_account_named(Database& db, std::string_view name) {
    return first_of(accounts_where(db, "WHERE name = ?1", name));
}

std::optional<OwnAccount> own_account_with_iban(Database& db, std::string_view iban) {
    return first_of(accounts_where(db, "WHERE iban = ?1", iban));
}

std::optional<OwnAccount> own_account_by_id(Database& db, std::int64_t id) {
    return first_of(accounts_where(db, "WHERE id = ?1", id));
}

std::int64_t add_own_account(Database& db, const OwnAccount& account, std::int64_t fact) {
    Statement insert{db, R"sql(
        INSERT INTO own_account SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, NULL, NULL
          FROM own_account RETURNING id
    )sql"};
    insert.bind(account.name, account.iban, account.bank_profile, account.opening,
                account.opening_date, account.dedicated, account.proposed_by, fact);
    return inserted_id(insert);
}

void confirm_own_account(Database& db, std::int64_t id, UserId by, std::int64_t fact) {
    confirm(db, "own_account", id, by, fact);
}

std::vector<AccountEndWord> account_end_words(Database& db, std::int64_t account) {
    Statement rows{db, "SELECT day, user FROM account_end WHERE account = ?1 ORDER BY id"};
    rows.bind(account);
    std::vector<AccountEndWord> all;
    while (rows.next()) all.push_back({.day = rows.date(0), .user = UserId{rows.integer(1)}});
    return all;
}

void add_account_end_word(Database& db, std::int64_t account, const AccountEndWord& word,
                          std::int64_t fact) {
    Statement add{db, R"sql(
        INSERT INTO account_end SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4 FROM account_end
    )sql"};
    add.run_with(account, word.day, word.user, fact);
}

std::int64_t payments_that_need_account(Database& db, std::int64_t account) {
    Statement count{db, R"sql(
        SELECT count(*) FROM instruction i
         WHERE coalesce((SELECT m.account FROM instruction_aim m WHERE m.instruction = i.id
                          ORDER BY m.number DESC LIMIT 1), i.account) = ?1
           AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.instruction = i.id AND (a.state = 1 OR )sql" +
                            std::string{came_back_is_paid_again} + ") AND " +
                            std::string{attempt_is_live} + ")"};
    count.bind(account);
    count.next();
    return count.integer(0);
}

std::optional<AccountSwitch> last_account_switch(Database& db, std::int64_t account) {
    Statement find{db, R"sql(
        SELECT id, account, bank_profile, proposed_by, confirmed_by FROM account_switch
         WHERE account = ?1 ORDER BY id DESC LIMIT 1
    )sql"};
    find.bind(account);
    if (!find.next()) return std::nullopt;
    return AccountSwitch{.id = find.integer(0),
                         .account = find.integer(1),
                         .bank_profile = std::string{find.text(2)},
                         .proposed_by = UserId{find.integer(3)},
                         .confirmed = !find.is_null(4)};
}

std::int64_t add_account_switch(Database& db, const AccountSwitch& to, std::int64_t fact) {
    Statement insert{db, R"sql(
        INSERT INTO account_switch SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4, NULL, NULL
          FROM account_switch RETURNING id
    )sql"};
    insert.bind(to.account, to.bank_profile, to.proposed_by, fact);
    return inserted_id(insert);
}

void confirm_account_switch(Database& db, std::int64_t id, UserId by, std::int64_t fact) {
    confirm(db, "account_switch", id, by, fact);
}

bool has_confirmed_switch(Database& db, std::int64_t id, std::int64_t user, std::int64_t fact) {
    Statement find{db, R"sql(
        SELECT 1 FROM account_switch WHERE id = ?1 AND confirmed_by = ?2 AND confirmed_fact = ?3
    )sql"};
    find.bind(id, user, fact);
    return find.next();
}

std::vector<StoredProfile> bank_profiles(Database& db) {
    return profiles_where(db, "ORDER BY id");
}

std::optional<StoredProfile> bank_profile_by_id(Database& db, std::int64_t id) {
    return first_of(profiles_where(db, "WHERE id = ?1", id));
}

std::optional<StoredProfile> bank_profile_in_force(Database& db, std::string_view name) {
    return first_of(profiles_where(
        db, "WHERE name = ?1 AND confirmed_by IS NOT NULL ORDER BY version DESC LIMIT 1", name));
}

std::int64_t add_bank_profile(Database& db, const StoredProfile& profile, std::int64_t fact) {
    Statement insert{db, R"sql(
        INSERT INTO bank_profile
        SELECT coalesce(max(id), 0) + 1, ?1,
               (SELECT coalesce(max(version), 0) + 1 FROM bank_profile WHERE name = ?1),
               ?2, ?3, ?4, ?5, NULL, NULL FROM bank_profile RETURNING id
    )sql"};
    insert.bind(profile.name, profile.sha256, profile.toml, profile.proposed_by, fact);
    return inserted_id(insert);
}

void confirm_bank_profile(Database& db, std::int64_t id, UserId by, std::int64_t fact) {
    confirm(db, "bank_profile", id, by, fact);
}

std::vector<StoredRegelset> regelsets(Database& db) {
    return regelsets_where(db, "ORDER BY id");
}

std::optional<StoredRegelset> regelset_by_id(Database& db, std::int64_t id) {
    return first_of(regelsets_where(db, "WHERE id = ?1", id));
}

std::optional<StoredRegelset> regelset_on(Database& db, values::CivilDate day) {
    return first_of(regelsets_where(db, R"sql(
        WHERE confirmed_by IS NOT NULL AND geldig_vanaf <= ?1
        ORDER BY geldig_vanaf DESC, confirmed_fact DESC LIMIT 1
    )sql",
                                    day));
}

std::int64_t add_regelset(Database& db, const StoredRegelset& regelset, std::int64_t fact) {
    Statement insert{db, R"sql(
        INSERT INTO regelset SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4, ?5, NULL, NULL FROM regelset
        RETURNING id
    )sql"};
    insert.bind(regelset.sha256, regelset.toml, regelset.geldig_vanaf, regelset.proposed_by, fact);
    return inserted_id(insert);
}

void confirm_regelset(Database& db, std::int64_t id, UserId by, std::int64_t fact) {
    confirm(db, "regelset", id, by, fact);
}

std::vector<StoredCalendar> calendars(Database& db) {
    Statement rows{db, "SELECT id, sha256, proposed_by, confirmed_by FROM calendar ORDER BY id"};
    std::vector<StoredCalendar> all;
    while (rows.next()) {
        all.push_back({.id = rows.integer(0),
                       .sha256 = rows.digest(1),
                       .proposed_by = UserId{rows.integer(2)},
                       .confirmed = !rows.is_null(3),
                       .confirmed_by = UserId{rows.optional_integer(3).value_or(0)},
                       .dates = {}});
    }
    for (StoredCalendar& calendar : all) {
        Statement dates{
            db, "SELECT month, pay_date FROM calendar_date WHERE calendar = ?1 ORDER BY month"};
        dates.bind(calendar.id);
        while (dates.next()) calendar.dates.emplace_back(dates.month(0), dates.date(1));
    }
    return all;
}

std::int64_t add_calendar(Database& db, const StoredCalendar& calendar, std::int64_t fact) {
    Statement insert{db, R"sql(
        INSERT INTO calendar SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, NULL, NULL FROM calendar
        RETURNING id
    )sql"};
    insert.bind(calendar.sha256, calendar.proposed_by, fact);
    const std::int64_t id = inserted_id(insert);
    Statement date{db, "INSERT INTO calendar_date VALUES(?1, ?2, ?3)"};
    for (const auto& [month, pay_date] : calendar.dates) date.run_with(id, month, pay_date);
    return id;
}

void confirm_calendar(Database& db, std::int64_t id, UserId by, std::int64_t fact) {
    confirm(db, "calendar", id, by, fact);
}

std::optional<values::CivilDate> pay_date_of(Database& db, values::Month month) {
    Statement find{db, R"sql(
        SELECT d.pay_date FROM calendar_date d JOIN calendar c ON c.id = d.calendar
         WHERE d.month = ?1 AND c.confirmed_by IS NOT NULL ORDER BY c.confirmed_fact DESC LIMIT 1
    )sql"};
    find.bind(month);
    if (!find.next()) return std::nullopt;
    return find.date(0);
}

}  // namespace ontzorgd::store
