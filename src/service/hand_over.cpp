// SPDX-License-Identifier: EUPL-1.2
#include "batch_files.h"
#include "batch_sheet.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/facts/book.h"
#include "ontzorgd/service/batch.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/input.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/store/aim.h"
#include "ontzorgd/store/inbox.h"
#include "ontzorgd/values/target_calendar.h"
#include "placing.h"
#include "signed_sheet.h"
#include "staleness.h"
#include "unknown_debits.h"
#include "unknown_hand_over.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace ontzorgd::service {

namespace fs = std::filesystem;

namespace {

/// The names a file has in the outbox. A mover takes what has `ready`.
struct OutboxNames {
    fs::path hidden;
    fs::path visible;
    fs::path digest;
    fs::path ready;
};

OutboxNames names_of(const fs::path& outbox, const store::StoredFile& file) {
    return {.hidden = outbox / ("." + file.name),
            .visible = outbox / file.name,
            .digest = outbox / (file.name + ".sha256"),
            .ready = outbox / (file.name + ".ready")};
}

/// Copies the archived bytes to a hidden name and makes sure they are the signed ones.
base::Result<base::Done> copy_hidden(const Municipality& town, const store::StoredFile& file) {
    const fs::path source = town.archived(base::to_hex(file.sha256));
    if (source.empty()) return base::refuse("archived_file_differs", {{"file", file.name}});
    const OutboxNames names = names_of(town.outbox(), file);
    fs::path temporary = names.hidden;
    temporary += ".nieuw";
    DurableFile writing{temporary};
    read_blocks(source, [&](std::string_view block) { writing.write(block); });
    writing.sync();
    writing.keep(names.hidden);
    if (sha256_of_file(names.hidden) != file.sha256) {
        fs::remove(names.hidden);
        return base::refuse("archived_file_differs", {{"file", file.name}});
    }
    return base::Done{};
}

/// Makes the file visible to the mover; does what is left to do of it.
void make_visible(const OutboxNames& names, const store::StoredFile& file) {
    if (fs::exists(names.hidden)) rename_durably(names.hidden, names.visible);
    write_file(names.digest, base::to_hex(file.sha256) + "  " + file.name + "\n");
    if (!fs::exists(names.ready)) write_file(names.ready, "");
}

/// A line that has the total of this file may have come before it was handed over.
void place_lines_of(Context& context, Act& act, std::int64_t file) {
    Placing placing{context, act.number()};
    placing.file_is_out(file);
    placing.finish();
    book_placing(act, placing);
}

/// `reason` is what a person found out when the program could not know; empty otherwise.
void record_handed_over(Context& context, const store::StoredFile& file,
                        std::string_view reason = {}) {
    store::Database& db = context.town.db();
    store::in_transaction(db, [&] {
        Act act{context, "file_handed_over"};
        store::change_file_state(db, file.id, "handed_over", act.number());
        act.record()
            .add("file", file.id)
            .add("sha256", file.sha256)
            .add("payments", file.count)
            .add("cents", file.cents.cents())
            .add("execution_date", file.execution_date);
        if (!reason.empty()) {
            const Commitment why = commit_to(context.town, reason);
            act.record().add("reason_text", why.personal).add("reason_sha256", why.digest);
        }
        facts::book_file_handed_over(act.journal(), file.account,
                                     store::kind_totals_of(db, file.id));
        place_lines_of(context, act, file.id);
        act.seal();
    });
}

/// Goes on with a file that was being handed over when the program stopped. The hidden copy was
/// compared with the signed hash before `handing_over` was committed; bytes that differ now are not
/// offered.
void resume(Context& context, const store::StoredFile& file) {
    const Municipality& town = context.town;
    const bool dry = town.mode() == Mode::dry_run;
    const OutboxNames names = names_of(town.real_outbox(), file);
    const auto is_right = [&](const fs::path& path) {
        return fs::exists(path) && sha256_of_file(path) == file.sha256;
    };
    const bool visible = is_right(names.visible);
    if (visible || is_right(names.hidden)) {
        if (!dry) make_visible(names, file);
        record_handed_over(context, file);
        return;
    }
    record_unknown_hand_over(context, file);
}

/// Removes hidden files that no hand-over is about: the program stopped before it was committed.
void sweep_hidden(const Municipality& town) {
    for (const fs::directory_entry& entry : fs::directory_iterator{town.real_outbox()}) {
        if (entry.path().filename().string().starts_with('.')) fs::remove(entry.path());
    }
}

base::Result<base::Done> hand_over(Context& context, const store::StoredFile& file) {
    // What lies there under these names is not ours, and must not call the mover early.
    const OutboxNames names = names_of(context.town.outbox(), file);
    fs::remove(names.ready);
    fs::remove(names.digest);
    if (const auto copied = copy_hidden(context.town, file); !copied) return copied.failure();
    store::in_transaction(context.town.db(), [&] {
        store::change_file_state(context.town.db(), file.id, "handing_over", 0);
    });
    make_visible(names, file);
    record_handed_over(context, file);
    return base::Done{};
}

base::Result<base::Done> check_releaser(const Context& context, const store::StoredBatch& batch) {
    store::Database& db = context.town.db();
    if (batch.state != "signed" && batch.state != "released") {
        return base::refuse("batch_is_not_signed",
                            {{"batch", std::to_string(batch.id)}, {"state", batch.state}});
    }
    const auto signatures = store::signatures_of(db, batch.id, batch.version);
    const bool has_signed = std::ranges::any_of(
        signatures, [&](const auto& each) { return each.user == context.actor.id; });
    if (has_signed) return base::refuse("releaser_signed", {{"batch", std::to_string(batch.id)}});
    return base::Done{};
}

/// Stops a file of a released batch. The stale payments in it are open again for a reason of their
/// own, the others go down with the file for `reason`, which its record tells as `why`.
void stop_released(Context& context, std::int64_t file, const std::vector<StaleLine>& stale,
                   std::string_view reason, std::string_view why) {
    store::Database& db = context.town.db();
    store::in_transaction(db, [&] {
        Act act{context, "file_stopped"};
        const auto left_out = [&](std::string_view code) {
            return store::LeftOut{
                .fact = act.number(), .today = context.now.today, .reason = left_out_word(code)};
        };
        for (const StaleLine& line : stale) {
            store::open_left_out(db, line.instruction, line.attempt, left_out(line.reason));
        }
        store::open_left_out_of_file(db, file, left_out(reason));
        const std::int64_t stopped = store::kill_attempts_of(db, file);
        store::change_file_state(db, file, "stopped", act.number());
        act.record().add("file", file).add("payments", stopped).add("reason", audit::Word::of(why));
        act.seal();
    });
}

/// Stops the files of a released batch that hold a payment which may no longer be made, and those
/// that were made with another bank profile. Those that only wait for a statement which is missing,
/// are given back: it may come tomorrow.
std::set<std::int64_t> stop_stale_files(Context& context, const store::StoredBatch& batch,
                                        const uitkering::Regelset& regelset) {
    store::Database& db = context.town.db();
    std::map<std::int64_t, std::vector<StaleLine>> by_file;
    for (const StaleLine& stale : stale_lines(context, batch, regelset)) {
        by_file[stale.file].push_back(stale);
    }
    for (const store::StoredFile& file : files_of_changed_profiles(db, batch)) {
        stop_released(context, file.id, by_file[file.id], "profile_was_changed",
                      "profile_was_changed");
        by_file.erase(file.id);
    }
    std::set<std::int64_t> waiting;
    for (const auto& [file, stale] : by_file) {
        const bool waits = std::ranges::all_of(
            stale, [](const StaleLine& line) { return line.reason == "a_statement_is_missing"; });
        if (waits) {
            waiting.insert(file);
            continue;
        }
        stop_released(context, file, stale, "file_stopped", stale.front().reason);
    }
    return waiting;
}

/// Records the release, when the dossier of this moment still allows every payment.
base::Result<base::Done> release_signed(Context& context, const store::StoredBatch& batch,
                                        const uitkering::Regelset& regelset) {
    store::Database& db = context.town.db();
    if (const auto same = check_profiles(db, batch); !same) return same.failure();
    const auto stale = stale_lines(context, batch, regelset);
    if (!stale.empty()) return stale_refusal(batch, stale);
    store::in_transaction(db, [&] {
        Act act{context, "batch_released"};
        store::mark_released(db, batch.id, context.actor.id, act.number());
        act.record()
            .add("batch", batch.id)
            .add("version", batch.version)
            .add("sheet_sha256", batch.sheet_sha256);
        act.seal();
    });
    return base::Done{};
}

base::Result<store::StoredFile> known_file(store::Database& db, std::string_view name) {
    auto file = store::file_named(db, name);
    if (!file) return base::refuse("file_is_unknown", {{"file", std::string{name}}});
    return *std::move(file);
}

Report file_report(store::Database& db, const store::StoredFile& file) {
    Report report;
    report.add("bestand", file.name)
        .add("batch", Value{file.batch})
        .add("uitvoerdatum", Value{file.execution_date})
        .add("betalingen", Value{file.count})
        .add("bedrag", Value{file.cents})
        .add("staat", file.state)
        .add("sha256", base::to_hex(file.sha256));
    std::vector<Report> kinds;
    const facts::KindTotals totals = store::kind_totals_of(db, file.id);
    for (std::size_t kind = 0; kind < totals.size(); ++kind) {
        if (totals.at(kind).is_zero()) continue;
        Report row;
        row.add("soort", store::kind_text(static_cast<std::int64_t>(kind)))
            .add("bedrag", Value{totals.at(kind)});
        kinds.push_back(std::move(row));
    }
    report.add_rows("per_soort", std::move(kinds));
    if (const auto taken_over = store::receipt_of(db, file.id)) {
        report.add("overgenomen", Now{.unix_seconds = *taken_over, .today = {}}.utc_text());
    }
    add_stopped_files(db, {file}, report);
    return report;
}

/// Hands over the files whose lead time has come; those that wait are told in `held`.
base::Result<base::Done> hand_over_due(Context& context, const store::StoredBatch& batch,
                                       const uitkering::Regelset& regelset,
                                       const std::set<std::int64_t>& waiting,
                                       std::vector<Report>& held) {
    // A bank may pay an instant file when it has it, whatever day stands in it.
    const auto lead =
        batch.speed == payment::Speed::instant ? 0 : static_cast<int>(regelset.voorloop_dagen);
    for (const store::StoredFile& file :
         store::files_of(context.town.db(), batch.id, batch.version)) {
        const values::CivilDate first_day = values::plus_target_days(file.execution_date, -lead);
        if (file.state != "built" || context.now.today < first_day) continue;
        if (waiting.contains(file.id)) {
            held.emplace_back().add("bestand", file.name).add("datum", Value{file.execution_date});
            continue;
        }
        if (const auto done = hand_over(context, file); !done) return done.failure();
        context.progress("bestanden aangeboden", file.id);
    }
    return base::Done{};
}

}  // namespace

void record_unknown_hand_over(Context& context, const store::StoredFile& file) {
    store::Database& db = context.town.db();
    store::in_transaction(db, [&] {
        Act act{context, "file_handover_unknown"};
        store::change_file_state(db, file.id, "handover_unknown", act.number());
        act.record().add("file", file.id).add("sha256", file.sha256);
        place_lines_of(context, act, file.id);
        act.seal();
    });
}

base::Result<Report> release_batch(Context& context, std::int64_t id) {
    if (const auto allowed = may_move_money(context, "batch release"); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    const auto batch = store::batch_by_id(db, id);
    if (!batch) return base::refuse("batch_is_unknown", {{"batch", std::to_string(id)}});
    if (const auto allowed = check_releaser(context, *batch); !allowed) return allowed.failure();
    if (const auto free = check_no_relation_in_batch(context, id); !free) return free.failure();
    if (const auto known = check_not_older_than_the_bank(db); !known) return known.failure();
    const auto regelset = regelset_of(db, batch->run);
    if (!regelset) return regelset.failure();
    if (const auto valid = check_signatures(db, *batch, regelset.value()); !valid) {
        return valid.failure();
    }
    for (const store::StoredFile& file : store::files_of(db, id, batch->version)) {
        if (file.state == "built" && !archive_holds(context.town, file)) {
            return base::refuse("archived_file_differs", {{"file", file.name}});
        }
    }
    std::set<std::int64_t> waiting;
    if (batch->state == "signed") {
        if (const auto done = release_signed(context, *batch, regelset.value()); !done)
            return done.failure();
    } else {
        waiting = stop_stale_files(context, *batch, regelset.value());
    }
    std::vector<Report> held;
    if (const auto done = hand_over_due(context, *batch, regelset.value(), waiting, held); !done)
        return done.failure();
    Report report = batch_report(context.town, *store::batch_by_id(db, id));
    if (!held.empty()) report.add_rows("wacht_op_een_afschrift", std::move(held));
    return report;
}

void settle_hand_overs(Context& context) {
    store::Database& db = context.town.db();
    for (const store::StoredFile& file : store::files_in_state(db, "handing_over")) {
        // The act is the releaser's, whoever gives the next command.
        Context releaser = context;
        const auto batch = store::batch_by_id(db, file.batch);
        releaser.actor.id = batch->released_by;
        resume(releaser, file);
    }
    if (context.town.mode() == Mode::change) sweep_hidden(context.town);
}

base::Result<Report> stop_file(Context& context, std::string_view name, std::string_view reason) {
    if (const auto allowed = may(context.actor.roles, "file stop"); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    const auto file = known_file(db, name);
    if (!file) return file.failure();
    if (file.value().state == "stopped") return file_report(db, file.value());
    if (file.value().state != "built") {
        return base::refuse("file_is_handed_over",
                            {{"file", std::string{name}}, {"state", file.value().state}});
    }
    if (const auto why = check_reason(reason); !why) return why.failure();
    store::in_transaction(db, [&] {
        Act act{context, "file_stopped"};
        const Commitment why = commit_to(context.town, reason);
        store::open_left_out_of_file(db, file.value().id,
                                     {.fact = act.number(),
                                      .today = context.now.today,
                                      .reason = left_out_word("file_stopped")});
        const std::int64_t stopped = store::kill_attempts_of(db, file.value().id);
        store::change_file_state(db, file.value().id, "stopped", act.number());
        act.record()
            .add("file", file.value().id)
            .add("payments", stopped)
            .add("reason_text", why.personal)
            .add("reason_sha256", why.digest);
        act.seal();
    });
    return file_report(db, *store::file_named(db, name));
}

base::Result<Report> resolve_file(Context& context, std::string_view name, bool was_handed_over,
                                  std::string_view reason) {
    if (const auto allowed = may(context.actor.roles, "file resolve"); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    const auto file = known_file(db, name);
    if (!file) return file.failure();
    if (was_handed_over && file.value().state == "handed_over")
        return file_report(db, file.value());
    if (file.value().state != "handover_unknown") {
        return base::refuse("file_is_not_unknown",
                            {{"file", std::string{name}}, {"state", file.value().state}});
    }
    if (const auto why = check_reason(reason); !why) return why.failure();
    // That the bank does not have it cannot be known from here: that answer needs the statements
    // (and two people who declare each payment dead) and is not given by this command.
    if (!was_handed_over)
        return base::refuse("only_statements_can_tell", {{"file", std::string{name}}});
    record_handed_over(context, file.value(), reason);
    return file_report(db, *store::file_named(db, name));
}

base::Result<Report> show_file(Municipality& town, std::string_view name) {
    const auto file = known_file(town.db(), name);
    if (!file) return file.failure();
    return file_report(town.db(), file.value());
}

}  // namespace ontzorgd::service
