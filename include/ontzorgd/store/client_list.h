// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/dossier/grondslag.h"
#include "ontzorgd/dossier/vaste_last.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// @file
/// Lists of clients, in the order of their row ids. Each gives what was known at the end of fact
/// `as_of`; destroyed clients stand in none of them.
namespace ontzorgd::store {

/// Whom a row of a list is about.
struct ListedClient {
    std::string nummer{};
    std::string huishouden{};
    std::string naam{};
};

struct ClientOverview {
    ListedClient who{};
    std::optional<dossier::GrondslagSoort> soort{};  ///< of the ground that holds on the day
    std::optional<values::CivilDate> tot_en_met{};
    bool on_hold = false;
};
[[nodiscard]] std::vector<ClientOverview> all_clients(Database& db, values::CivilDate day,
                                                      std::int64_t as_of);

/// A covering ground that ends between two days, and the day on which the next one begins.
struct EndingGround {
    ListedClient who{};
    dossier::GrondslagSoort soort{};
    values::CivilDate vanaf{};
    values::CivilDate tot_en_met{};
    std::optional<values::CivilDate> next{};
};
[[nodiscard]] std::vector<EndingGround> grounds_ending(Database& db, values::CivilDate from,
                                                       values::CivilDate until, std::int64_t as_of);

struct ClientOnHold {
    ListedClient who{};
    std::string reason{};
    values::CivilDate since{};
};
[[nodiscard]] std::vector<ClientOnHold> clients_on_hold(Database& db, std::int64_t as_of);

/// A record of a run that is not divided because of a finding. The household's first client stands
/// for it.
struct HeldRecord {
    ListedClient who{};
    std::string run{};
    std::string finding{};
    values::Euro net{};
    values::CivilDate since{};
};
[[nodiscard]] std::vector<HeldRecord> held_records(Database& db, std::int64_t as_of);

/// A bill that was taken up and not paid whole for want of money, as it stood after the last run
/// that looked at it. Named after the client on the contract.
struct ShortBill {
    ListedClient who{};
    std::string contract{};
    dossier::Kind kind{};
    values::CivilDate due{};
    values::Euro open{};
    std::int64_t reason = 0;  ///< uitkering::Reason
    values::CivilDate since{};
};
[[nodiscard]] std::vector<ShortBill> short_bills(Database& db, std::int64_t as_of);

/// A client with a covering ground on the day.
struct CoveredClient {
    ListedClient who{};
    dossier::GrondslagSoort soort{};
    values::CivilDate vanaf{};
    /// Kinds with a contract that is not over on the day, one bit per kind: of the household, and
    /// of this client.
    unsigned household_kinds = 0;
    unsigned own_kinds = 0;
};
[[nodiscard]] std::vector<CoveredClient> covered_clients(Database& db, values::CivilDate day,
                                                         std::int64_t as_of);

/// Contracts that are not over on the day and have no covering ground on it or later, by the client
/// in whose name they stand.
struct OrphanContracts {
    ListedClient who{};
    std::int64_t contracts = 0;
    std::optional<values::CivilDate> last_covered{};
    values::CivilDate since{};  ///< first day of the oldest of these contracts
};
[[nodiscard]] std::vector<OrphanContracts> orphan_contracts(Database& db, values::CivilDate day,
                                                            std::int64_t as_of);

}  // namespace ontzorgd::store
