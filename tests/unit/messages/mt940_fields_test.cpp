// SPDX-License-Identifier: EUPL-1.2
#include "mt940_fields.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

/// The parts of a text as "tag=text", "|" for a boundary; or the code and line of the error.
std::string parts_of(const ByteSource& source) {
    Mt940Fields fields{source};
    std::string all;
    while (true) {
        const auto part = fields.next();
        if (!part) {
            const base::Error& error = part.error();
            return error.code + ' ' + std::string{error.detail("line")} +
                   std::string{error.detail("field")};
        }
        if (part.value() == Mt940Part::end) return all;
        if (!all.empty()) all += ' ';
        all += part.value() == Mt940Part::boundary
                   ? "|"
                   : fields.field().tag + '=' + fields.field().first + fields.field().more;
    }
}

std::string parts_of(std::string_view text) {
    return parts_of(source_of(text));
}

ByteSource byte_by_byte(std::string_view text) {
    return [rest = text]() mutable -> base::Result<std::span<const char>> {
        const std::string_view next = rest.substr(0, 1);
        rest.remove_prefix(next.size());
        return std::span<const char>{next};
    };
}

TEST(Mt940Fields, AreReadAlikeWithEveryLineEnd) {
    for (const std::string_view end : {"\n", "\r\n", "\r"}) {
        std::string text;
        for (const char* line : {":20:A", ":86:one", "two", "", ":62F:B", "-"}) {
            text += line;
            text += end;
        }
        EXPECT_EQ(parts_of(text), "20=A 86=onetwo 62F=B |");
        EXPECT_EQ(parts_of(byte_by_byte(text)), "20=A 86=onetwo 62F=B |");
    }
}

TEST(Mt940Fields, NeedNoLastLineEndAndNoTrailer) {
    EXPECT_EQ(parts_of(":20:A\n:86:one\ntwo"), "20=A 86=onetwo");
}

TEST(Mt940Fields, StandBehindLooseLinesAByteOrderMarkAndSwiftBlocks) {
    EXPECT_EQ(parts_of("ABNANL2A\n940\nABNANL2A\n:20:A\n"), "20=A");
    EXPECT_EQ(parts_of("\xEF\xBB\xBF:20:A\n"), "20=A");
    EXPECT_EQ(parts_of("{1:F01INGBNL2A}{2:I940}{4:\n:20:A\n-}{5:}\n"), "| 20=A |");
    EXPECT_EQ(parts_of(":20:A\n-XXX\n\x1A"), "20=A | |");
}

TEST(Mt940Fields, KeepEveryBlankAndEveryLineThatOnlyLooksLikeATag) {
    EXPECT_EQ(parts_of(":86:one  \n two\n:12:30 uur\n-10,00\n:6x\n"),
              "86=one   two:12:30 uur-10,00:6x");
}

TEST(Mt940Fields, TellTheLinesOfTheirFirstAndOfTheRest) {
    Mt940Fields fields{source_of("x\n:61:first\nsecond\nthird\n")};
    ASSERT_TRUE(fields.next());
    EXPECT_EQ(fields.field().first, "first");
    EXPECT_EQ(fields.field().more, "secondthird");
    EXPECT_EQ(fields.field().line, 2);
}

TEST(Mt940Fields, OfWhichTheTagIsCutInTwoAreRefused) {
    EXPECT_EQ(parts_of(":20:A\n:6\n1:2011"), "tag_is_cut_in_two 2");
    EXPECT_EQ(parts_of(":20:A\n:\n61:2011"), "tag_is_cut_in_two 2");
    EXPECT_EQ(parts_of(":20:A\n:62F\n:C26"), "tag_is_cut_in_two 2");
    EXPECT_EQ(parts_of(":60\nF:C26"), "tag_is_cut_in_two 1");
}

TEST(Mt940Fields, NoticeABalanceWithoutItsSecondColon) {
    Mt940Fields fields{source_of(":86:text\n:62FC261130EUR1,00\n")};
    ASSERT_TRUE(fields.next());
    EXPECT_TRUE(fields.field().has_broken_tag);
    Mt940Fields text{source_of(":86:text\n:62Follow\n")};
    ASSERT_TRUE(text.next());
    EXPECT_FALSE(text.field().has_broken_tag);
}

TEST(Mt940Fields, AreBoundedInLineLengthAndLines) {
    const std::string line(longest_mt940_line, 'x');
    EXPECT_EQ(parts_of(":86:" + line.substr(4) + "\n").size(), longest_mt940_line - 1);
    EXPECT_EQ(parts_of(":20:A\n:86:" + line + "\n"), "line_is_too_long 2");
    std::string field = ":86:";
    for (int lines = 0; lines < 6; ++lines) field += line.substr(4) + "\n";
    EXPECT_EQ(parts_of(field), "field_is_too_long 5:86:");
    std::string lines = ":86:";
    for (std::int64_t at = 0; at < most_mt940_field_lines + 1; ++at) lines += "\n";
    EXPECT_EQ(parts_of(lines), "field_has_too_many_lines 1001:86:");
}

TEST(Mt940Fields, HaveNoNulByte) {
    EXPECT_EQ(parts_of(std::string_view{":20:A\n:86:x\0y\n", 14}), "file_has_nul_byte 2");
}

TEST(Mt940Fields, PassOnWhatGoesWrongWithTheSource) {
    EXPECT_EQ(parts_of(ByteSource{[]() -> base::Result<std::span<const char>> {
                  return base::malformed("file_cannot_be_read");
              }}),
              "file_cannot_be_read ");
}

}  // namespace
}  // namespace ontzorgd::messages
