// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/regelset_file.h"

#include "examples.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

const std::string& example(std::size_t number = 0) {
    static const std::vector<std::string> all = test::examples_of("regelset-1.md", "toml");
    return all.at(number);
}

/// "code field" of the refusal, or empty.
std::string fault_of(const std::string& toml) {
    const auto regelset = read_regelset(toml);
    if (regelset) return "";
    return regelset.error().code + " " + std::string{regelset.error().detail("field")};
}

std::string changed(std::string_view from, std::string_view to) {
    return fault_of(test::with(example(), from, to));
}

TEST(RegelsetFile, ReadsTheFirstExampleOfTheSchemaDocument) {
    const auto read = read_regelset(example());
    ASSERT_TRUE(read) << read.error().code;
    const uitkering::Regelset& regelset = read.value();
    EXPECT_EQ(regelset.gemeente, "1734");
    EXPECT_EQ(regelset.naam, "Overbetuwe 2026");
    EXPECT_EQ(regelset.geldig_vanaf, values::CivilDate(2026, 1, 1));
    EXPECT_EQ(regelset.volgorde[1], dossier::Kind::stroom);
    EXPECT_FALSE(regelset.deelbetaling[static_cast<std::size_t>(dossier::Kind::huur)]);
    EXPECT_TRUE(regelset.deelbetaling[static_cast<std::size_t>(dossier::Kind::gas)]);
    EXPECT_EQ(regelset.minimum_leefgeld[3].cents(), 48'000);
    EXPECT_EQ(regelset.ritme, uitkering::LeefgeldRitme::maand);
    EXPECT_FALSE(regelset.betalen_op_vervaldag);
    EXPECT_EQ(regelset.voorloop_dagen, 2U);
    EXPECT_EQ(regelset.achterstand_dagen, 62U);
    EXPECT_TRUE(regelset.openstaand_eerst);
    EXPECT_EQ(regelset.een_grondslag, uitkering::EenGrondslag::alleen_eigen_helft);
    EXPECT_TRUE(regelset.doorbetalen_na_ingetrokken);
    EXPECT_EQ(regelset.rekening_per_kind[6], "lasten");
    EXPECT_EQ(regelset.rekening_leefgeld, "leefgeld");
    ASSERT_EQ(regelset.handtekeningen.size(), 2U);
    EXPECT_EQ(regelset.handtekeningen[0].tot_en_met->cents(), 25'000'000);
    EXPECT_EQ(regelset.handtekeningen[1].tot_en_met, std::nullopt);
    EXPECT_EQ(regelset.handtekeningen[1].aantal, 3U);
}

TEST(RegelsetFile, ReadsTheSecondExampleOfTheSchemaDocument) {
    const auto read = read_regelset(test::with_crlf(example(1)));
    ASSERT_TRUE(read) << read.error().code;
    EXPECT_EQ(read.value().ritme, uitkering::LeefgeldRitme::week);
    EXPECT_TRUE(read.value().betalen_op_vervaldag);
    EXPECT_FALSE(read.value().openstaand_eerst);
    EXPECT_EQ(read.value().een_grondslag, uitkering::EenGrondslag::hele_uitkering);
    EXPECT_FALSE(read.value().doorbetalen_na_ingetrokken);
    EXPECT_EQ(read.value().volgorde[0], dossier::Kind::zorgverzekering);
}

TEST(RegelsetFile, NeedsEveryLineOfTheExample) {
    std::size_t at = 0;
    while (at < example().size()) {
        const std::size_t end = example().find('\n', at);
        const std::string line = example().substr(at, end - at);
        // A bound of a band is the one optional key; a blank line says nothing.
        const bool is_needed =
            !line.empty() && line != "[[handtekeningen]]" && !line.starts_with("tot_en_met");
        const std::string rest = std::string{example()}.erase(at, end + 1 - at);
        if (is_needed) {
            EXPECT_NE(fault_of(rest), "") << line;
        }
        at = end + 1;
    }
}

TEST(RegelsetFile, RefusesKeysItDoesNotKnow) {
    EXPECT_EQ(changed("naam =", "titel = \"x\"\nnaam ="), "key_is_unknown titel");
    EXPECT_EQ(changed("water = false", "water = false\nwarmte = true"),
              "key_is_unknown deelbetaling.warmte");
    EXPECT_EQ(changed("ritme = \"maand\"", "ritme = \"maand\"\ndag = 1"),
              "key_is_unknown leefgeld.dag");
    EXPECT_EQ(changed("aantal = 2", "aantal = 2\nrol = \"x\""),
              "key_is_unknown handtekeningen.rol");
    EXPECT_EQ(changed("[paar]", "[ouder]\nx = 1\n[paar]"), "key_is_unknown ouder");
}

TEST(RegelsetFile, RefusesKeysThatAreMissingDoubleOrOfAnotherType) {
    EXPECT_EQ(changed("naam = \"Overbetuwe 2026\"\n", ""), "key_is_missing naam");
    EXPECT_EQ(changed("naam = ", "naam = \"a\"\nnaam = "), "toml_is_malformed ");
    EXPECT_EQ(changed("\"260.00\"", "260.00"), "key_has_wrong_type minimum_leefgeld.alleenstaand");
    EXPECT_EQ(changed("\"2026-01-01\"", "2026-01-01"), "key_has_wrong_type geldig_vanaf");
    EXPECT_EQ(changed("huur = false", "huur = \"nee\""), "key_has_wrong_type deelbetaling.huur");
    EXPECT_EQ(changed("voorloop_dagen = 2", "voorloop_dagen = 2.0"),
              "key_has_wrong_type betalen.voorloop_dagen");
    EXPECT_EQ(changed("regelset = 1", "regelset = \"1\""), "key_has_wrong_type regelset");
    EXPECT_EQ(changed("volgorde = [", "volgorde = [1, "), "key_has_wrong_type volgorde");
}

TEST(RegelsetFile, KeepsEveryBound) {
    EXPECT_EQ(changed("regelset = 1", "regelset = 2"), "regelset_version_is_unknown regelset");
    EXPECT_EQ(changed("\"1734\"", "\"17345\""), "gemeente_is_malformed gemeente");
    EXPECT_EQ(changed("Overbetuwe 2026", std::string(71, 'x')), "text_is_too_long naam");
    EXPECT_EQ(changed("Overbetuwe 2026", ""), "text_is_empty naam");
    EXPECT_EQ(changed("2026-01-01", "2026-02-29"), "date_does_not_exist geldig_vanaf");
    EXPECT_EQ(changed("\"260.00\"", "\"10000.00\""),
              "euro_is_too_large minimum_leefgeld.alleenstaand");
    EXPECT_EQ(changed("\"260.00\"", "\"-1.00\""), "euro_is_negative minimum_leefgeld.alleenstaand");
    EXPECT_EQ(changed("\"260.00\"", "\"0.005\""),
              "euro_has_too_many_decimals minimum_leefgeld.alleenstaand");
    EXPECT_EQ(changed("\"260.00\"", "\"0.00\""), "");
    EXPECT_EQ(changed("voorloop_dagen = 2", "voorloop_dagen = 11"),
              "number_is_out_of_bounds betalen.voorloop_dagen");
    EXPECT_EQ(changed("achterstand_dagen = 62", "achterstand_dagen = -1"),
              "number_is_out_of_bounds betalen.achterstand_dagen");
    EXPECT_EQ(changed("achterstand_dagen = 62", "achterstand_dagen = 366"), "");
    EXPECT_EQ(changed("ritme = \"maand\"", "ritme = \"dag\""), "word_is_unknown leefgeld.ritme");
    EXPECT_EQ(changed("\"betaaldatum\"", "\"vandaag\""), "word_is_unknown betalen.betaaldag");
    EXPECT_EQ(changed("huur = \"lasten\"", "huur = \"\""), "text_is_empty rekeningen.huur");
    EXPECT_EQ(changed("leefgeld = \"leefgeld\"", "leefgeld = \"" + std::string(36, 'x') + "\""),
              "text_is_too_long rekeningen.leefgeld");
}

TEST(RegelsetFile, NeedsAllSevenKindsOnce) {
    EXPECT_EQ(changed("\"stroom\", ", ""), "kind_is_missing volgorde");
    EXPECT_EQ(changed("\"stroom\", ", "\"huur\", "), "kind_is_double volgorde");
    EXPECT_EQ(changed("\"stroom\", ", "\"internet\", "), "kind_is_unknown volgorde");
}

TEST(RegelsetFile, NeedsAscendingBandsOfWhichTheLastHasNoBound) {
    EXPECT_EQ(changed("aantal = 2", "aantal = 1"), "number_is_out_of_bounds handtekeningen.aantal");
    EXPECT_EQ(changed("aantal = 3", "aantal = 6"), "number_is_out_of_bounds handtekeningen.aantal");
    EXPECT_EQ(changed("tot_en_met = \"250000.00\"\n", ""),
              "band_has_no_bound handtekeningen.tot_en_met");
    EXPECT_EQ(changed("aantal = 3", "tot_en_met = \"300000.00\"\naantal = 3"),
              "last_band_has_a_bound handtekeningen");
    EXPECT_EQ(changed("aantal = 3",
                      "tot_en_met = \"250000.00\"\naantal = 3\n[[handtekeningen]]\naantal = 4"),
              "bands_are_not_ascending handtekeningen.tot_en_met");
    std::string many = example();
    for (int i = 0; i < 9; ++i) many += "[[handtekeningen]]\naantal = 2\n";
    EXPECT_EQ(fault_of(many), "list_is_too_long handtekeningen");
    const std::string none = example().substr(0, example().find("[[hand"));
    EXPECT_EQ(fault_of(none), "key_is_missing handtekeningen");
    EXPECT_EQ(fault_of("handtekeningen = []\n" + none), "list_is_empty handtekeningen");
    EXPECT_EQ(fault_of("handtekeningen = [1]\n" + none), "key_has_wrong_type handtekeningen");
}

TEST(RegelsetFile, RefusesWhatIsNoText) {
    EXPECT_EQ(fault_of(""), "file_is_empty ");
    EXPECT_EQ(fault_of("\xEF\xBB\xBF" + example()), "file_has_byte_order_mark ");
    EXPECT_EQ(changed("Overbetuwe", "Caf\xE9"), "file_is_not_utf8 ");
    EXPECT_EQ(changed("Overbetuwe", std::string_view{"a\0b", 3}), "file_has_nul_byte ");
    EXPECT_EQ(fault_of(std::string(70'000, '#')), "file_is_too_large ");
    EXPECT_EQ(fault_of("regelset = [[[[[[[["), "toml_is_malformed ");
    EXPECT_EQ(fault_of("a = " + std::string(50'000, '[')), "toml_is_malformed ");
}

TEST(RegelsetFile, NeverTakesACutFileForAnother) {
    const auto whole = read_regelset(example()).value();
    for (std::size_t size = 0; size < example().size(); ++size) {
        const auto regelset = read_regelset(std::string_view{example()}.substr(0, size));
        if (regelset) {
            EXPECT_EQ(regelset.value(), whole) << size;
        }
    }
}

}  // namespace
}  // namespace ontzorgd::messages
