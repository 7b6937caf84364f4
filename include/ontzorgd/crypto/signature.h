// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/crypto/public_key.h"

#include <cstdint>
#include <string>
#include <string_view>

/// @file
/// Signatures of the three schemes that tokens may have here (RFC 7518 sections 3.3 to 3.5), all
/// with SHA-256.
namespace ontzorgd::crypto {

enum class SignatureScheme : std::uint8_t {
    rs256,  ///< RSASSA-PKCS1-v1_5
    ps256,  ///< RSASSA-PSS, salt as long as the digest (32 bytes), MGF1 with SHA-256
    es256,  ///< ECDSA on P-256; the signature is r and s, 32 bytes each, not DER
};

/// The kind of key that a scheme signs with.
[[nodiscard]] KeyKind key_kind_of(SignatureScheme scheme);

/// True for a signature that the holder of this key put under exactly these bytes with exactly this
/// scheme; false for anything else, a key of another kind included. Throws CryptoFault.
[[nodiscard]] bool is_signed(const PublicKey& key, SignatureScheme scheme, std::string_view text,
                             std::string_view signature);

/// The key must be of the kind that the scheme wants. Throws CryptoFault.
[[nodiscard]] std::string sign(const PrivateKey& key, SignatureScheme scheme,
                               std::string_view text);

}  // namespace ontzorgd::crypto
