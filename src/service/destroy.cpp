// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/destroy.h"

#include "client_words.h"
#include "destroying.h"
#include "ontzorgd/audit/merkle.h"
#include "ontzorgd/base/digest.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/passwords.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/store/destroy.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/idempotency.h"
#include "ontzorgd/store/note.h"
#include "ontzorgd/store/personal.h"
#include "ontzorgd/store/task.h"
#include "ontzorgd/values/iban.h"
#include "ontzorgd/values/sepa_text.h"
#include "sealed_note.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ontzorgd::service {

namespace {

/// Notes about others that name the client. They are sealed, so that no search of the database
/// finds him there: each is opened.
std::vector<store::NoteRow> notes_that_name(Municipality& town, std::string_view nummer,
                                            dossier::ClientId client) {
    std::vector<store::NoteRow> found;
    const std::vector<std::string> words = words_about(town, nummer, client);
    if (words.empty()) return found;
    // A namesake, and the account of two partners, are theirs as well (as in other free text).
    std::map<std::int64_t, std::vector<std::string>> his_alone;
    const auto words_but_of = [&](dossier::ClientId other) -> const std::vector<std::string>& {
        const auto [at, is_new] = his_alone.try_emplace(other.number());
        if (!is_new) return at->second;
        const auto theirs = words_about(town, store::client_nummer(town.db(), other), other);
        std::ranges::copy_if(words, std::back_inserter(at->second), [&](const std::string& word) {
            return std::ranges::find(theirs, word) == theirs.end();
        });
        return at->second;
    };
    store::for_each_note(town.db(), [&](const store::NoteRow& note) {
        if (note.client == client || !note.sealed) return;
        const NotePlace place{.client = note.client, .note = note.id, .is_health = note.is_health};
        const std::string text = opened_note(town, place, *note.sealed);
        if (store::has_one_of(words, text) && store::has_one_of(words_but_of(note.client), text))
            found.push_back(note);
    });
    return found;
}

/// What goes with him, for whoever wants to write it anew without his name before. Which
/// compartment a note is in is not told.
std::vector<Report> rows_of_notes(Municipality& town, std::string_view nummer,
                                  dossier::ClientId client) {
    std::vector<Report> rows;
    for (const store::NoteRow& note : notes_that_name(town, nummer, client)) {
        Report row;
        row.add("notitie", Value{note.id})
            .add("client", store::client_nummer(town.db(), note.client))
            .add("is_vervangen", Value{note.replaced_by != 0});
        rows.push_back(std::move(row));
    }
    return rows;
}

Report report_of(Municipality& town, std::string_view nummer, const store::DestroyList& list) {
    const bool done = list.confirmed_fact != 0;
    Report report;
    report.add("client", nummer)
        .add("lijst", Value{list.id})
        .add("staat", done ? "vernietigd" : "voorgesteld")
        .add("voorgesteld_door", store::user_name(town.db(), list.proposed_by))
        .add("bevestigd_door", done ? store::user_name(town.db(), list.confirmed_by) : "")
        .add("vernietigde_waarden", Value{store::destroyed_under(town.db(), list.id)});
    if (!done) {
        report.add_rows("notities_over_anderen_die_meegaan",
                        rows_of_notes(town, nummer, list.client));
    }
    return report;
}

}  // namespace

base::Result<base::Done> check_at_rest(Context& context, std::string_view nummer,
                                       dossier::ClientId client) {
    store::Database& db = context.town.db();
    const auto covered = store::last_covered_day(db, client);
    if (covered && context.now.today <= *covered) {
        return base::refuse("household_still_has_a_grondslag",
                            {{"client", std::string{nummer}}, {"day", covered->to_string()}});
    }
    const store::MoneyUnderWay money = store::money_under_way(db, client);
    if (money.payments > 0 || money.records > 0) {
        return base::refuse("client_has_money_under_way",
                            {{"client", std::string{nummer}},
                             {"payments", std::to_string(money.payments)},
                             {"records", std::to_string(money.records)}});
    }
    return base::Done{};
}

void destroy_values(Context& context, std::string_view nummer, const store::DestroyList& list) {
    Municipality& town = context.town;
    store::Database& db = town.db();
    std::vector<std::int64_t> rows = store::personal_rows_of(db, list.client);
    std::ranges::copy(store::free_texts_with(db, words_about(town, nummer, list.client)),
                      std::back_inserter(rows));
    for (const store::NoteRow& note : notes_that_name(town, nummer, list.client))
        rows.push_back(note.text);
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    store::in_transaction(db, [&] {
        Act act{context, "client_destroyed"};
        audit::MerkleRoot values{crypto::sha256};
        for (const std::int64_t row : rows) {
            const auto commitment = store::commitment_of(db, row);
            if (!commitment) continue;
            values.add(std::to_string(row) + '|' + base::to_hex(*commitment));
            store::destroy_personal(db, row, context.now.today.to_number(), list.id);
        }
        store::forget_blind_indices(db, list.client);
        store::forget_all_answers(db);
        store::forget_task_answers(db);
        store::confirm_destroy_list(db, list.id, context.actor.id, act.number());
        store::write_last_dossier_fact(db, act.number());
        store::note_compaction_due(db);
        act.record()
            .add("client", list.client.number())
            .add("list", list.id)
            .add("values", values.count())
            .add("values_sha256", values.root());
        act.seal();
    });
}

void remove_outbox_copies(Municipality& town, dossier::ClientId client) {
    for (const std::string& name : store::handed_over_files_of(town.db(), client)) {
        for (const char* suffix : {"", ".sha256", ".ready"}) {
            std::filesystem::remove(town.outbox() / (name + suffix));
        }
    }
    sync_folder(town.outbox());
}

void finish_destructions(Municipality& town) {
    if (store::is_compaction_due(town.db())) town.compact();
}

base::Result<Report> propose_destruction(Context& context, std::string_view nummer) {
    if (const auto allowed = may(context.actor.roles, "client destroy propose"); !allowed)
        return allowed.failure();
    Municipality& town = context.town;
    const dossier::ClientId client = store::client_id(town.db(), nummer);
    if (client.is_none())
        return base::refuse("client_is_unknown", {{"client", std::string{nummer}}});
    const auto free = check_no_relation(context, store::household_of_client(town.db(), nummer));
    if (!free) return free.failure();
    if (const auto list = store::destroy_list_of(town.db(), client)) {
        return report_of(town, nummer, *list);
    }
    if (const auto rest = check_at_rest(context, nummer, client); !rest) return rest.failure();
    store::in_transaction(town.db(), [&] {
        Act act{context, "client_destroy_proposed"};
        const std::int64_t list =
            store::add_destroy_list(town.db(), client, context.actor.id, act.number());
        act.record().add("client", client.number()).add("list", list);
        act.seal();
    });
    return report_of(town, nummer, *store::destroy_list_of(town.db(), client));
}

base::Result<Report> confirm_destruction(Context& context, std::string_view nummer) {
    if (const auto allowed = may(context.actor.roles, "client destroy confirm"); !allowed)
        return allowed.failure();
    Municipality& town = context.town;
    const dossier::ClientId client = store::client_id(town.db(), nummer);
    if (client.is_none())
        return base::refuse("client_is_unknown", {{"client", std::string{nummer}}});
    const auto free = check_no_relation(context, store::household_of_client(town.db(), nummer));
    if (!free) return free.failure();
    const auto list = store::destroy_list_of(town.db(), client);
    if (!list)
        return base::refuse("destruction_is_not_proposed", {{"client", std::string{nummer}}});
    if (list->confirmed_fact == 0) {
        if (list->proposed_by == context.actor.id) return base::refuse("confirmer_is_proposer");
        if (const auto rest = check_at_rest(context, nummer, client); !rest) return rest.failure();
        destroy_values(context, nummer, *list);
    }
    // Also what an earlier process left undone.
    remove_outbox_copies(town, client);
    finish_destructions(town);
    return report_of(town, nummer, *store::destroy_list_of(town.db(), client));
}

}  // namespace ontzorgd::service
