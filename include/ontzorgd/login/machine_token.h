// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/login/jwks.h"
#include "ontzorgd/login/jwt.h"

#include <chrono>
#include <span>
#include <string>
#include <string_view>

/// @file
/// A token by which a machine client shows who it is: one that it signed itself with a key that an
/// administrator registered (RFC 7523 section 3).
namespace ontzorgd::login {

struct MachineClient {
    std::string client_id;
    KeySet keys;
};

/// A token that is right and may be used once.
struct MachineLogin {
    std::string client_id;
    /// The id of the token: the caller keeps it with the client until `keep_until` and refuses a
    /// token of that client and id that comes again (machine_token_was_used).
    std::string token_id;
    std::chrono::sys_seconds keep_until;
    bool operator==(const MachineLogin&) const = default;
};

/// Who a token says it is of; nobody has looked whether that is so. Empty when it cannot be read.
[[nodiscard]] std::string claimed_client(std::string_view text);

/// Reads, verifies and checks a token. `audience` is how clients name us, exactly, and the token
/// may be for nobody else. It says who it is of (iss and sub, both the client), has an id (jti, 1
/// to 255 bytes), and expires at most ten minutes from now. Clocks may be off by 60 seconds.
///
/// Errors: those of read_token() and verified(). Malformed: token_claim_is_malformed (detail
/// field). Refused: machine_client_is_unknown, token_claim_is_missing (detail field),
/// machine_token_has_another_subject, machine_token_has_another_audience,
/// machine_token_has_expired, machine_token_lasts_too_long, machine_token_is_not_valid_yet.
[[nodiscard]] base::Result<MachineLogin> check_machine_token(std::string_view text,
                                                             std::span<const MachineClient> clients,
                                                             std::string_view audience,
                                                             std::chrono::sys_seconds now);

}  // namespace ontzorgd::login
