// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

/// @file
/// Bytes in letters that survive the way they go: in a token, in the hands of a person, in a URL.
///
/// Reading is strict: it takes exactly what writing gives, so one value has one text. A lenient
/// reader would let a token be changed without changing what it says.
namespace ontzorgd::base {

/// RFC 4648 section 5 without padding, as tokens use it (RFC 7515 section 2).
[[nodiscard]] std::string to_base64url(std::string_view bytes);
/// Nothing for padding, blanks, the letters + and /, a length that cannot be, or bits left over
/// that are not zero.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

/// RFC 4648 section 6 in capitals and without padding, as authenticator apps take a secret.
[[nodiscard]] std::string to_base32(std::string_view bytes);
/// Nothing for anything that to_base32() does not write.
[[nodiscard]] std::optional<std::string> from_base32(std::string_view text);

/// RFC 3986 section 2: every byte but A-Z a-z 0-9 - . _ ~ as %XX; a blank is %20.
[[nodiscard]] std::string percent_encoded(std::string_view bytes);

}  // namespace ontzorgd::base
