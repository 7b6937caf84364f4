// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/backup.h"

#include "backup_manifest.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/logboek.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/migrations.h"
#include "ontzorgd/store/proofs.h"
#include "ontzorgd/store/restoration.h"
#include "open_file.h"
#include "tar.h"
#include "temporary_folder.h"
#include "unpack.h"

#include <algorithm>
#include <set>
#include <unistd.h>
#include <utility>

namespace ontzorgd::service {

namespace fs = std::filesystem;

namespace {

/// Writes one file after the other, and remembers what the last one is to say of them.
class BackupWriter {
public:
    BackupWriter(const Now& now, const TextOut& out) : now_{now}, tar_{out} {}

    void add(const std::string& name, const OpenFile& file) {
        tar_.begin(name, file.size(), now_.unix_seconds);
        crypto::Sha256Stream hash;
        file.read([&](std::string_view block) {
            hash.update(block);
            tar_.write(block);
        });
        tar_.end();
        bytes_ += file.size();
        files_.push_back({.name = name, .size = file.size(), .sha256 = hash.finish()});
    }
    [[nodiscard]] const BackupFile& last() const { return files_.back(); }
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
    [[nodiscard]] std::size_t count() const { return files_.size(); }

    BackupManifest finish(BackupManifest manifest) {
        manifest.files = std::move(files_);
        const std::string text = encode(manifest);
        tar_.begin(manifest_name, text.size(), now_.unix_seconds);
        tar_.write(text);
        tar_.end();
        tar_.finish();
        return manifest;
    }

private:
    Now now_;
    TarWriter tar_;
    std::vector<BackupFile> files_;
    std::uint64_t bytes_ = 0;
};

/// Every file that the copied database knows must lie in the archive as it was recorded: a backup
/// without one would say of itself that it is whole.
base::Result<base::Done> add_archive(Municipality& town, store::Database& copy,
                                     BackupWriter& writer) {
    std::set<std::string> added;
    std::optional<base::Failure> failure;
    store::for_each_kept_file(copy, [&](const store::KeptFile& kept) {
        if (failure) return;
        const std::vector<base::Detail> where{{"file", kept.name},
                                              {"fact", std::to_string(kept.fact)}};
        const fs::path path = town.archived(base::to_hex(kept.sha256));
        if (path.empty()) {
            failure = base::refuse("archived_file_is_missing", where);
            return;
        }
        const std::string name = "archive/" + path.filename().string();
        if (!added.insert(name).second) return;
        const OpenFile file{path};
        if (file.is_there()) writer.add(name, file);
        if (!file.is_there() || writer.last().sha256 != kept.sha256) {
            failure = base::refuse("archived_file_is_changed", where);
        }
    });
    if (failure) return *std::move(failure);
    return base::Done{};
}

std::vector<fs::path> sorted_in(const fs::path& folder) {
    std::vector<fs::path> paths;
    for (const fs::directory_entry& entry : fs::directory_iterator{folder}) {
        paths.push_back(entry.path());
    }
    std::ranges::sort(paths);
    return paths;
}

/// The files of a folder whose names are ours, each `made_ready` once it is open; others are not
/// even opened. How many of those there lie.
std::int64_t add_ours(const fs::path& folder, std::string_view in_backup, BackupWriter& writer,
                      const std::function<void(OpenFile&)>& made_ready) {
    std::int64_t left_out = 0;
    for (const fs::path& path : sorted_in(folder)) {
        const std::string name = std::string{in_backup} + '/' + path.filename().string();
        if (is_backup_name(name)) {
            OpenFile file{path};
            if (file.is_there()) {
                made_ready(file);
                writer.add(name, file);
                continue;
            }
        }
        if (fs::exists(path)) ++left_out;
    }
    return left_out;
}

/// What waits for the mover, or was being made ready for it.
std::int64_t add_outbox(const Municipality& town, BackupWriter& writer) {
    return add_ours(town.real_outbox(), "outbox", writer, [](OpenFile& /*file*/) {});
}

/// Both logs, each day up to its last whole line: others write in them meanwhile.
std::int64_t add_logboek(const Municipality& town, BackupWriter& writer) {
    const fs::path folder = town.places().state / logboek_folder;
    if (!fs::exists(folder)) return 0;
    return add_ours(folder, logboek_folder, writer, [](OpenFile& file) { file.end_with_a_line(); });
}

BackupManifest manifest_of(const Municipality& town, const Now& now, store::Database& copy) {
    const store::ChainHead head = store::chain_head(copy);
    return {.gemeente = town.gemeente(),
            .practice = town.is_practice(),
            .day = now.today.to_string(),
            .instant = now.utc_text(),
            .program = ONTZORGD_VERSION,
            .schema = store::schema_numbers(copy).value().of_database,
            .facts = head.length,
            .head = head.hash,
            .generation = town.generation(),
            .keys = mark_of(town.keys(), copy),
            .files = {}};
}

/// "ontzorgd-1734-20261124T080000Z-f12.tar"
std::string file_name_of(const BackupManifest& manifest) {
    std::string instant = manifest.instant;
    std::erase_if(instant, [](char c) { return c == '-' || c == ':'; });
    return "ontzorgd-" + manifest.gemeente + '-' + instant + "-f" + std::to_string(manifest.facts) +
           ".tar";
}

}  // namespace

base::Result<Report> print_backup(Municipality& town, const Now& now, const TextOut& out) {
    const TemporaryFolder folder;
    const fs::path database = folder.path() / database_in_backup;
    town.db().copy_to(database);
    BackupWriter writer{now, out};
    BackupManifest manifest;
    std::int64_t left_out = 0;
    std::int64_t left_out_of_logboek = 0;
    {
        // Its own connection reads what is in the copy: what is written meanwhile is not.
        store::Database copy{database, store::Database::Access::read_only};
        manifest = manifest_of(town, now, copy);
        if (const auto added = add_archive(town, copy, writer); !added) return added.failure();
        left_out = add_outbox(town, writer);
        left_out_of_logboek = add_logboek(town, writer);
    }
    writer.add(std::string{database_in_backup}, OpenFile{database});
    Report report;
    report.add("gemeente", manifest.gemeente)
        .add("dag", Value{now.today})
        .add("feiten", Value{manifest.facts})
        .add("kop", base::to_hex(manifest.head))
        .add("schema", Value{manifest.schema})
        .add("bestanden", Value{static_cast<std::int64_t>(writer.count())})
        .add("bytes", Value{static_cast<std::int64_t>(writer.bytes())});
    if (left_out > 0) report.add("niet_van_ontzorgd_in_de_outbox", Value{left_out});
    if (left_out_of_logboek > 0) {
        report.add("niet_van_ontzorgd_in_het_logboek", Value{left_out_of_logboek});
    }
    add_logs_to(report, writer.finish(std::move(manifest)));
    return report;
}

base::Result<Report> create_backup(Municipality& town, const Now& now, const fs::path& to) {
    if (lies_in(to, town.places().state)) {
        return base::refuse("backup_lies_in_the_state_directory", {{"file", to.string()}});
    }
    fs::path file = to;
    if (fs::is_directory(to)) {
        file /= file_name_of(manifest_of(town, now, town.db()));
    }
    // Who means a folder that is not there would find a file of its name the next time.
    if (file.extension() != ".tar")
        return base::refuse("backup_folder_is_missing", {{"file", file.string()}});
    if (fs::exists(file)) return base::refuse("backup_exists_already", {{"file", file.string()}});
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path{"."};
    DurableFile writing{
        folder / ("." + file.filename().string() + "." + std::to_string(::getpid()) + ".nieuw")};
    auto made = print_backup(town, now, [&](std::string_view bytes) { writing.write(bytes); });
    if (!made) return made.failure();
    writing.sync();
    writing.keep(folder / file.filename());
    fs::permissions(folder / file.filename(), fs::perms::owner_read | fs::perms::owner_write);
    Report report;
    report.add("bestand", file.string());
    for (const Field& field : made.value().fields()) report.add(field.name, field.value);
    return report;
}

base::Result<Report> check_backup(const fs::path& file, const fs::path& keys) {
    const TemporaryFolder folder;
    const auto unpacked = unpack(file, folder.path() / "gegevens");
    if (!unpacked) return unpacked.failure();
    const BackupManifest& manifest = unpacked.value();
    const auto sound =
        check_unpacked(manifest, {.state = folder.path() / "gegevens", .keys = keys});
    if (!sound) return sound.failure();
    Report report;
    report.add("oordeel", "in orde")
        .add("gemeente", manifest.gemeente)
        .add("dag", manifest.day)
        .add("moment", manifest.instant)
        .add("feiten", Value{manifest.facts})
        .add("kop", base::to_hex(manifest.head))
        .add("schema", Value{manifest.schema})
        .add("generatie", manifest.generation)
        .add("bestanden", Value{static_cast<std::int64_t>(manifest.files.size())});
    add_logs_to(report, manifest);
    for (const Field& field : sound.value().fields()) {
        const bool is_sum = field.name == "kinderen_herrekend" || field.name == "afstemmingen" ||
                            field.name == "bestanden_vergeleken";
        if (is_sum) report.add(field.name, field.value);
    }
    return report;
}

}  // namespace ontzorgd::service
