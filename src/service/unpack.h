// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "backup_manifest.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/report.h"

#include <filesystem>

/// @file
/// A backup taken apart into a folder, and looked at.
namespace ontzorgd::service {

/// By this the keys of a backup are known: those that its values name. It says nothing of them.
[[nodiscard]] base::Digest mark_of(const Keys& keys, store::Database& db);

/// Into a new folder, as a state directory: every file synced, none more, none less and none other
/// than its manifest says. Errors (malformed): backup_is_no_archive, backup_is_cut_off,
/// backup_manifest_is_malformed, backup_file_is_unexpected, backup_file_is_missing,
/// backup_file_is_changed.
[[nodiscard]] base::Result<BackupManifest> unpack(const std::filesystem::path& file,
                                                  const std::filesystem::path& folder);

/// The manifest of a backup whose files are all there in the size that it says; what is in them is
/// not looked at. Reads little of it, and writes nothing. Errors (malformed): as of unpack() but
/// for what only the bytes tell.
[[nodiscard]] base::Result<BackupManifest> outline_of(const std::filesystem::path& file);

/// What audit verify says of it. Errors (refused): backup_is_damaged,
/// keys_are_of_another_directory, and those of opening and verifying.
[[nodiscard]] base::Result<Report> check_unpacked(const BackupManifest& manifest,
                                                  const Places& places);

}  // namespace ontzorgd::service
