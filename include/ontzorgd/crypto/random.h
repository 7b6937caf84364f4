// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <span>

/// @file
/// Random bytes that nobody can guess, for salts, nonces, keys and session tokens.
namespace ontzorgd::crypto {

/// Fills all of `bytes`, or throws CryptoFault: there is no weaker source to fall back on.
void fill_random(std::span<std::uint8_t> bytes);

template <std::size_t size>
[[nodiscard]] std::array<std::uint8_t, size> random_array() {
    std::array<std::uint8_t, size> bytes{};
    fill_random(bytes);
    return bytes;
}

}  // namespace ontzorgd::crypto
