// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/crypto/totp.h"

#include "check.h"
#include "ontzorgd/base/contract.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace ontzorgd::crypto {

namespace {

constexpr std::int64_t step_seconds = 30;
constexpr std::size_t digits = 6;
constexpr std::uint32_t above_digits = 1'000'000;
constexpr std::size_t sha1_size = 20;

std::array<std::uint8_t, sha1_size> hmac_sha1(std::string_view key,
                                              const std::array<std::uint8_t, 8>& text) {
    std::array<std::uint8_t, sha1_size> digest{};
    std::size_t size = 0;
    const bool done =
        EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA1", nullptr, bytes_of(key), key.size(), text.data(),
                  text.size(), digest.data(), digest.size(), &size) != nullptr;
    check(done && size == digest.size(), "HMAC-SHA-1 failed");
    return digest;
}

}  // namespace

std::uint64_t totp_step(std::chrono::sys_seconds at) {
    const std::int64_t seconds = at.time_since_epoch().count();
    base::expects(seconds >= 0, "a code is asked for after 1970");
    return static_cast<std::uint64_t>(seconds / step_seconds);
}

std::string totp_code(std::string_view secret, std::uint64_t step) {
    std::array<std::uint8_t, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i) {
        counter[counter.size() - 1 - i] = static_cast<std::uint8_t>(step >> (8 * i) & 0xFFU);
    }
    const auto digest = hmac_sha1(secret, counter);
    // RFC 4226 section 5.3: the last four bits say where the number stands; its sign bit is
    // dropped.
    const std::size_t at = digest.back() & 0x0FU;
    std::uint32_t number = digest[at] & 0x7FU;
    for (std::size_t i = 1; i < 4; ++i) number = number << 8U | digest[at + i];
    return std::to_string(above_digits + number % above_digits).substr(1);
}

std::optional<std::uint64_t> totp_step_of(std::string_view secret, std::string_view code,
                                          std::chrono::sys_seconds at) {
    if (code.size() != digits) return std::nullopt;
    const std::uint64_t now = totp_step(at);
    std::optional<std::uint64_t> fits;
    for (std::uint64_t step = now == 0 ? 0 : now - 1; step <= now + 1; ++step) {
        const std::string right = totp_code(secret, step);
        if (CRYPTO_memcmp(right.data(), code.data(), digits) == 0) fits = step;
    }
    return fits;
}

}  // namespace ontzorgd::crypto
