// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/crypto/fault.h"

#include <limits>
#include <string_view>

/// @file
/// Small joints between our types and OpenSSL's.
namespace ontzorgd::crypto {

inline void check(bool done, const char* what) {
    if (!done) throw CryptoFault{what};
}

/// OpenSSL reads unsigned bytes. Never null, also for an empty text.
inline const unsigned char* bytes_of(std::string_view text) {
    const char* const data = text.empty() ? "" : text.data();
    return reinterpret_cast<const unsigned char*>(data);
}

/// A length for the functions of OpenSSL that count in int.
inline int int_length(std::string_view text) {
    check(text.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()),
          "text is too long for the crypto library");
    return static_cast<int>(text.size());
}

}  // namespace ontzorgd::crypto
