// SPDX-License-Identifier: EUPL-1.2
#include "mt940_words.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

Mt940Parts words_of(std::string_view text) {
    Mt940Parts parts;
    EXPECT_NE(begin_of_code_words(text), std::string_view::npos) << text;
    read_code_words(text, parts);
    return parts;
}

TEST(Mt940Words, OfAbnAmroStandBehindEachOther) {
    const auto parts = words_of(
        "/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/NAME/Woonstichting "
        "De Dageraad/REMI/Huur december/EREF/ABCD000000010112");
    EXPECT_EQ(parts.transaction, "SEPA OVERBOEKING");
    EXPECT_EQ(parts.account.value(), "NL91ABNA0417164300");
    EXPECT_EQ(parts.name, "Woonstichting De Dageraad");
    EXPECT_EQ(parts.remittance, "Huur december");
    EXPECT_EQ(parts.end_to_end_id.value(), "ABCD000000010112");
}

TEST(Mt940Words, OfIngCloseWithASlash) {
    const auto parts = words_of(
        "/RTRN/MS03//EREF/ABCD000000010112//CNTP/NL91ABNA0417164300/ABNANL2A/Bakker/Zn "
        "en co/Delft//REMI/USTD//Huur 3/4 december//ULTC/De Dageraad//PURP/CD/RENT//");
    EXPECT_EQ(parts.return_reason.value(), "MS03");
    EXPECT_EQ(parts.end_to_end_id.value(), "ABCD000000010112");
    EXPECT_EQ(parts.account.value(), "NL91ABNA0417164300");
    EXPECT_EQ(parts.remittance, "Huur 3/4 december");
    EXPECT_EQ(parts.ultimate_name, "De Dageraad");
}

TEST(Mt940Words, OfIngNameTheTownBehindTheName) {
    EXPECT_EQ(words_of("/CNTP/NL91ABNA0417164300/ABNANL2A/Bakker/Zn/Delft/").name, "Bakker/Zn");
    EXPECT_EQ(words_of("/CNTP/NL91ABNA0417164300/ABNANL2A/Bakker BV///REMI/USTD//x/").name,
              "Bakker BV");
    EXPECT_EQ(words_of("/CNTP/NL91ABNA0417164300//Bakker BV///REMI/USTD//x/").name, "Bakker BV");
}

TEST(Mt940Words, GiveAKenmerkWhereTheBankSaysItIsOne) {
    const auto parts = words_of("/EREF/X//REMI/STRD/CUR/5000056789012345/");
    EXPECT_EQ(parts.structured_reference, "5000056789012345");
    EXPECT_EQ(parts.remittance, "");
    EXPECT_EQ(words_of("/EREF/X/REMI//CDTRREFTP//CD/SCOR/ISSR/CUR/CDTRREF/5000056789012345")
                  .structured_reference,
              "5000056789012345");
}

TEST(Mt940Words, OfRabobankNameThePartyBeforeTheName) {
    const auto out =
        words_of("/EREF/ABCD000000010112/BENM//NAME/Energie Zuid/REMI/termijn/ISDT/2026-11-30");
    EXPECT_EQ(out.name, "Energie Zuid");
    EXPECT_EQ(out.remittance, "termijn");
    const auto in = words_of("/ORDP//NAME/J. Bos/ADDR/Dorpsweg 1/REMI//ULTD//NAME/M. Bos");
    EXPECT_EQ(in.name, "J. Bos");
    EXPECT_EQ(in.ultimate_name, "M. Bos");
    EXPECT_EQ(in.remittance, "");
    EXPECT_EQ(words_of("/ORDP/NAME/J. Bos/REMI/x").name, "J. Bos");
}

TEST(Mt940Words, NameAnAccountInEveryForm) {
    EXPECT_EQ(words_of("/ACCW/NL91ABNA0417164300,ABNANL2A/ORDP//NAME/A").account.value(),
              "NL91ABNA0417164300");
    EXPECT_EQ(words_of("/TRTP/SEPA OVERBOEKING/BBAN/53851317/NAME/A").account.value(), "53851317");
}

TEST(Mt940Words, LeaveAnUnknownWordInTheTextItStandsIn) {
    EXPECT_EQ(words_of("/REMI/see /ABCD/ and /ID/12/EREF/X").remittance, "see /ABCD/ and /ID/12");
}

TEST(Mt940Words, ThatDifferNameNothing) {
    const auto parts = words_of("/EREF/A/REMI/text/EREF/B");
    EXPECT_EQ(parts.end_to_end_id.value(), "");
    EXPECT_TRUE(parts.any_differs());
    EXPECT_FALSE(words_of("/EREF/A/REMI/text/EREF/A").any_differs());
}

TEST(Mt940Words, TakeOnlyACodeForAReason) {
    EXPECT_EQ(words_of("/RTRN/AC04/EREF/X").return_reason.value(), "AC04");
    EXPECT_EQ(words_of("/RTRN/closed account/EREF/X").return_reason.value(), "");
    EXPECT_EQ(words_of("/RTRN/ms03/EREF/X").return_reason.value(), "");
}

TEST(Mt940Words, BeginATextOrTellAKindOfTransaction) {
    EXPECT_EQ(begin_of_code_words("/EREF/X"), 0U);
    EXPECT_EQ(begin_of_code_words("  /EREF/X"), 2U);
    EXPECT_EQ(begin_of_code_words("/OTHER/1/EREF/X"), 0U);
    EXPECT_EQ(begin_of_code_words("/OTHER/1"), std::string_view::npos);
    EXPECT_EQ(begin_of_code_words("NL91 shop   /TRTP/x/NAME/y"), 12U);
    EXPECT_EQ(begin_of_code_words("paid for /EREF/ of May"), std::string_view::npos);
    EXPECT_EQ(begin_of_code_words("/EREF"), std::string_view::npos);
    EXPECT_EQ(begin_of_code_words(""), std::string_view::npos);
}

// --- sub-fields ---

struct SubFields {
    std::string joined;
    Mt940Parts parts;
    explicit SubFields(std::string_view text) {
        EXPECT_TRUE(has_sub_fields(text)) << text;
        read_sub_fields(text, parts, joined);
    }
};

TEST(Mt940SubFields, AreJoinedByTheirMeaning) {
    const SubFields read{
        "166?00GUTSCHRIFT?109301?20EREF+ABCD00000001011?212 KREF+K1?22SVWZ+Miete ?23Dezember?"
        "30AARBDE5W?31DE89370400440532013000?32Wohnbau?33 Nord?34888"};
    EXPECT_EQ(read.parts.code, "166");
    EXPECT_EQ(read.parts.transaction, "GUTSCHRIFT");
    EXPECT_EQ(read.parts.end_to_end_id.value(), "ABCD000000010112");
    EXPECT_EQ(read.parts.instr_id.value(), "K1");
    EXPECT_EQ(read.parts.remittance, "Miete Dezember");
    EXPECT_EQ(read.parts.account.value(), "DE89370400440532013000");
    EXPECT_EQ(read.parts.name, "Wohnbau Nord");
}

TEST(Mt940SubFields, MayBeTextAloneAndHaveAnotherSeparator) {
    const SubFields read{"000>100338000000>20KOSTEN >21VAN ? TOT>310338000000"};
    EXPECT_EQ(read.parts.remittance, "KOSTEN VAN ? TOT");
    EXPECT_EQ(read.parts.account.value(), "0338000000");
    EXPECT_EQ(SubFields{"166?20a?32B?38DE89?60c?64street"}.parts.remittance, "ac");
    EXPECT_EQ(SubFields{"166?20a?32B?38DE89?60c?64street"}.parts.name, "B");
    const SubFields more{"?20one?21?2two?60three"};
    EXPECT_EQ(more.parts.remittance, "one?2twothree");
    EXPECT_EQ(more.parts.code, "");
}

TEST(Mt940SubFields, AreNotMetInOtherTexts) {
    for (const char* text :
         {"", "166", "166?", "166?2", "166?99x", "/EREF/X", "12?20", "huur?20"}) {
        EXPECT_FALSE(has_sub_fields(text)) << text;
    }
}

}  // namespace
}  // namespace ontzorgd::messages
