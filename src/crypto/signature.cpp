// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/crypto/signature.h"

#include "check.h"
#include "ontzorgd/base/contract.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <optional>

namespace ontzorgd::crypto {

namespace {

constexpr int half_size = 32;
constexpr std::size_t signature_size = 64;

struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(ECDSA_SIG* signature) const { ECDSA_SIG_free(signature); }
    void operator()(BIGNUM* number) const { BN_free(number); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

Owned<EVP_MD_CTX> new_context() {
    Owned<EVP_MD_CTX> context{EVP_MD_CTX_new()};
    check(context != nullptr, "no memory for a signature");
    return context;
}

/// PSS with the one salt length there is; the library would otherwise take any.
void set_padding(EVP_PKEY_CTX* settings, SignatureScheme scheme) {
    if (scheme != SignatureScheme::ps256) return;
    check(EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING) == 1 &&
              EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, RSA_PSS_SALTLEN_DIGEST) == 1,
          "RSA-PSS is not available");
}

Owned<BIGNUM> number_of(std::string_view bytes) {
    Owned<BIGNUM> number{BN_bin2bn(bytes_of(bytes), int_length(bytes), nullptr)};
    check(number != nullptr, "no memory for a signature");
    return number;
}

/// DER, which the library reads, of r and s; nothing when they have another length.
std::optional<std::string> der_of(std::string_view signature) {
    if (signature.size() != signature_size) return std::nullopt;
    Owned<BIGNUM> r = number_of(signature.substr(0, half_size));
    Owned<BIGNUM> s = number_of(signature.substr(half_size));
    const Owned<ECDSA_SIG> both{ECDSA_SIG_new()};
    check(both != nullptr && ECDSA_SIG_set0(both.get(), r.get(), s.get()) == 1,
          "no memory for a signature");
    // Now owned by the pair.
    (void)r.release();
    (void)s.release();
    unsigned char* bytes = nullptr;
    const int size = i2d_ECDSA_SIG(both.get(), &bytes);
    check(size > 0, "no memory for a signature");
    std::string der{reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
    OPENSSL_free(bytes);
    return der;
}

std::string halves_of(std::string_view der) {
    const unsigned char* at = bytes_of(der);
    const Owned<ECDSA_SIG> both{d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(int_length(der)))};
    check(both != nullptr, "a signature could not be read");
    std::string halves(signature_size, '\0');
    auto* const to = reinterpret_cast<unsigned char*>(halves.data());
    check(BN_bn2binpad(ECDSA_SIG_get0_r(both.get()), to, half_size) == half_size &&
              BN_bn2binpad(ECDSA_SIG_get0_s(both.get()), to + half_size, half_size) == half_size,
          "a signature has another size");
    return halves;
}

}  // namespace

KeyKind key_kind_of(SignatureScheme scheme) {
    return scheme == SignatureScheme::es256 ? KeyKind::p256 : KeyKind::rsa;
}

bool is_signed(const PublicKey& key, SignatureScheme scheme, std::string_view text,
               std::string_view signature) {
    if (key.kind() != key_kind_of(scheme)) return false;
    std::optional<std::string> given{signature};
    if (scheme == SignatureScheme::es256) given = der_of(signature);
    if (!given) return false;
    const Owned<EVP_MD_CTX> context = new_context();
    EVP_PKEY_CTX* settings = nullptr;  // owned by the context
    check(EVP_DigestVerifyInit_ex(context.get(), &settings, "SHA256", nullptr, nullptr,
                                  key.handle(), nullptr) == 1,
          "verifying did not start");
    set_padding(settings, scheme);
    const bool fits = EVP_DigestVerify(context.get(), bytes_of(*given), given->size(),
                                       bytes_of(text), text.size()) == 1;
    ERR_clear_error();
    return fits;
}

std::string sign(const PrivateKey& key, SignatureScheme scheme, std::string_view text) {
    base::expects(key.kind() == key_kind_of(scheme), "a key signs with a scheme of its kind");
    const Owned<EVP_MD_CTX> context = new_context();
    EVP_PKEY_CTX* settings = nullptr;  // owned by the context
    check(EVP_DigestSignInit_ex(context.get(), &settings, "SHA256", nullptr, nullptr, key.handle(),
                                nullptr) == 1,
          "signing did not start");
    set_padding(settings, scheme);
    std::size_t size = 0;
    check(EVP_DigestSign(context.get(), nullptr, &size, bytes_of(text), text.size()) == 1,
          "signing failed");
    std::string signature(size, '\0');
    check(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                         bytes_of(text), text.size()) == 1,
          "signing failed");
    signature.resize(size);
    return scheme == SignatureScheme::es256 ? halves_of(signature) : signature;
}

}  // namespace ontzorgd::crypto
