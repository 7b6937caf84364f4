// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/logboek.h"
#include "ontzorgd/service/municipality.h"

#include <cstdint>
#include <optional>
#include <string>

/// @file
/// Who came in and who did not, in the log of who did what. It is no fact and about no client.
namespace ontzorgd::service {

struct LoginTry {
    Trace trace{};
    std::string user{};  ///< as it was given
    std::string via{};   ///< as Handling::via
    Ended ended = Ended::refused;
    /// Where coming in may record facts: the roles that a login server says somebody has.
    std::optional<std::int64_t> facts_before{};
};
/// Writes the line. It names a user that there is and nobody else: what is typed as a name may be a
/// password.
void log_login(Municipality& town, const LoginTry& login);

}  // namespace ontzorgd::service
