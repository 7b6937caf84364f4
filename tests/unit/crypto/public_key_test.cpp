// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/crypto/public_key.h"

#include "ontzorgd/base/encoding.h"
#include "ontzorgd/crypto/signature.h"
#include "support/practice_keys.h"

namespace ontzorgd::crypto {
namespace {

using support::p256_private_pem;
using support::p256_public_pem;
using support::p256_x;
using support::p256_y;
using support::p384_public_pem;
using support::rsa1024_n;
using support::rsa1024_public_pem;
using support::rsa_e;
using support::rsa_n;
using support::rsa_private_pem;
using support::rsa_public_pem;

std::string decoded(std::string_view text) {
    return base::from_base64url(text).value();
}

/// The numbers that `n` and `e` of a JWK decode to.
base::Result<PublicKey> rsa(std::string_view n, std::string_view e = rsa_e) {
    return PublicKey::from_rsa(decoded(n), decoded(e));
}

std::string code_of(const base::Result<PublicKey>& key) {
    return key ? "" : key.error().code;
}

TEST(PublicKey, IsTheSameFromItsNumbersAndFromItsPem) {
    const PrivateKey signer = PrivateKey::from_pem(rsa_private_pem).value();
    const std::string signature = sign(signer, SignatureScheme::rs256, "text");
    for (const auto& key :
         {rsa(rsa_n), PublicKey::from_pem(rsa_public_pem), base::Result{signer.public_key()}}) {
        ASSERT_TRUE(key);
        EXPECT_EQ(key.value().kind(), KeyKind::rsa);
        EXPECT_TRUE(is_signed(key.value(), SignatureScheme::rs256, "text", signature));
    }
}

TEST(PublicKey, OfACurveIsTheSameFromItsNumbersAndFromItsPem) {
    const PrivateKey signer = PrivateKey::from_pem(p256_private_pem).value();
    const std::string signature = sign(signer, SignatureScheme::es256, "text");
    for (const auto& key :
         {PublicKey::from_p256(decoded(p256_x), decoded(p256_y)),
          PublicKey::from_pem(p256_public_pem), base::Result{signer.public_key()}}) {
        ASSERT_TRUE(key);
        EXPECT_EQ(key.value().kind(), KeyKind::p256);
        EXPECT_TRUE(is_signed(key.value(), SignatureScheme::es256, "text", signature));
    }
}

TEST(PublicKey, RefusesRsaUnder2048Bits) {
    for (const auto& key : {rsa(rsa1024_n), PublicKey::from_pem(rsa1024_public_pem),
                            rsa(base::to_base64url("\x0f")), rsa("")}) {
        ASSERT_FALSE(key);
        EXPECT_TRUE(key.error().code == "rsa_key_has_another_size" ||
                    key.error().code == "key_is_malformed");
    }
    EXPECT_EQ(code_of(rsa(rsa1024_n)), "rsa_key_has_another_size");
    EXPECT_EQ(rsa(rsa1024_n).error().detail("bits"), "1024");
    EXPECT_EQ(code_of(PublicKey::from_pem(rsa1024_public_pem)), "rsa_key_has_another_size");
}

TEST(PublicKey, RefusesRsaThatIsTooLongToCheckQuickly) {
    EXPECT_EQ(code_of(PublicKey::from_rsa(std::string(1025, '\xff'), "\x03")),
              "rsa_key_has_another_size");
    EXPECT_EQ(code_of(PublicKey::from_rsa(std::string(100'000, '\xff'), "\x03")),
              "key_is_malformed");
}

TEST(PublicKey, CountsTheBitsAndNotTheBytes) {
    const std::string padded = std::string(128, '\0') + decoded(rsa1024_n);
    EXPECT_EQ(code_of(PublicKey::from_rsa(padded, decoded(rsa_e))), "rsa_key_has_another_size");
    // Some write the zero that DER wants before a first bit that is set.
    EXPECT_TRUE(PublicKey::from_rsa(std::string(1, '\0') + decoded(rsa_n), decoded(rsa_e)));
}

TEST(PublicKey, RefusesNumbersThatMakeNoRsaKey) {
    std::string even = decoded(rsa_n);
    even.back() = '\x10';
    EXPECT_EQ(code_of(PublicKey::from_rsa(even, decoded(rsa_e))), "key_is_malformed");
    // Divisible by three.
    EXPECT_EQ(code_of(PublicKey::from_rsa(std::string(256, '\xff'), decoded(rsa_e))),
              "key_is_malformed");
    for (const std::string& exponent : {std::string{}, std::string{"\x01"}, std::string{"\x02"},
                                        std::string(1, '\0'), std::string(9, '\x03')}) {
        EXPECT_EQ(code_of(PublicKey::from_rsa(decoded(rsa_n), exponent)), "key_is_malformed")
            << base::to_base64url(exponent);
    }
}

TEST(PublicKey, RefusesAPointThatIsNotOnTheCurve) {
    const std::string x = decoded(p256_x);
    std::string y = decoded(p256_y);
    EXPECT_EQ(code_of(PublicKey::from_p256(y, x)), "key_is_malformed");
    y.back() = static_cast<char>(y.back() ^ 1);
    EXPECT_EQ(code_of(PublicKey::from_p256(x, y)), "key_is_malformed");
    const std::string zero(32, '\0');
    EXPECT_EQ(code_of(PublicKey::from_p256(zero, zero)), "key_is_malformed");
}

TEST(PublicKey, RefusesCoordinatesOfAnotherLength) {
    const std::string x = decoded(p256_x);
    const std::string y = decoded(p256_y);
    EXPECT_EQ(code_of(PublicKey::from_p256(x.substr(1), y)), "key_is_malformed");
    EXPECT_EQ(code_of(PublicKey::from_p256(x, std::string(1, '\0') + y)), "key_is_malformed");
    EXPECT_EQ(code_of(PublicKey::from_p256("", "")), "key_is_malformed");
}

TEST(PublicKey, RefusesAnotherKindOrCurve) {
    EXPECT_EQ(code_of(PublicKey::from_pem(p384_public_pem)), "key_is_of_unknown_kind");
    // Ed25519, the key of RFC 8410 section 10.1.
    EXPECT_EQ(
        code_of(PublicKey::from_pem("-----BEGIN PUBLIC KEY-----\n"
                                    "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
                                    "-----END PUBLIC KEY-----\n")),
        "key_is_of_unknown_kind");
}

TEST(PublicKey, RefusesTextThatIsNoPem) {
    const std::string pem{rsa_public_pem};
    for (const std::string& text : {std::string{}, std::string{"no key"}, std::string(3, '\0'),
                                    pem.substr(0, pem.size() / 2), pem.substr(27)}) {
        EXPECT_EQ(code_of(PublicKey::from_pem(text)), "key_is_malformed");
    }
    EXPECT_EQ(code_of(PublicKey::from_pem(rsa_private_pem)), "key_is_malformed");
}

TEST(PrivateKey, IsRefusedWithoutAskingForAPassword) {
    const std::string encrypted =
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
        "MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhFb2xkRnVnaQICCAAw\n"
        "DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEIYuS3nHvLyPmyVtJkJtWqQEgZCA\n"
        "-----END ENCRYPTED PRIVATE KEY-----\n";
    const auto key = PrivateKey::from_pem(encrypted);
    ASSERT_FALSE(key);
    EXPECT_EQ(key.error().code, "key_is_malformed");
    EXPECT_EQ(key.error().kind, base::ErrorKind::malformed);
    const auto older = PrivateKey::from_pem(
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n"
        "DEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF\n\nAAAA\n"
        "-----END RSA PRIVATE KEY-----\n");
    ASSERT_FALSE(older);
    EXPECT_EQ(older.error().code, "key_is_malformed");
}

TEST(PrivateKey, IsNotReadFromAPublicOne) {
    EXPECT_FALSE(PrivateKey::from_pem(rsa_public_pem));
    EXPECT_FALSE(PrivateKey::from_pem(""));
}

}  // namespace
}  // namespace ontzorgd::crypto
