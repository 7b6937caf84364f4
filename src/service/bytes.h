// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

/// @file
/// The same bytes as text for the database and as numbers for the crypto library.
namespace ontzorgd::service {

[[nodiscard]] inline std::span<const std::uint8_t> bytes_of(std::string_view text) {
    const void* data = text.data();
    return {static_cast<const std::uint8_t*>(data), text.size()};
}

[[nodiscard]] inline std::string text_of(std::span<const std::uint8_t> bytes) {
    return {bytes.begin(), bytes.end()};
}

}  // namespace ontzorgd::service
