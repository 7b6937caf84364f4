// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/crypto/public_key.h"

#include "check.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>
#include <optional>
#include <string>

namespace ontzorgd::crypto {

namespace {

constexpr int least_rsa_bits = 2048;
constexpr int most_rsa_bits = 8192;
constexpr std::size_t most_rsa_bytes = most_rsa_bits / 8 + 1;  // some write a zero before it
constexpr int most_exponent_bits = 64;
constexpr std::size_t coordinate_size = 32;
constexpr std::string_view p256_name = "prime256v1";

struct Free {
    void operator()(BIGNUM* number) const { BN_free(number); }
    void operator()(BIO* bytes) const { BIO_free(bytes); }
    void operator()(OSSL_PARAM_BLD* builder) const { OSSL_PARAM_BLD_free(builder); }
    void operator()(OSSL_PARAM* params) const { OSSL_PARAM_free(params); }
    void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;
using Key = std::shared_ptr<EVP_PKEY>;

Key owned(EVP_PKEY* key) {
    return {key, EVP_PKEY_free};
}

/// What the library noted about input that it did not take is not for the next one who asks.
base::Failure malformed_key() {
    ERR_clear_error();
    return base::malformed("key_is_malformed");
}

Owned<BIGNUM> number_of(std::string_view bytes) {
    Owned<BIGNUM> number{BN_bin2bn(bytes_of(bytes), int_length(bytes), nullptr)};
    check(number != nullptr, "no memory for a key");
    return number;
}

/// Null when the numbers make no key.
Key key_from(const char* type, OSSL_PARAM_BLD* builder) {
    const Owned<OSSL_PARAM> params{OSSL_PARAM_BLD_to_param(builder)};
    const Owned<EVP_PKEY_CTX> context{EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr)};
    check(params != nullptr && context != nullptr, "no memory for a key");
    check(EVP_PKEY_fromdata_init(context.get()) == 1, "keys cannot be made");
    EVP_PKEY* key = nullptr;
    const bool made =
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) == 1;
    return made ? owned(key) : nullptr;
}

/// A point on the curve; a modulus that is no prime and has no small factor.
bool is_sound(EVP_PKEY* key) {
    const Owned<EVP_PKEY_CTX> context{EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr)};
    check(context != nullptr, "no memory for a key");
    return EVP_PKEY_public_check(context.get()) == 1;
}

bool has_fair_exponent(EVP_PKEY* key) {
    BIGNUM* exponent = nullptr;
    if (EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &exponent) != 1) return false;
    const Owned<BIGNUM> owner{exponent};
    return BN_num_bits(exponent) <= most_exponent_bits;
}

bool is_on_p256(EVP_PKEY* key) {
    std::array<char, 64> name{};
    std::size_t size = 0;
    return EVP_PKEY_get_group_name(key, name.data(), name.size(), &size) == 1 &&
           std::string_view{name.data(), size} == p256_name;
}

base::Result<KeyKind> kind_of(EVP_PKEY* key) {
    if (EVP_PKEY_is_a(key, "EC") == 1 && is_on_p256(key)) return KeyKind::p256;
    if (EVP_PKEY_is_a(key, "RSA") == 1) return KeyKind::rsa;
    ERR_clear_error();
    return base::refuse("key_is_of_unknown_kind");
}

/// What every key has to be, however it came.
base::Result<KeyKind> checked(const Key& key) {
    if (key == nullptr) return malformed_key();
    auto kind = kind_of(key.get());
    if (!kind) return kind;
    if (kind.value() == KeyKind::rsa) {
        const int bits = EVP_PKEY_get_bits(key.get());
        if (bits < least_rsa_bits || bits > most_rsa_bits) {
            return base::refuse("rsa_key_has_another_size",
                                {{"bits", std::to_string(bits)},
                                 {"least", std::to_string(least_rsa_bits)},
                                 {"most_bits", std::to_string(most_rsa_bits)}});
        }
        if (!has_fair_exponent(key.get())) return malformed_key();
    }
    if (!is_sound(key.get())) return malformed_key();
    return kind;
}

Owned<BIO> reader_of(std::string_view text) {
    Owned<BIO> bytes{BIO_new_mem_buf(bytes_of(text), int_length(text))};
    check(bytes != nullptr, "no memory for a key");
    return bytes;
}

/// Without this the library would ask for the password of a key at the terminal.
int no_password(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*given*/) {
    return -1;
}

}  // namespace

base::Result<PublicKey> PublicKey::from_rsa(std::string_view modulus, std::string_view exponent) {
    if (modulus.size() > most_rsa_bytes || exponent.size() > most_rsa_bytes) return malformed_key();
    const Owned<BIGNUM> n = number_of(modulus);
    const Owned<BIGNUM> e = number_of(exponent);
    const Owned<OSSL_PARAM_BLD> builder{OSSL_PARAM_BLD_new()};
    check(builder != nullptr &&
              OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) == 1 &&
              OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) == 1,
          "no memory for a key");
    const Key key = key_from("RSA", builder.get());
    const auto kind = checked(key);
    if (!kind) return kind.failure();
    return PublicKey{key, kind.value()};
}

base::Result<PublicKey> PublicKey::from_p256(std::string_view x, std::string_view y) {
    if (x.size() != coordinate_size || y.size() != coordinate_size) return malformed_key();
    std::string point{"\x04"};  // uncompressed (SEC 1 section 2.3.3)
    point.append(x).append(y);
    const Owned<OSSL_PARAM_BLD> builder{OSSL_PARAM_BLD_new()};
    check(builder != nullptr &&
              OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME,
                                              p256_name.data(), p256_name.size()) == 1 &&
              OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                               point.size()) == 1,
          "no memory for a key");
    const Key key = key_from("EC", builder.get());
    const auto kind = checked(key);
    if (!kind) return kind.failure();
    return PublicKey{key, kind.value()};
}

base::Result<PublicKey> PublicKey::from_pem(std::string_view pem) {
    const Key key = owned(PEM_read_bio_PUBKEY(reader_of(pem).get(), nullptr, no_password, nullptr));
    const auto kind = checked(key);
    if (!kind) return kind.failure();
    return PublicKey{key, kind.value()};
}

base::Result<PrivateKey> PrivateKey::from_pem(std::string_view pem) {
    const Key key =
        owned(PEM_read_bio_PrivateKey(reader_of(pem).get(), nullptr, no_password, nullptr));
    const auto kind = checked(key);
    if (!kind) return kind.failure();
    return PrivateKey{key, kind.value()};
}

PublicKey PrivateKey::public_key() const {
    // By way of its bytes, so that nothing of the private half is in it.
    unsigned char* bytes = nullptr;
    const int size = i2d_PUBKEY(key_.get(), &bytes);
    check(size > 0, "no memory for a key");
    const unsigned char* at = bytes;
    const Key half = owned(d2i_PUBKEY(nullptr, &at, size));
    OPENSSL_free(bytes);
    check(half != nullptr, "no memory for a key");
    return {half, kind_};
}

}  // namespace ontzorgd::crypto
