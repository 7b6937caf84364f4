// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>

/// @file
/// Folders for private copies: they hold personal data, and go away whatever ends the program.
namespace ontzorgd::service {

/// Removes what a killed program left behind.
void sweep_temporary_folders();

/// A folder that goes away with its owner, or with the next one when its owner was killed.
class TemporaryFolder {
public:
    /// Throws TemporaryFolderFault.
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    TemporaryFolder(TemporaryFolder&&) = delete;
    TemporaryFolder& operator=(TemporaryFolder&&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace ontzorgd::service
