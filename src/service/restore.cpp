// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/restore.h"

#include "logboek_gaps.h"
#include "ontzorgd/crypto/random.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/logboek.h"
#include "ontzorgd/service/machine_user.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/last_moment.h"
#include "ontzorgd/store/restoration.h"
#include "ontzorgd/values/target_calendar.h"
#include "staleness.h"
#include "unknown_hand_over.h"
#include "unpack.h"

#include <algorithm>
#include <utility>

namespace ontzorgd::service {

namespace fs = std::filesystem;

namespace {

/// Where the directory is put together, beside where it will be; gone when that did not succeed.
class Building {
public:
    explicit Building(const fs::path& state)
        : path_{state.parent_path() / ("." + state.filename().string() + ".herstel")} {
        fs::remove_all(path_);  // of a program that was killed
        fs::create_directories(path_);
        fs::permissions(path_, fs::perms::owner_all);
    }
    ~Building() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Building(const Building&) = delete;
    Building& operator=(const Building&) = delete;
    Building(Building&&) = delete;
    Building& operator=(Building&&) = delete;
    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

/// Never one that was given out before, nor one that another copy of the same backup can know it
/// will draw: always random, in practice too.
std::string new_generation(const Municipality& town) {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    constexpr unsigned fair = 252;  // the largest multiple of 36 in a byte
    for (;;) {
        std::string code;
        while (code.size() < 4) {
            const unsigned drawn = crypto::random_array<1>().front();
            if (drawn < fair) code += alphabet[drawn % alphabet.size()];
        }
        const bool is_known = std::ranges::any_of(
            town.generations(), [&](const OwnGeneration& each) { return each.code == code; });
        if (!is_known) return code;
    }
}

/// The files that the lost copy may have handed over since the backup: their day had come, if only
/// their batch was signed. Of others it is certain that they did not go.
std::vector<store::StoredFile> files_that_may_have_gone(Context& context) {
    store::Database& db = context.town.db();
    std::vector<store::StoredFile> found;
    for (const store::StoredBatch& batch : store::all_batches(db)) {
        const auto regelset = regelset_of(db, batch.run);
        const bool at_once = batch.speed == payment::Speed::instant;
        const int lead =
            at_once || !regelset ? 0 : static_cast<int>(regelset.value().voorloop_dagen);
        for (const store::StoredFile& file : store::files_of(db, batch.id, batch.version)) {
            const auto first_day = values::plus_target_days(file.execution_date, -lead);
            if (file.state == "built" && first_day <= context.now.today) found.push_back(file);
        }
    }
    return found;
}

base::Result<Report> record(Context& context, const BackupManifest& manifest) {
    store::Database& db = context.town.db();
    const auto last_day = store::last_moment(db).day;
    store::Restoration restoration{.day = context.now.today,
                                   .generation = new_generation(context.town),
                                   .first_file = store::next_file_id(db),
                                   .backup_facts = manifest.facts,
                                   .backup_head = manifest.head,
                                   .backup_day = last_day.value_or(context.now.today),
                                   .restored_by = context.actor.id};
    const std::vector<store::StoredFile> doubtful = files_that_may_have_gone(context);
    store::in_transaction(db, [&] {
        Act act{context, "state_restored"};
        restoration.fact = act.number();
        restoration.id = store::add_restoration(db, restoration);
        act.record()
            .add("restoration", restoration.id)
            .add("generation", audit::Word::of("G-" + restoration.generation))
            .add("first_file", restoration.first_file)
            .add("backup_facts", restoration.backup_facts)
            .add("backup_head", restoration.backup_head)
            .add("files_unknown", static_cast<std::int64_t>(doubtful.size()))
            .add("log_files", logs_in(manifest));
        const auto reach = values::CivilDate::parse(manifest.day);
        if (logs_in(manifest) > 0 && reach) note_reach_of_logs(db, restoration.id, reach.value());
        // Nobody takes back what may have gone.
        for (const store::StoredFile& file : doubtful) {
            store::change_batch_state(db, file.batch, "released");
        }
        act.seal();
    });
    for (const store::StoredFile& file : doubtful) record_unknown_hand_over(context, file);
    db.checkpoint();
    Report report;
    report.add("gemeente", manifest.gemeente)
        .add("reservekopie_van", manifest.instant)
        .add("feiten", Value{manifest.facts})
        .add("kop", base::to_hex(manifest.head))
        .add("bestanden", Value{static_cast<std::int64_t>(manifest.files.size())})
        .add("generatie_was", manifest.generation)
        .add("generatie", restoration.generation)
        .add("bestanden_misschien_aangeboden", Value{static_cast<std::int64_t>(doubtful.size())})
        .add("staat", "ouder dan de bank");
    add_logs_to(report, manifest);
    return report;
}

base::Result<Report> record_as(const RestoreOptions& options, const Places& places,
                               const BackupManifest& manifest) {
    auto town = Municipality::open(places, Mode::change, now_from_clock().unix_seconds);
    if (!town) return town.failure();
    const auto now = begin_now(town.value(), options.practice_day);
    if (!now) return now.failure();
    auto actor = authenticate(town.value(), options.user, options.password);
    if (!actor) return actor.failure();
    if (std::ranges::find(actor.value().roles, Role::beheerder) == actor.value().roles.end()) {
        return base::refuse("role_may_not_do_this",
                            {{"command", "restore"}, {"roles", "beheerder"}});
    }
    Context context{.town = town.value(), .actor = std::move(actor).value(), .now = now.value()};
    const std::int64_t began = clock_ms();
    auto report = record(context, manifest);
    if (!report) return report.failure();
    log_handling(context.town, {.trace = new_trace(),
                                .user = context.actor.name,
                                .via = "opdrachtregel",
                                .command = "restore",
                                .began_ms = began,
                                .ended_ms = clock_ms(),
                                .facts_before = manifest.facts,
                                .day = context.now.today});
    return report;
}

}  // namespace

base::Result<Report> restore_backup(const RestoreOptions& options) {
    const fs::path state = fs::absolute(options.places.state).lexically_normal();
    if (fs::exists(state) && !(fs::is_directory(state) && fs::is_empty(state))) {
        return base::refuse("state_directory_exists", {{"directory", state.string()}});
    }
    if (const auto own = check_owner(state); !own) return own.failure();
    if (lies_in(options.places.keys, state)) {
        return base::refuse("keys_lie_in_the_state_directory",
                            {{"keys", options.places.keys.string()}});
    }
    const Building building{state};
    const Places places{.state = building.path() / "gegevens", .keys = options.places.keys};
    const auto unpacked = unpack(options.from, places.state);
    if (!unpacked) return unpacked.failure();
    if (const auto sound = check_unpacked(unpacked.value(), places); !sound) return sound.failure();
    // What waited for the mover then has gone since, or nobody knows: it is not offered again.
    fs::rename(places.state / "outbox", places.state / "outbox-bij-reservekopie");
    fs::create_directories(places.state / "outbox");
    auto report = record_as(options, places, unpacked.value());
    if (!report) return report.failure();
    for (const char* folder : {"archive", "outbox", "outbox-bij-reservekopie", "logboek", "."}) {
        sync_folder(places.state / folder);
    }
    fs::remove(state);  // empty, or not there
    rename_durably(places.state, state);
    return report;
}

}  // namespace ontzorgd::service
