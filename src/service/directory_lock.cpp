// SPDX-License-Identifier: EUPL-1.2
#include "directory_lock.h"

#include "ontzorgd/service/files.h"
#include "ontzorgd/service/machine_user.h"
#include "ontzorgd/wording/file_words.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace ontzorgd::service {

base::Result<DirectoryLock> DirectoryLock::take(const std::filesystem::path& file, bool exclusive) {
    constexpr mode_t owner_only = 0600;
    const auto own = check_owner(file.parent_path());
    DirectoryLock lock;
    lock.descriptor_ = ::open(file.c_str(), O_RDWR | O_CLOEXEC | (own ? O_CREAT : 0), owner_only);
    if (lock.descriptor_ < 0 && errno == ENOENT && !own) return own.failure();
    if (lock.descriptor_ < 0)
        throw FileFault{wording::file_fault_words(errno, "opening", file.string())};
    if (::flock(lock.descriptor_, (exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0) {
        return base::refuse("state_directory_is_in_use", {{"file", file.string()}});
    }
    // Only now: who is not alone is told so, and has the daemon do it.
    if (!own) return own.failure();
    return lock;
}

DirectoryLock::~DirectoryLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

DirectoryLock::DirectoryLock(DirectoryLock&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)} {}

DirectoryLock& DirectoryLock::operator=(DirectoryLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

}  // namespace ontzorgd::service
