// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/values/iban.h"

#include <gtest/gtest.h>

#include <random>

namespace ontzorgd::values {
namespace {

std::string fault(std::string_view text) {
    const auto result = Iban::parse(text);
    return result ? "" : result.error().code;
}

/// One real example for each country of the SEPA schemes, as the IBAN registry prints it.
const std::vector<std::string> examples{
    "AD1200012030200359100100",
    "AL47212110090000000235698741",
    "AT611904300234573201",
    "BE68539007547034",
    "BG80BNBG96611020345678",
    "CH9300762011623852957",
    "CY17002001280000001200527600",
    "CZ6508000000192000145399",
    "DE89370400440532013000",
    "DK5000400440116243",
    "EE382200221020145685",
    "ES9121000418450200051332",
    "FI2112345600000785",
    "FR1420041010050500013M02606",
    "GB29NWBK60161331926819",
    "GI75NWBK000000007099453",
    "GR1601101250000000012300695",
    "HR1210010051863000160",
    "HU42117730161111101800000000",
    "IE29AIBK93115212345678",
    "IS140159260076545510730339",
    "IT60X0542811101000000123456",
    "LI21088100002324013AA",
    "LT121000011101001000",
    "LU280019400644750000",
    "LV80BANK0000435195001",
    "MC5811222000010123456789030",
    "MD24AG000225100013104168",
    "ME25505000012345678951",
    "MK07250120000058984",
    "MT84MALT011000012345MTLCAST001S",
    "NL91ABNA0417164300",
    "NO9386011117947",
    "PL61109010140000071219812874",
    "PT50000201231234567890154",
    "RO49AAAA1B31007593840000",
    "RS35260005601001611379",
    "SE4550000000058398257466",
    "SI56263300012039086",
    "SK3112000000198742637541",
    "SM86U0322509800000000270100",
    "VA59001123000012345678",
};

char kind_of(char c) {
    return '0' <= c && c <= '9' ? '9' : 'A';
}

TEST(Iban, AcceptsEveryCountryOfTheSepaSchemes) {
    EXPECT_EQ(examples.size(), 42U);
    for (const std::string& example : examples) {
        const auto iban = Iban::parse(example);
        ASSERT_TRUE(iban) << example << " " << iban.error().code;
        EXPECT_EQ(iban.value().compact(), example);
        EXPECT_EQ(iban.value().country(), example.substr(0, 2));
    }
}

TEST(Iban, ReadsThePrintedFormAndLowerCase) {
    const Iban iban = Iban::parse("NL91ABNA0417164300").value();

    EXPECT_EQ(Iban::parse("NL91 ABNA 0417 1643 00").value(), iban);
    EXPECT_EQ(Iban::parse("nl91abna0417164300").value(), iban);
    EXPECT_EQ(Iban::parse("NL91ABNA 041716 4300").value(), iban);
    for (const std::string& example : examples) {
        const Iban other = Iban::parse(example).value();
        EXPECT_EQ(Iban::parse(other.to_paper()).value(), other);
    }
}

TEST(Iban, PrintsInGroupsOfFour) {
    EXPECT_EQ(Iban::parse("NL91ABNA0417164300").value().to_paper(), "NL91 ABNA 0417 1643 00");
    EXPECT_EQ(Iban::parse("BE68539007547034").value().to_paper(), "BE68 5390 0754 7034");
}

TEST(Iban, ShowsOnlyItsFirstAndLastFourCharactersWhenMasked) {
    EXPECT_EQ(Iban::parse("NL91ABNA0417164300").value().masked(), "NL91 **** **** **43 00");
    EXPECT_EQ(Iban::parse("NO9386011117947").value().masked(), "NO93 **** ***7 947");
}

TEST(Iban, RefusesWhatIsNoIbanAtAll) {
    for (const std::string_view text :
         {"", " ", "NL", "NL91", "417164300", "91NLABNA0417164300", "NLA1ABNA0417164300",
          "NL91-ABNA-0417-1643-00", " NL91ABNA0417164300", "NL91ABNA0417164300 ",
          "NL91\tABNA0417164300", "NL91ABNA041716430\u0660", "IBAN NL91ABNA0417164300",
          "MT84MALT011000012345MTLCAST001S1234"}) {
        EXPECT_EQ(fault(text), "iban_is_malformed") << text;
    }
}

TEST(Iban, RefusesACountryOutsideSepa) {
    // Each of these is a right IBAN; the Faroe Islands, Greenland and Kosovo are not in SEPA.
    for (const std::string_view text :
         {"TR330006100519786457841326", "FO6264600001631634", "GL8964710001000206",
          "XK051212012345678906", "AE070331234567890123456", "UA213223130000026007233566001"}) {
        EXPECT_EQ(fault(text), "iban_country_is_not_in_sepa") << text;
    }
    EXPECT_EQ(Iban::parse("TR330006100519786457841326").error().detail("country"), "TR");
}

TEST(Iban, RefusesAWrongLengthAndSaysWhichIsRight) {
    const auto result = Iban::parse("NL91ABNA041716430");

    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, "iban_length_is_wrong");
    EXPECT_EQ(result.error().detail("length"), "17");
    EXPECT_EQ(result.error().detail("right_length"), "18");
    EXPECT_EQ(fault("DE893704004405320130000"), "iban_length_is_wrong");
}

TEST(Iban, RefusesAStructureThatIsNotThatOfTheCountry) {
    EXPECT_EQ(fault("NL91ABN10417164300"), "iban_structure_is_wrong");
    EXPECT_EQ(fault("NL91ABNA04171643A0"), "iban_structure_is_wrong");
    EXPECT_EQ(fault("DE8937040044053201300A"), "iban_structure_is_wrong");
    EXPECT_EQ(fault("IT6010542811101000000123456"), "iban_structure_is_wrong");
}

TEST(Iban, RefusesCheckDigitsThatAreWrong) {
    EXPECT_EQ(fault("NL92ABNA0417164300"), "iban_check_digits_are_wrong");
    EXPECT_EQ(fault("nl92abna0417164300"), "iban_check_digits_are_wrong");
    EXPECT_EQ(fault("DE88370400440532013000"), "iban_check_digits_are_wrong");
}

TEST(Iban, HasCheckDigitsFrom02To98Only) {
    // 00, 01 and 99 leave the same remainder as 97, 98 and 02: found by trying all account numbers
    // until the right digits are one of those.
    int seen = 0;
    for (int number = 0; number < 2000; ++number) {
        std::string account = std::to_string(number);
        account.insert(0, 10 - account.size(), '0');
        for (const std::string_view bban_country : {"NL", "nl"}) {
            const std::string head{bban_country};
            const std::string tail = "ABNA" + account;
            for (const auto& [right, wrong] : {std::pair{"97", "00"}, {"98", "01"}, {"02", "99"}}) {
                if (!Iban::parse(head + right + tail)) continue;
                ++seen;
                EXPECT_EQ(fault(head + wrong + tail), "iban_check_digits_are_wrong");
            }
        }
    }
    EXPECT_GT(seen, 20);
}

TEST(Iban, AcceptsDutchNumbersThatFailTheOldElevenTest) {
    EXPECT_EQ(fault("NL20INGB0001234567"), "");
}

TEST(Iban, FindsEveryCharacterThatIsChangedIntoAnotherOfItsKind) {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (const std::string& example : examples) {
        for (std::size_t at = 0; at < example.size(); ++at) {
            for (const char other : alphabet) {
                // Where the country allows both, a digit for a letter shifts the number, and one in
                // 97 slips through: mod 97 does not promise more.
                if (other == example[at] || kind_of(other) != kind_of(example[at])) continue;
                std::string changed = example;
                changed[at] = other;
                ASSERT_FALSE(Iban::parse(changed)) << example << " as " << changed;
            }
        }
    }
}

TEST(Iban, FindsEveryChangedCharacterAndEverySwapInADutchIban) {
    constexpr unsigned seed = 97;
    SCOPED_TRACE("seed " + std::to_string(seed));
    constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    std::mt19937 random{seed};
    int tried = 0;
    while (tried < 200) {
        std::string right = "NL";
        for (int i = 0; i < 2; ++i) right += alphabet[random() % 10];
        for (int i = 0; i < 4; ++i) right += alphabet[10 + random() % 26];
        for (int i = 0; i < 10; ++i) right += alphabet[random() % 10];
        if (!Iban::parse(right)) continue;
        ++tried;
        for (std::size_t at = 0; at < right.size(); ++at) {
            for (const char other : alphabet) {
                std::string changed = right;
                changed[at] = other;
                ASSERT_EQ(fault(changed).empty(), changed == right) << right << " as " << changed;
            }
        }
        for (std::size_t at = 0; at + 1 < right.size(); ++at) {
            std::string swapped = right;
            std::swap(swapped[at], swapped[at + 1]);
            ASSERT_EQ(fault(swapped).empty(), swapped == right) << right << " as " << swapped;
        }
    }
}

TEST(Iban, FindsEverySwapOfNeighboursOfOneKind) {
    for (const std::string& example : examples) {
        for (std::size_t at = 0; at + 1 < example.size(); ++at) {
            std::string swapped = example;
            std::swap(swapped[at], swapped[at + 1]);
            if (swapped == example || kind_of(swapped[at]) != kind_of(swapped[at + 1])) continue;
            ASSERT_FALSE(Iban::parse(swapped)) << example << " as " << swapped;
        }
    }
}

TEST(Iban, ReadsTheDutchFormTheSameWithAndWithoutBlanks) {
    constexpr unsigned seed = 18;
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random{seed};
    for (int i = 0; i < 20'000; ++i) {
        std::string text = "NL";
        for (int digit = 0; digit < 2; ++digit) text += static_cast<char>('0' + random() % 10);
        text += i % 2 == 0 ? "RABO" : "ZZZZ";
        for (int digit = 0; digit < 10; ++digit) text += static_cast<char>('0' + random() % 10);
        const std::string blanked = text.substr(0, 4) + " " + text.substr(4);
        ASSERT_EQ(Iban::parse(text), Iban::parse(blanked)) << text;
    }
}

TEST(Iban, CarriesTheDateOfItsCountryTable) {
    EXPECT_EQ(iban_registry_date().to_string(), "2024-12-20");
}

}  // namespace
}  // namespace ontzorgd::values
