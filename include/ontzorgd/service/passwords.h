// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/service/municipality.h"

#include <string>
#include <string_view>

/// @file
/// Passwords and BSNs as they are kept: the one as a slow hash, the other encrypted.
namespace ontzorgd::service {

/// No password has this hash: nobody logs in with one as who has it.
inline constexpr base::Digest no_password{};

/// scrypt; in a practice directory at a low cost, because a practised month types hundreds of them.
[[nodiscard]] base::Digest password_hash(const Municipality& town, std::string_view password,
                                         std::string_view salt);
[[nodiscard]] bool password_fits(const Municipality& town, std::string_view password,
                                 std::string_view salt, const base::Digest& hash);

/// AES-256-GCM, tied to the client: number of the key, nonce, ciphertext.
[[nodiscard]] std::string sealed_bsn(const Municipality& town, std::string_view client_nummer,
                                     std::string_view digits);
/// The digits again; empty when the row was destroyed or does not belong to this client.
[[nodiscard]] std::string opened_bsn(const Municipality& town, std::string_view client_nummer,
                                     std::string_view sealed);

}  // namespace ontzorgd::service
