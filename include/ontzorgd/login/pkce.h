// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// The beginning of a login by the code flow: what ties the answer to the question (state, nonce,
/// PKCE with S256: RFC 7636), and the URL that the browser is sent to.
namespace ontzorgd::login {

/// Fills all of the bytes with what nobody can guess: crypto::fill_random, except in tests.
using FillRandom = std::function<void(std::span<std::uint8_t>)>;

/// 256 random bits in 43 letters that a URL takes as they are.
[[nodiscard]] std::string random_text(const FillRandom& random);

/// The secrets of one login, to be kept with the session of the browser until the answer comes.
struct LoginSecrets {
    std::string state;     ///< comes back in the answer: the same browser
    std::string nonce;     ///< comes back in the ID token: the same login
    std::string verifier;  ///< sent when the code is turned in: the same program
    bool operator==(const LoginSecrets&) const = default;
};

[[nodiscard]] LoginSecrets new_login_secrets(const FillRandom& random);

/// What is sent instead of the verifier (RFC 7636 section 4.2, S256). `verifier` has 43 to 128
/// characters.
[[nodiscard]] std::string pkce_challenge(std::string_view verifier);

struct AuthorizationRequest {
    std::string endpoint;  ///< as the login server publishes it; may have a query of its own
    std::string client_id;
    std::string redirect_uri;
    std::vector<std::string> scopes = {"openid"};
    std::vector<std::string> acr_values = {};
    /// Step-up: the person has to type the password, whatever session the login server knows.
    bool login_anew = false;
    /// How long ago the password may have been typed; makes the ID token say when that was.
    std::optional<std::chrono::seconds> max_age = std::nullopt;
};

/// Where to send the browser.
/// Errors (refused): authorization_endpoint_is_not_https (http is taken on this machine alone);
/// (malformed): authorization_endpoint_is_malformed, for a fragment or a character no URL has.
[[nodiscard]] base::Result<std::string> authorization_url(const AuthorizationRequest& request,
                                                          const LoginSecrets& secrets);

}  // namespace ontzorgd::login
