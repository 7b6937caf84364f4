// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/http/tls.h"

#include "ontzorgd/base/contract.h"
#include "tls_inside.h"

#include <boost/asio/buffer.hpp>
#include <boost/system/error_code.hpp>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>

namespace ontzorgd::http {

namespace {

namespace ssl = boost::asio::ssl;

// In the order of preference; OpenSSL adds those of TLS 1.3 by itself.
constexpr const char* suites_of_tls12 =
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:"
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256";
constexpr const char* groups = "X25519:P-256:P-384";

template <auto release>
struct Releaser {
    template <class T>
    void operator()(T* object) const {
        release(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Releaser<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Releaser<X509_free>>;
using Bio = std::unique_ptr<BIO, Releaser<BIO_free>>;

std::string reason_of(const boost::system::error_code& error) {
    return error.message();
}

void check(bool done, const char* what) {
    if (!done) throw std::runtime_error{std::string{"making a certificate: "} + what};
}

void add_extension(X509* certificate, int kind, const char* value) {
    X509V3_CTX context{};
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
    check(extension != nullptr, "an extension");
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

template <class Write>
std::string pem_of(Write write) {
    const Bio memory{BIO_new(BIO_s_mem())};
    check(memory != nullptr && write(memory.get()) == 1, "writing it");
    char* text = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

}  // namespace

void follow_guideline(ssl::context& context) {
    SSL_CTX* handle = context.native_handle();
    const bool done = SSL_CTX_set_min_proto_version(handle, TLS1_2_VERSION) == 1 &&
                      SSL_CTX_set_cipher_list(handle, suites_of_tls12) == 1 &&
                      SSL_CTX_set1_groups_list(handle, groups) == 1;
    if (!done) throw std::runtime_error{"OpenSSL does not know the ciphers of the guideline"};
    SSL_CTX_set_options(handle, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION |
                                    SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_TICKET);
    SSL_CTX_set_session_cache_mode(handle, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_max_early_data(handle, 0);
}

TlsSettings::TlsSettings() : inside_{std::make_unique<Inside>()} {
    follow_guideline(inside_->context);
}
TlsSettings::~TlsSettings() = default;

base::Result<std::shared_ptr<TlsSettings>> TlsSettings::read(const TlsFiles& files) {
    std::shared_ptr<TlsSettings> settings{new TlsSettings};
    ssl::context& context = settings->inside_->context;
    boost::system::error_code error;
    context.use_certificate_chain_file(files.certificate.string(), error);
    if (error) {
        return base::malformed("certificate_is_unusable", {{"file", files.certificate.string()},
                                                           {"reason", reason_of(error)}});
    }
    context.use_private_key_file(files.key.string(), ssl::context::pem, error);
    if (!error && SSL_CTX_check_private_key(context.native_handle()) != 1) {
        error = {static_cast<int>(ERR_get_error()), boost::asio::error::get_ssl_category()};
    }
    if (error) {
        return base::malformed("certificate_key_is_unusable",
                               {{"file", files.key.string()}, {"reason", reason_of(error)}});
    }
    if (!files.client_authorities.empty()) {
        const auto asked = settings->ask_client_certificates(files.client_authorities);
        if (!asked) return asked.failure();
    }
    return settings;
}

base::Result<base::Done> TlsSettings::ask_client_certificates(
    const std::filesystem::path& authorities) {
    ssl::context& context = inside_->context;
    boost::system::error_code error;
    context.load_verify_file(authorities.string(), error);
    if (error) {
        return base::malformed("client_authorities_are_unusable",
                               {{"file", authorities.string()}, {"reason", reason_of(error)}});
    }
    // Asked for and not required: people come without one.
    context.set_verify_mode(ssl::verify_peer | ssl::verify_client_once);
    return base::Done{};
}

std::shared_ptr<TlsSettings> TlsSettings::self_signed(const SelfSigned& made) {
    std::shared_ptr<TlsSettings> settings{new TlsSettings};
    settings->inside_->context.use_certificate_chain(boost::asio::buffer(made.certificate));
    settings->inside_->context.use_private_key(boost::asio::buffer(made.key), ssl::context::pem);
    return settings;
}

SelfSigned make_self_signed() {
    constexpr long seconds_valid = 30L * 86'400;
    constexpr int serial_bits = 126;
    const Key key{EVP_EC_gen("P-256")};
    check(key != nullptr, "a key");
    const Certificate certificate{X509_new()};
    check(certificate != nullptr, "a certificate");
    X509* made = certificate.get();
    X509_set_version(made, X509_VERSION_3);
    const std::unique_ptr<BIGNUM, Releaser<BN_free>> serial{BN_new()};
    BN_rand(serial.get(), serial_bits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY);
    BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(made));
    X509_gmtime_adj(X509_getm_notBefore(made), -60);
    X509_gmtime_adj(X509_getm_notAfter(made), seconds_valid);
    X509_set_pubkey(made, key.get());
    X509_NAME* name = X509_get_subject_name(made);
    const std::string common_name = "localhost";
    std::vector<unsigned char> bytes{common_name.begin(), common_name.end()};
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, bytes.data(),
                               static_cast<int>(bytes.size()), -1, 0);
    X509_set_issuer_name(made, name);
    add_extension(made, NID_basic_constraints, "critical,CA:FALSE");
    add_extension(made, NID_key_usage, "critical,digitalSignature");
    add_extension(made, NID_ext_key_usage, "serverAuth");
    add_extension(made, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1");
    check(X509_sign(made, key.get(), EVP_sha256()) > 0, "signing it");
    return {.certificate = pem_of([&](BIO* out) { return PEM_write_bio_X509(out, made); }),
            .key = pem_of([&](BIO* out) {
                return PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr,
                                                nullptr);
            })};
}

}  // namespace ontzorgd::http
