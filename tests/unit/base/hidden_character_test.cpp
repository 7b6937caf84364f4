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

TEST(HiddenCharacter, IsWhatTurnsTheOrderOfLettersRound) {
    EXPECT_TRUE(has_hidden_character("a\u202e321"));
    EXPECT_TRUE(has_hidden_character("a\u202d321"));
}

TEST(HiddenCharacter, IsNoLetterNoLineEndAndNothingThatATelephonePuts) {
    for (const std::string_view text : {"", "Zo\u00eb \u00c7elik", "een\ntwee\r\n\tdrie", "\u00a0",
                                        "\u2066"
                                        "06-12345678"
                                        "\u2069",
                                        "\u201cja\u201d \u20ac 5"}) {
        EXPECT_FALSE(has_hidden_character(text)) << text;
    }
}

}  // namespace

}  // namespace ontzorgd::base
