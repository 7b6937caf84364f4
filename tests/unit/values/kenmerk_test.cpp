// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/values/kenmerk.h"

#include <gtest/gtest.h>

#include <random>

namespace ontzorgd::values {
namespace {

/// The error code for a creditor with this mask, or empty.
std::string fault(std::string_view mask, std::string_view text) {
    const auto result = Kenmerk::parse_for(mask, text);
    return result ? "" : result.error().code;
}

KenmerkKind kind_of(std::string_view text) {
    return Kenmerk::parse(text).value().kind();
}

// The worked examples of sepa.md 1.6.
const std::vector<std::string> betalingskenmerken{
    "5000056789012345", "12234534622567", "0010008346912014", "1000000000000006",
    "271234567",        "4812345678",     "701234567890",     "1234567",
};
const std::vector<std::string> rf_references{"RF18539007547034", "RF2012345678", "RF302345",
                                             "RF87ONTZ2026120001"};

TEST(Betalingskenmerk, PassesWithItsCheckAndLengthDigits) {
    for (const std::string& text : betalingskenmerken) {
        const auto kenmerk = Kenmerk::parse_for("betalingskenmerk", text);
        ASSERT_TRUE(kenmerk) << text << " " << kenmerk.error().code;
        EXPECT_EQ(kenmerk.value().kind(), KenmerkKind::betalingskenmerk);
        EXPECT_EQ(kenmerk.value().text(), text);
        EXPECT_EQ(Kenmerk::parse(text).value(), kenmerk.value());
    }
}

TEST(Betalingskenmerk, DropsTheBlanksOfItsPrintedForm) {
    EXPECT_EQ(Kenmerk::parse(" 5000 0567 8901 2345 ").value().text(), "5000056789012345");
    EXPECT_EQ(Kenmerk::parse_for("betalingskenmerk", "5000 0567 8901 2345").value().text(),
              "5000056789012345");
}

TEST(Betalingskenmerk, FindsAWrongCheckDigit) {
    for (const std::string& text : betalingskenmerken) {
        if (text.size() == 7) continue;  // seven digits carry no check
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string wrong = text;
            wrong[0] = digit;
            if (wrong == text) continue;
            EXPECT_EQ(fault("betalingskenmerk", wrong), "kenmerk_check_digit_is_wrong") << wrong;
            EXPECT_EQ(kind_of(wrong), KenmerkKind::vrij) << wrong;
        }
    }
    // References in real statements that fail the check.
    EXPECT_EQ(fault("betalingskenmerk", "9001123412341234"), "kenmerk_check_digit_is_wrong");
    EXPECT_EQ(fault("betalingskenmerk", "1070123412341234"), "kenmerk_check_digit_is_wrong");
}

TEST(Betalingskenmerk, HasNoLengthOfEightOrFifteen) {
    for (const std::string_view text : {"1", "123456", "12345678", "500005678901234",
                                        "50000567890123456", "500005678901234500000"}) {
        EXPECT_EQ(fault("betalingskenmerk", text), "kenmerk_length_is_wrong") << text;
        EXPECT_EQ(kind_of(text), KenmerkKind::vrij) << text;
    }
}

TEST(Betalingskenmerk, SaysItsOwnLength) {
    EXPECT_EQ(fault("betalingskenmerk", "2712345670"), "kenmerk_length_is_wrong");
    EXPECT_EQ(fault("betalingskenmerk", "27123456789012"), "kenmerk_length_is_wrong");
}

TEST(Betalingskenmerk, FindsMostButNotAllChangedDigits) {
    // C = 11 - A mod 11 with 10 written as 1 and 11 as 0 lets a few changes slip through.
    constexpr unsigned seed = 16;
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random{seed};
    int found = 0;
    constexpr int tries = 5000;
    for (int i = 0; i < tries; ++i) {
        std::string text = betalingskenmerken[random() % 4];
        const std::size_t at = 2 + random() % (text.size() - 2);
        const int other = text[at] - '0' + 1 + static_cast<int>(random() % 9);
        text[at] = static_cast<char>('0' + other % 10);
        if (!fault("betalingskenmerk", text).empty()) ++found;
    }
    EXPECT_GT(found, tries * 9 / 10);
}

TEST(Betalingskenmerk, AllowsDigitsAndBlanksOnly) {
    EXPECT_EQ(fault("betalingskenmerk", "5000.0567.8901.2345"), "kenmerk_has_forbidden_character");
    EXPECT_EQ(fault("betalingskenmerk", "HUUR 1234567"), "kenmerk_has_forbidden_character");
}

TEST(RfReference, PassesWithItsCheckDigits) {
    for (const std::string& text : rf_references) {
        const auto kenmerk = Kenmerk::parse_for("rf", text);
        ASSERT_TRUE(kenmerk) << text << " " << kenmerk.error().code;
        EXPECT_EQ(kenmerk.value().kind(), KenmerkKind::rf);
        EXPECT_EQ(kenmerk.value().text(), text);
        EXPECT_EQ(Kenmerk::parse(text).value(), kenmerk.value());
    }
}

TEST(RfReference, IsStoredInUpperCaseWithoutBlanks) {
    EXPECT_EQ(Kenmerk::parse("rf18 5390 0754 7034").value().text(), "RF18539007547034");
    EXPECT_EQ(Kenmerk::parse_for("rf", "rf87 ontz 2026 1200 01").value().text(),
              "RF87ONTZ2026120001");
}

TEST(RfReference, FindsEveryChangedDigit) {
    for (const std::string& text : rf_references) {
        for (std::size_t at = 2; at < text.size(); ++at) {
            if (text[at] > '9') continue;
            for (char digit = '0'; digit <= '9'; ++digit) {
                std::string wrong = text;
                wrong[at] = digit;
                if (wrong == text) continue;
                EXPECT_EQ(fault("rf", wrong), "kenmerk_check_digit_is_wrong") << wrong;
                EXPECT_EQ(kind_of(wrong), KenmerkKind::vrij) << wrong;
            }
        }
    }
}

TEST(RfReference, HasAtMostTwentyFiveCharacters) {
    EXPECT_EQ(fault("rf", "RF18"), "kenmerk_length_is_wrong");
    EXPECT_EQ(fault("rf", "RF18ABCDEFGHIJKLMNOPQRSTUV"), "kenmerk_length_is_wrong");
    EXPECT_EQ(fault("rf", "18539007547034"), "kenmerk_does_not_fit_the_mask");
    EXPECT_EQ(fault("rf", "RFAB539007547034"), "kenmerk_does_not_fit_the_mask");
    EXPECT_EQ(fault("rf", "RF18-539007547034"), "kenmerk_has_forbidden_character");
}

TEST(VrijKenmerk, KeepsItsTextAndLosesOnlyTheBlanksAroundIt) {
    const Kenmerk kenmerk = Kenmerk::parse("  Polis 5512098, nov. '26 ").value();

    EXPECT_EQ(kenmerk.kind(), KenmerkKind::vrij);
    EXPECT_EQ(kenmerk.text(), "Polis 5512098, nov. '26");
}

TEST(VrijKenmerk, StaysFreeTextForACreditorThatReadsFreeText) {
    EXPECT_EQ(Kenmerk::parse_for("vrij", "1234567").value().kind(), KenmerkKind::vrij);
    EXPECT_EQ(Kenmerk::parse_for("vrij", "5000 0567 8901 2345").value().text(),
              "5000 0567 8901 2345");
    EXPECT_EQ(Kenmerk::parse_for("vrij", "RF18539007547034").value().kind(), KenmerkKind::vrij);
}

TEST(VrijKenmerk, IsNeverEmptyAndNeverCut) {
    for (const std::string_view text : {"", " ", " \t"}) {
        EXPECT_EQ(Kenmerk::parse(text).error().code, "kenmerk_is_empty");
        for (const std::string_view mask : {"vrij", "rf", "betalingskenmerk", "9999"}) {
            EXPECT_EQ(fault(mask, text), "kenmerk_is_empty");
        }
    }
    EXPECT_EQ(Kenmerk::parse(std::string(140, 'a')).value().text().size(), 140U);
    EXPECT_EQ(Kenmerk::parse(std::string(141, 'a')).error().code, "kenmerk_is_too_long");
}

TEST(VrijKenmerk, HasOnlyCharactersThatEveryBankAccepts) {
    for (const std::string_view text : {"polis_1", "a&b", "a@b", "café", "a\nb", "<b>", "a*b"}) {
        EXPECT_EQ(Kenmerk::parse(text).error().code, "kenmerk_has_forbidden_character") << text;
        EXPECT_EQ(fault("vrij", text), "kenmerk_has_forbidden_character") << text;
    }
}

TEST(KenmerkMask, IsAPatternOfDigitsLettersAndThemselves) {
    EXPECT_EQ(Kenmerk::parse_for("9999-999999", "4410-220975").value().text(), "4410-220975");
    EXPECT_EQ(Kenmerk::parse_for("9999-999999", "4410-220975").value().kind(), KenmerkKind::vrij);
    EXPECT_EQ(fault("AA-XX 9", "ZZ-Z9 0"), "");
    EXPECT_EQ(fault("HUUR/999", "HUUR/123"), "");
    EXPECT_EQ(fault("klant 999", "klant 123"), "");
}

TEST(KenmerkMask, IsFittedFromTheFirstToTheLastCharacter) {
    for (const std::string_view text : {"4410-22097", "4410-2209755", "4410220975", "4410 220975",
                                        "A410-220975", "4410-22097A", "x4410-220975"}) {
        EXPECT_EQ(fault("9999-999999", text), "kenmerk_does_not_fit_the_mask") << text;
    }
    EXPECT_EQ(fault("A", "a"), "kenmerk_does_not_fit_the_mask");
    EXPECT_EQ(fault("A", "1"), "kenmerk_does_not_fit_the_mask");
    EXPECT_EQ(fault("X", "-"), "kenmerk_does_not_fit_the_mask");
    EXPECT_EQ(fault("klant 9", "Klant 1"), "kenmerk_does_not_fit_the_mask");
}

TEST(KenmerkMask, CanBeUsedWhenItIsAWordOrAPattern) {
    for (const std::string_view mask : {"betalingskenmerk", "rf", "vrij", "9999-999999", "A", "9",
                                        "klant 999", "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"}) {
        EXPECT_TRUE(is_kenmerk_mask(mask)) << mask;
    }
}

TEST(KenmerkMask, CannotBeUsedOtherwise) {
    for (const std::string_view mask : {"", "betalingskenmerken", "Rf", "klant", "9_9", "9é", " 9",
                                        "9 ", "999999999999999999999999999999999999"}) {
        EXPECT_FALSE(is_kenmerk_mask(mask)) << mask;
        EXPECT_EQ(fault(mask, "1234567"), "kenmerk_mask_is_unknown") << mask;
    }
}

}  // namespace
}  // namespace ontzorgd::values
