// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/retention.h"

#include "ontzorgd/dossier/grondslag.h"
#include "statement.h"

#include <string>

namespace ontzorgd::store {

namespace {

/// A ground without an end ends after every day there is.
constexpr std::int64_t endless = 21991231;
constexpr std::string_view clients = R"sql(
    SELECT c.id, c.household, c.nummer, f.day,
           (SELECT max(coalesce(g.tot_en_met, 21991231)) FROM grondslag g
             WHERE g.household = c.household AND g.replaced IS NULL AND g.soort <> ?1)
      FROM client c JOIN audit_link f ON f.number = c.fact
     WHERE NOT EXISTS (SELECT 1 FROM destroy_list d WHERE d.client = c.id AND d.confirmed_fact IS NOT NULL)
)sql";

/// The last day on which something was paid for the household.
std::optional<values::CivilDate> last_payment(Database& db, dossier::HouseholdId household) {
    Statement last{db, R"sql(
        SELECT max(day) FROM (
            SELECT max(i.execution_date) AS day FROM run r CROSS JOIN client c CROSS JOIN instruction i
             WHERE c.household = ?1 AND i.run = r.id AND i.client = c.id AND i.contract IS NULL
            UNION ALL
            SELECT max(i.execution_date)
              FROM (SELECT DISTINCT contract FROM contract_version WHERE household = ?1) k
             CROSS JOIN instruction i WHERE i.contract = k.contract)
    )sql"};
    last.bind(household);
    last.next();
    return last.optional_date(0);
}

ClientTerm term_from(const Statement& row) {
    ClientTerm term{.client = dossier::ClientId{row.integer(0)},
                    .household = dossier::HouseholdId{row.integer(1)},
                    .nummer = std::string{row.text(2)},
                    .began = row.date(3)};
    const auto ground = row.optional_date(4);
    if (ground && term.began <= *ground) {
        term.began = *ground;
        term.by = TermBegan::ground_ended;
        term.has_begun = ground->to_number() != endless;
    }
    return term;
}

void look_at_payments(Database& db, ClientTerm& term) {
    const auto paid = last_payment(db, term.household);
    if (!paid || *paid <= term.began) return;
    term.began = *paid;
    term.by = TermBegan::last_payment;
}

RetentionList list_from(const Statement& row) {
    return {.id = row.integer(0),
            .day = row.date(1),
            .proposed_by = UserId{row.integer(2)},
            .fact = row.integer(3),
            .confirmed_by = UserId{row.integer(4)},
            .confirmed_fact = row.integer(5)};
}

constexpr std::string_view lists = R"sql(
    SELECT id, day, proposed_by, fact, coalesce(confirmed_by, 0), coalesce(confirmed_fact, 0) FROM retention_list
)sql";

}  // namespace

void for_each_client_at_rest_since(Database& db, values::CivilDate since,
                                   const std::function<void(const ClientTerm&)>& visit) {
    Statement rows{db, std::string{clients} + " ORDER BY c.id"};
    rows.bind(static_cast<std::int64_t>(dossier::GrondslagSoort::geen));
    while (rows.next()) {
        ClientTerm term = term_from(rows);
        if (since <= term.began) continue;
        look_at_payments(db, term);
        if (term.began < since) visit(term);
    }
}

std::optional<ClientTerm> term_of(Database& db, dossier::ClientId client) {
    Statement find{db, std::string{clients} + " AND c.id = ?2"};
    find.bind(static_cast<std::int64_t>(dossier::GrondslagSoort::geen), client);
    if (!find.next()) return std::nullopt;
    ClientTerm term = term_from(find);
    look_at_payments(db, term);
    return term;
}

bool has_open_exception(Database& db, dossier::HouseholdId household) {
    Statement find{db, "SELECT 1 FROM exception WHERE household = ?1 AND closed_fact IS NULL"};
    find.bind(household);
    return find.next();
}

std::optional<RetentionList> retention_list_by_id(Database& db, std::int64_t id) {
    Statement find{db, std::string{lists} + " WHERE id = ?1"};
    find.bind(id);
    return find.next() ? std::optional{list_from(find)} : std::nullopt;
}

std::optional<RetentionList> open_retention_list(Database& db) {
    Statement find{db, std::string{lists} + " WHERE confirmed_fact IS NULL ORDER BY id LIMIT 1"};
    return find.next() ? std::optional{list_from(find)} : std::nullopt;
}

std::int64_t add_retention_list(Database& db, values::CivilDate day, UserId by, std::int64_t fact) {
    Statement add{db, R"sql(
        INSERT INTO retention_list SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, NULL, NULL FROM retention_list
        RETURNING id
    )sql"};
    add.bind(day, by, fact);
    add.next();
    const std::int64_t id = add.integer(0);
    add.reset();
    return id;
}

void add_retention_client(Database& db, std::int64_t list, const ClientTerm& term,
                          values::CivilDate over, std::int64_t fact) {
    Statement add{db, "INSERT INTO retention_client VALUES(?1, ?2, ?3, ?4, ?5)"};
    add.run_with(list, term.client, term.began, over, fact);
}

void confirm_retention_list(Database& db, std::int64_t list, UserId by, std::int64_t fact) {
    Statement confirm{
        db, "UPDATE retention_list SET confirmed_by = ?2, confirmed_fact = ?3 WHERE id = ?1"};
    confirm.run_with(list, by, fact);
}

std::vector<RetentionClient> clients_on_retention_list(Database& db, std::int64_t list) {
    Statement rows{db, R"sql(
        SELECT x.client, c.nummer, x.began, x.over, coalesce(d.confirmed_fact, 0)
          FROM retention_client x JOIN client c ON c.id = x.client
          LEFT JOIN destroy_list d ON d.client = x.client
         WHERE x.list = ?1 ORDER BY x.client
    )sql"};
    rows.bind(list);
    std::vector<RetentionClient> found;
    while (rows.next()) {
        found.push_back({.client = dossier::ClientId{rows.integer(0)},
                         .nummer = std::string{rows.text(1)},
                         .began = rows.date(2),
                         .over = rows.date(3),
                         .destroyed_fact = rows.integer(4)});
    }
    return found;
}

}  // namespace ontzorgd::store
