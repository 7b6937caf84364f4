// SPDX-License-Identifier: EUPL-1.2
#include "toml_table.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

/// "code field line" of the first fault that `read` finds in the text, or empty.
template <class Read>
std::string fault_in(std::string_view toml, Read read) {
    const auto parsed = parse_toml(toml, 4096);
    if (!parsed) return parsed.error().code;
    std::optional<base::Error> fault;
    read(TomlTable{parsed.value(), "", fault});
    if (!fault) return "";
    return fault->code + " " + std::string{fault->detail("field")} + " " +
           std::string{fault->detail("line")};
}

TEST(TomlTable, GivesEachKindOfValue) {
    bool flag = false;
    unsigned count = 0;
    std::size_t word = 0;
    bool second = false;
    const auto fault =
        fault_in("flag = true\ncount = 7\nword = \"drie\"\nkeuze = \"ja\"\n", [&](const auto& t) {
            t.boolean("flag", flag);
            t.number("count", count, 0, 7);
            t.word("word", word, {"een", "twee", "drie"});
            t.choice("keuze", second, "nee", "ja");
        });
    EXPECT_EQ(fault, "");
    EXPECT_TRUE(flag);
    EXPECT_EQ(count, 7U);
    EXPECT_EQ(word, 2U);
    EXPECT_TRUE(second);
}

TEST(TomlTable, NamesTheTableTheKeyAndTheLineOfAFault) {
    bool flag = true;
    const auto fault = fault_in("[a]\n\nflag = 1\n", [&](const TomlTable& file) {
        file.table("a", [&](const TomlTable& table) { table.boolean("flag", flag); });
    });
    EXPECT_EQ(fault, "key_has_wrong_type a.flag 3");
    EXPECT_TRUE(flag) << "a value that is none changes nothing";
}

TEST(TomlTable, KeepsTheFirstFault) {
    bool flag = false;
    unsigned count = 3;
    const auto fault = fault_in("count = 12\n", [&](const TomlTable& file) {
        file.number("count", count, 1, 11);
        file.boolean("flag", flag);
    });
    EXPECT_EQ(fault, "number_is_out_of_bounds count 1");
    EXPECT_EQ(count, 3U);
}

TEST(TomlTable, TellsWhatIsMissingUnknownOrNoTableOrList) {
    const auto nothing = [](const auto&) {};
    EXPECT_EQ(fault_in("a = 1\n", [&](const TomlTable& file) { file.table("b", nothing); }),
              "key_is_missing b ");
    EXPECT_EQ(fault_in("a = 1\n", [&](const TomlTable& file) { file.table("a", nothing); }),
              "key_has_wrong_type a 1");
    EXPECT_EQ(fault_in("a = 1\n", [](const TomlTable& file) { EXPECT_FALSE(file.array("a")); }),
              "key_has_wrong_type a 1");
    EXPECT_EQ(fault_in("a = 1\nb = 2\n", [](const TomlTable& file) { file.check_keys({"a"}); }),
              "key_is_unknown b 2");
}

TEST(TomlTable, SaysWhichWordsThereAre) {
    const auto parsed = parse_toml("word = \"vier\"", 4096);
    ASSERT_TRUE(parsed);
    std::optional<base::Error> fault;
    std::size_t word = 1;
    TomlTable{parsed.value(), "", fault}.word("word", word, {"een", "twee", "drie"});
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->code, "word_is_unknown");
    EXPECT_EQ(fault->detail("expected"), "een|twee|drie");
    EXPECT_EQ(fault->detail("value"), "vier");
    EXPECT_EQ(word, 1U);
}

}  // namespace
}  // namespace ontzorgd::messages
