// SPDX-License-Identifier: EUPL-1.2
#include "text_source.h"

#include "examples.h"
#include "ontzorgd/base/text.h"

#include <gtest/gtest.h>

#include <random>

namespace ontzorgd::messages {
namespace {

/// The error code of reading `text` to its end, or empty.
base::Error fault_of(std::string_view text, std::uint64_t max_bytes = largest_file) {
    MemoryText source{text, max_bytes};
    for (;;) {
        const auto block = source.next();
        if (!block) return block.error();
        if (block.value().empty()) return {};
    }
}

TEST(TextSource, GivesTheTextUnchangedInBlocks) {
    const std::string text(300'000, 'x');
    MemoryText source{text};
    std::string read;
    for (auto block = source.next(); block && !block.value().empty(); block = source.next()) {
        read += block.value();
    }
    EXPECT_EQ(read, text);
}

TEST(TextSource, RefusesWhatIsNoUtf8AndNamesTheLine) {
    EXPECT_EQ(fault_of("een\ntwee\ncaf\xE9\n").code, "file_is_not_utf8");
    EXPECT_EQ(fault_of("een\ntwee\ncaf\xE9\n").detail("line"), "3");
    EXPECT_EQ(fault_of("cut in a letter \xC3").code, "file_is_not_utf8");
    EXPECT_EQ(fault_of("\xED\xA0\x80").code, "file_is_not_utf8");
}

TEST(TextSource, JudgesACharacterOverTheEdgeOfABlock) {
    for (std::size_t before = 131'060; before <= 131'080; ++before) {
        const std::string text(before, 'a');
        EXPECT_EQ(fault_of(text + "\xF0\x9F\x92\xB6 caf\xC3\xA9").code, "") << before;
        EXPECT_EQ(fault_of(text + "\xF0\x9F\x92").code, "file_is_not_utf8") << before;
        EXPECT_EQ(fault_of(text + "\xF0\x9F\x92 x").code, "file_is_not_utf8") << before;
        EXPECT_EQ(fault_of(text + "\xA9 x").code, "file_is_not_utf8") << before;
    }
}

TEST(TextSource, AgreesWithTheJudgementOfTheWholeText) {
    for (unsigned seed = 0; seed < 2'000; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937 random{seed};
        std::string text = "x";
        for (int i = 0; i < 12; ++i) {
            static const std::vector<std::string> parts{
                "a",    "abcdefgh", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x92\xB6",
                "\xC3", "\xA9",     "\xE2\x82"};
            text += parts[random() % (i < 6 ? 5 : 8)];
        }
        EXPECT_EQ(fault_of(text).code.empty(), base::is_utf8(text));
    }
}

TEST(TextSource, RefusesByteOrderMarkNulAndNothing) {
    EXPECT_EQ(fault_of("\xEF\xBB\xBFsep=;").code, "file_has_byte_order_mark");
    EXPECT_EQ(fault_of("\xFF\xFEs").code, "file_has_byte_order_mark");
    EXPECT_EQ(fault_of(std::string_view{"a\nb\0c", 5}).code, "file_has_nul_byte");
    EXPECT_EQ(fault_of(std::string_view{"a\nb\0c", 5}).detail("line"), "2");
    EXPECT_EQ(fault_of("").code, "file_is_empty");
    EXPECT_EQ(fault_of("12345", 4).code, "file_is_too_large");
    EXPECT_EQ(fault_of("1234", 4).code, "");
}

TEST(FileText, ShowsEveryByteOnceBeforeItIsParsed) {
    const std::string text(200'000, 'y');
    const test::TempFile file{text};
    std::string seen;
    const ByteObserver observer = [&seen](std::string_view bytes) { seen += bytes; };
    FileText source{file.path(), observer, nullptr};
    ASSERT_TRUE(source.open());
    std::string read;
    for (auto block = source.next(); block && !block.value().empty(); block = source.next()) {
        read += block.value();
        EXPECT_EQ(seen, read);
    }
    EXPECT_EQ(seen, text);
}

TEST(FileText, RefusesWhatIsNotThereOrTooLarge) {
    const ByteObserver nobody;
    EXPECT_EQ(FileText("/nonexistent/run.xml", nobody, nullptr).open().error().code,
              "file_does_not_exist");
    EXPECT_EQ(FileText("/tmp", nobody, nullptr).open().error().code, "file_is_a_directory");
    EXPECT_EQ(FileText("/dev/zero", nobody, nullptr).open().error().code, "file_is_no_file");
    const test::TempFile file;
    file.make_sparse(largest_file + 1);
    EXPECT_EQ(FileText(file.path(), nobody, nullptr).open().error().code, "file_is_too_large");
}

}  // namespace
}  // namespace ontzorgd::messages
