// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/dossier.h"

#include "dossier_rows.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/store/meta.h"
#include "statement.h"

namespace ontzorgd::store {

namespace {

constexpr std::string_view last_fact_key = "last_dossier_fact";

/// Accounts but those of the households that user ?1 has a relation to.
constexpr std::string_view of_no_relation = R"sql(
    (client IS NULL OR client NOT IN (
        SELECT o.id FROM user_relation r JOIN client c ON c.id = r.client
          JOIN client o ON o.household = c.household
         WHERE r.user = ?1 AND r.replaced IS NULL))
)sql";

IbanRow iban_from(Database& db, const Statement& row, int first) {
    return {.id = row.integer(first),
            .iban = read_personal(db, row.integer(first + 1)).value_or(""),
            .recorded_by = row.integer(first + 2),
            .fact = row.integer(first + 3),
            .confirmed = row.flag(first + 4)};
}

std::optional<CreditorRow> creditor_where(Database& db, const char* condition, auto key,
                                          std::int64_t as_of) {
    const std::string sql = std::string{R"sql(
        SELECT c.id, c.nummer, v.naam, v.kenmerkmasker,
               i.id, i.value, i.recorded_by, i.fact, coalesce(i.confirmed_fact <= ?2, 0)
          FROM creditor c
          JOIN creditor_version v ON v.creditor = c.id AND v.fact <= ?2
                                 AND (v.replaced IS NULL OR v.replaced > ?2)
          JOIN iban i ON i.creditor = c.id AND i.fact <= ?2
                     AND (i.replaced IS NULL OR i.replaced > ?2)
         WHERE c.)sql"} + condition;
    Statement find{db, sql};
    find.bind(key, as_of);
    if (!find.next()) return std::nullopt;
    return CreditorRow{.id = dossier::CreditorId{find.integer(0)},
                       .nummer = std::string{find.text(1)},
                       .naam = read_personal(db, find.integer(2)).value_or(""),
                       .kenmerkmasker = std::string{find.text(3)},
                       .iban = iban_from(db, find, 4)};
}

void read_identity(Database& db, dossier::HouseholdId household, ClientRow& client,
                   std::int64_t as_of) {
    Statement version{db, R"sql(
        SELECT naam, bsn, bsn_index FROM client_version
         WHERE household = ?1 AND client = ?2 AND fact <= ?3 AND (replaced IS NULL OR replaced > ?3)
    )sql"};
    version.bind(household, client.id, as_of);
    if (!version.next()) return;
    const std::string identity = read_personal(db, version.integer(0)).value_or("\n");
    const std::size_t line_end = identity.find('\n');
    client.naam = identity.substr(0, line_end);
    client.geboortedatum = identity.substr(line_end + 1);
    client.bsn_cipher = read_personal(db, version.integer(1)).value_or("");
    client.bsn_index = version.integer(2);
}

void read_client_details(Database& db, dossier::HouseholdId household, ClientRow& client,
                         std::int64_t as_of) {
    read_identity(db, household, client, as_of);
    Statement iban{db, R"sql(
        SELECT id, value, recorded_by, fact, coalesce(confirmed_fact <= ?3, 0) FROM iban
         WHERE household = ?1 AND client = ?2 AND fact <= ?3 AND (replaced IS NULL OR replaced > ?3)
    )sql"};
    iban.bind(household, client.id, as_of);
    if (iban.next()) client.iban = iban_from(db, iban, 0);
    iban.reset();
    Statement grounds{db, R"sql(
        SELECT id, soort, vanaf, tot_en_met, beschikking, beschikking_datum FROM grondslag
         WHERE household = ?1 AND client = ?2 AND fact <= ?3 AND (replaced IS NULL OR replaced > ?3) ORDER BY vanaf, id
    )sql"};
    grounds.bind(household, client.id, as_of);
    while (grounds.next()) {
        client.grondslagen.push_back(
            {.id = grounds.integer(0),
             .grondslag = grondslag_from(grounds, 1),
             .beschikking = read_personal(db, grounds.integer(4)).value_or(""),
             .beschikking_datum = grounds.date(5)});
    }
    Statement machtigingen{db, R"sql(
        SELECT toestand, datum FROM machtiging
         WHERE household = ?1 AND client = ?2 AND fact <= ?3 AND (replaced IS NULL OR replaced > ?3) ORDER BY datum, id
    )sql"};
    machtigingen.bind(household, client.id, as_of);
    while (machtigingen.next()) client.machtigingen.push_back(machtiging_from(machtigingen, 0));
    Statement hold{db, R"sql(
        SELECT 1 FROM client_hold WHERE household = ?1 AND client = ?2 AND fact <= ?3 AND (replaced IS NULL OR replaced > ?3)
    )sql"};
    hold.bind(household, client.id, as_of);
    client.on_hold = hold.next();
}

void read_contracts(Database& db, HouseholdRow& household, std::int64_t as_of) {
    Statement contracts{db, R"sql(
        SELECT v.contract, v.soort, v.drager, v.op_naam_van, v.crediteur, v.bedragen, v.eerste_bedrag,
               v.ritme, v.vervaldag, v.vanaf, v.tot_en_met, v.betalen_vanaf, v.incasso,
               c.nummer, v.id, v.kenmerk
          FROM contract_version v JOIN contract c ON c.id = v.contract
         WHERE v.household = ?1 AND v.fact <= ?2 AND (v.replaced IS NULL OR v.replaced > ?2)
         ORDER BY v.contract
    )sql"};
    contracts.bind(household.id, as_of);
    while (contracts.next()) {
        household.contracten.push_back(
            {.nummer = std::string{contracts.text(13)},
             .version = contracts.integer(14),
             .last = vaste_last_from(contracts, 0),
             .kenmerk = read_personal(db, contracts.integer(15)).value_or("")});
    }
}

std::int64_t one_number(Statement& query) {
    if (!query.next()) return 0;
    const std::int64_t number = query.integer(0);
    query.reset();
    return number;
}

}  // namespace

std::optional<CreditorRow> find_creditor(Database& db, std::string_view nummer,
                                         std::int64_t as_of) {
    return creditor_where(db, "nummer = ?1", nummer, as_of);
}

std::optional<CreditorRow> creditor_by_id(Database& db, dossier::CreditorId id,
                                          std::int64_t as_of) {
    return creditor_where(db, "id = ?1", id, as_of);
}

std::optional<HouseholdRow> find_household(Database& db, std::string_view nummer,
                                           std::int64_t as_of) {
    Statement find{db, "SELECT id FROM household WHERE nummer = ?1"};
    find.bind(nummer);
    return household_by_id(db, dossier::HouseholdId{one_number(find)}, as_of);
}

std::optional<HouseholdRow> household_by_id(Database& db, dossier::HouseholdId id,
                                            std::int64_t as_of) {
    Statement find{db, R"sql(
        SELECT h.nummer, v.type FROM household h
          JOIN household_version v ON v.household = h.id AND v.fact <= ?2
                                  AND (v.replaced IS NULL OR v.replaced > ?2) WHERE h.id = ?1
    )sql"};
    find.bind(id, as_of);
    if (!find.next()) return std::nullopt;
    HouseholdRow household;
    household.id = id;
    household.nummer = std::string{find.text(0)};
    household.type = household_type_from_number(find.integer(1));
    Statement clients{db, R"sql(
        SELECT id, nummer FROM client WHERE household = ?1 AND fact <= ?2 ORDER BY position
    )sql"};
    clients.bind(id, as_of);
    while (clients.next()) {
        ClientRow client;
        client.id = dossier::ClientId{clients.integer(0)};
        client.nummer = std::string{clients.text(1)};
        read_client_details(db, id, client, as_of);
        household.clienten.push_back(std::move(client));
    }
    Statement requests{db, R"sql(
        SELECT vanaf, tot_en_met, aandeel_eerste FROM joint_request
         WHERE household = ?1 AND fact <= ?2 AND (replaced IS NULL OR replaced > ?2)
         ORDER BY vanaf, id
    )sql"};
    requests.bind(id, as_of);
    while (requests.next()) {
        household.gezamenlijke_verzoeken.push_back(joint_request_from(requests, 0));
    }
    read_contracts(db, household, as_of);
    return household;
}

dossier::HouseholdId household_of_client(Database& db, std::string_view client_nummer) {
    Statement find{db, "SELECT household FROM client WHERE nummer = ?1"};
    find.bind(client_nummer);
    return dossier::HouseholdId{one_number(find)};
}

dossier::HouseholdId household_of_contract(Database& db, std::string_view contract_nummer) {
    Statement find{db, "SELECT household FROM contract WHERE nummer = ?1"};
    find.bind(contract_nummer);
    return dossier::HouseholdId{one_number(find)};
}

dossier::ClientId client_id(Database& db, std::string_view nummer) {
    Statement find{db, "SELECT id FROM client WHERE nummer = ?1"};
    find.bind(nummer);
    return dossier::ClientId{one_number(find)};
}

std::string client_nummer(Database& db, dossier::ClientId id) {
    Statement find{db, "SELECT nummer FROM client WHERE id = ?1"};
    find.bind(id);
    return find.next() ? std::string{find.text(0)} : std::string{};
}

std::string household_nummer(Database& db, dossier::HouseholdId id) {
    Statement find{db, "SELECT nummer FROM household WHERE id = ?1"};
    find.bind(id);
    return find.next() ? std::string{find.text(0)} : std::string{};
}

std::string contract_nummer(Database& db, dossier::ContractId id) {
    Statement find{db, "SELECT nummer FROM contract WHERE id = ?1"};
    find.bind(id);
    return find.next() ? std::string{find.text(0)} : std::string{};
}

bool has_bills(Database& db, dossier::ContractId contract) {
    Statement find{db, "SELECT 1 FROM bill WHERE contract = ?1 LIMIT 1"};
    find.bind(contract);
    return find.next();
}

void for_each_contract_of(Database& db, dossier::CreditorId creditor,
                          const std::function<void(std::string_view, std::string_view)>& visit) {
    Statement rows{db, R"sql(
        SELECT c.nummer, p.value FROM contract_version v
          JOIN contract c ON c.id = v.contract JOIN personal p ON p.id = v.kenmerk
         WHERE v.crediteur = ?1 AND v.replaced IS NULL ORDER BY v.contract
    )sql"};
    rows.bind(creditor);
    while (rows.next()) visit(rows.text(0), rows.blob(1));
}

bool confirm_iban(Database& db, std::int64_t iban, UserId by, std::int64_t fact) {
    Statement confirm{db, R"sql(
        UPDATE iban SET confirmed_by = ?2, confirmed_fact = ?3
         WHERE id = ?1 AND replaced IS NULL AND confirmed_by IS NULL
    )sql"};
    confirm.run_with(iban, by, fact);
    return db.changes() == 1;
}

std::vector<UnconfirmedIban> unconfirmed_ibans(Database& db) {
    Statement rows{db, R"sql(
        SELECT i.id, i.value, i.recorded_by, i.fact, 0,
               CASE WHEN i.client IS NULL THEN 'crediteur ' || k.nummer ELSE 'client ' || c.nummer END,
               coalesce(v.naam, w.naam)
          FROM iban i
          LEFT JOIN client c ON c.id = i.client
          LEFT JOIN client_version w ON w.household = i.household AND w.client = i.client
                                    AND w.replaced IS NULL
          LEFT JOIN creditor k ON k.id = i.creditor
          LEFT JOIN creditor_version v ON v.creditor = i.creditor AND v.replaced IS NULL
         WHERE i.replaced IS NULL AND i.confirmed_by IS NULL ORDER BY i.id
    )sql"};
    std::vector<UnconfirmedIban> all;
    while (rows.next()) {
        std::string naam = read_personal(db, rows.integer(6)).value_or("");
        naam.resize(std::min(naam.find('\n'), naam.size()));
        all.push_back({.row = iban_from(db, rows, 0),
                       .owner = std::string{rows.text(5)},
                       .naam = std::move(naam)});
    }
    return all;
}

void for_each_waiting_iban(Database& db, UserId not_by,
                           const std::function<void(std::int64_t)>& visit) {
    Statement rows{db, R"sql(
        SELECT id FROM iban
         WHERE replaced IS NULL AND confirmed_by IS NULL AND recorded_by <> ?1 AND
    )sql" + std::string{of_no_relation} +
                           " ORDER BY id"};
    rows.bind(not_by);
    while (rows.next()) visit(rows.integer(0));
}

void confirm_waiting_ibans(Database& db, UserId by, std::int64_t fact) {
    Statement confirm{db, R"sql(
        UPDATE iban SET confirmed_by = ?1, confirmed_fact = ?2
         WHERE replaced IS NULL AND confirmed_by IS NULL AND recorded_by <> ?1 AND
    )sql" + std::string{of_no_relation}};
    confirm.run_with(by, fact);
}

IbanFigures iban_figures(Database& db) {
    Statement figures{db, R"sql(
        SELECT coalesce(sum(confirmed_by IS NOT NULL), 0), coalesce(sum(confirmed_by IS NULL), 0)
          FROM iban WHERE replaced IS NULL
    )sql"};
    figures.next();
    return {.confirmed = figures.integer(0), .waiting = figures.integer(1)};
}

void hold_client(Database& db, dossier::ClientId client, std::int64_t reason, std::int64_t fact) {
    Statement hold{db, R"sql(
        INSERT INTO client_hold
        SELECT (SELECT coalesce(max(id), 0) + 1 FROM client_hold), id, household, ?2, ?3, NULL, NULL
          FROM client WHERE id = ?1
    )sql"};
    hold.run_with(client, reason, fact);
}

void unhold_client(Database& db, dossier::ClientId client, std::int64_t reason, std::int64_t fact) {
    Statement unhold{db, R"sql(
        UPDATE client_hold SET replaced = ?3, end_reason = ?2 WHERE client = ?1 AND replaced IS NULL
    )sql"};
    unhold.run_with(client, reason, fact);
}

std::optional<HoldRow> hold_on(Database& db, dossier::ClientId client, std::int64_t as_of) {
    Statement find{db, R"sql(
        SELECT h.reason, h.fact, l.day
          FROM client c JOIN client_hold h ON h.household = c.household AND h.client = c.id
          JOIN audit_link l ON l.number = h.fact
         WHERE c.id = ?1 AND h.fact <= ?2 AND (h.replaced IS NULL OR h.replaced > ?2)
    )sql"};
    find.bind(client, as_of);
    if (!find.next()) return std::nullopt;
    return HoldRow{.reason = read_personal(db, find.integer(0)).value_or(""),
                   .fact = find.integer(1),
                   .since = find.date(2)};
}

std::int64_t last_dossier_fact(Database& db) {
    return base::parse_int(read_meta(db, last_fact_key).value_or("0")).value_or(0);
}

void write_last_dossier_fact(Database& db, std::int64_t fact) {
    write_meta(db, last_fact_key, std::to_string(fact));
}

std::vector<std::pair<dossier::CreditorId, CreditorIban>> creditor_ibans(Database& db) {
    Statement rows{db, R"sql(
        SELECT creditor, id, confirmed_fact IS NOT NULL FROM iban
         WHERE creditor IS NOT NULL AND replaced IS NULL ORDER BY creditor
    )sql"};
    std::vector<std::pair<dossier::CreditorId, CreditorIban>> all;
    while (rows.next()) {
        all.emplace_back(dossier::CreditorId{rows.integer(0)},
                         CreditorIban{.iban = rows.integer(1), .confirmed = rows.flag(2)});
    }
    return all;
}

}  // namespace ontzorgd::store
