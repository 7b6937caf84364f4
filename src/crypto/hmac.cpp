// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/crypto/hmac.h"

#include "check.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace ontzorgd::crypto {

base::Digest hmac_sha256(std::string_view key, std::string_view text) {
    base::Digest digest{};
    const auto* const done = HMAC(EVP_sha256(), bytes_of(key), int_length(key), bytes_of(text),
                                  text.size(), digest.data(), nullptr);
    check(done != nullptr, "HMAC failed");
    return digest;
}

}  // namespace ontzorgd::crypto
