// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/login/pkce.h"

#include <optional>
#include <string>
#include <string_view>

/// @file
/// What the browser brings back from the login server (RFC 6749 section 4.1.2, RFC 9207).
namespace ontzorgd::login {

/// The parameters of the query, decoded. Who reads the query refuses one that is there twice.
struct LoginAnswer {
    std::optional<std::string> state = std::nullopt;
    std::optional<std::string> code = std::nullopt;
    std::optional<std::string> issuer = std::nullopt;  ///< the parameter iss
    std::optional<std::string> error = std::nullopt;
};

/// The code to turn in, at most 4 KiB. `secrets` are those of the session of this browser, which
/// the caller throws away whatever comes of it: an answer counts once. Errors (refused):
/// login_answer_has_another_state, login_answer_has_another_issuer, login_server_said_no (detail
/// value), login_answer_has_no_code.
[[nodiscard]] base::Result<std::string> code_of_answer(const LoginAnswer& answer,
                                                       const LoginSecrets& secrets,
                                                       std::string_view issuer);

}  // namespace ontzorgd::login
