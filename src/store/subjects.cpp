// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/subjects.h"

#include "ontzorgd/base/text.h"
#include "statement.h"

namespace ontzorgd::store {

namespace {

template <class Key>
std::vector<dossier::ClientId> clients_by(Database& db, std::string_view sql, const Key& key) {
    Statement rows{db, sql};
    rows.bind(key);
    std::vector<dossier::ClientId> found;
    while (rows.next()) found.emplace_back(rows.integer(0));
    return found;
}

}  // namespace

std::vector<dossier::ClientId> clients_behind(Database& db, std::string_view command,
                                              std::string_view number) {
    if (number.starts_with("client:")) number.remove_prefix(7);
    const bool is_payment = command.starts_with("attempt ") || command.starts_with("vop ");
    const bool is_note = command == "note replace" || command == "note health replace";
    if (is_payment || is_note) {
        const auto id = base::parse_int(number);
        if (!id) return {};
        return clients_by(db,
                          is_note ? "SELECT client FROM note WHERE id = ?1"
                                  : "SELECT client FROM instruction WHERE id = ?1",
                          *id);
    }
    for (const std::string_view sql :
         {"SELECT id FROM client WHERE nummer = ?1",
          "SELECT c.id FROM household h JOIN client c ON c.household = h.id WHERE h.nummer = ?1"
          " ORDER BY c.id",
          "SELECT c.id FROM contract k JOIN client c ON c.household = k.household"
          " WHERE k.nummer = ?1 ORDER BY c.id"}) {
        const auto found = clients_by(db, sql, number);
        if (!found.empty()) return found;
    }
    return {};
}

std::int64_t count_clients(Database& db) {
    Statement count{db, "SELECT count(*) FROM client"};
    count.next();
    return count.integer(0);
}

}  // namespace ontzorgd::store
