// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/crypto/aes_gcm.h"

#include "check.h"

#include <openssl/evp.h>

#include <algorithm>
#include <memory>

namespace ontzorgd::crypto {

namespace {

constexpr std::size_t tag_size = 16;

struct Free {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Free>;

enum class Direction : int { decrypt = 0, encrypt = 1 };

/// Looked up once for all threads, like SHA-256.
const EVP_CIPHER* algorithm() {
    static const EVP_CIPHER* const fetched = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    check(fetched != nullptr, "AES-GCM is not available");
    return fetched;
}

/// A cipher that has taken key, nonce and context and waits for the text. 12 bytes is what GCM
/// takes as a nonce unless it is told otherwise.
CipherContext started(const AesKey& key, const AesNonce& nonce, std::string_view context,
                      Direction direction) {
    CipherContext cipher{EVP_CIPHER_CTX_new()};
    check(cipher != nullptr, "no memory for AES-GCM");
    check(EVP_CipherInit_ex2(cipher.get(), algorithm(), key.data(), nonce.data(),
                             static_cast<int>(direction), nullptr) == 1,
          "AES-GCM did not start");
    int written = 0;
    if (!context.empty()) {
        check(EVP_CipherUpdate(cipher.get(), nullptr, &written, bytes_of(context),
                               int_length(context)) == 1,
              "AES-GCM failed");
    }
    return cipher;
}

/// `text` through the cipher; GCM gives as many bytes as it takes.
std::string passed_through(EVP_CIPHER_CTX* cipher, std::string_view text) {
    std::string out(text.size(), '\0');
    if (text.empty()) return out;
    int written = 0;
    auto* const to = reinterpret_cast<unsigned char*>(out.data());
    check(EVP_CipherUpdate(cipher, to, &written, bytes_of(text), int_length(text)) == 1,
          "AES-GCM failed");
    return out;
}

}  // namespace

std::string encrypt(const AesKey& key, const AesNonce& nonce, std::string_view plain,
                    std::string_view context) {
    const CipherContext cipher = started(key, nonce, context, Direction::encrypt);
    std::string ciphertext = passed_through(cipher.get(), plain);
    std::array<unsigned char, tag_size> tag{};
    int written = 0;
    check(EVP_CipherFinal_ex(cipher.get(), tag.data(), &written) == 1, "AES-GCM failed");
    check(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, static_cast<int>(tag_size),
                              tag.data()) == 1,
          "AES-GCM gave no tag");
    ciphertext.append(tag.begin(), tag.end());
    return ciphertext;
}

base::Result<std::string> decrypt(const AesKey& key, const AesNonce& nonce,
                                  std::string_view ciphertext, std::string_view context) {
    if (ciphertext.size() < tag_size) return base::refuse("ciphertext_is_not_authentic");
    const std::size_t size = ciphertext.size() - tag_size;
    std::array<unsigned char, tag_size> tag{};
    std::copy_n(bytes_of(ciphertext.substr(size)), tag_size, tag.begin());

    const CipherContext cipher = started(key, nonce, context, Direction::decrypt);
    std::string plain = passed_through(cipher.get(), ciphertext.substr(0, size));
    check(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag_size),
                              tag.data()) == 1,
          "AES-GCM took no tag");
    int written = 0;
    if (EVP_CipherFinal_ex(cipher.get(), tag.data(), &written) != 1) {
        return base::refuse("ciphertext_is_not_authentic");
    }
    return plain;
}

}  // namespace ontzorgd::crypto
