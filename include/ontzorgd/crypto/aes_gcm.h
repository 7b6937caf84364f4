// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

/// @file
/// AES-256-GCM (NIST SP 800-38D): encryption that notices any change.
///
/// Which key was used is not kept here: who stores a ciphertext stores the number of its key
/// beside it.
namespace ontzorgd::crypto {

using AesKey = std::array<std::uint8_t, 32>;

/// Must never come twice with one key; take it from random_array<12>() for each value.
using AesNonce = std::array<std::uint8_t, 12>;

/// The ciphertext, as long as the plain text, with the 16 bytes of its tag behind it. `context` is
/// not encrypted but has to be the same when decrypting: it ties the value to its row and column.
/// Throws CryptoFault.
[[nodiscard]] std::string encrypt(const AesKey& key, const AesNonce& nonce, std::string_view plain,
                                  std::string_view context);

/// The plain text. Errors (refused): ciphertext_is_not_authentic, for another key, nonce or
/// context, a changed or cut ciphertext; which of these it is cannot be told. Throws CryptoFault.
[[nodiscard]] base::Result<std::string> decrypt(const AesKey& key, const AesNonce& nonce,
                                                std::string_view ciphertext,
                                                std::string_view context);

}  // namespace ontzorgd::crypto
