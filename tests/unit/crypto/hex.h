// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace ontzorgd::crypto {

/// The bytes that a published test vector writes in hexadecimal.
inline std::string from_hex(std::string_view hex) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(std::string{hex.substr(i, 2)}, nullptr, 16));
    }
    return bytes;
}

inline std::string to_hex(std::string_view bytes) {
    std::string hex;
    for (const char byte : bytes) {
        const auto value = static_cast<std::uint8_t>(byte);
        hex += base::to_hex({&value, 1});
    }
    return hex;
}

/// The same as an array of a fixed size.
template <class Array>
Array array_from_hex(std::string_view hex) {
    const std::string bytes = from_hex(hex);
    Array array{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), array.size()), array.begin());
    return array;
}

}  // namespace ontzorgd::crypto
