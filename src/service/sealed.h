// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/crypto/aes_gcm.h"
#include "ontzorgd/service/municipality.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// What is kept encrypted: AES-256-GCM, as the number of the key (one byte), nonce and ciphertext.
namespace ontzorgd::service {

/// What a value is, and where it stands: it opens nowhere else. Every purpose has a key of its own,
/// derived from that of the municipality; BSNs ("") have that one itself.
struct Sealing {
    std::string_view purpose;
    std::string place;
};

/// The key of a purpose, from the municipality's key of this number.
[[nodiscard]] crypto::AesKey key_for(const Municipality& town, std::string_view purpose,
                                     std::int64_t number);
/// Under the newest key. The nonce is the first 12 of these bytes.
[[nodiscard]] std::string sealed(const Municipality& town, const Sealing& sealing,
                                 std::string_view nonce, std::string_view text);
/// With the key that it names; nothing when it does not belong there or was changed. Throws
/// FileFault when that key was in use and is not there any more.
[[nodiscard]] std::optional<std::string> opened(const Municipality& town, const Sealing& sealing,
                                                std::string_view sealed);

}  // namespace ontzorgd::service
