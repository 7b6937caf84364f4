// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"

#include <cstdint>
#include <span>
#include <string_view>

/// @file
/// scrypt (RFC 7914): turns a password into a hash that is slow and costly to guess.
namespace ontzorgd::crypto {

/// The cost. The defaults take 32 MiB and about a tenth of a second; they are stored beside each
/// hash, so that raising them later leaves older hashes readable.
struct ScryptParams {
    std::uint64_t n = 1U << 15U;  ///< a power of two above 1
    std::uint64_t r = 8;
    std::uint64_t p = 1;
    bool operator==(const ScryptParams&) const = default;
};

/// Fills all of `key`. Throws CryptoFault, also for parameters that make no sense or want more
/// than 1 GiB.
void scrypt(std::string_view password, std::span<const std::uint8_t> salt,
            const ScryptParams& params, std::span<std::uint8_t> key);

/// The 32 bytes that are stored instead of the password; the salt is random and stored beside it.
[[nodiscard]] base::Digest hash_password(std::string_view password,
                                         std::span<const std::uint8_t> salt,
                                         const ScryptParams& params = {});

/// True for the password of that hash. Takes as long for a wrong one, wherever it differs.
[[nodiscard]] bool verify_password(std::string_view password, std::span<const std::uint8_t> salt,
                                   const base::Digest& hash, const ScryptParams& params = {});

}  // namespace ontzorgd::crypto
