// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/base/digest.h"

namespace ontzorgd::base {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

}  // namespace

std::string to_hex(std::span<const std::uint8_t> bytes) {
    std::string hex(bytes.size() * 2, '0');
    auto digit = hex.begin();
    for (const std::uint8_t byte : bytes) {
        *digit++ = hex_digits[byte / 16U];
        *digit++ = hex_digits[byte % 16U];
    }
    return hex;
}

std::optional<Digest> digest_from_hex(std::string_view hex) {
    Digest digest{};
    if (hex.size() != digest.size() * 2) return std::nullopt;
    for (std::size_t i = 0; i < digest.size(); ++i) {
        const std::size_t high = hex_digits.find(hex[2 * i]);
        const std::size_t low = hex_digits.find(hex[2 * i + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
        digest[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return digest;
}

}  // namespace ontzorgd::base
