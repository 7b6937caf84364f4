// SPDX-License-Identifier: EUPL-1.2
#include "run_xml.h"

#include "examples.h"
#include "run_sink.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

const std::string& example(std::size_t number = 0) {
    static const std::vector<std::string> all = test::examples_of("uitkeringsrun-csv.md", "xml");
    return all.at(number);
}

base::Result<RunFileFigures> read(std::string_view text, test::KeptRun& kept) {
    MemoryText source{text};
    RunBuilder run{kept};
    return read_run_xml(source, run);
}

std::string fault_of(std::string_view text) {
    test::KeptRun kept;
    const auto figures = read(text, kept);
    if (figures) return "";
    const base::Error& error = figures.error();
    std::string fault = error.code;
    for (const char* name : {"line", "record", "field"}) {
        if (!error.detail(name).empty()) fault += " " + std::string{error.detail(name)};
    }
    return fault;
}

TEST(RunXml, ReadsTheExampleOfTheSchemaDocument) {
    test::KeptRun kept;
    const auto figures = read(example(), kept);
    ASSERT_TRUE(figures) << figures.error().code;
    EXPECT_EQ(figures.value().totaal.to_string(), "3274.89");
    ASSERT_EQ(kept.heads.size(), 1U);
    EXPECT_EQ(kept.heads[0].periode, values::Month(2026, 11));
    ASSERT_EQ(kept.records.size(), 2U);
    EXPECT_EQ(kept.records[1].client_nummer, "C0002");
    EXPECT_EQ(kept.records[1].line, 17);
    ASSERT_EQ(kept.records[1].components.size(), 2U);
    EXPECT_EQ(kept.records[1].components[0].bedrag.cents(), 202'779);
}

TEST(RunXml, ReadsTheExampleWithNetsOfZeroAndBelow) {
    test::KeptRun kept;
    const auto figures = read(example(1), kept);
    ASSERT_TRUE(figures) << figures.error().code;
    EXPECT_EQ(figures.value().aantal, 3);
    EXPECT_EQ(figures.value().totaal.to_string(), "80.50");
    ASSERT_EQ(kept.heads.size(), 1U);
    EXPECT_EQ(kept.heads[0].soort, uitkering::SoortRun::correctie);
    ASSERT_EQ(kept.records.size(), 3U);
    EXPECT_EQ(uitkering::net_of(kept.records[0].components).cents(), 0);
    EXPECT_EQ(kept.records[0].components.at(0).einddatum, values::CivilDate(2026, 10, 31));
    EXPECT_EQ(uitkering::net_of(kept.records[1].components).cents(), -13'000);
    EXPECT_EQ(kept.records[1].components.at(0).begindatum, values::CivilDate(2026, 11, 1));
    EXPECT_EQ(kept.records[1].components.at(0).einddatum, std::nullopt);
    EXPECT_EQ(uitkering::net_of(kept.records[2].components).cents(), 21'050);
    EXPECT_EQ(kept.records[2].components.at(0).soort,
              uitkering::ComponentSoort::bijzondere_bijstand);
}

TEST(RunXml, TakesThePrefixedFormAndBothDatesOrOne) {
    test::KeptRun kept;
    const auto figures = read(
        R"(<u:uitkeringsrun xmlns:u="urn:ontzorgd:uitkeringsrun:1"><u:kop><u:runId>R</u:runId>)"
        R"(<u:gemeente>1734</u:gemeente><u:periodeRun>2026-11</u:periodeRun><u:soortRun>correctie</u:soortRun>)"
        R"(<u:datumRun> 2026-11-20 </u:datumRun><u:aantal>1</u:aantal><u:totaal>-5.00</u:totaal></u:kop>)"
        R"(<u:inkomensvoorziening><u:clientnummer>C</u:clientnummer><u:component>)"
        R"(<u:componentSoort>overig</u:componentSoort><u:debetCredit>D</u:debetCredit><u:bedrag>5.00</u:bedrag>)"
        R"(<u:einddatum>2026-11-30</u:einddatum></u:component></u:inkomensvoorziening></u:uitkeringsrun>)",
        kept);
    ASSERT_TRUE(figures) << figures.error().code;
    EXPECT_EQ(kept.records.at(0).components.at(0).begindatum, std::nullopt);
    EXPECT_EQ(kept.records.at(0).components.at(0).einddatum, values::CivilDate(2026, 11, 30));
}

TEST(RunXml, RefusesWhatTheSchemaDoesNotHave) {
    const auto changed = [](std::string_view from, std::string_view to) {
        return fault_of(test::with(example(), from, to));
    };
    EXPECT_EQ(changed("uitkeringsrun:1", "uitkeringsrun:2"),
              "element_has_wrong_namespace 2 uitkeringsrun");
    EXPECT_EQ(changed("<kop>", "<kop x=\"1\">"), "attribute_is_unknown 3 x");
    EXPECT_EQ(changed("    <gemeente>1734</gemeente>\n", ""),
              "element_is_out_of_place 5 periodeRun");
    EXPECT_EQ(changed("    <totaal>3274.89</totaal>\n", ""), "element_is_missing 10 totaal");
    EXPECT_EQ(changed("<aantal>2</aantal>", "<aantal>2</aantal><aantal>2</aantal>"),
              "element_is_out_of_place 9 aantal");
    EXPECT_EQ(changed("<totaal>3274.89</totaal>", "<totaal>3274.89</totaal><bedrag>1</bedrag>"),
              "element_is_out_of_place 10 bedrag")
        << "behind the last one";
    EXPECT_EQ(changed("    <clientnummer>C0001</clientnummer>\n", ""),
              "element_is_out_of_place 13 1 component");
    EXPECT_EQ(changed("<bedrag>1419.46</bedrag>", ""), "element_is_missing 14 1 bedrag");
    EXPECT_EQ(changed("<debetCredit>C</debetCredit>", "<soort/>"),
              "element_is_out_of_place 14 1 soort");
    EXPECT_EQ(changed("<bedrag>1419.46</bedrag>", "<bedrag>1419.46</bedrag><bedrag>1.00</bedrag>"),
              "element_is_out_of_place 14 1 bedrag");
    EXPECT_EQ(changed("C0001</clientnummer>", "C0001<component/></clientnummer>").substr(0, 3),
              "xml");
    EXPECT_EQ(changed("<kop>", "<kop>words").substr(0, 27), "xml_mixes_text_and_elements");
    EXPECT_EQ(changed("</kop>", "words</kop>").substr(0, 27), "xml_mixes_text_and_elements");
    EXPECT_EQ(changed("</kop>", "</kop><kop/>"), "element_is_out_of_place 11 kop");
    EXPECT_EQ(fault_of("<uitkeringsrun xmlns=\"urn:ontzorgd:uitkeringsrun:1\"/>"),
              "run_has_no_head");
    EXPECT_EQ(fault_of("<Document/>"), "element_has_wrong_namespace 1 Document");
}

TEST(RunXml, RefusesARecordWithoutComponents) {
    const auto text = test::with(
        example(), "</kop>",
        "</kop><inkomensvoorziening><clientnummer>C1</clientnummer></inkomensvoorziening>");
    EXPECT_EQ(fault_of(text), "element_is_missing 11 1 component");
}

TEST(RunXml, SaysWhereAFieldIsWrong) {
    const auto changed = [](std::string_view from, std::string_view to) {
        return fault_of(test::with(example(), from, to));
    };
    EXPECT_EQ(changed("1419.46", "0.005"), "euro_has_too_many_decimals 14 1 bedrag");
    EXPECT_EQ(changed("1419.46", " 1419.46"), "euro_is_malformed 14 1 bedrag");
    EXPECT_EQ(changed("2027.79", "2027.80"), "run_total_differs");
    EXPECT_EQ(changed("<aantal>2", "<aantal>3"), "run_count_differs");
    EXPECT_EQ(changed("C0002", "C&lt;2"), "nummer_is_malformed 18 2 clientnummer");
}

TEST(RunXml, RefusesDoctypeEntitiesAndAnotherEncoding) {
    const auto doctype =
        test::with(example(), "<uitkeringsrun", "<!DOCTYPE u [<!ENTITY a \"b\">]>\n<uitkeringsrun");
    EXPECT_EQ(fault_of(doctype).substr(0, 15), "xml_has_doctype");
    EXPECT_EQ(fault_of(test::with(example(), "C0001", "&a;")).substr(0, 14), "xml_has_entity");
    EXPECT_EQ(fault_of(test::with(example(), "C0001", "C\xE9")).substr(0, 16), "file_is_not_utf8");
}

TEST(RunXml, RefusesAFileThatIsCutAnywhere) {
    const std::size_t last =
        example().find("</uitkeringsrun>") + std::string_view{"</uitkeringsrun>"}.size();
    for (std::size_t size = 0; size < last; ++size) {
        test::KeptRun kept;
        EXPECT_FALSE(read(example().substr(0, size), kept)) << size;
    }
}

}  // namespace
}  // namespace ontzorgd::messages
