// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/passwords.h"

#include "bytes.h"
#include "ontzorgd/crypto/scrypt.h"
#include "sealed.h"

namespace ontzorgd::service {

namespace {

crypto::ScryptParams cost_for(const Municipality& town) {
    constexpr std::uint64_t practice_cost = 1U << 10U;
    crypto::ScryptParams params;
    if (town.is_practice()) params.n = practice_cost;
    return params;
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
    const std::string nonce =
        town.salt_for("bsn nonce " + std::string{client_nummer} + ' ' + std::string{digits}, 0);
    return sealed(town, {.purpose = {}, .place = std::string{client_nummer}}, nonce, digits);
}

std::string opened_bsn(const Municipality& town, std::string_view client_nummer,
                       std::string_view sealed) {
    return opened(town, {.purpose = {}, .place = std::string{client_nummer}}, sealed).value_or("");
}

}  // namespace ontzorgd::service
