// SPDX-License-Identifier: EUPL-1.2
#include "field.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

template <class T>
std::string code_of(const base::Result<T>& result) {
    return result ? "" : result.error().code;
}

TEST(ShownValue, IsShortAndNeverABsn) {
    EXPECT_EQ(shown("C0001"), "C0001");
    EXPECT_EQ(shown("900000004"), "******004");
    EXPECT_EQ(shown(std::string(200, 'x')), std::string(80, 'x') + "...");
    const std::string accents = std::string(79, 'x') + "\xC3\xA9\xC3\xA9";
    EXPECT_EQ(shown(accents), std::string(79, 'x') + "...");
}

TEST(Nummer, BeginsWithALetterOrDigitAndEndsAt35) {
    EXPECT_EQ(code_of(parse_nummer("2026-11.REG")), "");
    EXPECT_EQ(code_of(parse_nummer(std::string(35, 'A'))), "");
    for (const char* wrong : {"", "-A", ".A", "A B", "A/B", "caf\xC3\xA9", "<A>"}) {
        EXPECT_EQ(code_of(parse_nummer(wrong)), "nummer_is_malformed") << wrong;
    }
    EXPECT_EQ(code_of(parse_nummer(std::string(36, 'A'))), "nummer_is_malformed");
}

TEST(Amount, HasExactlyTwoDecimalsAndABound) {
    EXPECT_EQ(parse_amount("1234.56", 9).value().cents(), 123'456);
    EXPECT_EQ(parse_amount("-0.05", 12, true).value().cents(), -5);
    EXPECT_EQ(code_of(parse_amount("0.005", 9)), "euro_has_too_many_decimals");
    EXPECT_EQ(code_of(parse_amount("1.5", 9)), "euro_needs_two_decimals");
    EXPECT_EQ(code_of(parse_amount("15", 9)), "euro_needs_two_decimals");
    EXPECT_EQ(code_of(parse_amount("-1.00", 9)), "euro_is_negative");
    EXPECT_EQ(code_of(parse_amount("1234567890.00", 9)), "euro_is_too_large");
    for (const char* wrong : {"", "1,50", "1.234,50", "+1.00", " 1.00", "1.00 ", "1e3"}) {
        EXPECT_EQ(code_of(parse_amount(wrong, 9)), "euro_is_malformed") << wrong;
    }
}

TEST(LineOfText, CountsCharactersAndHasNoControls) {
    EXPECT_EQ(code_of(parse_line("\xC3\xA9\xC3\xA9", 2)), "");
    EXPECT_EQ(code_of(parse_line("abc", 2)), "text_is_too_long");
    EXPECT_EQ(code_of(parse_line("", 2)), "text_is_empty");
    EXPECT_EQ(code_of(parse_line("  ", 2)), "text_is_empty");
    EXPECT_EQ(code_of(parse_line("a\n", 2)), "text_has_control_character");
}

TEST(Number, IsDigitsBetweenItsBounds) {
    EXPECT_EQ(parse_number("7", 0, 10).value(), 7);
    EXPECT_EQ(code_of(parse_number("11", 0, 10)), "number_is_out_of_bounds");
    EXPECT_EQ(code_of(parse_number("99999999999999999999", 0, 10)), "number_is_out_of_bounds");
    for (const char* wrong : {"", "-1", "+1", "1.0", " 1"}) {
        EXPECT_EQ(code_of(parse_number(wrong, 0, 10)), "number_is_malformed") << wrong;
    }
}

}  // namespace
}  // namespace ontzorgd::messages
