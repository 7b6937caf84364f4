// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/base/digest.h"

#include <gtest/gtest.h>

namespace ontzorgd::base {
namespace {

// SHA-256 of the empty text.
constexpr std::string_view sample =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

TEST(Digest, ReadsWhatItWrites) {
    const auto digest = digest_from_hex(sample);

    ASSERT_TRUE(digest);
    EXPECT_EQ(digest->front(), 0xE3);
    EXPECT_EQ(digest->back(), 0x55);
    EXPECT_EQ(to_hex(*digest), sample);
}

TEST(Digest, RefusesAnyOtherLength) {
    EXPECT_FALSE(digest_from_hex(""));
    EXPECT_FALSE(digest_from_hex(sample.substr(1)));
    EXPECT_FALSE(digest_from_hex(std::string{sample} + "00"));
}

TEST(Digest, RefusesWhatIsNotLowerCaseHexadecimal) {
    for (const char wrong : {'g', 'E', ' ', '-'}) {
        std::string text{sample};
        text[0] = wrong;
        EXPECT_FALSE(digest_from_hex(text)) << text;
        text = sample;
        text[63] = wrong;
        EXPECT_FALSE(digest_from_hex(text)) << text;
    }
}

TEST(Digest, WritesAnyNumberOfBytes) {
    const std::vector<std::uint8_t> bytes{0x00, 0x0F, 0xF0, 0xFF};

    EXPECT_EQ(to_hex(bytes), "000ff0ff");
    EXPECT_EQ(to_hex({}), "");
}

}  // namespace
}  // namespace ontzorgd::base
