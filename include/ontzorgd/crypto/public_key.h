// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <cstdint>
#include <memory>
#include <string_view>

struct evp_pkey_st;  // OpenSSL's EVP_PKEY

/// @file
/// Keys of the two kinds that tokens are signed with here: RSA, and the elliptic curve P-256.
///
/// An RSA key has 2048 to 8192 bits and an odd public exponent of three or more, in at most 64
/// bits. A key is shared when copied, never changes, and may be used from any thread.
namespace ontzorgd::crypto {

enum class KeyKind : std::uint8_t { rsa, p256 };

class PublicKey {
public:
    /// From modulus and exponent, big-endian, as the members n and e of a JWK decode to (RFC 7518
    /// section 6.3.1).
    /// Errors: rsa_key_has_another_size (refused; details bits, least,
    /// most_bits), key_is_malformed
    /// (malformed). Throws CryptoFault.
    [[nodiscard]] static base::Result<PublicKey> from_rsa(std::string_view modulus,
                                                          std::string_view exponent);
    /// From the coordinates of the point, 32 bytes each, as the members x and y of a JWK decode to
    /// (RFC 7518 section 6.2.1).
    /// Errors (malformed): key_is_malformed, also for a point that is not on the curve. Throws
    /// CryptoFault.
    [[nodiscard]] static base::Result<PublicKey> from_p256(std::string_view x, std::string_view y);
    /// From "-----BEGIN PUBLIC KEY-----" (SubjectPublicKeyInfo).
    /// Errors: as above; key_is_of_unknown_kind (refused) for another kind or curve.
    [[nodiscard]] static base::Result<PublicKey> from_pem(std::string_view pem);

    [[nodiscard]] KeyKind kind() const { return kind_; }
    /// For the functions of this module; never null.
    [[nodiscard]] evp_pkey_st* handle() const { return key_.get(); }

private:
    friend class PrivateKey;
    PublicKey(std::shared_ptr<evp_pkey_st> key, KeyKind kind) : key_{std::move(key)}, kind_{kind} {}
    std::shared_ptr<evp_pkey_st> key_;
    KeyKind kind_;
};

/// Wiped from memory when its last copy goes.
class PrivateKey {
public:
    /// From "-----BEGIN PRIVATE KEY-----" (PKCS #8), or the older forms of RSA and EC.
    /// Errors: those of PublicKey::from_pem(); key_is_malformed also for a key under a password,
    /// which is never asked for.
    [[nodiscard]] static base::Result<PrivateKey> from_pem(std::string_view pem);

    [[nodiscard]] KeyKind kind() const { return kind_; }
    /// What others verify with.
    [[nodiscard]] PublicKey public_key() const;
    /// For the functions of this module; never null.
    [[nodiscard]] evp_pkey_st* handle() const { return key_.get(); }

private:
    PrivateKey(std::shared_ptr<evp_pkey_st> key, KeyKind kind)
        : key_{std::move(key)}, kind_{kind} {}
    std::shared_ptr<evp_pkey_st> key_;
    KeyKind kind_;
};

}  // namespace ontzorgd::crypto
