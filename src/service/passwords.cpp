// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/passwords.h"

#include "bytes.h"
#include "ontzorgd/crypto/aes_gcm.h"
#include "ontzorgd/crypto/scrypt.h"

#include <algorithm>

namespace ontzorgd::service {

namespace {

constexpr char key_number = 1;

crypto::ScryptParams cost_for(const Municipality& town) {
    constexpr std::uint64_t practice_cost = 1U << 10U;
    crypto::ScryptParams params;
    if (town.is_practice()) params.n = practice_cost;
    return params;
}

crypto::AesKey key_of(const Municipality& town) {
    crypto::AesKey key{};
    std::ranges::copy(bytes_of(town.keys().bsn).first(key.size()), key.begin());
    return key;
}

}  // namespace

base::Digest password_hash(const Municipality& town, std::string_view password,
                           std::string_view salt) {
    return crypto::hash_password(password, bytes_of(salt), cost_for(town));
}

bool password_fits(const Municipality& town, std::string_view password, std::string_view salt,
                   const base::Digest& hash) {
    return crypto::verify_password(password, bytes_of(salt), hash, cost_for(town));
}

std::string sealed_bsn(const Municipality& town, std::string_view client_nummer,
                       std::string_view digits) {
    crypto::AesNonce nonce{};
    const std::string bytes =
        town.salt_for("bsn nonce " + std::string{client_nummer} + ' ' + std::string{digits}, 0);
    std::ranges::copy(bytes_of(bytes).first(nonce.size()), nonce.begin());
    return std::string(1, key_number) + text_of(nonce) +
           crypto::encrypt(key_of(town), nonce, digits, client_nummer);
}

std::string opened_bsn(const Municipality& town, std::string_view client_nummer,
                       std::string_view sealed) {
    crypto::AesNonce nonce{};
    if (sealed.size() <= nonce.size() + 1 || sealed.front() != key_number) return {};
    std::ranges::copy(bytes_of(sealed.substr(1, nonce.size())), nonce.begin());
    const auto digits =
        crypto::decrypt(key_of(town), nonce, sealed.substr(nonce.size() + 1), client_nummer);
    return digits ? digits.value() : std::string{};
}

}  // namespace ontzorgd::service
