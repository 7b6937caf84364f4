// SPDX-License-Identifier: EUPL-1.2
#include "sealed.h"

#include "bytes.h"
#include "ontzorgd/base/contract.h"
#include "ontzorgd/crypto/hmac.h"

#include <algorithm>
#include <tuple>

namespace ontzorgd::service {

namespace {

constexpr std::size_t nonce_size = std::tuple_size_v<crypto::AesNonce>;

crypto::AesKey key_from(std::string_view key, std::string_view purpose) {
    if (!purpose.empty()) return crypto::hmac_sha256(key, purpose);
    crypto::AesKey whole{};
    std::ranges::copy(bytes_of(key).first(whole.size()), whole.begin());
    return whole;
}

crypto::AesNonce nonce_in(std::string_view bytes) {
    base::expects(bytes.size() >= nonce_size, "a nonce is whole");
    crypto::AesNonce nonce{};
    std::ranges::copy(bytes_of(bytes).first(nonce_size), nonce.begin());
    return nonce;
}

}  // namespace

crypto::AesKey key_for(const Municipality& town, std::string_view purpose, std::int64_t number) {
    return key_from(town.keys().of(number), purpose);
}

std::string sealed(const Municipality& town, const Sealing& sealing, std::string_view nonce,
                   std::string_view text) {
    const std::int64_t number = town.keys().newest();
    const crypto::AesNonce once = nonce_in(nonce);
    return std::string(1, static_cast<char>(number)) + text_of(once) +
           crypto::encrypt(key_for(town, sealing.purpose, number), once, text, sealing.place);
}

std::optional<std::string> opened(const Municipality& town, const Sealing& sealing,
                                  std::string_view sealed) {
    if (sealed.size() <= nonce_size + 1) return std::nullopt;
    const std::int64_t number = static_cast<unsigned char>(sealed.front());
    if (number == 0) return std::nullopt;
    // Readers of another process may not know the newest one yet.
    const bool was_in_use = number <= town.keys().newest();
    const auto key = was_in_use ? std::optional{town.keys().of(number)} : town.keys().find(number);
    if (!key) return std::nullopt;
    auto text = crypto::decrypt(key_from(*key, sealing.purpose), nonce_in(sealed.substr(1)),
                                sealed.substr(1 + nonce_size), sealing.place);
    if (!text) return std::nullopt;
    return std::move(text).value();
}

}  // namespace ontzorgd::service
