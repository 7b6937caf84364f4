// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/crypto/hmac.h"

#include "check.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>
#include <memory>
#include <string>

namespace ontzorgd::crypto {

namespace {

struct FreeAlgorithm {
    void operator()(EVP_MAC* algorithm) const { EVP_MAC_free(algorithm); }
};
struct FreeContext {
    void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MAC_CTX, FreeContext>;

/// Looking up HMAC and SHA-256 takes longer than a short text does, so each thread does it once.
Context prepared() {
    const std::unique_ptr<EVP_MAC, FreeAlgorithm> algorithm{
        EVP_MAC_fetch(nullptr, OSSL_MAC_NAME_HMAC, nullptr)};
    check(algorithm != nullptr, "HMAC is not available");
    Context context{EVP_MAC_CTX_new(algorithm.get())};
    check(context != nullptr, "no memory for HMAC");
    std::string digest = "SHA256";
    const std::array settings{
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
        OSSL_PARAM_construct_end()};
    check(EVP_MAC_CTX_set_params(context.get(), settings.data()) == 1, "HMAC took no SHA-256");
    return context;
}

}  // namespace

base::Digest hmac_sha256(std::string_view key, std::string_view text) {
    thread_local const Context context = prepared();
    base::Digest digest{};
    std::size_t size = 0;
    const bool done = EVP_MAC_init(context.get(), bytes_of(key), key.size(), nullptr) == 1 &&
                      EVP_MAC_update(context.get(), bytes_of(text), text.size()) == 1 &&
                      EVP_MAC_final(context.get(), digest.data(), &size, digest.size()) == 1;
    check(done && size == digest.size(), "HMAC failed");
    return digest;
}

}  // namespace ontzorgd::crypto
