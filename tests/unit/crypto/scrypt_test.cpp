// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/crypto/scrypt.h"

#include "ontzorgd/crypto/fault.h"

namespace ontzorgd::crypto {
namespace {

constexpr ScryptParams quick{.n = 16, .r = 1, .p = 1};

std::vector<std::uint8_t> bytes(std::string_view text) {
    return {text.begin(), text.end()};
}

std::string derived(std::string_view password, std::string_view salt, const ScryptParams& params) {
    std::vector<std::uint8_t> key(64);
    scrypt(password, bytes(salt), params, key);
    return base::to_hex(key);
}

TEST(Scrypt, GivesTheAnswersOfRfc7914) {
    EXPECT_EQ(derived("", "", quick),
              "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
              "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906");
    EXPECT_EQ(derived("password", "NaCl", {.n = 1024, .r = 8, .p = 16}),
              "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
              "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");
    EXPECT_EQ(derived("pleaseletmein", "SodiumChloride", {.n = 16384, .r = 8, .p = 1}),
              "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
              "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887");
}

TEST(Password, IsKnownByItsHash) {
    const auto salt = bytes("0123456789abcdef");
    const base::Digest hash = hash_password("correct horse", salt, quick);

    EXPECT_TRUE(verify_password("correct horse", salt, hash, quick));
    EXPECT_FALSE(verify_password("correct horsf", salt, hash, quick));
    EXPECT_FALSE(verify_password("", salt, hash, quick));
    EXPECT_FALSE(verify_password("correct horse", bytes("0123456789abcdeF"), hash, quick));
    EXPECT_FALSE(verify_password("correct horse", salt, hash, {.n = 32, .r = 1, .p = 1}));
}

TEST(Password, HasDefaultsThatCost32MiB) {
    EXPECT_EQ(ScryptParams{}, (ScryptParams{.n = 32768, .r = 8, .p = 1}));
    const auto salt = bytes("0123456789abcdef");
    EXPECT_TRUE(verify_password("correct horse", salt, hash_password("correct horse", salt)));
}

TEST(Scrypt, FaultsForCostsThatMakeNoSense) {
    EXPECT_THROW(derived("a", "b", {.n = 15, .r = 1, .p = 1}), CryptoFault);
    EXPECT_THROW(derived("a", "b", {.n = 1U << 30U, .r = 8, .p = 1}), CryptoFault);
}

}  // namespace
}  // namespace ontzorgd::crypto
