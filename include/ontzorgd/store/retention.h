// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

/// @file
/// How long clients' data is kept, and the lists of whom it is to be destroyed.
namespace ontzorgd::store {

/// What started the term of a client: the latest of these.
enum class TermBegan : std::uint8_t { recorded, ground_ended, last_payment };
struct ClientTerm {
    dossier::ClientId client{};
    dossier::HouseholdId household{};
    std::string nummer{};
    values::CivilDate began{};
    TermBegan by = TermBegan::recorded;
    bool has_begun = true;  ///< false while a ground has no end
};
/// Each client who is not destroyed and for whom neither a ground nor a payment is of `since` or
/// later, by number of row. `visit` may read.
void for_each_client_at_rest_since(Database& db, values::CivilDate since,
                                   const std::function<void(const ClientTerm&)>& visit);
[[nodiscard]] std::optional<ClientTerm> term_of(Database& db, dossier::ClientId client);

/// Something of the household waits for a person.
[[nodiscard]] bool has_open_exception(Database& db, dossier::HouseholdId household);

struct RetentionList {
    std::int64_t id = 0;
    values::CivilDate day{};
    UserId proposed_by{};
    std::int64_t fact = 0;
    UserId confirmed_by{};
    std::int64_t confirmed_fact = 0;  ///< 0 while it waits
};
[[nodiscard]] std::optional<RetentionList> retention_list_by_id(Database& db, std::int64_t id);
/// The one that waits for confirmation; there is at most one.
[[nodiscard]] std::optional<RetentionList> open_retention_list(Database& db);
std::int64_t add_retention_list(Database& db, values::CivilDate day, UserId by, std::int64_t fact);
void add_retention_client(Database& db, std::int64_t list, const ClientTerm& term,
                          values::CivilDate over, std::int64_t fact);
void confirm_retention_list(Database& db, std::int64_t list, UserId by, std::int64_t fact);

struct RetentionClient {
    dossier::ClientId client{};
    std::string nummer{};
    values::CivilDate began{};
    values::CivilDate over{};
    std::int64_t destroyed_fact = 0;  ///< 0: not yet
};
[[nodiscard]] std::vector<RetentionClient> clients_on_retention_list(Database& db,
                                                                     std::int64_t list);

}  // namespace ontzorgd::store
