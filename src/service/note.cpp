// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/note.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/service/input.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/note.h"
#include "sealed_note.h"

#include <optional>
#include <utility>

namespace ontzorgd::service {

namespace {

std::string_view command(std::string_view verb, Compartment compartment) {
    const bool is_health = compartment == Compartment::health;
    if (verb == "add") return is_health ? "note health add" : "note add";
    if (verb == "replace") return is_health ? "note health replace" : "note replace";
    return is_health ? "note health list" : "note list";
}

Report report_of(Municipality& town, const store::NoteRow& note) {
    Report row;
    row.add("notitie", Value{note.id})
        .add("dag", Value{note.day})
        .add("door", note.written_by)
        .add("vervangt", note.replaces == 0 ? "" : std::to_string(note.replaces))
        .add("vervangen_door", note.replaced_by == 0 ? "" : std::to_string(note.replaced_by))
        .add("tekst",
             note.sealed
                 ? opened_note(
                       town, {.client = note.client, .note = note.id, .is_health = note.is_health},
                       *note.sealed)
                 : "vernietigd");
    return row;
}

Report write(Context& context, store::NewNote note, std::string_view text) {
    store::Database& db = context.town.db();
    const std::int64_t id = store::next_note_id(db);
    store::in_transaction(db, [&] {
        Act act{context, note.replaces == 0 ? "note_added" : "note_replaced"};
        const std::string sealed = sealed_note(
            context.town, {.client = note.client, .note = id, .is_health = note.is_health}, text);
        note.text = commit_to(context.town, sealed).personal;
        store::add_note(db, id, note, act.number());
        act.record().add("client", note.client.number()).add("note", id);
        act.seal();
    });
    return report_of(context.town, *store::note_by_id(db, id));
}

/// The newest note, when it is the same text by the same person on the same day: given twice.
std::optional<store::NoteRow> given_already(Context& context, dossier::ClientId client,
                                            Compartment compartment, std::string_view text) {
    const auto notes =
        store::notes_of(context.town.db(), client, compartment == Compartment::health);
    if (notes.empty()) return std::nullopt;
    const store::NoteRow& last = notes.back();
    const bool is_same =
        last.sealed && last.written_by == context.actor.name && last.day == context.now.today &&
        opened_note(context.town, {.client = client, .note = last.id, .is_health = last.is_health},
                    *last.sealed) == text;
    return is_same ? std::optional{last} : std::nullopt;
}

}  // namespace

base::Result<Report> add_note(Context& context, std::string_view client, std::string_view text,
                              Compartment compartment) {
    if (const auto allowed = may(context.actor.roles, command("add", compartment)); !allowed)
        return allowed.failure();
    const dossier::ClientId id = store::client_id(context.town.db(), client);
    if (id.is_none()) return base::refuse("client_is_unknown", {{"client", std::string{client}}});
    const auto free =
        check_no_relation(context, store::household_of_client(context.town.db(), client));
    if (!free) return free.failure();
    const auto checked = parse_note(text);
    if (!checked) return checked.failure();
    if (const auto same = given_already(context, id, compartment, checked.value())) {
        return report_of(context.town, *same);
    }
    return write(
        context,
        {.client = id, .is_health = compartment == Compartment::health, .by = context.actor.id},
        checked.value());
}

base::Result<Report> replace_note(Context& context, std::int64_t number, std::string_view text,
                                  Compartment compartment) {
    if (const auto allowed = may(context.actor.roles, command("replace", compartment)); !allowed)
        return allowed.failure();
    const bool is_health = compartment == Compartment::health;
    store::Database& db = context.town.db();
    const auto before = store::note_by_id(db, number);
    if (!before || before->is_health != is_health)
        return base::refuse("note_is_unknown", {{"note", std::to_string(number)}});
    const auto free = check_no_relation(
        context, store::household_of_client(db, store::client_nummer(db, before->client)));
    if (!free) return free.failure();
    const auto checked = parse_note(text);
    if (!checked) return checked.failure();
    if (before->replaced_by != 0) {
        const auto same = given_already(context, before->client, compartment, checked.value());
        if (same && same->id == before->replaced_by) return report_of(context.town, *same);
        return base::refuse("note_was_replaced", {{"note", std::to_string(number)},
                                                  {"by", std::to_string(before->replaced_by)}});
    }
    return write(context,
                 {.client = before->client,
                  .is_health = is_health,
                  .replaces = number,
                  .by = context.actor.id},
                 checked.value());
}

base::Result<Report> tell_note(Context& context, std::int64_t number, Compartment compartment) {
    store::Database& db = context.town.db();
    const auto note = store::note_by_id(db, number);
    if (!note || note->is_health != (compartment == Compartment::health))
        return base::refuse("note_is_unknown", {{"note", std::to_string(number)}});
    const auto free = check_no_relation(
        context, store::household_of_client(db, store::client_nummer(db, note->client)));
    if (!free) return free.failure();
    return report_of(context.town, *note);
}

base::Result<Report> list_notes(Municipality& town, std::span<const Role> roles,
                                std::string_view client, bool history, Compartment compartment) {
    if (const auto allowed = may_read(roles, command("list", compartment)); !allowed)
        return allowed.failure();
    const dossier::ClientId id = store::client_id(town.db(), client);
    if (id.is_none()) return base::refuse("client_is_unknown", {{"client", std::string{client}}});
    std::vector<Report> rows;
    for (const store::NoteRow& note :
         store::notes_of(town.db(), id, compartment == Compartment::health)) {
        if (history || note.replaced_by == 0) rows.push_back(report_of(town, note));
    }
    Report report;
    report.add("client", client).add_rows("notities", std::move(rows));
    return report;
}

std::vector<Report> all_notes(Municipality& town, std::string_view client,
                              Compartment compartment) {
    std::vector<Report> rows;
    for (const store::NoteRow& note : store::notes_of(
             town.db(), store::client_id(town.db(), client), compartment == Compartment::health)) {
        rows.push_back(report_of(town, note));
    }
    return rows;
}

}  // namespace ontzorgd::service
