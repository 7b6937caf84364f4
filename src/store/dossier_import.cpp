// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/dossier_import.h"

#include "statement.h"

namespace ontzorgd::store {

std::optional<std::string> find_dossier_import(Database& db, const base::Digest& sha256) {
    Statement find{db, "SELECT answer FROM dossier_import WHERE sha256 = ?1"};
    find.bind(sha256);
    if (!find.next()) return std::nullopt;
    return std::string{find.text(0)};
}

void add_dossier_import(Database& db, std::int64_t fact, const base::Digest& sha256, UserId by,
                        std::string_view answer) {
    Statement add{db, "INSERT INTO dossier_import VALUES(?1, ?2, ?3, ?4)"};
    add.run_with(fact, sha256, by, answer);
}

std::optional<ClientPlace> place_of_client(Database& db, std::string_view nummer) {
    Statement find{db, "SELECT household, position FROM client WHERE nummer = ?1"};
    find.bind(nummer);
    if (!find.next()) return std::nullopt;
    return ClientPlace{.household = dossier::HouseholdId{find.integer(0)},
                       .position = static_cast<std::size_t>(find.integer(1))};
}

dossier::HouseholdId household_with_nummer(Database& db, std::string_view nummer) {
    Statement find{db, "SELECT id FROM household WHERE nummer = ?1"};
    find.bind(nummer);
    return find.next() ? dossier::HouseholdId{find.integer(0)} : dossier::HouseholdId{};
}

std::string client_with_bsn(Database& db, std::int64_t bsn_index) {
    Statement find{db, R"sql(
        SELECT c.nummer FROM client_version v JOIN client c ON c.id = v.client
         WHERE v.bsn_index = ?1 AND v.replaced IS NULL
    )sql"};
    find.bind(bsn_index);
    return find.next() ? std::string{find.text(0)} : std::string{};
}

std::string creditor_nummer(Database& db, dossier::CreditorId id) {
    Statement find{db, "SELECT nummer FROM creditor WHERE id = ?1"};
    find.bind(id);
    return find.next() ? std::string{find.text(0)} : std::string{};
}

void for_each_creditor_id(Database& db, const std::function<void(dossier::CreditorId)>& visit) {
    Statement rows{db, "SELECT id FROM creditor ORDER BY id"};
    while (rows.next()) visit(dossier::CreditorId{rows.integer(0)});
}

void for_each_household_id(Database& db, const std::function<void(dossier::HouseholdId)>& visit) {
    Statement rows{db, "SELECT id FROM household ORDER BY id"};
    while (rows.next()) visit(dossier::HouseholdId{rows.integer(0)});
}

}  // namespace ontzorgd::store
