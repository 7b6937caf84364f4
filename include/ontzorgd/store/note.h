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
/// Notes about clients, as they are kept: sealed by the service, in one of two compartments.
namespace ontzorgd::store {

struct NoteRow {
    std::int64_t id = 0;
    dossier::ClientId client{};
    bool is_health = false;
    std::optional<std::string> sealed{};  ///< nothing when it was destroyed
    std::int64_t replaces = 0;            ///< 0: the first
    std::int64_t replaced_by = 0;         ///< 0: the newest
    std::string written_by{};
    values::CivilDate day{};
    std::int64_t text = 0;  ///< the personal row; 0 when it was destroyed
};
/// Notes of one compartment, oldest first.
[[nodiscard]] std::vector<NoteRow> notes_of(Database& db, dossier::ClientId client, bool is_health);
/// Every note of everybody whose text is there, replaced ones too, one by one.
void for_each_note(Database& db, const std::function<void(const NoteRow&)>& visit);
[[nodiscard]] std::optional<NoteRow> note_by_id(Database& db, std::int64_t id);

struct NewNote {
    dossier::ClientId client{};
    bool is_health = false;
    std::int64_t text = 0;  ///< a personal row
    std::int64_t replaces = 0;
    UserId by{};
};
[[nodiscard]] std::int64_t next_note_id(Database& db);
void add_note(Database& db, std::int64_t id, const NewNote& note, std::int64_t fact);

}  // namespace ontzorgd::store
