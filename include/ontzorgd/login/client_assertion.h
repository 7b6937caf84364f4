// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/crypto/signature.h"
#include "ontzorgd/login/pkce.h"

#include <chrono>
#include <string>

/// @file
/// private_key_jwt (RFC 7523 section 2.2, OpenID Connect Core 1.0 section 9): how we show the login
/// server that it is us who turn a code in, without a shared secret.
namespace ontzorgd::login {

/// What the parameter client_assertion_type says beside the assertion.
inline constexpr std::string_view client_assertion_type =
    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

struct AssertionKey {
    std::string kid;  ///< as the login server knows it
    crypto::PrivateKey key;
    crypto::SignatureScheme scheme;  ///< one that fits the key
};

/// A signed token that says who we are, for this token endpoint, for 60 seconds, with an id that
/// was never used: make a new one for every call. All texts must be UTF-8. Throws CryptoFault.
[[nodiscard]] std::string client_assertion(const std::string& client_id,
                                           const std::string& token_endpoint,
                                           const AssertionKey& key, std::chrono::sys_seconds now,
                                           const FillRandom& random);

}  // namespace ontzorgd::login
