// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"

#include <string_view>

/// @file
/// HMAC-SHA-256 (RFC 2104): a hash that only who has the key can make. For the blind index by
/// which an encrypted value is found again without being readable.
namespace ontzorgd::crypto {

/// May be called from any thread. Throws CryptoFault.
[[nodiscard]] base::Digest hmac_sha256(std::string_view key, std::string_view text);

}  // namespace ontzorgd::crypto
