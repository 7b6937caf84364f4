// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/byte_source.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sys/stat.h>

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
}

TEST(ByteSource, TakesOnlyAFileThatHasAnEnd) {
    for (const std::string& path : {testing::TempDir(), std::string{"/dev/zero"}}) {
        const auto source = open_file(path);
        ASSERT_FALSE(source);
        EXPECT_EQ(source.error().code, "file_is_no_file");
        EXPECT_EQ(source.error().detail("file"), path);
    }
    const std::string pipe = testing::TempDir() + "byte_source_pipe";
    std::filesystem::remove(pipe);
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_EQ(open_file(pipe).error().code, "file_is_no_file") << "and does not wait for a writer";
    std::filesystem::remove(pipe);
}

TEST(ByteSource, RefusesAFileThatIsTooLargeBeforeReadingIt) {
    const std::string path = testing::TempDir() + "byte_source_large";
    std::ofstream{path, std::ios::binary} << '<';
    std::filesystem::resize_file(path, largest_bank_file + 1);
    const auto source = open_file(path);
    std::filesystem::remove(path);
    ASSERT_FALSE(source);
    EXPECT_EQ(source.error().code, "file_is_too_large");
    EXPECT_EQ(source.error().detail("max_bytes"), "2000000000");
}

TEST(ByteSource, StopsAtItsBoundWhenTheFileGrowsWhileItIsRead) {
    const std::string path = testing::TempDir() + "byte_source_growing";
    std::ofstream{path, std::ios::binary} << "1234567890";
    const auto source = open_file(path, 10);
    ASSERT_TRUE(source);
    std::ofstream{path, std::ios::binary | std::ios::app} << "1";
    EXPECT_EQ(all_of(source.value()), "file_is_too_large");
    EXPECT_EQ(open_file(path, 10).error().code, "file_is_too_large");
}

TEST(ByteSource, PutsWhatWasReadAheadBackInFront) {
    EXPECT_EQ(all_of(prepend("ab", source_of("cd"))), "abcd");
    EXPECT_EQ(all_of(prepend("", source_of("cd"))), "cd");
    EXPECT_EQ(all_of(prepend("ab", source_of(""))), "ab");
}

}  // namespace
}  // namespace ontzorgd::messages
