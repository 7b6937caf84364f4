// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/crypto/random.h"

#include "check.h"

#include <openssl/rand.h>

namespace ontzorgd::crypto {

void fill_random(std::span<std::uint8_t> bytes) {
    check(RAND_bytes_ex(nullptr, bytes.data(), bytes.size(), 0) == 1, "no random bytes");
}

}  // namespace ontzorgd::crypto
