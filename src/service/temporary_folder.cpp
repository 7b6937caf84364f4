// SPDX-License-Identifier: EUPL-1.2
#include "temporary_folder.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/service/files.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>
#include <unistd.h>

namespace ontzorgd::service {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view temporary_name = "ontzorgd-proef-";

/// A folder whose name does not tell its owner, as an earlier version made them, is nobody's after
/// a day.
bool is_old(const fs::path& folder) {
    std::error_code unknown;
    const auto made = fs::last_write_time(folder, unknown);
    return !unknown && fs::file_time_type::clock::now() - made > std::chrono::hours{24};
}

}  // namespace

void sweep_temporary_folders() {
    std::error_code ignored;
    for (const fs::directory_entry& entry :
         fs::directory_iterator{fs::temp_directory_path(ignored), ignored}) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with(temporary_name)) continue;
        const std::string_view rest = std::string_view{name}.substr(temporary_name.size());
        const std::size_t dash = rest.find('-');
        const auto owner = base::parse_int(rest.substr(0, dash));
        if (dash == std::string_view::npos) {
            if (!is_old(entry.path())) continue;
        } else if (!owner || *owner <= 0 || *owner > std::numeric_limits<pid_t>::max() ||
                   ::kill(static_cast<pid_t>(*owner), 0) == 0 || errno != ESRCH) {
            continue;
        }
        fs::remove_all(entry.path(), ignored);  // another user's stays: it cannot be removed
    }
}

TemporaryFolder::TemporaryFolder() {
    sweep_temporary_folders();
    std::error_code unusable;
    std::string pattern = (fs::temp_directory_path(unusable) / temporary_name).string() +
                          std::to_string(::getpid()) + "-XXXXXX";
    if (unusable || ::mkdtemp(pattern.data()) == nullptr) {
        throw TemporaryFolderFault{"making a temporary folder"};
    }
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

}  // namespace ontzorgd::service
