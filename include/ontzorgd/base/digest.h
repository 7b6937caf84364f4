// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// @file
/// Digest: a SHA-256 value, and the seam through which the pure core gets one.
namespace ontzorgd::base {

using Digest = std::array<std::uint8_t, 32>;

/// Two lower-case hexadecimal digits for each byte; a Digest has 64.
[[nodiscard]] std::string to_hex(std::span<const std::uint8_t> bytes);
/// Reads exactly what to_hex() writes; nothing for anything else, upper case included.
[[nodiscard]] std::optional<Digest> digest_from_hex(std::string_view hex);

/// SHA-256 of one byte string; passed in, so that the core links no crypto library.
/// Implementations must be pure: the same bytes always give the same digest.
using Sha256 = std::function<Digest(std::string_view)>;

}  // namespace ontzorgd::base
