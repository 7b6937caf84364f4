// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/crypto/aes_gcm.h"

#include "hex.h"

namespace ontzorgd::crypto {
namespace {

/// Test cases 13, 14 and 16 of the GCM specification that NIST adopted (AES-256, 96-bit nonce).
struct Vector {
    std::string key;
    std::string nonce;
    std::string plain;
    std::string context;
    std::string ciphertext;  // with its tag
};

std::vector<Vector> vectors() {
    return {
        {std::string(64, '0'), std::string(24, '0'), "", "", "530f8afbc74536b9a963b4f1c4cb738b"},
        {std::string(64, '0'), std::string(24, '0'), std::string(32, '0'), "",
         "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"},
        {"feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
         "cafebabefacedbaddecaf888",
         "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
         "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
         "feedfacedeadbeeffeedfacedeadbeefabaddad2",
         "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
         "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
         "76fc6ece0f4e1768cddf8853bb2d551b"},
    };
}

TEST(AesGcm, GivesThePublishedAnswersBothWays) {
    for (const Vector& vector : vectors()) {
        const auto key = array_from_hex<AesKey>(vector.key);
        const auto nonce = array_from_hex<AesNonce>(vector.nonce);

        const std::string ciphertext =
            encrypt(key, nonce, from_hex(vector.plain), from_hex(vector.context));
        EXPECT_EQ(to_hex(ciphertext), vector.ciphertext);

        const auto plain = decrypt(key, nonce, ciphertext, from_hex(vector.context));
        ASSERT_TRUE(plain);
        EXPECT_EQ(to_hex(plain.value()), vector.plain);
    }
}

TEST(AesGcm, NoticesEveryChangedBit) {
    const AesKey key{1};
    const AesNonce nonce{2};
    const std::string ciphertext = encrypt(key, nonce, "123456782", "bsn:17");
    for (std::size_t bit = 0; bit < ciphertext.size() * 8; ++bit) {
        std::string changed = ciphertext;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
        EXPECT_FALSE(decrypt(key, nonce, changed, "bsn:17")) << "bit " << bit;
    }
}

TEST(AesGcm, RefusesAnotherKeyNonceContextOrLength) {
    const AesKey key{1};
    const AesNonce nonce{2};
    const std::string ciphertext = encrypt(key, nonce, "123456782", "bsn:17");
    EXPECT_TRUE(decrypt(key, nonce, ciphertext, "bsn:17"));
    EXPECT_FALSE(decrypt(AesKey{3}, nonce, ciphertext, "bsn:17"));
    EXPECT_FALSE(decrypt(key, AesNonce{3}, ciphertext, "bsn:17"));
    EXPECT_FALSE(decrypt(key, nonce, ciphertext, "bsn:18"));
    for (std::size_t size = 0; size < ciphertext.size(); ++size) {
        const auto plain = decrypt(key, nonce, ciphertext.substr(0, size), "bsn:17");
        ASSERT_FALSE(plain) << size;
        EXPECT_EQ(plain.error().code, "ciphertext_is_not_authentic");
        EXPECT_EQ(plain.error().kind, base::ErrorKind::refused);
    }
}

}  // namespace
}  // namespace ontzorgd::crypto
