// SPDX-License-Identifier: EUPL-1.2
#include "utf16.h"

#include <gtest/gtest.h>

#include <string>

namespace ontzorgd::messages {
namespace {

using namespace std::string_view_literals;

/// What comes out, or the code of the error; given in blocks of so many bytes.
std::string decoded(std::string_view bytes, std::size_t block = 100) {
    std::string text;
    const ByteSource source =
        utf8_of_utf16([&, rest = bytes]() mutable -> base::Result<std::span<const char>> {
            const std::string_view next = rest.substr(0, block);
            rest.remove_prefix(next.size());
            return std::span<const char>{next};
        });
    while (true) {
        const auto part = source();
        if (!part) return part.error().code;
        if (part.value().empty()) return text;
        text.append(part.value().begin(), part.value().end());
    }
}

TEST(Utf16, IsGivenAsUtf8InBothOrdersAndHoweverItIsCut) {
    for (const std::size_t block : {std::size_t{1}, std::size_t{2}, std::size_t{3}}) {
        EXPECT_EQ(decoded("\xFF\xFE:\0\xE9\0\xAC\x20\x3D\xD8\x00\xDE"sv, block),
                  ":\u00E9\u20AC\U0001F600");
        EXPECT_EQ(decoded("\xFE\xFF\0:\0\xE9\x20\xAC\xD8\x3D\xDE\x00"sv, block),
                  ":\u00E9\u20AC\U0001F600");
    }
    EXPECT_EQ(decoded("\xFF\xFE"sv), "");
}

TEST(Utf16, ThatIsCutInTwoOrHalfAPairIsAnError) {
    for (const std::string_view bytes :
         {"\xFF\xFE:"sv, "\xFF\xFE\x3D\xD8"sv, "\xFF\xFE\x3D\xD8:\0"sv, "\xFF\xFE\x00\xDE"sv}) {
        EXPECT_EQ(decoded(bytes), "text_encoding_is_wrong");
    }
}

TEST(Utf16, IsKnownByItsMarkOnly) {
    EXPECT_TRUE(begins_as_utf16("\xFF\xFE:\0"sv));
    EXPECT_TRUE(begins_as_utf16("\xFE\xFF\0:"sv));
    EXPECT_FALSE(begins_as_utf16(":\0"sv));
    EXPECT_FALSE(begins_as_utf16("\xEF\xBB\xBF:"sv));
}

}  // namespace
}  // namespace ontzorgd::messages
