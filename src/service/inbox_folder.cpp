// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/files.h"
#include "ontzorgd/service/inbox.h"
#include "ontzorgd/wording/file_words.h"

#include <algorithm>
#include <cerrno>
#include <sys/stat.h>

namespace ontzorgd::service {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;

EntryKind kind_of(const struct stat& about) {
    if (S_ISREG(about.st_mode)) return EntryKind::file;
    if (S_ISDIR(about.st_mode)) return EntryKind::directory;
    return S_ISLNK(about.st_mode) ? EntryKind::link : EntryKind::other;
}

/// When it came to lie where it lies: a rename sets this, and what its sender says of its age does
/// not count.
std::int64_t placed_ns(const fs::path& path) {
    struct stat about {};
    if (::lstat(path.c_str(), &about) != 0) {
        throw FileFault{wording::file_fault_words(errno, "looking_at", path.string())};
    }
    return std::int64_t{about.st_ctim.tv_sec} * nanoseconds_per_second + about.st_ctim.tv_nsec;
}

bool is_our_own(const SeenEntry& entry) {
    return entry.kind == EntryKind::directory &&
           (entry.name == "bezig" || entry.name == "verwerkt" || entry.name == "opzij");
}

}  // namespace

InboxFolders inbox_folders(const Municipality& town) {
    const fs::path inbox = town.real_outbox().parent_path() / "inbox";
    return {.inbox = inbox,
            .busy = inbox / "bezig",
            .done = inbox / "verwerkt",
            .aside = inbox / "opzij"};
}

void make_inbox_folders(const Municipality& town) {
    const InboxFolders folders = inbox_folders(town);
    for (const fs::path& each : {folders.inbox, folders.busy, folders.done, folders.aside}) {
        fs::create_directories(each);
    }
}

std::optional<SeenEntry> see(const fs::path& path) {
    struct stat about {};
    if (::lstat(path.c_str(), &about) != 0) {
        if (errno == ENOENT) return std::nullopt;
        throw FileFault{wording::file_fault_words(errno, "looking_at", path.string())};
    }
    return SeenEntry{.name = path.filename().string(),
                     .kind = kind_of(about),
                     .size = static_cast<std::uint64_t>(about.st_size),
                     .changed_ns = std::int64_t{about.st_mtim.tv_sec} * nanoseconds_per_second +
                                   about.st_mtim.tv_nsec,
                     .inode = about.st_ino};
}

std::vector<SeenEntry> see_all(const fs::path& folder) {
    std::vector<SeenEntry> all;
    for (const fs::directory_entry& each : fs::directory_iterator{folder}) {
        auto seen = see(each.path());
        if (seen && !is_our_own(*seen)) all.push_back(*std::move(seen));
    }
    std::ranges::sort(all, {}, &SeenEntry::name);
    return all;
}

std::int64_t remove_old_files(const Municipality& town, const Now& now, int days) {
    constexpr std::int64_t seconds_per_day = 86'400;
    if (town.mode() == Mode::dry_run) return 0;
    const std::int64_t before =
        (now.unix_seconds - days * seconds_per_day) * nanoseconds_per_second;
    const InboxFolders folders = inbox_folders(town);
    std::int64_t removed = 0;
    for (const fs::path& folder : {folders.done, folders.aside, town.real_outbox() / "bevestigd",
                                   town.real_outbox() / "opzij"}) {
        if (!fs::exists(folder)) continue;
        for (const SeenEntry& entry : see_all(folder)) {
            if (placed_ns(folder / entry.name) >= before) continue;
            fs::remove_all(folder / entry.name);
            ++removed;
        }
    }
    return removed;
}

}  // namespace ontzorgd::service
