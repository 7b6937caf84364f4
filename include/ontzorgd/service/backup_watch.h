// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/municipality.h"
#include "ontzorgd/values/civil_date.h"

#include <filesystem>
#include <optional>
#include <string>

/// @file
/// Whether the backups of a municipality are there: the newest one in a folder is of late, has all
/// its files in their size, and holds what is recorded here. What is in its files, `backup check`
/// looks at.
namespace ontzorgd::service {

struct BackupFinding {
    /// Empty when all is well; else backups_folder_is_unreadable, no_backup_is_there,
    /// newest_backup_is_unusable, newest_backup_is_of_another_directory, newest_backup_is_too_old.
    std::string code;
    std::string file;                      ///< the newest one, by its name
    std::optional<values::CivilDate> day;  ///< on which it was made, as it says
};

/// Looks at the newest of the files that end with `.tar`; those that `backup create` named for
/// another gemeente are not looked at. `days`: so old it may be.
[[nodiscard]] BackupFinding look_at_backups(Municipality& town, const std::filesystem::path& folder,
                                            int days, values::CivilDate today);

}  // namespace ontzorgd::service
