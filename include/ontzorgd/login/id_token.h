// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/login/json.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// @file
/// Who logged in, by the ID token of the code flow (OpenID Connect Core 1.0 section 3.1.3.7,
/// OpenID.NLGov 1.0.1), and the roles that the login server says the person has.
namespace ontzorgd::login {

/// What the municipality agreed with its login server.
struct LoginServer {
    std::string issuer;
    std::string client_id;  ///< what it knows us as
    /// The `acr` values of which one must be there; empty asks for none.
    std::vector<std::string> acr_values = {};
    /// Where the roles stand, from the outside in: {"roles"}, {"realm_access", "roles"}. A text or
    /// a list of texts.
    std::vector<std::string> roles_claim = {"roles"};
    /// From what stands there to our name of a role. What is not in here gives nothing.
    std::vector<std::pair<std::string, std::string>> roles = {};
};

/// What this one login asked for.
struct LoginAsked {
    std::string nonce;
    std::chrono::sys_seconds at;  ///< when the browser was sent to the login server
    /// How long ago, when asked, the person may have typed a password; 0 wants it typed anew.
    std::optional<std::chrono::seconds> max_age = std::nullopt;
};

struct Person {
    std::string subject;  ///< what the login server calls this person, for ever; 1 to 255 bytes
    std::string name;     ///< to show; the subject when no name was given
    std::vector<std::string> roles;  ///< our names, sorted, each once
    /// The login server could not send all it knows of the person (`_claim_names`, `hasgroups` of
    /// Entra): `roles` is then empty, whatever it did send.
    bool roles_were_cut = false;
    bool operator==(const Person&) const = default;
};

/// Checks the verified claims of an ID token against what was agreed and asked. Clocks may be off
/// by 60 seconds.
///
/// Errors. Malformed: token_claim_is_malformed (detail field). Refused: token_claim_is_missing
/// (detail field), id_token_has_another_issuer, id_token_has_another_audience,
/// id_token_is_for_another_party, id_token_has_another_nonce, id_token_has_expired,
/// id_token_is_not_valid_yet, id_token_is_from_the_future, id_token_is_too_old (ten minutes),
/// login_is_too_long_ago, login_is_not_strong_enough.
[[nodiscard]] base::Result<Person> check_id_token(const Json& claims, const LoginServer& server,
                                                  const LoginAsked& asked,
                                                  std::chrono::sys_seconds now);

}  // namespace ontzorgd::login
