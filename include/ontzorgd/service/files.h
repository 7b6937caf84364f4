// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

/// @file
/// Files that must survive a power cut: written under another name, synced, renamed, folder synced.
namespace ontzorgd::service {

/// A fault of the world on the file system: full, read-only, unreadable. Nothing has changed then.
class FileFault : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// There is no folder for temporary files, or it cannot be written in.
class TemporaryFolderFault : public FileFault {
public:
    using FileFault::FileFault;
};

/// A file being written. Not there under its final name until keep() was called; removed when not
/// kept.
class DurableFile {
public:
    explicit DurableFile(std::filesystem::path temporary);
    ~DurableFile();
    DurableFile(const DurableFile&) = delete;
    DurableFile& operator=(const DurableFile&) = delete;
    DurableFile(DurableFile&&) = delete;
    DurableFile& operator=(DurableFile&&) = delete;

    void write(std::string_view bytes);
    /// Syncs the bytes; the file stays under its temporary name, open for reading by others.
    void sync();
    /// Renames to the final name and syncs the folder. sync() comes first.
    void keep(const std::filesystem::path& final_name);
    [[nodiscard]] const std::filesystem::path& path() const { return temporary_; }

private:
    std::filesystem::path temporary_;
    int descriptor_ = -1;
};

/// Renames and syncs the folder of the new name.
void rename_durably(const std::filesystem::path& from, const std::filesystem::path& to);
void sync_folder(const std::filesystem::path& folder);
/// Writes a whole small file durably.
void write_file(const std::filesystem::path& file, std::string_view bytes);
/// A whole file of our own.
[[nodiscard]] std::string read_file(const std::filesystem::path& file);
/// What a person gives on a page or two (a regelset, a calendar, a mapping) is never larger.
inline constexpr std::uint64_t largest_given_file = 16'000'000;
/// A whole file that a person gave. Errors: those of messages::open_file().
[[nodiscard]] base::Result<std::string> read_given_file(const std::filesystem::path& file);
/// Calls `take` with the file's bytes in blocks.
void read_blocks(const std::filesystem::path& file,
                 const std::function<void(std::string_view)>& take);
/// Whether a place is in a folder, or is it.
[[nodiscard]] bool lies_in(const std::filesystem::path& inner, const std::filesystem::path& outer);
[[nodiscard]] base::Digest sha256_of_file(const std::filesystem::path& file);

}  // namespace ontzorgd::service
