// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/values/sepa_text.h"

#include "ontzorgd/base/text.h"

#include <gtest/gtest.h>

#include <random>

namespace ontzorgd::values {
namespace {

using Changes = std::vector<Transliteration>;

/// The text as it goes to the bank, or the error code.
std::string written(std::string_view original, std::size_t max_length = 70) {
    const auto result = to_sepa_text(original, max_length);
    return result ? result.value().text : result.error().code;
}

constexpr std::string_view sepa_set =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ";

/// The UTF-8 of one code point below U+10000.
std::string utf8(unsigned number) {
    const auto byte = [](unsigned bits) { return static_cast<char>(bits); };
    if (number < 0x80) return {byte(number)};
    if (number < 0x800) return {byte(0xC0 | number >> 6U), byte(0x80 | (number & 0x3FU))};
    return {byte(0xE0 | number >> 12U), byte(0x80 | (number >> 6U & 0x3FU)),
            byte(0x80 | (number & 0x3FU))};
}

TEST(SepaText, IsTheSetThatEveryBankAccepts) {
    EXPECT_TRUE(is_sepa_text(sepa_set));
    EXPECT_TRUE(is_sepa_text(""));
    int accepted = 0;
    for (int byte = 0; byte < 256; ++byte) {
        if (is_sepa_text(std::string(1, static_cast<char>(byte)))) ++accepted;
    }
    EXPECT_EQ(accepted, static_cast<int>(sepa_set.size()));
}

TEST(SepaText, GoesThroughUnchangedWhenItFits) {
    const auto sepa = to_sepa_text("Woonstichting De Betuwe (huur), nov. '26: a/b-c? +1", 70);

    ASSERT_TRUE(sepa);
    EXPECT_EQ(sepa.value().text, "Woonstichting De Betuwe (huur), nov. '26: a/b-c? +1");
    EXPECT_TRUE(sepa.value().changes.empty());
}

TEST(SepaText, WritesAccentedLettersAsTheirBaseLetters) {
    EXPECT_EQ(written("José Müller-Łoś"), "Jose Muller-Los");
    EXPECT_EQ(written("Straße"), "Strasse");
    EXPECT_EQ(written("Søren Ångström Æbelø"), "Soren Angstrom AEbelo");
    EXPECT_EQ(written("Çağlar Şahin İpek ığdır"), "Caglar Sahin Ipek igdir");
    EXPECT_EQ(written("Ștefan Țepeș"), "Stefan Tepes");
    EXPECT_EQ(written("Nguyễn Thị Ánh Đặng"), "Nguyen Thi Anh Dang");
    EXPECT_EQ(written("Đurđević Žižek Ľuboš Ñuñez"), "Durdevic Zizek Lubos Nunez");
    EXPECT_EQ(written("Þór Guðmundsson"), "THor Gudmundsson");
    EXPECT_EQ(written("Ĳsbrand Cœur"), "IJsbrand Coeur");
    EXPECT_EQ(written("Əliyev"), "Eliyev");
}

TEST(SepaText, WritesSignsAsThoseThatEveryBankAccepts) {
    EXPECT_EQ(written("Jansen & Zn."), "Jansen + Zn.");
    EXPECT_EQ(written("nota_12"), "nota-12");
    EXPECT_EQ(written("‘s-Gravenhage – ’t Hof — “Zuid”"), "'s-Gravenhage - 't Hof - 'Zuid'");
    EXPECT_EQ(written("a\"b`c"), "a'b'c");
    EXPECT_EQ(written("[x]{y}; a\\b|c"), "(x)(y), a/b/c");
    EXPECT_EQ(written("Wacht…"), "Wacht...");
    EXPECT_EQ(written("€ 12"), "EUR 12");
    EXPECT_EQ(written("!WOON"), ".WOON");
    EXPECT_EQ(written("ﬁets"), "fiets");
}

TEST(SepaText, RecordsEveryChangeInTheOrderOfTheText) {
    const SepaText sepa = to_sepa_text("Zoë & José", 70).value();

    EXPECT_EQ(sepa.changes, (Changes{{"ë", "e"}, {"&", "+"}, {"é", "e"}}));
}

TEST(SepaText, FoldsAndTrimsBlanksAndSaysSo) {
    const SepaText sepa = to_sepa_text("  De\u00A0 Vries ", 70).value();

    EXPECT_EQ(sepa.text, "De Vries");
    EXPECT_EQ(sepa.changes, (Changes{{"  ", ""}, {"\u00A0 ", " "}, {" ", ""}}));
}

TEST(SepaText, ReadsAnAccentThatStandsBehindItsLetter) {
    const SepaText sepa = to_sepa_text("Jose\u0301 A", 70).value();

    EXPECT_EQ(sepa.text, "Jose A");
    EXPECT_EQ(sepa.changes, (Changes{{"\u0301", ""}}));
}

TEST(SepaText, RefusesWhatHasNoSepaForm) {
    for (const std::string_view text :
         {"محمد", "王小明", "Иван", "Γιώργος", "<b>", "a>b", "a\tb", "a\nb", "a\x7F", "a\u0085b",
          "a\u200Bb", "a\u00ADb", "\uFEFFa", "\U0001F600", "ʒ"}) {
        EXPECT_EQ(written(text), "text_has_no_sepa_form") << text;
    }
    EXPECT_EQ(written(std::string_view{"a\0b", 3}), "text_has_no_sepa_form");
}

TEST(SepaText, NamesTheCharacterItRefuses) {
    EXPECT_EQ(to_sepa_text("Ali \u0627", 70).error().detail("code_point"), "U+0627");
    EXPECT_EQ(to_sepa_text("a\nb", 70).error().detail("code_point"), "U+000A");
    EXPECT_EQ(to_sepa_text("\u738B", 70).error().detail("code_point"), "U+738B");
    EXPECT_EQ(to_sepa_text("\U0001F600", 70).error().detail("code_point"), "U+1F600");
}

TEST(SepaText, IsNeverEmpty) {
    EXPECT_EQ(written(""), "text_is_empty");
    EXPECT_EQ(written("   "), "text_is_empty");
    EXPECT_EQ(written("\u0301"), "text_is_empty");
}

TEST(SepaText, RefusesWhatIsNotUtf8) {
    EXPECT_EQ(written("caf\xE9"), "text_is_not_utf8");
    EXPECT_EQ(written("\xC3"), "text_is_not_utf8");
}

TEST(SepaText, IsNeverCut) {
    EXPECT_EQ(written(std::string(70, 'a')).size(), 70U);
    EXPECT_EQ(written(std::string(71, 'a')), "text_is_too_long");
    // What counts is the length as written: ß takes one character and needs two.
    EXPECT_EQ(written("Straße", 7), "Strasse");
    EXPECT_EQ(written("Straße", 6), "text_is_too_long");
    // Blanks that are folded away do not count.
    EXPECT_EQ(written(" a  b ", 3), "a b");
    EXPECT_EQ(to_sepa_text("Straße", 6).error().detail("length"), "7");
    EXPECT_EQ(to_sepa_text("Straße", 6).error().detail("max_length"), "6");
}

TEST(SepaText, KnowsEveryLetterOfLatin1AndLatinExtendedA) {
    for (unsigned number = 0xC0; number <= 0x17F; ++number) {
        if (number == 0xF7) continue;  // the division sign
        const auto sepa = to_sepa_text(utf8(number), 70);
        ASSERT_TRUE(sepa) << utf8(number);
        ASSERT_EQ(sepa.value().changes.size(), 1U);
    }
}

TEST(SepaText, KnowsEveryVietnameseLetter) {
    for (unsigned number = 0x1EA0; number <= 0x1EF9; ++number) {
        const auto sepa = to_sepa_text(utf8(number), 70);
        ASSERT_TRUE(sepa) << utf8(number);
        ASSERT_EQ(sepa.value().text.size(), 1U) << utf8(number);
    }
}

TEST(SepaText, KeepsItsLawsForEveryCharacterOfTheBasicPlane) {
    for (unsigned number = 1; number < 0x10000; ++number) {
        if (0xD800 <= number && number < 0xE000) continue;
        const std::string original = "a" + utf8(number) + "b";
        const auto sepa = to_sepa_text(original, 70);
        if (!sepa) {
            ASSERT_EQ(sepa.error().code, "text_has_no_sepa_form") << number;
            continue;
        }
        ASSERT_TRUE(is_sepa_text(sepa.value().text)) << number;
        ASSERT_EQ(sepa.value().changes.empty(), sepa.value().text == original) << number;
        ASSERT_EQ(to_sepa_text(sepa.value().text, 70).value(),
                  (SepaText{.text = sepa.value().text, .changes = {}}))
            << "writing it again changes nothing: " << number;
    }
}

TEST(SepaText, CanBeRebuiltFromTheOriginalAndTheChanges) {
    constexpr unsigned seed = 1703;
    SCOPED_TRACE("seed " + std::to_string(seed));
    const std::vector<std::string> pieces{"a",      "Z", "9", "é", "ß", "&",
                                          "\u00A0", "ễ", "_", "'", "…", "ŉ"};
    std::mt19937 random{seed};
    for (int i = 0; i < 3000; ++i) {
        std::string original;
        for (std::size_t left = 1 + random() % 12; left > 0; --left) {
            original += pieces[random() % pieces.size()];
        }
        const auto sepa = to_sepa_text(original, 200);
        if (!sepa) {
            ASSERT_EQ(sepa.error().code, "text_is_empty") << original;
            continue;
        }
        std::string rebuilt = original;
        std::size_t at = 0;
        for (const auto& [from, to] : sepa.value().changes) {
            at = rebuilt.find(from, at);
            ASSERT_NE(at, std::string::npos) << original;
            rebuilt.replace(at, from.size(), to);
            at += to.size();
        }
        ASSERT_EQ(rebuilt, sepa.value().text) << original;
    }
}

TEST(SepaReference, HasNoSlashAtAnEndAndNoDoubleSlash) {
    EXPECT_TRUE(is_sepa_reference("OZ20261201-000001", 35));
    EXPECT_TRUE(is_sepa_reference("a/b/c", 35));
    EXPECT_TRUE(is_sepa_reference("a b", 35));
    for (const std::string_view text : {"", "/a", "a/", "/", "a//b", " a", "a ", " ", "a_b", "é"}) {
        EXPECT_FALSE(is_sepa_reference(text, 35)) << text;
    }
}

TEST(SepaReference, StaysWithinItsLength) {
    EXPECT_TRUE(is_sepa_reference(std::string(35, 'a'), 35));
    EXPECT_FALSE(is_sepa_reference(std::string(36, 'a'), 35));
    EXPECT_FALSE(is_sepa_reference("a", 0));
}

}  // namespace
}  // namespace ontzorgd::values
