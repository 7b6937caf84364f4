// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/audit/record.h"

#include <limits>
#include <random>

namespace ontzorgd::audit {
namespace {

Record example() {
    base::Digest digest{};
    digest.fill(0xab);
    Record record{"run_accepted"};
    record.add("at", Word::of("2026-11-24T08:00:00Z"))
        .add("actor", 3)
        .add("net", -12345)
        .add("pay_date", values::CivilDate{2026, 11, 30})
        .add("merkle_root", digest);
    return record;
}

const std::string example_text =
    "ontzorgd-record 1\n"
    "kind=run_accepted\n"
    "at=2026-11-24T08:00:00Z\n"
    "actor=3\n"
    "net=-12345\n"
    "pay_date=2026-11-30\n"
    "merkle_root=abababababababababababababababababababababababababababababababab\n";

std::string why_not(std::string_view text) {
    const auto record = decode(text);
    if (record) return "read";
    const std::string line{record.error().detail("line")};
    return record.error().code + (line.empty() ? "" : " in line " + line);
}

std::string why_not_field(const std::string& line) {
    return why_not("ontzorgd-record 1\nkind=run_accepted\n" + line);
}

TEST(Record, IsWrittenInTheBytesOfTheGrammar) {
    EXPECT_EQ(encode(example()), example_text);
}

TEST(Record, ReadsBackWhatItWrites) {
    const auto record = decode(example_text);
    ASSERT_TRUE(record);
    EXPECT_EQ(record.value(), example());
    EXPECT_EQ(record.value().kind(), "run_accepted");
    EXPECT_EQ(record.value().integer("actor"), 3);
    EXPECT_EQ(record.value().date("pay_date"), (values::CivilDate{2026, 11, 30}));
    EXPECT_EQ(record.value().word("at"), "2026-11-24T08:00:00Z");
    EXPECT_TRUE(record.value().digest("merkle_root").has_value());
}

TEST(Record, GivesAFieldOnlyAsItsOwnType) {
    EXPECT_EQ(example().word("actor"), std::nullopt);
    EXPECT_EQ(example().integer("at"), std::nullopt);
    EXPECT_EQ(example().date("merkle_root"), std::nullopt);
    EXPECT_EQ(example().digest("nobody"), std::nullopt);
}

TEST(Record, ReadsNothingElse) {
    EXPECT_EQ(why_not(""), "record_has_no_header in line 1");
    EXPECT_EQ(why_not("ontzorgd-record 2\nkind=a\n"), "record_has_no_header in line 1");
    EXPECT_EQ(why_not("ontzorgd-record 1\r\nkind=a\r\n"), "record_has_no_header in line 1");
    EXPECT_EQ(why_not("ontzorgd-record 1\n"), "record_has_no_kind in line 2");
    EXPECT_EQ(why_not("ontzorgd-record 1\nkind=Run\n"), "record_has_no_kind in line 2");
    EXPECT_EQ(why_not("ontzorgd-record 1\nkind=a"), "record_has_no_kind in line 2");
    EXPECT_EQ(why_not(std::string(longest_record + 1, 'x')), "record_is_too_long");
    EXPECT_EQ(why_not_field("run=7"), "record_line_is_malformed in line 3");
    EXPECT_EQ(why_not_field("\n"), "record_line_is_malformed in line 3");
    EXPECT_EQ(why_not_field("run\n"), "record_line_is_malformed in line 3");
    EXPECT_EQ(why_not_field("Run=7\n"), "record_line_is_malformed in line 3");
    EXPECT_EQ(why_not_field("=7\n"), "record_line_is_malformed in line 3");
    EXPECT_EQ(why_not_field("run=7\nrun=8\n"), "record_field_is_repeated in line 4");
    EXPECT_EQ(why_not_field("kind=other\n"), "record_field_is_repeated in line 3");
}

TEST(Record, HasOneWayToWriteAValue) {
    for (const char* const value :
         {"", " 7", "7 ", "007", "-0", "+7", "9223372036854775808", "2026-02-30", "0000-00-00",
          "a b", "a=b", "J\xc3\xa9", "a\r", "7,5", "jan@example", "a/b"}) {
        EXPECT_EQ(why_not_field("run=" + std::string{value} + "\n"),
                  "record_value_is_malformed in line 3")
            << value;
    }
}

TEST(Record, HoldsTheWholeRangeOfIntegers) {
    Record record{"any"};
    record.add("most", std::numeric_limits<std::int64_t>::max())
        .add("least", std::numeric_limits<std::int64_t>::min());
    const auto read = decode(encode(record));
    ASSERT_TRUE(read);
    EXPECT_EQ(read.value(), record);
}

TEST(Record, HasAtMost256Fields) {
    std::string fields;
    for (int i = 0; i < 256; ++i) fields += "f" + std::to_string(i) + "=1\n";
    EXPECT_EQ(why_not_field(fields), "read");
    EXPECT_EQ(why_not_field(fields + "one_more=1\n"), "record_has_too_many_fields in line 259");
}

TEST(Word, IsNeverFreeTextNorAnotherType) {
    for (const char* const text : {"", "Jan Jansen", "jan@example.nl", "caf\xc3\xa9", "a\nb", "12",
                                   "-12", "007", "2026-11-24", "2026-99-99"}) {
        EXPECT_FALSE(Word::parse(text)) << text;
    }
    EXPECT_FALSE(Word::parse(std::string(65, 'a')));
    EXPECT_FALSE(Word::parse(std::string(64, 'a')));  // reads as a digest
    EXPECT_TRUE(Word::parse(std::string(64, 'g')));
    EXPECT_TRUE(Word::parse("1.0.3-rc:2_x"));
    EXPECT_DEATH((void)Word::of("Jan Jansen"), "the form of a word");
}

TEST(Record, BreaksAContractForAFieldItCannotHave) {
    EXPECT_DEATH((Record{"Run accepted"}), "is a name");
    EXPECT_DEATH((Record{"run"}.add("kind", 1)), "has a name");
    EXPECT_DEATH((Record{"run"}.add("a", 1).add("a", 2)), "each field once");
}

/// A value of each type, also the odd ones.
void add_any(Record& record, const std::string& name, std::mt19937_64& random) {
    switch (random() % 4) {
        case 0: record.add(name, static_cast<std::int64_t>(random() >> (random() % 64))); break;
        case 1:
            record.add(name, values::CivilDate::from_days(static_cast<int>(random() % 80'000)));
            break;
        case 2: {
            base::Digest digest{};
            for (auto& byte : digest) byte = static_cast<std::uint8_t>(random());
            record.add(name, digest);
            break;
        }
        default: {
            const std::string_view characters = "ABCXYZabcxyz0123456789_.:-";
            std::string text;
            for (auto size = random() % 64 + 1; size > 0; --size) {
                text += characters[random() % characters.size()];
            }
            if (const auto word = Word::parse(text)) record.add(name, word.value());
        }
    }
}

TEST(Record, ReadOfWriteIsTheSameForAnyRecord) {
    for (unsigned seed = 0; seed < 500; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937_64 random{seed};
        Record record{"any_kind"};
        for (unsigned field = 0; field < seed % 20; ++field) {
            add_any(record, "f" + std::to_string(field), random);
        }
        const std::string bytes = encode(record);
        const auto read = decode(bytes);
        ASSERT_TRUE(read) << bytes;
        EXPECT_EQ(read.value(), record);
        EXPECT_EQ(encode(read.value()), bytes);
    }
}

TEST(Record, WriteOfReadIsTheSameForAnyTextThatReads) {
    unsigned changed_and_read = 0;
    for (unsigned seed = 0; seed < 5000; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937_64 random{seed};
        std::string text = example_text;
        text[random() % text.size()] = static_cast<char>(random() % 128);
        const auto read = decode(text);
        if (!read) continue;
        ++changed_and_read;
        EXPECT_EQ(encode(read.value()), text);
    }
    EXPECT_GT(changed_and_read, 0U);
}

}  // namespace
}  // namespace ontzorgd::audit
