// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <filesystem>
#include <string>
#include <sys/types.h>

namespace ontzorgd::service {

/// The name that the machine has for one of its users; the number when it has none.
[[nodiscard]] std::string machine_user_name(uid_t user);

/// What root makes in the directory of another user, that user cannot read later: neither a day of
/// a log nor a file for the bank. Errors (refused): state_directory_is_of_another_user.
[[nodiscard]] base::Result<base::Done> check_owner(const std::filesystem::path& directory);

}  // namespace ontzorgd::service
