// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/base/hidden_character.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace ontzorgd::base {

namespace {

TEST(HiddenCharacter, IsWhatSteersATerminal) {
    using namespace std::string_view_literals;
    for (const std::string_view text : {"\x1b[2J"sv, "a\0b"sv, "\x07"sv, "\x7f"sv, "a\b"sv,
                                        "\xc2\x9b"
                                        "31m"sv,
                                        "\xc2\x80"sv}) {
        EXPECT_TRUE(has_hidden_character(text));
    }
}

/// U+20xx, whose last byte of UTF-8 this is.
std::string general_punctuation(char last, char middle = '\x80') {
    return {'\xe2', middle, last};
}

TEST(HiddenCharacter, IsWhatTurnsTheOrderOfLettersRound) {
    for (const char last : {'\xad', '\xae'})  // U+202D and 202E
        EXPECT_TRUE(has_hidden_character("a" + general_punctuation(last) + "321"));
}

TEST(HiddenCharacter, IsNoLetterNoLineEndAndNothingThatATelephonePuts) {
    const std::string isolated = general_punctuation('\xa6', '\x81') + "06-12345678" +
                                 general_punctuation('\xa9', '\x81');  // U+2066 and 2069
    for (const std::string& text :
         {std::string{}, std::string{"Zo\u00eb \u00c7elik"}, std::string{"een\ntwee\r\n\tdrie"},
          std::string{"\u00a0"}, std::string{"\u201cja\u201d \u20ac 5"}, isolated}) {
        EXPECT_FALSE(has_hidden_character(text)) << text;
    }
}

}  // namespace

}  // namespace ontzorgd::base
