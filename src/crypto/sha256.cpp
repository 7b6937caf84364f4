// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/crypto/sha256.h"

#include "check.h"

#include <openssl/evp.h>

namespace ontzorgd::crypto {

namespace {

/// Looking the algorithm up takes longer than hashing a short text, so it is done once for all
/// threads (a function's static is initialised by exactly one) and lives as long as the process.
const EVP_MD* algorithm() {
    static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    check(fetched != nullptr, "SHA-256 is not available");
    return fetched;
}

}  // namespace

void Sha256Stream::Free::operator()(evp_md_ctx_st* context) const {
    EVP_MD_CTX_free(context);
}

Sha256Stream::Sha256Stream() : context_{EVP_MD_CTX_new()} {
    check(context_ != nullptr, "no memory for SHA-256");
    check(EVP_DigestInit_ex2(context_.get(), algorithm(), nullptr) == 1, "SHA-256 did not start");
}

Sha256Stream::~Sha256Stream() = default;

void Sha256Stream::update(std::string_view bytes) {
    check(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1, "SHA-256 failed");
}

base::Digest Sha256Stream::finish() {
    base::Digest digest{};
    check(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1, "SHA-256 failed");
    check(EVP_DigestInit_ex2(context_.get(), nullptr, nullptr) == 1, "SHA-256 did not start");
    return digest;
}

base::Digest sha256(std::string_view bytes) {
    thread_local Sha256Stream stream;  // spares an allocation for each of millions of leaves
    stream.update(bytes);
    return stream.finish();
}

}  // namespace ontzorgd::crypto
