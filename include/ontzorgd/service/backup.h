// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/now.h"
#include "ontzorgd/service/report.h"

#include <filesystem>

/// @file
/// Backup: a municipality as one file (schemas/backup-1.md), made while people work in it: the
/// database of one moment, the archived bytes of every file that it knows, and what lies in the
/// outbox. Keys are not in it. Reading only; the memory it takes does not grow with what is in it.
namespace ontzorgd::service {

/// Writes it under another name beside `to`, synced, and then under its own. A folder gets a file
/// whose name says of what and when it is. Errors (refused): backup_exists_already,
/// backup_folder_is_missing, backup_lies_in_the_state_directory, archived_file_is_missing,
/// archived_file_is_changed.
[[nodiscard]] base::Result<Report> create_backup(Municipality& town, const Now& now,
                                                 const std::filesystem::path& to);
/// The same bytes for whoever asks over the network.
[[nodiscard]] base::Result<Report> print_backup(Municipality& town, const Now& now,
                                                const TextOut& out);

/// Takes it apart in a temporary folder and looks at all of it: every size and hash, the database
/// as SQLite sees it, the whole chain and what it commits to, the books, and whether these are its
/// keys. Errors (malformed): backup_is_no_archive, backup_is_cut_off, backup_manifest_is_malformed,
/// backup_file_is_unexpected, backup_file_is_missing, backup_file_is_changed; (refused):
/// backup_is_damaged, keys_are_of_another_directory, keys_are_missing, audit_found_faults,
/// schema_is_newer_than_program.
[[nodiscard]] base::Result<Report> check_backup(const std::filesystem::path& file,
                                                const std::filesystem::path& keys);

}  // namespace ontzorgd::service
