// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// The destruction of one client: which values are his, what still stands in the way, and the list
/// on which two persons agree. Rows of numbers, days and amounts stay, so that chain and books stay
/// whole.
namespace ontzorgd::store {

/// A proposal, and when it was confirmed the destruction.
struct DestroyList {
    std::int64_t id = 0;
    dossier::ClientId client{};
    UserId proposed_by{};
    std::int64_t fact = 0;
    UserId confirmed_by{};            ///< none while it waits
    std::int64_t confirmed_fact = 0;  ///< 0 while it waits
};
/// The list of a client; there is at most one.
[[nodiscard]] std::optional<DestroyList> destroy_list_of(Database& db, dossier::ClientId client);
std::int64_t add_destroy_list(Database& db, dossier::ClientId client, UserId by, std::int64_t fact);
void confirm_destroy_list(Database& db, std::int64_t list, UserId by, std::int64_t fact);

/// Money of the client that has not come to rest: payments that no statement has confirmed (or that
/// came back), and records of runs that are not divided.
struct MoneyUnderWay {
    std::int64_t payments = 0;
    std::int64_t records = 0;
};
[[nodiscard]] MoneyUnderWay money_under_way(Database& db, dossier::ClientId client);
/// The last day on which a covering ground of the client's household holds; none when there is
/// none, the end of the calendar when one has no end.
[[nodiscard]] std::optional<values::CivilDate> last_covered_day(Database& db,
                                                                dossier::ClientId client);

/// The personal rows that are the client's: names, days of birth, BSNs, accounts, beschikkingen,
/// kenmerken of the contracts that he bears or that stand in his name, reasons of holds, and what
/// banks wrote with his payments; of every version. Ascending.
[[nodiscard]] std::vector<std::int64_t> personal_rows_of(Database& db, dossier::ClientId client);
/// Other free texts in which one of these words stands (letters of either case, not inside a longer
/// word): reasons that people wrote, texts that banks sent. Ascending.
[[nodiscard]] std::vector<std::int64_t> free_texts_with(Database& db,
                                                        const std::vector<std::string>& words);
/// The same question of one text.
[[nodiscard]] bool has_one_of(const std::vector<std::string>& words, std::string_view text);
/// Every account that was recorded for the client, and every name.
[[nodiscard]] std::vector<std::string> names_and_ibans_of(Database& db, dossier::ClientId client);
/// Makes the blind indices of a client unfindable: with the key they lead back to BSN and IBAN.
void forget_blind_indices(Database& db, dossier::ClientId client);
/// How many values were destroyed under a list.
[[nodiscard]] std::int64_t destroyed_under(Database& db, std::int64_t list);

/// Destroyed values still lie in freed pages and in the WAL until the database is compacted. That
/// it is due is noted with the destruction, so that a process that dies in between is made up for.
void note_compaction_due(Database& db);
[[nodiscard]] bool is_compaction_due(Database& db);
/// Compacts and forgets that it was due.
void compact_after_destruction(Database& db);

/// Names of the files that went to the bank with a payment for the client's household.
[[nodiscard]] std::vector<std::string> handed_over_files_of(Database& db, dossier::ClientId client);

}  // namespace ontzorgd::store
