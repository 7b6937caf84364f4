// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/base/encoding.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ontzorgd::base {
namespace {

struct Vector {
    std::string bytes;
    std::string base64url;
    std::string base32;
};

/// RFC 4648 section 10, without the padding.
std::vector<Vector> vectors() {
    return {
        {"", "", ""},
        {"f", "Zg", "MY"},
        {"fo", "Zm8", "MZXQ"},
        {"foo", "Zm9v", "MZXW6"},
        {"foob", "Zm9vYg", "MZXW6YQ"},
        {"fooba", "Zm9vYmE", "MZXW6YTB"},
        {"foobar", "Zm9vYmFy", "MZXW6YTBOI"},
    };
}

TEST(Encoding, GivesTheAnswersOfRfc4648BothWays) {
    for (const Vector& vector : vectors()) {
        EXPECT_EQ(to_base64url(vector.bytes), vector.base64url);
        EXPECT_EQ(from_base64url(vector.base64url), vector.bytes);
        EXPECT_EQ(to_base32(vector.bytes), vector.base32);
        EXPECT_EQ(from_base32(vector.base32), vector.bytes);
    }
}

TEST(Encoding, CarriesEveryByte) {
    std::string all;
    for (int byte = 0; byte < 256; ++byte) {
        all += static_cast<char>(byte);
        EXPECT_EQ(from_base64url(to_base64url(all)), all);
        EXPECT_EQ(from_base32(to_base32(all)), all);
    }
    EXPECT_EQ(to_base64url("\xfb\xff\xfe"), "-__-");
}

TEST(Base64url, RefusesWhatItWouldNotWrite) {
    for (const std::string_view text :
         {"Zg==", "Zg=", "Zm8=", "Zm9v\n", " Zm9v", "Zm 9v", "+__+", "Zm9/", "Zm9v.", "Zm9vY"}) {
        EXPECT_FALSE(from_base64url(text)) << text;
    }
    EXPECT_FALSE(from_base64url(std::string_view{"Zm9v\0", 5}));
}

TEST(Base64url, RefusesStrayBits) {
    // "Zg" is the one way to write "f"; "Zh" to "Zv" only differ in bits that are thrown away.
    for (char last = 'h'; last <= 'v'; ++last) {
        EXPECT_FALSE(from_base64url(std::string{"Z"} + last)) << last;
    }
    EXPECT_FALSE(from_base64url("Zm9"));
}

TEST(Base64url, HasOneTextForEachValue) {
    const std::string letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/";
    for (const char first : letters) {
        for (const char second : letters) {
            for (const char third : letters) {
                const std::string text{first, second, third};
                const auto bytes = from_base64url(text);
                EXPECT_TRUE(!bytes || to_base64url(*bytes) == text) << text;
            }
        }
    }
}

TEST(Base32, RefusesWhatItWouldNotWrite) {
    for (const std::string_view text : {"MY======", "my", "MZ", "M", "MZX", "MZXW6Y", "MZ1W6",
                                        "MZXW 6", "MZXW8", "MZXW0", "MZXW6="}) {
        EXPECT_FALSE(from_base32(text)) << text;
    }
}

TEST(PercentEncoded, LeavesOnlyWhatAUrlNeverReads) {
    EXPECT_EQ(percent_encoded("AZaz09-._~"), "AZaz09-._~");
    EXPECT_EQ(percent_encoded("openid roles"), "openid%20roles");
    EXPECT_EQ(percent_encoded("https://a.nl/cb?x=1&y=%#+"),
              "https%3A%2F%2Fa.nl%2Fcb%3Fx%3D1%26y%3D%25%23%2B");
    EXPECT_EQ(percent_encoded("\xc3\xab\n"), "%C3%AB%0A");
    EXPECT_EQ(percent_encoded(std::string_view{"\0", 1}), "%00");
}

}  // namespace
}  // namespace ontzorgd::base
