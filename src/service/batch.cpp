// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/batch.h"

#include "batch_files.h"
#include "batch_filler.h"
#include "batch_sheet.h"
#include "ontzorgd/audit/merkle.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/payment/end_to_end_id.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/store/aim.h"
#include "ontzorgd/store/policy_rows.h"
#include "ontzorgd/store/sweep.h"
#include "run_rules.h"
#include "staleness.h"
#include "unknown_debits.h"

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

namespace ontzorgd::service {

namespace {

base::Result<store::StoredBatch> known_batch(store::Database& db, std::int64_t id) {
    auto batch = store::batch_by_id(db, id);
    if (!batch) return base::refuse("batch_is_unknown", {{"batch", std::to_string(id)}});
    return *std::move(batch);
}

/// The batch of this run that is still on its way to the bank, if there is one.
std::optional<store::StoredBatch> live_batch_of(store::Database& db, store::RunId run) {
    std::optional<store::StoredBatch> live;
    for (store::StoredBatch& batch : store::all_batches(db)) {
        if (batch.run == run && batch.state != "withdrawn") live = std::move(batch);
    }
    return live;
}

base::Result<base::Done> build_files(Context& context, std::vector<store::StoredFile>& files,
                                     payment::Speed speed) {
    for (store::StoredFile& file : files) {
        if (const auto built = build_file(context, file, speed); !built) return built.failure();
    }
    return base::Done{};
}

values::Euro total_of(const std::vector<store::StoredFile>& files) {
    values::Euro total;
    for (const store::StoredFile& file : files) total += file.cents;
    return total;
}

std::int64_t count_of(const std::vector<store::StoredFile>& files) {
    std::int64_t count = 0;
    for (const store::StoredFile& file : files) count += file.count;
    return count;
}

/// Writes a version of a batch with its sheet: files it keeps from the version before, and files
/// that were made for it. `batch` has id, version, run, proposer and change.
void record_version(Context& context, Act& act, store::StoredBatch batch,
                    const std::vector<store::StoredFile>& kept,
                    const std::vector<store::StoredFile>& made,
                    const uitkering::Regelset& regelset) {
    store::Database& db = context.town.db();
    for (const store::StoredFile& file : made) store::add_file(db, file, act.number());
    std::vector<store::StoredFile> files = kept;
    files.insert(files.end(), made.begin(), made.end());
    batch.state = "proposed";
    batch.count = count_of(files);
    batch.cents = total_of(files);
    batch.needed_signatures = std::int64_t{
        regelset.signatures_for(std::max(batch.cents, store::instructed_by(db, batch.run)))};
    batch.made_by = context.actor.id;
    batch.sheet = sheet_of(context, batch, files);
    batch.sheet_sha256 = crypto::sha256(batch.sheet);
    store::add_batch_version(db, batch, act.number());
    audit::MerkleRoot hashes{crypto::sha256};
    std::int64_t respelled = 0;
    for (const store::StoredFile& file : made) {
        hashes.add(base::to_hex(file.sha256));
        respelled += file.respelled;
    }
    act.record()
        .add("batch", batch.id)
        .add("version", batch.version)
        .add("run", batch.run.number())
        .add("payments", batch.count)
        .add("cents", batch.cents.cents())
        .add("sheet_sha256", batch.sheet_sha256)
        .add("respelled", respelled)
        .add("children", hashes.count())
        .add("merkle_root", hashes.root());
}

base::Result<base::Done> check_fresh(Context& context, const store::StoredBatch& batch) {
    const auto regelset = regelset_of(context.town.db(), batch.run);
    if (!regelset) return regelset.failure();
    if (const auto same = check_profiles(context.town.db(), batch); !same) return same.failure();
    const auto stale = stale_lines(context, batch, regelset.value());
    if (stale.empty()) return base::Done{};
    return stale_refusal(batch, stale);
}

base::Result<base::Done> check_archive(const Municipality& town, store::Database& db,
                                       const store::StoredBatch& batch) {
    for (const store::StoredFile& file : store::files_of(db, batch.id, batch.version)) {
        if (!archive_holds(town, file))
            return base::refuse("archived_file_differs", {{"file", file.name}});
    }
    return base::Done{};
}

/// A payment that a new version of a batch leaves out.
struct Dropped {
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
    std::int64_t file = 0;
    values::Euro cents;
    std::string_view reason;  ///< for the exception that says it is open again
};

/// The file again with the attempts that are left, or none when nothing is left.
std::optional<store::StoredFile> remade(Context& context, const store::StoredFile& old,
                                        const store::StoredBatch& version, std::int64_t id) {
    store::Database& db = context.town.db();
    store::StoredFile file = old;
    file.id = id;
    store::move_attempts(db, old.id, file.id);
    file.count = store::count_of_file(db, file.id);
    if (file.count == 0) return std::nullopt;
    file.cents = facts::total_of(store::kind_totals_of(db, file.id));
    file.version = version.version;
    file.state = "built";
    file.msg_id = payment::message_id(payment::Generation::of(context.town.generation()), file.id,
                                      context.town.is_practice());
    file.name = file_name(context.town, file, *store::own_account_by_id(db, file.account));
    const auto built = build_file(context, file, version.speed);
    base::expects(static_cast<bool>(built), "what was rendered before can be rendered again");
    return file;
}

/// A new version of a batch without the dropped payments. Files that lose nothing keep their bytes;
/// the others are made again. One transaction: a file is at most as large as the bank profile
/// allows, and an archived file that no row names (the program stopped before the commit) is made
/// again with the same bytes.
base::Result<Report> new_version(Context& context, const store::StoredBatch& batch,
                                 const std::vector<Dropped>& dropped, std::string_view kind) {
    store::Database& db = context.town.db();
    const auto regelset = regelset_of(db, batch.run);
    if (!regelset) return regelset.failure();
    // Another profile may ask for other files altogether.
    if (const auto same = check_profiles(db, batch); !same) return same.failure();
    std::set<std::int64_t> touched;
    values::Euro less;
    for (const Dropped& each : dropped) {
        touched.insert(each.file);
        less += each.cents;
    }
    return store::in_transaction(db, [&]() -> base::Result<Report> {
        Act act{context, kind};
        store::StoredBatch version = batch;
        version.version = batch.version + 1;
        version.change =
            "less " + std::to_string(dropped.size()) + ' ' + std::to_string(less.cents());
        for (const Dropped& each : dropped) {
            store::kill_attempt(db, each.instruction, each.attempt);
            store::open_left_out(db, each.instruction, each.attempt,
                                 {.fact = act.number(),
                                  .today = context.now.today,
                                  .reason = left_out_word(each.reason)});
        }
        std::vector<store::StoredFile> kept;
        std::vector<store::StoredFile> made;
        std::int64_t next = store::next_file_id(db);
        for (store::StoredFile& old : store::files_of(db, batch.id, batch.version)) {
            if (!touched.contains(old.id)) {
                store::carry_file(db, old.id, version.version);
                kept.push_back(std::move(old));
                continue;
            }
            store::change_file_state(db, old.id, "superseded", act.number());
            if (auto file = remade(context, old, version, next)) {
                made.push_back(*std::move(file));
                ++next;
            }
        }
        record_version(context, act, std::move(version), kept, made, regelset.value());
        act.record()
            .add("dropped", static_cast<std::int64_t>(dropped.size()))
            .add("dropped_cents", less.cents());
        act.seal();
        return batch_report(context.town, *store::batch_by_id(db, batch.id));
    });
}

/// Whether one of those who signed, `last` included, neither recorded nor confirmed an account that
/// the batch pays for the first time.
bool has_free_signer(store::Database& db, std::int64_t batch, store::UserId last,
                     const std::vector<store::StoredSignature>& signatures) {
    const auto tied = store::users_of_first_ibans(db, batch);
    const auto is_free = [&](store::UserId user) {
        return std::ranges::find(tied, user) == tied.end();
    };
    return is_free(last) ||
           std::ranges::any_of(signatures, [&](const auto& each) { return is_free(each.user); });
}

/// The answer to a proposal that was made before.
base::Result<Report> answer_with(Context& context, const store::StoredBatch& live,
                                 payment::Speed speed) {
    if (live.speed == speed) return batch_report(context.town, live);
    return base::refuse("batch_has_another_speed", {{"batch", std::to_string(live.id)}});
}

bool is_before_release(const store::StoredBatch& batch) {
    return batch.state == "proposed" || batch.state == "signing" || batch.state == "signed";
}

}  // namespace

base::Result<Report> propose_batch(Context& context, std::string_view run_id,
                                   payment::Speed speed) {
    if (const auto allowed = may_move_money(context, "batch propose"); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    const auto run = store::find_run(db, run_id);
    if (!run) return base::refuse("run_is_unknown", {{"run", std::string{run_id}}});
    if (const auto whole = is_wholly_split(*run); !whole) return whole.failure();
    if (!store::has_open_instructions(db, run->id)) {
        if (const auto live = live_batch_of(db, run->id)) return answer_with(context, *live, speed);
        return base::refuse("nothing_is_open", {{"run", std::string{run_id}}});
    }
    const auto regelset = regelset_of(db, run->id);
    if (!regelset) return regelset.failure();
    store::in_transaction(db, [&] { store::begin_bulk_work(db); });
    Act act{context, "batch_proposed"};
    const std::int64_t id = store::next_batch_id(db);
    Filler filler{context, id, act.number(), run->id, regelset.value(), speed};
    filler.fill(run->id);
    const auto abandon = [&](const base::Failure& failure) {
        store::sweep_unfinished_work(db);
        return failure;
    };
    if (filler.files().empty()) {
        // Given again, it answers as before; what else is open is never passed over in silence.
        const auto live = live_batch_of(db, run->id);
        if (live && live->change == filler.change()) {
            store::sweep_unfinished_work(db);
            return answer_with(context, *live, speed);
        }
        return abandon(filler.refusal(run_id));
    }
    if (const auto built = build_files(context, filler.files(), speed); !built)
        return abandon(built.failure());
    store::in_transaction(db, [&] {
        const store::StoredBatch batch{.id = id,
                                       .version = 1,
                                       .state = "proposed",
                                       .run = run->id,
                                       .proposed_by = context.actor.id,
                                       .released_by = {},
                                       .speed = speed,
                                       .sheet = {},
                                       .made_by = context.actor.id,
                                       .change = filler.change()};
        record_version(context, act, batch, {}, filler.files(), regelset.value());
        act.record().add("left_out", filler.left_out());
        store::close_left_out(db, id, act.number());
        store::end_bulk_work(db);
        act.seal();
    });
    return batch_report(context.town, *store::batch_by_id(db, id));
}

base::Result<base::Done> expect_version(Municipality& town, std::int64_t batch,
                                        std::int64_t version) {
    const auto found = known_batch(town.db(), batch);
    if (!found) return found.failure();
    if (found.value().version == version) return base::Done{};
    return base::refuse("batch_has_another_version",
                        {{"batch", std::to_string(batch)},
                         {"version", std::to_string(found.value().version)},
                         {"asked", std::to_string(version)}});
}

base::Result<Report> sign_batch(Context& context, std::int64_t id) {
    if (const auto allowed = may_move_money(context, "batch sign"); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    const auto found = known_batch(db, id);
    if (!found) return found.failure();
    const store::StoredBatch& batch = found.value();
    const auto signatures = store::signatures_of(db, id, batch.version);
    const bool signed_before = std::ranges::any_of(
        signatures, [&](const auto& each) { return each.user == context.actor.id; });
    if (signed_before) return batch_report(context.town, batch);
    if (batch.state != "proposed" && batch.state != "signing") {
        return base::refuse("batch_cannot_be_signed",
                            {{"batch", std::to_string(id)}, {"state", batch.state}});
    }
    if (batch.proposed_by == context.actor.id || batch.made_by == context.actor.id) {
        return base::refuse("signer_is_proposer", {{"batch", std::to_string(id)}});
    }
    if (const auto free = check_no_relation_in_batch(context, id); !free) return free.failure();
    if (const auto fresh = check_fresh(context, batch); !fresh) return fresh.failure();
    if (const auto archive = check_archive(context.town, db, batch); !archive)
        return archive.failure();
    const bool last = static_cast<std::int64_t>(signatures.size()) + 1 >= batch.needed_signatures;
    if (last && !has_free_signer(db, id, context.actor.id, signatures))
        return base::refuse("signer_is_tied_to_first_iban");
    store::in_transaction(db, [&] {
        Act act{context, "batch_signed"};
        store::add_signature(
            db, id, batch.version,
            {.user = context.actor.id, .sheet_sha256 = batch.sheet_sha256, .fact = act.number()});
        store::change_batch_state(db, id, last ? "signed" : "signing");
        act.record()
            .add("batch", id)
            .add("version", batch.version)
            .add("sheet_sha256", batch.sheet_sha256)
            .add("login",
                 audit::Word::of(context.actor.has_second_factor ? "second_factor" : "password"));
        act.seal();
    });
    return batch_report(context.town, *store::batch_by_id(db, id));
}

base::Result<Report> drop_line(Context& context, std::int64_t id, std::int64_t instruction) {
    if (const auto allowed = may_move_money(context, "batch drop-line"); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    const auto found = known_batch(db, id);
    if (!found) return found.failure();
    if (!is_before_release(found.value())) {
        return base::refuse("batch_is_released_already", {{"batch", std::to_string(id)}});
    }
    const auto attempt = store::live_attempt_in(db, found.value(), instruction);
    if (!attempt) {
        if (store::was_dropped(db, id, instruction))
            return batch_report(context.town, found.value());
        return base::refuse("line_is_not_in_batch", {{"instruction", std::to_string(instruction)}});
    }
    const values::Euro cents = store::instruction_by_id(db, instruction)->cents;
    const std::vector<Dropped> dropped{{.instruction = instruction,
                                        .attempt = attempt->number,
                                        .file = attempt->file,
                                        .cents = cents,
                                        .reason = "line_dropped"}};
    if (found.value().count == 1) return base::refuse("last_line_needs_withdraw");
    return new_version(context, found.value(), dropped, "batch_line_dropped");
}

base::Result<Report> rebuild_batch(Context& context, std::int64_t id) {
    if (const auto allowed = may_move_money(context, "batch rebuild"); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    const auto found = known_batch(db, id);
    if (!found) return found.failure();
    if (!is_before_release(found.value())) {
        return base::refuse("batch_is_released_already", {{"batch", std::to_string(id)}});
    }
    if (const auto same = check_profiles(db, found.value()); !same) return same.failure();
    const auto regelset = regelset_of(db, found.value().run);
    if (!regelset) return regelset.failure();
    std::vector<Dropped> dropped;
    for (const StaleLine& stale : stale_lines(context, found.value(), regelset.value())) {
        dropped.push_back({.instruction = stale.instruction,
                           .attempt = stale.attempt,
                           .file = stale.file,
                           .cents = stale.cents,
                           .reason = stale.reason});
    }
    if (dropped.empty()) return batch_report(context.town, found.value());
    if (static_cast<std::int64_t>(dropped.size()) == found.value().count) {
        return base::refuse("last_line_needs_withdraw");
    }
    return new_version(context, found.value(), dropped, "batch_rebuilt");
}

base::Result<Report> withdraw_batch(Context& context, std::int64_t id) {
    if (const auto allowed = may(context.actor.roles, "batch withdraw"); !allowed)
        return allowed.failure();
    store::Database& db = context.town.db();
    const auto found = known_batch(db, id);
    if (!found) return found.failure();
    if (found.value().state == "withdrawn") return batch_report(context.town, found.value());
    if (!is_before_release(found.value())) {
        return base::refuse("batch_is_released_already", {{"batch", std::to_string(id)}});
    }
    const auto files = store::files_of(db, id, found.value().version);
    store::in_transaction(db, [&] { store::begin_bulk_work(db); });
    Act act{context, "batch_withdrawn"};
    for (const store::StoredFile& file : files) {
        store::in_transaction(db, [&] {
            store::open_left_out_of_file(db, file.id,
                                         {.fact = act.number(),
                                          .today = context.now.today,
                                          .reason = left_out_word("batch_withdrawn")});
        });
    }
    store::in_transaction(db, [&] {
        for (const store::StoredFile& file : files) {
            store::kill_attempts_of(db, file.id);
            store::change_file_state(db, file.id, "stopped", act.number());
        }
        store::change_batch_state(db, id, "withdrawn");
        act.record().add("batch", id).add("version", found.value().version);
        store::end_bulk_work(db);
        act.seal();
    });
    return batch_report(context.town, *store::batch_by_id(db, id));
}

base::Result<Report> list_batches(Municipality& town) {
    std::vector<Report> rows;
    for (const store::StoredBatch& batch : store::all_batches(town.db())) {
        const auto run = store::run_by_id(town.db(), batch.run);
        Report row;
        row.add("batch", Value{batch.id})
            .add("versie", Value{batch.version})
            .add("run", run ? run->head.run_id : "")
            .add("staat", store::state_of(town.db(), batch))
            .add("betalingen", Value{batch.count})
            .add("bedrag", Value{batch.cents});
        rows.push_back(std::move(row));
    }
    Report report;
    report.add_rows("batches", std::move(rows));
    return report;
}

base::Result<Report> show_batch(Municipality& town, std::int64_t id) {
    const auto batch = known_batch(town.db(), id);
    if (!batch) return batch.failure();
    return batch_report(town, batch.value());
}

base::Result<Report> show_sheet(Municipality& town, std::int64_t id, const TextOut& out) {
    const auto batch = known_batch(town.db(), id);
    if (!batch) return batch.failure();
    out(printable_sheet(batch.value()));
    Report report;
    report.add("batch", Value{id})
        .add("versie", Value{batch.value().version})
        .add("sha256", base::to_hex(batch.value().sheet_sha256))
        .add("blad", batch.value().sheet);
    return report;
}

}  // namespace ontzorgd::service
