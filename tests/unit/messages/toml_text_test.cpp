// SPDX-License-Identifier: EUPL-1.2
#include "toml_text.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

std::string code_of(std::string_view text) {
    const auto parsed = parse_toml(text, 4096);
    return parsed ? "" : parsed.error().code;
}

std::string line_of(std::string_view text) {
    const auto parsed = parse_toml(text, 4096);
    return parsed ? std::string{} : std::string{parsed.error().detail("line")};
}

TEST(TomlText, IsReadWithLettersOfAnyAlphabetInTextsAndComments) {
    const auto parsed = parse_toml(
        "# één\nnaam = \"Café \\\" é\" # ü\nletterlijk = 'ö\\'\n"
        "lang = \"\"\"\né \"\" é\n\"\"\"\nlijst = [\n  \"é\", # ë\n]\n",
        4096);
    ASSERT_TRUE(parsed) << parsed.error().code << ' ' << parsed.error().detail("line");
    EXPECT_EQ(parsed.value()["naam"].value_or(std::string{}), "Café \" é");
    EXPECT_EQ(parsed.value()["letterlijk"].value_or(std::string{}), "ö\\");
}

TEST(TomlText, RefusesALetterOutsideAsciiThatStandsInNoText) {
    for (const char* text : {"é = 2\n", "a = 1\u00a0\n", "\ufcff = 1\n", "[é]\n", "a = -\"é\"\n",
                             "a = 1 'é'\n", "a = [-l[\"é\"]]\n"}) {
        EXPECT_EQ(code_of(text), "toml_is_malformed") << text;
    }
    EXPECT_EQ(line_of("a = \"\"\"\nx\n\"\"\"\n\ufcff = 1\n"), "4");
}

TEST(TomlText, RefusesWhatTheLibraryOnlyAssumes) {
    for (const char* text : {"a = 1\n[*b]\n", "[[*", "[*", "a = [*"}) {
        EXPECT_EQ(code_of(text), "toml_is_malformed") << text;
    }
}

TEST(TomlText, RefusesATextThatDoesNotEnd) {
    for (const char* text :
         {"a = \"", "a = \"\\", "a = '", "a = \"\"\"\n", "a = '''x", "a = \"é"}) {
        EXPECT_EQ(code_of(text), "toml_is_malformed") << text;
    }
}

TEST(TomlText, RefusesAnEscapeThatTomlDoesNotHaveAndALineThatGoesOn) {
    for (const char* text : {"a = \"\\é\"\n", "a = \"\"\"\\\ufe7f\"\"\"\n", "a = \"\\q\"\n",
                             "a = \"\"\"\\\n  é\"\"\"\n"}) {
        EXPECT_EQ(code_of(text), "toml_is_malformed") << text;
    }
    EXPECT_EQ(code_of("a = \"\\b\\t\\n\\f\\r\\\"\\\\\\u00e9\\U000000e9\"\n"), "");
}

TEST(TomlText, IsBounded) {
    EXPECT_EQ(code_of("# " + std::string(5000, 'x')), "file_is_too_large");
}

}  // namespace
}  // namespace ontzorgd::messages
