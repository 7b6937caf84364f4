// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/subjects.h"

#include "ontzorgd/base/text.h"
#include "statement.h"

#include <algorithm>
#include <array>

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

/// Commands that are given the number of a client, of a household, of one of its clients or of a
/// contract. A number that is given to any other is one of something else, however much it looks
/// like one of these.
constexpr std::array about_people{"client",     "contract", "dossier",       "grondslag",
                                  "iban",       "inzage",   "joint-request", "log show",
                                  "machtiging", "note",     "user relation"};

bool is_about_people(std::string_view command) {
    return std::ranges::any_of(about_people, [&](std::string_view words) {
        return command.starts_with(words) &&
               (command.size() == words.size() || command[words.size()] == ' ');
    });
}

/// A client, a household and a contract may have the same number: the command says which is meant.
std::vector<dossier::ClientId> by_number(Database& db, std::string_view command,
                                         std::string_view number) {
    constexpr std::string_view of_contract =
        "SELECT c.id FROM contract k JOIN client c ON c.household = k.household"
        " WHERE k.nummer = ?1 ORDER BY c.id";
    if (command.starts_with("contract ") && command != "contract add")
        return clients_by(db, of_contract, number);
    for (const std::string_view sql :
         {std::string_view{"SELECT id FROM client WHERE nummer = ?1"},
          std::string_view{"SELECT c.id FROM household h JOIN client c ON c.household = h.id"
                           " WHERE h.nummer = ?1 ORDER BY c.id"},
          of_contract}) {
        auto found = clients_by(db, sql, number);
        if (!found.empty()) return found;
    }
    return {};
}

}  // namespace

std::vector<dossier::ClientId> clients_behind(Database& db, std::string_view command,
                                              std::string_view number) {
    if (number.starts_with("client:")) number.remove_prefix(7);
    const bool is_note = command == "note replace" || command == "note health replace";
    const bool is_exception = command.starts_with("exception ");
    if (is_note || is_exception) {
        const auto id = base::parse_int(number);
        if (!id) return {};
        return clients_by(db,
                          is_note ? "SELECT client FROM note WHERE id = ?1"
                                  : "SELECT c.id FROM exception e JOIN client c"
                                    " ON c.household = e.household WHERE e.id = ?1 ORDER BY c.id",
                          *id);
    }
    return is_about_people(command) ? by_number(db, command, number)
                                    : std::vector<dossier::ClientId>{};
}

std::vector<dossier::ClientId> clients_paid_by(Database& db, std::int64_t instruction) {
    return clients_by(db, "SELECT client FROM instruction WHERE id = ?1", instruction);
}

std::int64_t count_clients(Database& db) {
    Statement count{db, "SELECT count(*) FROM client"};
    count.next();
    return count.integer(0);
}

}  // namespace ontzorgd::store
