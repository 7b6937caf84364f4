// SPDX-License-Identifier: EUPL-1.2
#include "unpack.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/crypto/hmac.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/messages/byte_source.h"
#include "ontzorgd/service/audit.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/key_rotation.h"
#include "ontzorgd/store/migrations.h"
#include "ontzorgd/store/soundness.h"
#include "tar.h"

#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <utility>

namespace ontzorgd::service {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t largest_manifest = 256'000'000;

struct Found {
    std::uint64_t size = 0;
    base::Digest sha256{};
};
using AllFound = std::map<std::string, Found, std::less<>>;

base::Failure wrong(std::string_view code, const fs::path& backup, const std::string& name) {
    return base::malformed(std::string{code}, {{"file", backup.string()}, {"value", name}});
}

base::Result<base::Done> write_out(TarReader& tar, const TarEntry& entry, const fs::path& folder,
                                   AllFound& found) {
    DurableFile writing{folder / (entry.name + ".nieuw")};
    crypto::Sha256Stream hash;
    const auto read = tar.read([&](std::string_view block) {
        hash.update(block);
        writing.write(block);
    });
    if (!read) return read.failure();
    writing.sync();
    writing.keep(folder / entry.name);
    found.emplace(entry.name, Found{.size = entry.size, .sha256 = hash.finish()});
    return base::Done{};
}

enum class By : std::uint8_t { size, size_and_hash };

/// The manifest and what was found say the same.
base::Result<base::Done> compare(const BackupManifest& manifest, AllFound found,
                                 const fs::path& backup, By by) {
    for (const BackupFile& file : manifest.files) {
        const auto there = found.find(file.name);
        if (there == found.end()) return wrong("backup_file_is_missing", backup, file.name);
        const bool is_same_hash = by == By::size || there->second.sha256 == file.sha256;
        if (there->second.size != file.size || !is_same_hash) {
            return wrong("backup_file_is_changed", backup, file.name);
        }
        found.erase(there);
    }
    if (!found.empty()) return wrong("backup_file_is_unexpected", backup, found.begin()->first);
    if (manifest.files.empty() || manifest.files.back().name != database_in_backup) {
        return wrong("backup_file_is_missing", backup, std::string{database_in_backup});
    }
    return base::Done{};
}

struct ReadThrough {
    BackupManifest manifest;
    AllFound found;
};
/// What is done with each file of a backup, but for its manifest.
using TakeEntry =
    std::function<base::Result<base::Done>(TarReader&, const TarEntry&, AllFound& found)>;

/// As of every file that is given.
base::Result<base::Done> can_be_read(const fs::path& file) {
    const auto there =
        messages::open_file(file.string(), std::numeric_limits<std::uint64_t>::max());
    if (!there) return there.failure();
    return base::Done{};
}

base::Result<BackupManifest> read_manifest(TarReader& tar) {
    std::string text;
    const auto read = tar.read([&](std::string_view block) { text += block; });
    if (!read) return read.failure();
    return decode_manifest(text);
}

base::Result<ReadThrough> read_through(const fs::path& file, const TakeEntry& take) {
    TarReader tar{file};
    AllFound found;
    std::optional<BackupManifest> manifest;
    for (auto entry = tar.next();; entry = tar.next()) {
        if (!entry) return entry.failure();
        if (!entry.value()) break;
        const TarEntry& each = *entry.value();
        if (manifest || found.contains(each.name)) {
            return wrong("backup_file_is_unexpected", file, each.name);
        }
        if (each.name == manifest_name && each.size <= largest_manifest) {
            auto decoded = read_manifest(tar);
            if (!decoded) return decoded.failure();
            manifest = std::move(decoded).value();
            continue;
        }
        if (!is_backup_name(each.name)) return wrong("backup_file_is_unexpected", file, each.name);
        if (const auto done = take(tar, each, found); !done) return done.failure();
    }
    if (!manifest) return wrong("backup_file_is_missing", file, std::string{manifest_name});
    return ReadThrough{.manifest = *std::move(manifest), .found = std::move(found)};
}

base::Failure damaged(const std::vector<std::string>& damage) {
    base::Failure failure =
        base::refuse("backup_is_damaged", {{"count", std::to_string(damage.size())}});
    for (const std::string& each : damage) {
        failure.error.causes.push_back(
            base::refuse("database_is_damaged", {{"value", each}}).error);
    }
    return failure;
}

/// What SQLite sees, before anything is believed of the database. Whether its schema is ours.
base::Result<bool> check_database(const BackupManifest& manifest, const fs::path& file) {
    store::Database db{file, store::Database::Access::read_only};
    const auto damage = store::damage_in(db);
    if (!damage.empty()) return damaged(damage);
    const auto schema = store::schema_numbers(db);
    if (!schema) return schema.failure();
    const store::ChainHead head = store::chain_head(db);
    const bool same = head.length == manifest.facts && head.hash == manifest.head &&
                      schema.value().of_database == manifest.schema;
    if (!same) return damaged({"audit_link, migration"});
    return schema.value().is_current();
}

}  // namespace

base::Digest mark_of(const Keys& keys, store::Database& db) {
    std::string all;
    for (const std::int64_t number : store::keys_in_use(db)) all += keys.of(number);
    return crypto::hmac_sha256(all + keys.index(), "reservekopie van ontzorgd");
}

base::Result<BackupManifest> unpack(const fs::path& file, const fs::path& folder) {
    if (const auto can = can_be_read(file); !can) return can.failure();
    for (const char* inner : {"archive/tmp", "outbox", "logboek", "werk"})
        fs::create_directories(folder / inner);
    const auto keep = [&](TarReader& tar, const TarEntry& entry, AllFound& found) {
        return write_out(tar, entry, folder, found);
    };
    auto read = read_through(file, keep);
    if (!read) return read.failure();
    auto& [manifest, found] = read.value();
    const auto same = compare(manifest, std::move(found), file, By::size_and_hash);
    if (!same) return same.failure();
    return std::move(manifest);
}

base::Result<BackupManifest> outline_of(const fs::path& file) {
    const auto pass = [](TarReader& tar, const TarEntry& entry,
                         AllFound& found) -> base::Result<base::Done> {
        tar.skip();
        found.emplace(entry.name, Found{.size = entry.size, .sha256 = {}});
        return base::Done{};
    };
    if (const auto can = can_be_read(file); !can) return can.failure();
    auto read = read_through(file, pass);
    if (!read) return read.failure();
    auto& [manifest, found] = read.value();
    const auto same = compare(manifest, std::move(found), file, By::size);
    if (!same) return same.failure();
    return std::move(manifest);
}

base::Result<Report> check_unpacked(const BackupManifest& manifest, const Places& places) {
    const auto is_current =
        check_database(manifest, places.state / std::string{database_in_backup});
    if (!is_current) return is_current.failure();
    // One of an earlier schema is looked at as it will be: upgraded, in a copy.
    auto town = Municipality::open(places, is_current.value() ? Mode::read : Mode::dry_run, 0);
    const bool is_of_another = !town && town.error().code == "keys_are_of_another_municipality";
    if (!town && !is_of_another) return town.failure();
    if (is_of_another || mark_of(town.value().keys(), town.value().db()) != manifest.keys) {
        return base::refuse("keys_are_of_another_directory", {{"keys", places.keys.string()}});
    }
    return verify_audit(town.value(), {});
}

}  // namespace ontzorgd::service
