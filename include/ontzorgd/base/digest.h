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

/// 64 lower-case hexadecimal digits.
[[nodiscard]] std::string to_hex(std::span<const std::uint8_t> bytes);
[[nodiscard]] std::optional<Digest> digest_from_hex(std::string_view hex);

/// SHA-256 of one byte string; passed in, so that the core links no crypto library.
/// Implementations must be pure: the same bytes always give the same digest.
using Sha256 = std::function<Digest(std::string_view)>;

}  // namespace ontzorgd::base
