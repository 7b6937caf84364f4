// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/machine_user.h"

#include <cstddef>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ontzorgd::service {

std::string machine_user_name(uid_t user) {
    constexpr std::size_t longest = 16'384;
    std::string room(longest, '\0');
    passwd entry{};
    passwd* found = nullptr;
    ::getpwuid_r(user, &entry, room.data(), room.size(), &found);
    return found == nullptr ? std::to_string(user) : std::string{found->pw_name};
}

base::Result<base::Done> check_owner(const std::filesystem::path& directory) {
    struct stat seen {};
    if (::geteuid() != 0 || ::stat(directory.c_str(), &seen) != 0 || seen.st_uid == 0)
        return base::Done{};
    return base::refuse(
        "state_directory_is_of_another_user",
        {{"directory", directory.string()}, {"user", machine_user_name(seen.st_uid)}});
}

}  // namespace ontzorgd::service
