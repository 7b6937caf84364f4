// SPDX-License-Identifier: EUPL-1.2
#include "households.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace ontzorgd::uitkering {
namespace {

using namespace testing;

std::string encode(const Situation& situation) {
    return encode_explanation(situation, split(situation));
}

Case example() {
    Case month = Case{HouseholdType::paar}
                     .joint(60)
                     .floor(400'00_cent)
                     .ground(first, GrondslagSoort::verplicht_56a, CivilDate{2026, 7, 15},
                             CivilDate{2027, 1, 14})
                     .ground(second, GrondslagSoort::vrijwillig)
                     .machtiging(second, MachtigingToestand::getekend)
                     .contract({.kind = Kind::huur, .bedrag = 612'41_cent})
                     .contract({.kind = Kind::zorgverzekering,
                                .bedrag = 148'75_cent,
                                .vervaldag = 28,
                                .drager = second});
    month.household.contracten[1].incasso = true;
    return month;
}

// Hand-made: the grammar of schemas/audit/explanation-1.md, line by line.
TEST(StoredExplanation, HasEveryValueTheDecisionLookedAt) {
    const std::string text = encode(example().situation(2000'01_cent));
    const std::string body =
        "ontzorgd-split 1 7\n"
        "r regulier paar 202611 20261130 20261231 20261130\n"
        "n 200001 0 0 40000\n"
        "j 60\n"
        "c 1 geen 120001 120001\n"
        "g verplicht_56a 20260715 20270114\n"
        "c 2 getekend 80000 80000\n"
        "g vrijwillig 20260101 -\n"
        "b huur 1 0 20261201 20261231 20261201 maand - 61241 0 1 0\n"
        "u samen 12 - te_betalen - 61241 61241 30621 30620 20261130 138760\n"
        "b zorgverzekering 2 2 20261201 20261231 20261228 maand i 14875 0 1 0\n"
        "u eigen 2 - geblokkeerd incasso 14875 0 0 0 20261130 138760\n"
        "l 1 89380\n"
        "l 2 49380\n"
        "t 1 1 20261130 89380\n"
        "t 2 1 20261130 49380\n"
        "e 16 ";
    ASSERT_EQ(text.substr(0, body.size()), body);
    EXPECT_EQ(text.size(), body.size() + 9);  // eight hexadecimal digits and a line end
}

/// CRC-32 of ISO 3309, bit by bit.
std::uint32_t crc_of(std::string_view bytes) {
    std::uint32_t crc = 0xFFFF'FFFFU;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1U) != 0 ? (crc >> 1U) ^ 0xEDB8'8320U : crc >> 1U;
    }
    return ~crc;
}

TEST(StoredExplanation, EndsWithTheNumberOfItsLinesAndTheirCrc) {
    ASSERT_EQ(crc_of("123456789"), 0xCBF4'3926U);  // the check value of the standard
    const std::string text = encode(example().situation(2000'01_cent));
    const std::size_t last_line = text.rfind("\ne ") + 1;
    const std::string before = text.substr(0, last_line);
    EXPECT_EQ(text.back(), '\n');
    std::istringstream end{text.substr(last_line + 2)};
    std::size_t lines = 0;
    std::uint32_t crc = 0;
    end >> lines >> std::hex >> crc;
    EXPECT_EQ(lines, static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')));
    EXPECT_EQ(crc, crc_of(before));
}

TEST(StoredExplanation, IsTheSameForTheSameSituationInAnyOrder) {
    const Case month = example();
    Situation situation = month.situation(2000'01_cent);
    const std::string text = encode(situation);
    std::reverse(situation.bills.begin(), situation.bills.end());
    EXPECT_EQ(encode(situation), text);
}

TEST(StoredExplanation, ListsGroundsOldestFirstWhateverTheirOrderInTheDossier) {
    Case month;
    month.ground(first, GrondslagSoort::art57, CivilDate{2026, 9, 1})
        .ground(first, GrondslagSoort::vrijwillig, CivilDate{2026, 1, 1}, CivilDate{2026, 8, 31});
    EXPECT_NE(encode(month.situation(1_cent))
                  .find("g vrijwillig 20260101 20260831\ng art57 20260901 -\n"),
              std::string::npos);
}

TEST(StoredExplanation, IsSmall) {
    EXPECT_LT(encode(example().situation(2000'01_cent)).size(), 700U);
}

TEST(StoredExplanation, MarksWhatIsSpecialAboutABill) {
    Case month = Case{}.ground(first).contract(
        {.kind = Kind::gas, .bedrag = 70'00_cent, .vanaf = CivilDate{2026, 12, 10}});
    Situation situation = month.situation(1000'00_cent);
    situation.bills[0].creditor_iban_confirmed = false;
    EXPECT_NE(encode(situation).find(" maand do 7000 0 1 0\n"), std::string::npos);
    EXPECT_NE(encode(situation).find("geblokkeerd iban_niet_bevestigd"), std::string::npos);
}

TEST(StoredExplanation, TellsThatTheGroundEnds) {
    Case month =
        Case{}
            .ground(first, GrondslagSoort::art57, CivilDate{2026, 7, 1}, CivilDate{2026, 12, 14})
            .contract({.bedrag = 612'40_cent});
    EXPECT_NE(encode(month.situation(1000'00_cent)).find("u eigen 1 eindigt te_betalen - "),
              std::string::npos);
}

}  // namespace
}  // namespace ontzorgd::uitkering
