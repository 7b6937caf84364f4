// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/client_list.h"

#include "dossier_rows.h"
#include "ontzorgd/store/personal.h"
#include "statement.h"

#include <string_view>

namespace ontzorgd::store {

namespace {

// In every query ?1 is the fact at whose end is looked, and ?2 the day. `who` gives number,
// household and name of client `c`; the join on its identity leaves out who was destroyed.
constexpr std::string_view who = "c.nummer, h.nummer, p.value";
constexpr std::string_view of_client = R"sql(
      JOIN household h ON h.id = c.household
      JOIN client_version cv ON cv.household = c.household AND cv.client = c.id
                            AND cv.fact <= ?1 AND (cv.replaced IS NULL OR cv.replaced > ?1)
      JOIN personal p ON p.id = cv.naam
)sql";

/// "geen" records that nothing is covered.
constexpr std::string_view covers = " <> 4 ";
static_assert(static_cast<int>(dossier::GrondslagSoort::geen) == 4);

std::string current(std::string_view table) {
    const std::string name{table};
    return ' ' + name + ".fact <= ?1 AND (" + name + ".replaced IS NULL OR " + name +
           ".replaced > ?1) ";
}

std::string holds_on_day(std::string_view table) {
    const std::string name{table};
    return ' ' + name + ".vanaf <= ?2 AND coalesce(" + name + ".tot_en_met, 99991231) >= ?2 ";
}

ListedClient who_from(const Statement& row) {
    const std::string_view identity = row.blob(2);
    return {.nummer = std::string{row.text(0)},
            .huishouden = std::string{row.text(1)},
            .naam = std::string{identity.substr(0, identity.find('\n'))}};
}

dossier::GrondslagSoort soort_from(const Statement& row, int column) {
    return grondslag_from(row, column).soort;
}

std::string select_who(std::string_view columns, std::string_view from) {
    std::string sql = "SELECT ";
    sql += who;
    sql += columns;
    sql += " FROM ";
    sql += from;
    sql += of_client;
    return sql;
}

}  // namespace

std::vector<ClientOverview> all_clients(Database& db, values::CivilDate day, std::int64_t as_of) {
    Statement rows{
        db, select_who(", g.soort, g.vanaf, g.tot_en_met, EXISTS(SELECT 1 FROM client_hold o "
                       "WHERE o.household = c.household AND o.client = c.id AND" +
                           current("o") + ")",
                       "client c") +
                "LEFT JOIN grondslag g ON g.household = c.household AND g.client = c.id AND" +
                current("g") + "AND" + holds_on_day("g") + "WHERE c.fact <= ?1 ORDER BY c.id"};
    rows.bind(as_of, day);
    std::vector<ClientOverview> all;
    while (rows.next()) {
        ClientOverview made{.who = who_from(rows), .on_hold = rows.flag(6)};
        if (!rows.is_null(3)) {
            made.soort = soort_from(rows, 3);
            made.tot_en_met = rows.optional_date(5);
        }
        all.push_back(std::move(made));
    }
    return all;
}

std::vector<EndingGround> grounds_ending(Database& db, values::CivilDate from,
                                         values::CivilDate until, std::int64_t as_of) {
    Statement rows{
        db,
        select_who(", g.soort, g.vanaf, g.tot_en_met, (SELECT min(n.vanaf) FROM grondslag n "
                   "WHERE n.household = g.household AND n.client = g.client AND n.vanaf > g.vanaf "
                   "AND n.soort" +
                       std::string{covers} + "AND" + current("n") + ")",
                   "grondslag g JOIN client c ON c.id = g.client") +
            "WHERE g.tot_en_met BETWEEN ?2 AND ?3 AND g.soort" + std::string{covers} + "AND" +
            current("g") + "ORDER BY g.tot_en_met, c.id"};
    rows.bind(as_of, from, until);
    std::vector<EndingGround> all;
    while (rows.next()) {
        all.push_back({.who = who_from(rows),
                       .soort = soort_from(rows, 3),
                       .vanaf = rows.date(4),
                       .tot_en_met = rows.date(5),
                       .next = rows.optional_date(6)});
    }
    return all;
}

std::vector<ClientOnHold> clients_on_hold(Database& db, std::int64_t as_of) {
    Statement rows{db, select_who(", o.reason, l.day",
                                  "client_hold o JOIN client c ON c.id = o.client "
                                  "JOIN audit_link l ON l.number = o.fact") +
                           "WHERE" + current("o") + "ORDER BY o.id"};
    rows.bind(as_of);
    std::vector<ClientOnHold> all;
    while (rows.next()) {
        all.push_back({.who = who_from(rows),
                       .reason = read_personal(db, rows.integer(3)).value_or(""),
                       .since = rows.date(4)});
    }
    return all;
}

std::vector<HeldRecord> held_records(Database& db, std::int64_t as_of) {
    Statement rows{db,
                   select_who(", r.run_id, k.finding, k.net_cents, l.day",
                              "run r JOIN run_record k ON k.run = r.id "
                              "JOIN client c ON c.household = k.household AND c.position = 0 "
                              "JOIN audit_link l ON l.number = r.fact") +
                       "WHERE r.fact <= ?1 AND r.state <> 'rejected' AND k.finding IS NOT NULL "
                       "AND (k.split_fact IS NULL OR k.split_fact > ?1) ORDER BY r.id, k.number"};
    rows.bind(as_of);
    std::vector<HeldRecord> all;
    while (rows.next()) {
        all.push_back({.who = who_from(rows),
                       .run = std::string{rows.text(3)},
                       .finding = std::string{rows.text(4)},
                       .net = rows.euro(5),
                       .since = rows.date(6)});
    }
    return all;
}

std::vector<ShortBill> short_bills(Database& db, std::int64_t as_of) {
    // Outcomes deels and niet_betaald are those for want of money.
    Statement rows{db, select_who(", ct.nummer, s.kind, s.due, b.open, s.reason, l.day", R"sql(
        (SELECT contract, period_from, max(run) AS run, min(fact) AS first_fact,
                max(bedrag_cents) - sum(instructed_cents) AS open
           FROM bill WHERE fact <= ?1 GROUP BY contract, period_from) b
          JOIN contract ct ON ct.id = b.contract
          JOIN split_line s ON s.run = b.run AND s.household = ct.household
                           AND s.contract = b.contract AND s.period_from = b.period_from
          JOIN audit_link l ON l.number = b.first_fact
          JOIN contract_version v ON v.household = ct.household AND v.contract = ct.id
                                 AND v.fact <= ?1 AND (v.replaced IS NULL OR v.replaced > ?1)
          JOIN client c ON c.id = v.op_naam_van
    )sql") + "WHERE b.open > 0 AND s.outcome IN (1, 2) ORDER BY s.due, ct.id"};
    rows.bind(as_of);
    std::vector<ShortBill> all;
    while (rows.next()) {
        const std::int64_t kind = rows.integer(4);
        if (kind < 0 || kind >= static_cast<std::int64_t>(dossier::kind_count))
            throw DatabaseFault{"a split line has no kind"};
        all.push_back({.who = who_from(rows),
                       .contract = std::string{rows.text(3)},
                       .kind = static_cast<dossier::Kind>(kind),
                       .due = rows.date(5),
                       .open = rows.euro(6),
                       .reason = rows.integer(7),
                       .since = rows.date(8)});
    }
    return all;
}

std::vector<CoveredClient> covered_clients(Database& db, values::CivilDate day,
                                           std::int64_t as_of) {
    const std::string contracts =
        "(SELECT coalesce(sum(DISTINCT 1 << v.soort), 0) FROM contract_version v "
        "WHERE v.household = c.household AND coalesce(v.tot_en_met, 99991231) >= ?2 AND" +
        current("v");
    Statement rows{db, select_who(", g.soort, g.vanaf, g.tot_en_met, " + contracts + "), " +
                                      contracts + "AND c.id IN (v.drager, v.op_naam_van))",
                                  "grondslag g JOIN client c ON c.id = g.client") +
                           "WHERE g.soort" + std::string{covers} + "AND" + current("g") + "AND" +
                           holds_on_day("g") + "ORDER BY c.id"};
    rows.bind(as_of, day);
    std::vector<CoveredClient> all;
    while (rows.next()) {
        all.push_back({.who = who_from(rows),
                       .soort = soort_from(rows, 3),
                       .vanaf = rows.date(4),
                       .household_kinds = static_cast<unsigned>(rows.integer(6)),
                       .own_kinds = static_cast<unsigned>(rows.integer(7))});
    }
    return all;
}

std::vector<OrphanContracts> orphan_contracts(Database& db, values::CivilDate day,
                                              std::int64_t as_of) {
    const std::string ground =
        " FROM grondslag g WHERE g.household = v.household AND g.client = coalesce(v.drager, "
        "g.client)"
        " AND g.soort" +
        std::string{covers} + "AND" + current("g");
    Statement rows{
        db, select_who(", count(*), max((SELECT max(g.tot_en_met)" + ground + ")), min(v.vanaf)",
                       "contract_version v JOIN client c ON c.id = v.op_naam_van") +
                "WHERE" + current("v") + "AND coalesce(v.tot_en_met, 99991231) >= ?2 " +
                "AND NOT EXISTS(SELECT 1" + ground +
                "AND coalesce(g.tot_en_met, 99991231) >= ?2) GROUP BY c.id ORDER BY c.id"};
    rows.bind(as_of, day);
    std::vector<OrphanContracts> all;
    while (rows.next()) {
        all.push_back({.who = who_from(rows),
                       .contracts = rows.integer(3),
                       .last_covered = rows.optional_date(4),
                       .since = rows.date(5)});
    }
    return all;
}

}  // namespace ontzorgd::store
