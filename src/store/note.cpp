// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/note.h"

#include "statement.h"

#include <string>

namespace ontzorgd::store {

namespace {

constexpr std::string_view notes = R"sql(
    SELECT x.id, x.client, x.health, p.value, coalesce(x.replaces, 0), coalesce(y.id, 0), u.name, f.day,
           coalesce(p.id, 0)
      FROM note x LEFT JOIN personal p ON p.id = x.text LEFT JOIN note y ON y.replaces = x.id
      JOIN user u ON u.id = x.written_by JOIN audit_link f ON f.number = x.fact
)sql";

NoteRow note_from(const Statement& rows) {
    NoteRow note{.id = rows.integer(0),
                 .client = dossier::ClientId{rows.integer(1)},
                 .is_health = rows.flag(2),
                 .replaces = rows.integer(4),
                 .replaced_by = rows.integer(5),
                 .written_by = std::string{rows.text(6)},
                 .day = rows.date(7),
                 .text = rows.integer(8)};
    if (!rows.is_null(3)) note.sealed = std::string{rows.blob(3)};
    return note;
}

}  // namespace

std::vector<NoteRow> notes_of(Database& db, dossier::ClientId client, bool is_health) {
    Statement rows{db, std::string{notes} + " WHERE x.client = ?1 AND x.health = ?2 ORDER BY x.id"};
    rows.bind(client, is_health ? 1 : 0);
    std::vector<NoteRow> found;
    while (rows.next()) found.push_back(note_from(rows));
    return found;
}

void for_each_note(Database& db, const std::function<void(const NoteRow&)>& visit) {
    Statement rows{db, std::string{notes} + " WHERE p.id IS NOT NULL ORDER BY x.id"};
    while (rows.next()) visit(note_from(rows));
}

std::optional<NoteRow> note_by_id(Database& db, std::int64_t id) {
    Statement find{db, std::string{notes} + " WHERE x.id = ?1"};
    find.bind(id);
    if (!find.next()) return std::nullopt;
    return note_from(find);
}

std::int64_t next_note_id(Database& db) {
    Statement next{db, "SELECT coalesce(max(id), 0) + 1 FROM note"};
    next.next();
    return next.integer(0);
}

void add_note(Database& db, std::int64_t id, const NewNote& note, std::int64_t fact) {
    Statement add{db, R"sql(
        INSERT INTO note SELECT ?1, id, household, ?3, ?4, ?5, ?6, ?7 FROM client WHERE id = ?2
    )sql"};
    add.run_with(id, note.client, note.is_health ? 1 : 0, note.text, none_if_zero(note.replaces),
                 note.by, fact);
}

}  // namespace ontzorgd::store
