// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <sys/types.h>

namespace ontzorgd::service {

/// The name that the machine has for one of its users; the number when it has none.
[[nodiscard]] std::string machine_user_name(uid_t user);

}  // namespace ontzorgd::service
