// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/crypto/scrypt.h"

#include "check.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace ontzorgd::crypto {

namespace {

constexpr std::uint64_t most_memory = 1U << 30U;

}  // namespace

void scrypt(std::string_view password, std::span<const std::uint8_t> salt,
            const ScryptParams& params, std::span<std::uint8_t> key) {
    const std::string_view given = password.empty() ? std::string_view{""} : password;
    const int done = EVP_PBE_scrypt(given.data(), given.size(), salt.data(), salt.size(), params.n,
                                    params.r, params.p, most_memory, key.data(), key.size());
    check(done == 1, "scrypt failed");
}

base::Digest hash_password(std::string_view password, std::span<const std::uint8_t> salt,
                           const ScryptParams& params) {
    base::Digest hash{};
    scrypt(password, salt, params, hash);
    return hash;
}

bool verify_password(std::string_view password, std::span<const std::uint8_t> salt,
                     const base::Digest& hash, const ScryptParams& params) {
    const base::Digest typed = hash_password(password, salt, params);
    return CRYPTO_memcmp(typed.data(), hash.data(), hash.size()) == 0;
}

}  // namespace ontzorgd::crypto
