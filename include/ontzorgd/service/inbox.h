// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/inbox_rule.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/service/whole_work.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// The inbox: runs and bank files that others lay in a folder are taken in, once and whole.
///
///     DIR/inbox/           here a sender lays a file
///     DIR/inbox/bezig/     the one that is being taken in
///     DIR/inbox/verwerkt/  taken in, or known already; by the begin of its SHA-256
///     DIR/inbox/opzij/     not taken in, with NAME.bevindingen.txt and NAME.bevindingen.json
///
/// A file is first moved to `bezig`, so that nothing can take its place; its bytes are copied, and
/// what was copied is hashed and taken in. A program that stops in between finds it in `bezig`
/// again; what was taken in already is known by its hash.
namespace ontzorgd::service {

struct InboxFolders {
    std::filesystem::path inbox;
    std::filesystem::path busy;
    std::filesystem::path done;
    std::filesystem::path aside;
};
[[nodiscard]] InboxFolders inbox_folders(const Municipality& town);
/// Makes those that are not there.
void make_inbox_folders(const Municipality& town);

/// What something in a folder is; nothing when it is gone. Follows no link.
struct SeenEntry {
    std::string name;
    EntryKind kind = EntryKind::other;
    std::uint64_t size = 0;
    std::int64_t changed_ns = 0;  ///< last modification, nanoseconds since 1970
    std::uint64_t inode = 0;
    bool operator==(const SeenEntry&) const = default;
};
[[nodiscard]] std::optional<SeenEntry> see(const std::filesystem::path& path);
/// Everything in a folder by name, but for the folders of the inbox itself.
[[nodiscard]] std::vector<SeenEntry> see_all(const std::filesystem::path& folder);

/// Takes one file in, or sets it aside for `code` when that is not empty. The report: bestand,
/// soort, staat (taken, known, set_aside, gone, still_changing) and code. Errors (refused):
/// role_may_not_do_this. A fault of the world is thrown, and leaves the file where it can be taken
/// again.
[[nodiscard]] base::Result<Report> take_in(Context& context, const std::string& name,
                                           std::string_view code = {},
                                           const AroundWholeWork& whole = at_once());

/// Everything that lies in the inbox and to which nothing happened for a while, by the clock of the
/// file system. Errors (refused): role_may_not_do_this.
[[nodiscard]] base::Result<Report> take_inbox(Context& context, const InboxSettings& settings);

/// What came in and what became of it, the newest first.
[[nodiscard]] base::Result<Report> list_inbox(Municipality& town);

/// Removes what was taken in, set aside or acknowledged more than `days` ago; how many files. What
/// they say is kept elsewhere, where it can be destroyed.
std::int64_t remove_old_files(const Municipality& town, const Now& now, int days);

/// The user whom the municipality appointed for what nobody does by hand; nothing when there is
/// none.
[[nodiscard]] std::optional<Actor> unattended_actor(Municipality& town);

}  // namespace ontzorgd::service
