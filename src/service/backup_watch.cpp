// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/backup_watch.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/service/now.h"
#include "ontzorgd/store/link_hash.h"
#include "unpack.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace ontzorgd::service {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view name_begin = "ontzorgd-";
constexpr std::string_view ending = ".tar";
constexpr std::size_t code_size = 4;
constexpr std::size_t instant_size = 16;  // "20261124T080000Z"

/// When a backup was made, as far as can be told without opening it.
struct Candidate {
    std::string instant;
    std::int64_t facts = 0;
    fs::path path;
    bool is_named_ours = false;  ///< else it says within of which gemeente it is
};

/// A name that `backup create` gave: "ontzorgd-1734-20261124T080000Z-f12.tar".
struct OwnName {
    std::string_view gemeente;
    std::string_view instant;
    std::int64_t facts = 0;
};

std::optional<OwnName> own_name(std::string_view name) {
    if (!name.starts_with(name_begin) || !name.ends_with(ending)) return std::nullopt;
    name.remove_prefix(name_begin.size());
    name.remove_suffix(ending.size());
    constexpr std::size_t until_facts = code_size + 1 + instant_size + 2;
    if (name.size() <= until_facts || name[code_size] != '-') return std::nullopt;
    const std::string_view code = name.substr(0, code_size);
    const std::string_view instant = name.substr(code_size + 1, instant_size);
    const auto facts = base::parse_int(name.substr(until_facts));
    if (!base::is_digits(code) || instant.back() != 'Z' || !facts) return std::nullopt;
    return OwnName{.gemeente = code, .instant = instant, .facts = *facts};
}

std::string plain_instant(std::int64_t unix_seconds) {
    std::string text = Now{.unix_seconds = unix_seconds, .today = {}}.utc_text();
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

/// One that somebody named is as old as its file is.
std::optional<Candidate> candidate_of(const fs::directory_entry& entry,
                                      const std::string& gemeente) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.') || !name.ends_with(ending) || !entry.is_regular_file())
        return std::nullopt;
    if (const auto own = own_name(name)) {
        if (own->gemeente != gemeente) return std::nullopt;
        return Candidate{.instant = std::string{own->instant},
                         .facts = own->facts,
                         .path = entry.path(),
                         .is_named_ours = true};
    }
    const auto written = std::chrono::file_clock::to_sys(entry.last_write_time());
    const auto seconds = std::chrono::floor<std::chrono::seconds>(written.time_since_epoch());
    return Candidate{.instant = plain_instant(seconds.count()), .facts = 0, .path = entry.path()};
}

std::vector<Candidate> newest_first(const fs::path& folder, const std::string& gemeente) {
    std::vector<Candidate> all;
    for (const fs::directory_entry& entry : fs::directory_iterator{folder}) {
        if (auto candidate = candidate_of(entry, gemeente)) all.push_back(*std::move(candidate));
    }
    const auto order = [](const Candidate& each) {
        return std::tie(each.instant, each.facts, each.path);
    };
    std::ranges::sort(all, [&](const Candidate& left, const Candidate& right) {
        return order(right) < order(left);
    });
    return all;
}

/// Its facts are the first ones of ours: each link holds the hash of the one before it.
bool is_of_this_directory(Municipality& town, const BackupManifest& manifest) {
    if (manifest.gemeente != town.gemeente() || manifest.practice != town.is_practice())
        return false;
    const base::Digest nothing{};
    return manifest.facts == 0 ? manifest.head == nothing
                               : store::hash_of_link(town.db(), manifest.facts) == manifest.head;
}

std::string_view code_of(Municipality& town, const BackupManifest& manifest,
                         std::optional<values::CivilDate> day, int days, values::CivilDate today) {
    if (!is_of_this_directory(town, manifest)) return "newest_backup_is_of_another_directory";
    if (!day) return "newest_backup_is_unusable";
    return today - *day > days ? "newest_backup_is_too_old" : "";
}

}  // namespace

BackupFinding look_at_backups(Municipality& town, const fs::path& folder, int days,
                              values::CivilDate today) {
    BackupFinding finding{.code = "backups_folder_is_unreadable", .file = {}, .day = {}};
    try {
        const auto all = newest_first(folder, town.gemeente());
        finding.code = "no_backup_is_there";
        for (const Candidate& each : all) {
            const auto manifest = outline_of(each.path);
            // The folder may be of more gemeenten.
            if (manifest && !each.is_named_ours && manifest.value().gemeente != town.gemeente())
                continue;
            finding.file = each.path.filename().string();
            finding.code = "newest_backup_is_unusable";
            if (!manifest) return finding;
            if (const auto day = values::CivilDate::parse(manifest.value().day))
                finding.day = day.value();
            finding.code = code_of(town, manifest.value(), finding.day, days, today);
            return finding;
        }
    } catch (const fs::filesystem_error&) {
        return finding;
    }
    return finding;
}

}  // namespace ontzorgd::service
