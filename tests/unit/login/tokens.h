// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/encoding.h"
#include "ontzorgd/crypto/signature.h"
#include "ontzorgd/login/jwks.h"
#include "ontzorgd/login/jwt.h"
#include "support/practice_keys.h"

#include <chrono>
#include <string>
#include <string_view>

/// @file
/// Tokens as a login server makes them, and as an attacker would.
namespace ontzorgd::login {

inline std::chrono::sys_seconds at(std::int64_t seconds) {
    return std::chrono::sys_seconds{std::chrono::seconds{seconds}};
}

inline const crypto::PrivateKey& rsa_signer() {
    static const auto key = crypto::PrivateKey::from_pem(support::rsa_private_pem).value();
    return key;
}

inline const crypto::PrivateKey& p256_signer() {
    static const auto key = crypto::PrivateKey::from_pem(support::p256_private_pem).value();
    return key;
}

inline std::string jwk_of_rsa(std::string_view kid, std::string_view more = {}) {
    return R"({"kty":"RSA","kid":")" + std::string{kid} + R"(","n":")" +
           std::string{support::rsa_n} + R"(","e":"AQAB")" + std::string{more} + '}';
}

inline std::string jwk_of_p256(std::string_view kid, std::string_view more = {}) {
    return R"({"kty":"EC","crv":"P-256","kid":")" + std::string{kid} + R"(","x":")" +
           std::string{support::p256_x} + R"(","y":")" + std::string{support::p256_y} + '"' +
           std::string{more} + '}';
}

inline std::string set_of(std::string_view keys) {
    return R"({"keys":[)" + std::string{keys} + "]}";
}

/// The keys "rsa" and "ec".
inline const KeySet& practice_set() {
    static const auto set =
        KeySet::read(set_of(jwk_of_rsa("rsa") + "," + jwk_of_p256("ec"))).value();
    return set;
}

/// The part of a token that is signed.
inline std::string signed_part(std::string_view header, std::string_view claims) {
    return base::to_base64url(header) + '.' + base::to_base64url(claims);
}

/// Signed by the practice key that fits the scheme, whatever the header says.
inline std::string token_of(std::string_view header, std::string_view claims,
                            crypto::SignatureScheme scheme = crypto::SignatureScheme::rs256) {
    const bool is_p256 = crypto::key_kind_of(scheme) == crypto::KeyKind::p256;
    const std::string text = signed_part(header, claims);
    const auto& signer = is_p256 ? p256_signer() : rsa_signer();
    return text + '.' + base::to_base64url(crypto::sign(signer, scheme, text));
}

/// Reads and verifies; the code of what refused it, or nothing.
inline std::string refusal_of(std::string_view text, const KeySet& keys = practice_set(),
                              std::span<const std::string_view> types = {}) {
    const auto token = read_token(text, types);
    if (!token) return token.error().code;
    const auto claims = verified(token.value(), keys);
    return claims ? "" : claims.error().code;
}

}  // namespace ontzorgd::login
