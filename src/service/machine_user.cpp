// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/machine_user.h"

#include <cstddef>
#include <pwd.h>

namespace ontzorgd::service {

std::string machine_user_name(uid_t user) {
    constexpr std::size_t longest = 16'384;
    std::string room(longest, '\0');
    passwd entry{};
    passwd* found = nullptr;
    ::getpwuid_r(user, &entry, room.data(), room.size(), &found);
    return found == nullptr ? std::to_string(user) : std::string{found->pw_name};
}

}  // namespace ontzorgd::service
