// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/municipality.h"

#include "bytes.h"
#include "directory_lock.h"
#include "key_marks.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/crypto/hmac.h"
#include "ontzorgd/crypto/random.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/machine_user.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/destroy.h"
#include "ontzorgd/store/key_rotation.h"
#include "ontzorgd/store/meta.h"
#include "ontzorgd/store/migrations.h"
#include "ontzorgd/store/restoration.h"
#include "ontzorgd/store/rewind.h"
#include "ontzorgd/store/soundness.h"
#include "ontzorgd/store/sweep.h"
#include "ontzorgd/values/sepa_text.h"
#include "temporary_folder.h"

#include <cstring>
#include <limits>
#include <utility>

namespace ontzorgd::service {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view database_name = "ontzorgd.db";
constexpr std::string_view reference_alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// A copy of the database with the folders of a directory around it.
fs::path copy_for_trial(const store::Database& db, const TemporaryFolder& folder) {
    fs::path copy = folder.path() / database_name;
    db.copy_to(copy);
    fs::create_directories(folder.path() / "archive" / "tmp");
    fs::create_directories(folder.path() / "outbox");
    return copy;
}

/// Removes the records of runs that never came to be.
void sweep_run_imports(store::Database& db) {
    constexpr std::int64_t records_per_slice = 20000;
    for (const store::RunId run : store::unfinished_run_imports(db)) {
        bool has_more = true;
        while (has_more) has_more = store::sweep_run_import(db, run, records_per_slice);
    }
}

std::string derived(std::string_view seed, std::string_view purpose) {
    const base::Digest digest = crypto::hmac_sha256(seed, purpose);
    return text_of(digest);
}

std::string random_bytes(std::size_t count) {
    std::vector<std::uint8_t> bytes(count);
    crypto::fill_random(bytes);
    return text_of(bytes);
}

std::string new_key(const InitOptions& options, std::string_view purpose) {
    return options.seed ? derived(*options.seed, purpose) : random_bytes(32);
}

void make_keys(const fs::path& folder, const InitOptions& options) {
    make_first_keys(folder, [&](std::string_view purpose) { return new_key(options, purpose); });
}

std::string new_generation(const InitOptions& options) {
    const std::string bytes = new_key(options, "generation");
    std::string generation;
    for (std::size_t i = 0; i < 4; ++i) {
        generation +=
            reference_alphabet[static_cast<unsigned char>(bytes[i]) % reference_alphabet.size()];
    }
    return generation;
}

/// Every generation a directory has had, each up to the fact from which a later copy of it went on.
std::vector<OwnGeneration> generations_of(store::Database& db) {
    std::vector<OwnGeneration> all{{.code = store::read_meta(db, "generation").value_or(""),
                                    .first_file = 0,
                                    .last_fact = std::numeric_limits<std::int64_t>::max()}};
    for (const store::Restoration& each : store::restorations(db)) {
        all.back().last_fact = each.backup_facts;
        all.push_back({.code = each.generation,
                       .first_file = each.first_file,
                       .last_fact = std::numeric_limits<std::int64_t>::max()});
    }
    return all;
}

base::Result<base::Done> check_options(const Places& places, const InitOptions& options) {
    if (options.seed && !options.rehearsal) return base::refuse("seed_needs_rehearsal");
    if (options.gemeente.size() != 4 || !base::is_digits(options.gemeente)) {
        return base::malformed("gemeente_is_malformed", {{"value", options.gemeente}});
    }
    const auto naam = values::to_sepa_text(options.naam, 70);
    if (!naam) return base::Failure{naam.error().with("value", options.naam)};
    if (lies_in(places.keys, places.state)) {
        return base::refuse("keys_lie_in_the_state_directory", {{"keys", places.keys.string()}});
    }
    return base::Done{};
}

/// Identifies what an init asked for, so that the same init again is recognised.
std::string identity_of(const InitOptions& options) {
    return options.gemeente + '|' + options.naam + '|' + (options.rehearsal ? "oefen" : "echt") +
           '|' + options.seed.value_or("");
}

bool is_for_reading(Mode mode) {
    return mode == Mode::read || mode == Mode::beside;
}

/// The database as it was before it was upgraded from this schema.
fs::path schema_copy(const fs::path& database, std::int64_t schema) {
    return database.string() + ".schema-" + std::to_string(schema);
}

/// Nothing that was destroyed is left, also in what upgrades kept of before.
void compact_without_copies(store::Database& db, const fs::path& database) {
    const std::string begin = database.filename().string() + ".schema-";
    for (const fs::directory_entry& entry : fs::directory_iterator{database.parent_path()}) {
        if (entry.path().filename().string().starts_with(begin)) fs::remove(entry.path());
    }
    store::compact_after_destruction(db);
}

/// Alone for who changes something; beside others, nobody is kept out.
base::Result<DirectoryLock> lock_for(const Places& places, Mode mode) {
    if (mode != Mode::beside) return DirectoryLock::take(places.state / "lock", mode != Mode::read);
    if (const auto own = check_owner(places.state); !own) return own.failure();
    return DirectoryLock{};
}

store::DamagedDatabase emptied(const fs::path& database) {
    return {"the database is empty", database.string()};
}

base::Result<Keys> keys_of(store::Database& db, const Places& places) {
    if (!keys_are_there(places.keys, store::keys_in_use(db)))
        return base::refuse("keys_are_missing", {{"directory", places.keys.string()}});
    Keys keys{places.keys, store::newest_key(db)};
    if (const auto fit = check_key_marks(db, keys, places.keys); !fit) return fit.failure();
    return keys;
}

/// Takes away what a program that stopped was working on.
void sweep_folders(const fs::path& state) {
    for (const fs::directory_entry& left : fs::directory_iterator{state / "archive" / "tmp"})
        fs::remove(left.path());
    fs::create_directories(state / "werk");
    for (const fs::directory_entry& left : fs::directory_iterator{state / "werk"})
        fs::remove_all(left.path());
}

/// Whether a copy can be opened, is whole and ends with the fact that the original ends with.
bool is_sound_copy(store::Database& original, const fs::path& file) {
    store::Database copy{file, store::Database::Access::read_only};
    const store::ChainHead head = store::chain_head(original);
    const store::ChainHead copied = store::chain_head(copy);
    return head.length == copied.length && head.hash == copied.hash &&
           store::damage_in(copy).empty();
}

}  // namespace

struct Municipality::Inside {
    Places places;
    Mode mode = Mode::read;
    DirectoryLock lock;
    std::unique_ptr<TemporaryFolder> temporary;
    std::unique_ptr<store::Database> db;
    Keys keys;
    bool practice = false;
    std::string gemeente;
    std::string naam;
    std::vector<OwnGeneration> generations;
    std::optional<std::string> seed;

    [[nodiscard]] const fs::path& folder_for_files() const {
        return mode == Mode::dry_run ? temporary->path() : places.state;
    }
};

Municipality::Municipality(std::unique_ptr<Inside> inside) : inside_{std::move(inside)} {}
Municipality::Municipality(Municipality&&) noexcept = default;
Municipality& Municipality::operator=(Municipality&&) noexcept = default;
Municipality::~Municipality() = default;

/// The same on a copy in a temporary folder: of what is there already, or of nothing.
base::Result<Municipality> Municipality::try_init(const Places& places, const InitOptions& options,
                                                  std::int64_t now_unix_seconds) {
    if (const auto checked = check_options(places, options); !checked) return checked.failure();
    auto temporary = std::make_unique<TemporaryFolder>();
    const Places copy{.state = temporary->path() / "gegevens",
                      .keys = temporary->path() / "sleutels"};
    fs::create_directories(copy.state);
    fs::create_directories(copy.keys);
    if (const fs::path database = places.state / database_name; fs::exists(database)) {
        const auto lock = DirectoryLock::take(places.state / "lock", true);
        if (!lock) return lock.failure();
        store::Database{database, store::Database::Access::read_only}.copy_to(copy.state /
                                                                              database_name);
    }
    copy_keys(places.keys, copy.keys);
    auto made = init(copy, options, now_unix_seconds, Mode::change);
    if (!made && made.error().code == "state_directory_exists") {
        return base::refuse("state_directory_exists", {{"directory", places.state.string()}});
    }
    if (!made) return made.failure();
    made.value().inside_->temporary = std::move(temporary);
    made.value().inside_->mode = Mode::dry_run;
    return made;
}

base::Result<Municipality> Municipality::init(const Places& places, const InitOptions& options,
                                              std::int64_t now_unix_seconds, Mode mode) {
    if (mode == Mode::dry_run) return try_init(places, options, now_unix_seconds);
    if (const auto own = check_owner(places.state); !own) return own.failure();
    if (const auto checked = check_options(places, options); !checked) return checked.failure();
    const fs::path database = places.state / database_name;
    fs::create_directories(places.state / "archive" / "tmp");
    fs::create_directories(places.state / "outbox");
    fs::create_directories(places.keys);
    auto lock = DirectoryLock::take(places.state / "lock", true);
    if (!lock) return lock.failure();
    make_keys(places.keys, options);
    store::Database db{database, store::Database::Access::read_write};
    const auto schema = store::schema_numbers(db);
    if (!schema) return schema.failure();
    // What is there already is upgraded when it is opened, after it was copied.
    if (schema.value().of_database == 0) {
        const auto migrated = store::migrate(db, now_unix_seconds);
        if (!migrated) return migrated.failure();
    }
    if (const auto earlier = store::read_meta(db, "identity")) {
        if (*earlier != identity_of(options)) {
            return base::refuse("state_directory_exists", {{"directory", places.state.string()}});
        }
    } else {
        store::in_transaction(db, [&] {
            store::write_meta(db, "identity", identity_of(options));
            store::write_meta(db, "gemeente", options.gemeente);
            store::write_meta(db, "naam", values::to_sepa_text(options.naam, 70).value().text);
            store::write_meta(db, "generation", new_generation(options));
            store::write_meta(db, "practice", options.rehearsal ? "ja" : "nee");
            if (options.seed) store::write_meta(db, "seed", *options.seed);
            note_key_marks(db, Keys{places.keys, 1});
        });
    }
    lock = DirectoryLock{};
    return open(places, Mode::change, now_unix_seconds);
}

base::Result<Municipality> Municipality::open(const Places& places, Mode mode,
                                              std::int64_t now_unix_seconds) {
    fs::path database = places.state / database_name;
    if (!fs::exists(database)) {
        return base::refuse("state_directory_is_missing", {{"directory", places.state.string()}});
    }
    auto inside = std::make_unique<Inside>();
    inside->places = places;
    inside->mode = mode;
    auto lock = lock_for(places, mode);
    if (!lock) return lock.failure();
    inside->lock = std::move(lock).value();
    // Nobody but init makes a database of an empty file: what was in it is lost.
    if (fs::file_size(database) == 0) throw emptied(database);
    if (mode == Mode::dry_run) {
        inside->temporary = std::make_unique<TemporaryFolder>();
        database = copy_for_trial(store::Database{database, store::Database::Access::read_only},
                                  *inside->temporary);
    }
    inside->db = std::make_unique<store::Database>(
        database, is_for_reading(mode) ? store::Database::Access::read_only
                                       : store::Database::Access::read_write);
    store::Database& db = *inside->db;
    if (const auto schema = store::schema_numbers(db); schema && schema.value().of_database == 0)
        throw emptied(database);
    auto keys = keys_of(db, places);
    if (!keys) return keys.failure();
    inside->keys = std::move(keys).value();
    if (const auto upgraded = upgrade(db, database, mode, now_unix_seconds); !upgraded) {
        return upgraded.failure();
    }
    if (!is_for_reading(mode)) {
        store::sweep_unfinished_work(db);
        sweep_run_imports(db);
    }
    if (mode == Mode::change) {
        sweep_temporary_folders();
        sweep_folders(places.state);
        // A program that stopped after it destroyed a client did not come to this.
        if (store::is_compaction_due(db)) compact_without_copies(db, database);
    }
    inside->practice = store::read_meta(db, "practice") == "ja";
    inside->gemeente = store::read_meta(db, "gemeente").value_or("");
    inside->naam = store::read_meta(db, "naam").value_or("");
    inside->generations = generations_of(db);
    inside->seed = store::read_meta(db, "seed");
    Municipality town{std::move(inside)};
    if (const auto fit = prove_keys(town); !fit) return fit.failure();
    // Work that was cut short is swept by the next change; whoever reads before that looks past it.
    if (mode == Mode::read && store::has_unfinished_work(town.db())) {
        town.rewind_to(store::chain_head(town.db()).length);
    }
    return town;
}

/// What was before can be put back by hand, with the program of before, until a client is
/// destroyed.
base::Result<base::Done> Municipality::upgrade(store::Database& db, const fs::path& file, Mode mode,
                                               std::int64_t now_unix_seconds) {
    const auto schema = store::schema_numbers(db);
    if (!schema) return schema.failure();
    if (schema.value().is_current()) return base::Done{};
    if (is_for_reading(mode)) return base::refuse("schema_is_older_than_program");
    if (store::is_handing_over(db)) return base::refuse("upgrade_waits_for_a_hand_over");
    if (mode == Mode::change && schema.value().is_upgrade()) {
        const fs::path copy = schema_copy(file, schema.value().of_database);
        const fs::path temporary = copy.string() + ".nieuw";
        fs::remove(temporary);
        db.copy_to(temporary);
        if (!is_sound_copy(db, temporary)) {
            fs::remove(temporary);
            return base::refuse("copy_before_upgrade_is_damaged", {{"file", file.string()}});
        }
        rename_durably(temporary, copy);
    }
    const auto migrated = store::migrate(db, now_unix_seconds);
    if (!migrated) return migrated.failure();
    return base::Done{};
}

void Municipality::compact() {
    compact_without_copies(db(), inside_->folder_for_files() / database_name);
}

void Municipality::sweep() {
    base::expects(inside_->mode == Mode::change, "a writer sweeps");
    store::sweep_unfinished_work(db());
    sweep_run_imports(db());
}

std::unique_ptr<Municipality::Inside> Municipality::same_directory(Mode mode) const {
    auto inside = std::make_unique<Inside>();
    inside->places = inside_->places;
    inside->mode = mode;
    inside->keys = inside_->keys;
    inside->practice = inside_->practice;
    inside->gemeente = inside_->gemeente;
    inside->naam = inside_->naam;
    inside->generations = inside_->generations;
    inside->seed = inside_->seed;
    return inside;
}

Municipality Municipality::reader() const {
    auto inside = same_directory(Mode::read);
    inside->db = std::make_unique<store::Database>(inside_->places.state / database_name,
                                                   store::Database::Access::read_only);
    return Municipality{std::move(inside)};
}

Municipality Municipality::trial() const {
    auto inside = same_directory(Mode::dry_run);
    inside->keys = inside_->keys.apart();
    inside->temporary = std::make_unique<TemporaryFolder>();
    inside->db = std::make_unique<store::Database>(copy_for_trial(*inside_->db, *inside->temporary),
                                                   store::Database::Access::read_write);
    Municipality town{std::move(inside)};
    store::sweep_unfinished_work(town.db());
    sweep_run_imports(town.db());
    return town;
}

void Municipality::rewind_to(std::int64_t fact) {
    base::expects(inside_->mode == Mode::read, "only a reader looks back");
    const TemporaryFolder folder;
    const fs::path copy = folder.path() / database_name;
    inside_->db->copy_to(copy);
    {
        store::Database past{copy, store::Database::Access::read_write};
        store::rewind_to(past, fact);
    }
    // Once it is open its name can go: whatever ends the program, no copy of what is personal
    // stays.
    inside_->db = std::make_unique<store::Database>(copy, store::Database::Access::read_only);
}

store::Database& Municipality::db() {
    return *inside_->db;
}
const Keys& Municipality::keys() const {
    return inside_->keys;
}
base::Result<Keys::Next> Municipality::next_key() const {
    const auto make = [this](std::int64_t number) {
        constexpr std::size_t key_size = 32;
        return inside_->seed ? derived(*inside_->seed, "bsn key " + std::to_string(number))
                             : random_bytes(key_size);
    };
    return inside_->keys.next(make, inside_->mode == Mode::dry_run);
}
void Municipality::use_key(const Keys::Next& next) {
    inside_->keys.use(next);
}
Mode Municipality::mode() const {
    return inside_->mode;
}
bool Municipality::is_practice() const {
    return inside_->practice;
}
const std::string& Municipality::gemeente() const {
    return inside_->gemeente;
}
const std::string& Municipality::naam() const {
    return inside_->naam;
}
const std::string& Municipality::generation() const {
    return inside_->generations.back().code;
}
const std::vector<OwnGeneration>& Municipality::generations() const {
    return inside_->generations;
}

const Places& Municipality::places() const {
    return inside_->places;
}

fs::path Municipality::archive() const {
    return inside_->folder_for_files() / "archive";
}

fs::path Municipality::outbox() const {
    return inside_->folder_for_files() / "outbox";
}

fs::path Municipality::real_outbox() const {
    return inside_->places.state / "outbox";
}

fs::path Municipality::archived(std::string_view sha256_hex) const {
    for (const fs::path& folder : {archive(), inside_->places.state / "archive"}) {
        for (const char* ending : {".xml", ".mt940"}) {
            fs::path path = folder / (std::string{sha256_hex} + ending);
            if (fs::exists(path)) return path;
        }
    }
    return {};
}

fs::path Municipality::work_folder() const {
    return inside_->places.state / "werk";
}

std::string Municipality::salt_for(std::string_view purpose, std::int64_t id) const {
    constexpr std::size_t salt_size = 16;
    if (!inside_->seed) return random_bytes(salt_size);
    std::string what{purpose};
    what += '|';
    what += std::to_string(id);
    return derived(*inside_->seed, what).substr(0, salt_size);
}

std::int64_t Municipality::blind_index(std::string_view text) const {
    const base::Digest digest = crypto::hmac_sha256(inside_->keys.index(), text);
    std::int64_t index = 0;
    std::memcpy(&index, digest.data(), sizeof index);
    return index;
}

}  // namespace ontzorgd::service
