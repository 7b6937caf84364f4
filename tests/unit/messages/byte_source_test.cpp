// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/byte_source.h"

#include <gtest/gtest.h>

#include <fstream>

namespace ontzorgd::messages {
namespace {

std::string all_of(const ByteSource& source) {
    std::string text;
    for (;;) {
        const auto block = source();
        if (!block) return block.error().code;
        if (block.value().empty()) return text;
        text.append(block.value().begin(), block.value().end());
    }
}

TEST(ByteSource, GivesAFileWhole) {
    const std::string path = testing::TempDir() + "byte_source_test";
    std::string text(700'001, 'x');
    text.back() = 'y';
    std::ofstream{path, std::ios::binary} << text;
    const auto source = open_file(path);
    ASSERT_TRUE(source);
    EXPECT_EQ(all_of(source.value()), text);
    EXPECT_EQ(all_of(source.value()), "") << "the end stays the end";
}

TEST(ByteSource, SaysWhichFileItCannotRead) {
    const auto missing = open_file("/no/such/file");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, "file_cannot_be_opened");
    EXPECT_EQ(missing.error().detail("file"), "/no/such/file");
    const auto folder = open_file(testing::TempDir());
    EXPECT_EQ(folder ? all_of(folder.value()) : folder.error().code, "file_cannot_be_read");
}

TEST(ByteSource, PutsWhatWasReadAheadBackInFront) {
    EXPECT_EQ(all_of(prepend("ab", source_of("cd"))), "abcd");
    EXPECT_EQ(all_of(prepend("", source_of("cd"))), "cd");
    EXPECT_EQ(all_of(prepend("ab", source_of(""))), "ab");
}

}  // namespace
}  // namespace ontzorgd::messages
