// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <filesystem>

namespace ontzorgd::service {

/// Holds the lock file of a directory while it lives: of all who change it one, or many who read.
class DirectoryLock {
public:
    DirectoryLock() = default;
    /// Errors (refused): state_directory_is_in_use, state_directory_is_of_another_user. Throws
    /// FileFault when the file cannot be opened.
    [[nodiscard]] static base::Result<DirectoryLock> take(const std::filesystem::path& file,
                                                          bool exclusive);
    ~DirectoryLock();
    DirectoryLock(const DirectoryLock&) = delete;
    DirectoryLock& operator=(const DirectoryLock&) = delete;
    DirectoryLock(DirectoryLock&& other) noexcept;
    DirectoryLock& operator=(DirectoryLock&& other) noexcept;

private:
    int descriptor_ = -1;
};

}  // namespace ontzorgd::service
