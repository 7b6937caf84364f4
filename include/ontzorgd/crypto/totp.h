// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// TOTP (RFC 6238): the six digits of an authenticator app, as a second factor.
///
/// HMAC-SHA-1 and steps of 30 seconds, which is what every app does without being asked. SHA-1 is
/// safe here: an HMAC does not rest on collisions.
namespace ontzorgd::crypto {

/// As long as RFC 4226 section 4 recommends (160 bits); take it from random_array<20>(). Shown to
/// the person once, by base::to_base32().
using TotpSecret = std::array<std::uint8_t, 20>;

/// Which 30 seconds since 1970 it is, from 0. Not before 1970.
[[nodiscard]] std::uint64_t totp_step(std::chrono::sys_seconds at);

/// The six digits of one step. `secret` may have any length. Throws CryptoFault.
[[nodiscard]] std::string totp_code(std::string_view secret, std::uint64_t step);

/// The step whose code this is: that of `at`, or one to either side for a clock that is off or a
/// person who types slowly; the last of them when two fit. Nothing when none does.
///
/// A code is good for one login: the caller keeps the last step that was used and refuses it and
/// every step before it (RFC 6238 section 5.2). Takes as long for a wrong code, wherever it
/// differs. Throws CryptoFault.
[[nodiscard]] std::optional<std::uint64_t> totp_step_of(std::string_view secret,
                                                        std::string_view code,
                                                        std::chrono::sys_seconds at);

}  // namespace ontzorgd::crypto
