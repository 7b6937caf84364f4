// SPDX-License-Identifier: EUPL-1.2
#include "mt940_line.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

using reconcile::Direction;

Mt940Line line_of(std::string_view text) {
    const auto line = parse_mt940_line(text, "EUR");
    EXPECT_TRUE(line) << text << ' ' << (line ? "" : line.error().code);
    return line ? line.value() : Mt940Line{};
}

std::string code_of(std::string_view text) {
    const auto line = parse_mt940_line(text, "EUR");
    return line ? "" : line.error().code;
}

TEST(Mt940Line, HasDatesAmountKindAndReferences) {
    const auto line = line_of("2611301201D612,40NTRFEREF//26334BANK01");
    EXPECT_EQ(line.value_date, (values::CivilDate{2026, 11, 30}));
    EXPECT_EQ(line.entry_date, (values::CivilDate{2026, 12, 1}));
    EXPECT_EQ(line.direction, Direction::debit);
    EXPECT_FALSE(line.is_reversal);
    EXPECT_EQ(line.amount.to_string(), "612.40");
    EXPECT_EQ(line.amount.currency(), "EUR");
    EXPECT_EQ(line.type, "NTRF");
    EXPECT_EQ(line.reference, "EREF");
    EXPECT_EQ(line.bank_reference, "26334BANK01");
}

TEST(Mt940Line, HasNoEntryDateWhereNoneIsGiven) {
    EXPECT_FALSE(line_of("261130C000000000010,00N102NONREF").entry_date);
}

TEST(Mt940Line, HasItsEntryDateInTheYearThatIsNearest) {
    EXPECT_EQ(line_of("2612310102D1,NTRF").entry_date, (values::CivilDate{2027, 1, 2}));
    EXPECT_EQ(line_of("2701011231D1,NTRF").entry_date, (values::CivilDate{2026, 12, 31}));
    EXPECT_EQ(line_of("2402280229D1,NTRF").entry_date, (values::CivilDate{2024, 2, 29}));
    EXPECT_EQ(line_of("2412310229D1,NTRF").entry_date, (values::CivilDate{2024, 2, 29}));
}

TEST(Mt940Line, IsOfTheYears1980To2079) {
    EXPECT_EQ(line_of("800101D1,NTRF").value_date.year(), 1980);
    EXPECT_EQ(line_of("791231D1,NTRF").value_date.year(), 2079);
}

TEST(Mt940Line, OfAReversalTurnsTheSide) {
    EXPECT_EQ(line_of("261130RC5,NTRF").direction, Direction::debit);
    EXPECT_EQ(line_of("261130RD5,NTRF").direction, Direction::credit);
    EXPECT_TRUE(line_of("261130RC5,NTRF").is_reversal);
    EXPECT_TRUE(line_of("261130RDR5,NTRF").is_reversal);
}

TEST(Mt940Line, MayHaveTheLetterOfTheCurrency) {
    EXPECT_EQ(line_of("2611301130CR1,00NTRF").amount.to_string(), "1.00");
    EXPECT_EQ(line_of("2611301130DR4,NCOM").direction, Direction::debit);
    EXPECT_FALSE(line_of("2611301130DR4,NCOM").is_reversal);
    EXPECT_EQ(line_of("2611301130RCR1027,25N068").amount.to_string(), "1027.25");
}

TEST(Mt940Line, HasAnAmountInEveryForm) {
    EXPECT_EQ(line_of("261130D500,NTRF").amount.to_string(), "500");
    EXPECT_EQ(line_of("261130D000000000025,00N102").amount.to_string(), "25.00");
    EXPECT_EQ(line_of("261130D25.5N102").amount.to_string(), "25.5");
    EXPECT_EQ(line_of("261130D0,12345NTRF").amount.to_string(), "0.12345");
    EXPECT_EQ(line_of("261130D7NTRF").amount.to_string(), "7");
    EXPECT_EQ(line_of("261130D,50NTRF").amount.to_string(), "0.50");
    EXPECT_EQ(line_of("261130D 7,25 NTRF").amount.to_string(), "7.25");
}

TEST(Mt940Line, MayLeaveOutOrPadItsKindAndReferences) {
    EXPECT_EQ(line_of("261130D1,").type, "");
    const auto without_kind = line_of("261130C1,00//26334000017");
    EXPECT_EQ(without_kind.type, "");
    EXPECT_EQ(without_kind.bank_reference, "26334000017");
    const auto padded = line_of("261130D1,00 NRTINONREF          //BANK/1/");
    EXPECT_EQ(padded.type, "NRTI");
    EXPECT_EQ(padded.reference, "NONREF");
    EXPECT_EQ(padded.bank_reference, "BANK/1/");
    EXPECT_EQ(line_of("261130D1,00NGT SHOP 12").reference, "SHOP 12");
    EXPECT_EQ(line_of("261130D1,00NGT SHOP 12").type, "NGT");
    EXPECT_EQ(line_of("261130D1,00NTRFA/B").reference, "A/B");
}

TEST(Mt940Line, IsRefusedWithADateThatIsNone) {
    EXPECT_EQ(code_of("260230D1,NTRF"), "date_does_not_exist");
    EXPECT_EQ(code_of("2611300231D1,NTRF"), "date_does_not_exist");
    EXPECT_EQ(code_of("2611300229D1,NTRF"), "date_does_not_exist");
    EXPECT_EQ(code_of("26113D1,NTRF"), "date_is_malformed");
    EXPECT_EQ(code_of(""), "date_is_malformed");
    EXPECT_EQ(code_of("2611"), "date_is_malformed");
}

TEST(Mt940Line, IsRefusedWithoutASideOrAnAmount) {
    EXPECT_EQ(code_of("261130X1,NTRF"), "entry_has_no_direction");
    EXPECT_EQ(code_of("261130R1,NTRF"), "entry_has_no_direction");
    EXPECT_EQ(code_of("261130"), "entry_has_no_direction");
    EXPECT_EQ(code_of("261130D"), "entry_has_no_amount");
    EXPECT_EQ(code_of("261130DNTRF"), "entry_has_no_amount");
    EXPECT_EQ(code_of("261130D,NTRF"), "amount_is_malformed");
    EXPECT_EQ(code_of("261130D1.027,25NTRF"), "amount_is_malformed");
    EXPECT_EQ(code_of("261130D1,,2NTRF"), "amount_is_malformed");
    EXPECT_EQ(code_of("261130D-1,00NTRF"), "entry_has_no_amount");
    EXPECT_EQ(code_of("261130D1,123456NTRF"), "amount_has_more_than_five_decimals");
    EXPECT_EQ(code_of("261130D99999999999999,NTRF"), "amount_is_too_large");
}

TEST(Mt940Balance, HasItsSideInItsSign) {
    const auto credit = parse_mt940_balance("C261130EUR1000,5", "OPBD");
    ASSERT_TRUE(credit);
    EXPECT_EQ(credit.value().kind, "OPBD");
    EXPECT_EQ(credit.value().amount.to_string(), "1000.5");
    EXPECT_EQ(credit.value().date, (values::CivilDate{2026, 11, 30}));
    EXPECT_EQ(parse_mt940_balance("C261130EUR 12,5 ", "OPBD").value().amount.to_string(), "12.5");
    const auto debit = parse_mt940_balance("D261130EUR000000001000.12", "CLBD");
    ASSERT_TRUE(debit);
    EXPECT_EQ(debit.value().amount.to_string(), "-1000.12");
}

TEST(Mt940Balance, IsRefusedWhereAPartIsMissing) {
    const auto refused = [](std::string_view text) {
        const auto balance = parse_mt940_balance(text, "OPBD");
        return balance ? "" : balance.error().code;
    };
    EXPECT_EQ(refused("261130EUR1,"), "balance_has_no_direction");
    EXPECT_EQ(refused("CEUR1,"), "balance_has_no_date");
    EXPECT_EQ(refused("C260230EUR1,"), "date_does_not_exist");
    EXPECT_EQ(refused("C261130EU"), "balance_has_no_amount");
    EXPECT_EQ(refused("C261130EUR"), "amount_is_malformed");
    EXPECT_EQ(refused("C261130EURO0,00"), "amount_is_malformed");
    EXPECT_EQ(refused("C261130EUR-1,00"), "amount_is_malformed");
    EXPECT_EQ(refused("C261130EUR+1,00"), "amount_is_malformed");
    EXPECT_EQ(refused("C261130eur1,00"), "currency_is_malformed");
}

TEST(Mt940Number, HasANumberAndAPageWhereTheyCount) {
    EXPECT_EQ(parse_mt940_number("19321/1").number, 19321);
    EXPECT_EQ(parse_mt940_number("19321/002").page, 2);
    EXPECT_EQ(parse_mt940_number("00007").number, 7);
    EXPECT_FALSE(parse_mt940_number("000").number);
    EXPECT_FALSE(parse_mt940_number("00000/00").page);
    EXPECT_FALSE(parse_mt940_number(" /1").number);
    EXPECT_EQ(parse_mt940_number(" /1").page, 1);
    EXPECT_FALSE(parse_mt940_number("A7/1").number);
    EXPECT_FALSE(parse_mt940_number("99999999999999999999").number);
}

}  // namespace
}  // namespace ontzorgd::messages
