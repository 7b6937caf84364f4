// SPDX-License-Identifier: EUPL-1.2
#include "lines.h"

#include <gtest/gtest.h>

#include <vector>

namespace ontzorgd::messages {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
    MemoryText source{text};
    LineReader lines{source, 200'000};
    std::vector<std::string> all;
    for (auto more = lines.next(); more && more.value(); more = lines.next()) {
        all.emplace_back(lines.text());
        EXPECT_EQ(lines.number(), static_cast<std::int64_t>(all.size()));
    }
    return all;
}

TEST(LineReader, TakesBothLineEndsAndALastLineWithoutOne) {
    EXPECT_EQ(lines_of("a\r\nb\n\nc"), (std::vector<std::string>{"a", "b", "", "c"}));
    EXPECT_EQ(lines_of("a\n"), std::vector<std::string>{"a"});
}

TEST(LineReader, JoinsALineThatSpansBlocks) {
    const std::string longest(200'000, 'x');
    EXPECT_EQ(lines_of("a\n" + longest + "\r\nb\n"), (std::vector<std::string>{"a", longest, "b"}));
}

TEST(LineReader, RefusesALineAboveTheBound) {
    for (const std::size_t length : {std::size_t{11}, std::size_t{500'000}}) {
        const std::string text = "short\n" + std::string(length, 'x');
        MemoryText source{text};
        LineReader lines{source, 10};
        ASSERT_TRUE(lines.next());
        const auto refused = lines.next();
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, "line_is_too_long");
        EXPECT_EQ(refused.error().detail("line"), "2");
    }
}

}  // namespace
}  // namespace ontzorgd::messages
