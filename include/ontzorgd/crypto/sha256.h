// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"

#include <memory>
#include <string_view>

struct evp_md_ctx_st;  // OpenSSL's EVP_MD_CTX

/// @file
/// SHA-256 (FIPS 180-4), of bytes in hand or of a stream.
namespace ontzorgd::crypto {

/// Fits base::Sha256. May be called from any thread. Throws CryptoFault.
[[nodiscard]] base::Digest sha256(std::string_view bytes);

/// SHA-256 of bytes that come in parts, such as a file that is being written. One thread at a time.
class Sha256Stream {
public:
    Sha256Stream();
    ~Sha256Stream();
    Sha256Stream(Sha256Stream&&) noexcept = default;
    Sha256Stream& operator=(Sha256Stream&&) noexcept = default;
    Sha256Stream(const Sha256Stream&) = delete;
    Sha256Stream& operator=(const Sha256Stream&) = delete;

    void update(std::string_view bytes);
    /// The digest of all parts so far; the stream then starts anew.
    [[nodiscard]] base::Digest finish();

private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> context_;
};

}  // namespace ontzorgd::crypto
