// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/base/result.h"
#include "ontzorgd/service/report.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// The last file of a backup: what it is of, and the size and SHA-256 of every file before it
/// (schemas/backup-1.md).
namespace ontzorgd::service {

inline constexpr std::string_view manifest_name = "inhoud.txt";
inline constexpr std::string_view database_in_backup = "ontzorgd.db";

struct BackupFile {
    std::string name;
    std::uint64_t size = 0;
    base::Digest sha256{};
    bool operator==(const BackupFile&) const = default;
};

struct BackupManifest {
    std::string gemeente;
    bool practice = false;
    std::string day;      ///< of the municipality
    std::string instant;  ///< UTC
    std::string program;
    std::int64_t schema = 0;
    std::int64_t facts = 0;
    base::Digest head{};
    std::string generation;
    base::Digest keys{};  ///< by which the right keys are known; says nothing of them
    std::vector<BackupFile> files;
};

/// A name that may stand in a backup: the database, a file of the archive or the outbox, or a day
/// of a log. Never a way out of the folder.
[[nodiscard]] bool is_backup_name(std::string_view name);
/// How many of its files are days of a log. None in a backup of before they went along.
[[nodiscard]] std::int64_t logs_in(const BackupManifest& manifest);
/// Says how many those are, and what it means when there are none.
void add_logs_to(Report& report, const BackupManifest& manifest);

[[nodiscard]] std::string encode(const BackupManifest& manifest);
/// Errors (malformed): backup_manifest_is_malformed, with the line.
[[nodiscard]] base::Result<BackupManifest> decode_manifest(std::string_view text);

}  // namespace ontzorgd::service
