// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"

#include <openssl/sha.h>

#include <string_view>

namespace ontzorgd::audit {

/// What is passed in where the program itself links a crypto library.
inline base::Digest openssl_sha256(std::string_view bytes) {
    base::Digest digest{};
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): OpenSSL wants unsigned bytes
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
    return digest;
}

}  // namespace ontzorgd::audit
