// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/dossier_value.h"

#include <gtest/gtest.h>

#include <string>

namespace ontzorgd::messages {
namespace {

template <class T>
std::string code_of(const base::Result<T>& result) {
    return result ? "" : result.error().code;
}

TEST(DossierValue, OfABillIsAnAmountAboveNothingWithTwoDecimals) {
    EXPECT_EQ(read_bill_amount("685.40").value(), values::Euro::from_cents(68540));
    EXPECT_EQ(code_of(read_bill_amount("685.4")), "euro_needs_two_decimals");
    EXPECT_EQ(code_of(read_bill_amount("-1.00")), "euro_is_negative");
    EXPECT_EQ(code_of(read_bill_amount("0.00")), "euro_is_zero");
    EXPECT_EQ(code_of(read_bill_amount("1000000.00")), "euro_is_too_large");
    EXPECT_EQ(code_of(read_bill_amount("veel")), "euro_is_malformed");
}

TEST(DossierValue, IsAWordOfItsList) {
    EXPECT_EQ(read_kind("huur").value(), dossier::Kind::huur);
    EXPECT_EQ(code_of(read_kind("auto")), "kind_is_unknown");
    EXPECT_EQ(read_ritme("kwartaal").value(), dossier::Ritme::kwartaal);
    EXPECT_EQ(code_of(read_ritme("soms")), "ritme_is_unknown");
    EXPECT_TRUE(read_incasso("incasso").value());
    EXPECT_FALSE(read_incasso("overboeking").value());
    EXPECT_EQ(code_of(read_incasso("contant")), "betaalwijze_is_unknown");
    EXPECT_EQ(read_grondslag_soort("art57").value(), dossier::GrondslagSoort::art57);
    EXPECT_EQ(code_of(read_grondslag_soort("art58")), "grondslag_soort_is_unknown");
}

TEST(DossierValue, OfAMachtigingIsNeverThatThereIsNone) {
    EXPECT_EQ(read_toestand("getekend").value(), dossier::MachtigingToestand::getekend);
    EXPECT_EQ(code_of(read_toestand("geen")), "machtiging_toestand_is_unknown");
}

TEST(DossierValue, HasTheLengthThatItMayHave) {
    EXPECT_EQ(read_nummer("K.1-a").value(), "K.1-a");
    EXPECT_EQ(code_of(read_nummer("")), "nummer_is_malformed");
    EXPECT_EQ(code_of(read_nummer(std::string(36, '1'))), "nummer_is_malformed");
    EXPECT_EQ(code_of(read_name(std::string(141, 'x'))), "text_is_too_long");
    EXPECT_EQ(code_of(read_beschikking("")), "text_is_empty");
    EXPECT_EQ(code_of(read_beschikking(std::string(36, '1'))), "text_is_too_long");
}

TEST(DossierValue, OfACreditorIsAMaskThatCanBeFilledIn) {
    EXPECT_EQ(read_mask("9999-999999").value(), "9999-999999");
    EXPECT_EQ(code_of(read_mask("los")), "kenmerk_mask_is_unknown");
}

}  // namespace
}  // namespace ontzorgd::messages
