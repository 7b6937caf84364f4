// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/dossier_file.h"

#include "dossier_sink.h"
#include "examples.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

std::string example(std::size_t number) {
    return test::examples_of("dossier-1.md", "json").at(number);
}

DossierReading read(std::string_view text, test::KeptDossier& kept,
                    std::size_t max_findings = 1000) {
    const test::TempFile file{text};
    DossierReading reading = read_dossier(file.path(), kept, max_findings);
    for (const base::Error& finding : reading.findings) {
        EXPECT_EQ(finding.detail("file"), file.path().string());
    }
    return reading;
}

/// "code@line" of every finding.
std::string found_in(std::string_view text) {
    test::KeptDossier kept;
    std::string all;
    for (const base::Error& finding : read(text, kept).findings) {
        if (!all.empty()) all += " ";
        all += finding.code + "@" + std::string{finding.detail("line")};
    }
    return all;
}

TEST(Dossier, ReadsTheFirstExampleOfTheSchemaDocument) {
    test::KeptDossier kept;
    const DossierReading reading = read(example(0), kept);
    ASSERT_TRUE(reading.findings.empty()) << reading.findings[0].code;
    EXPECT_EQ(reading.regels, 4);
    EXPECT_EQ(reading.crediteuren, 2);
    EXPECT_EQ(reading.huishoudens, 1);
    EXPECT_EQ(kept.gemeente, "1734");
    EXPECT_EQ(kept.creditors.at(0).naam, "Woonstichting De Betuwe");
    const HouseholdLine& household = kept.households.at(0);
    EXPECT_EQ(household.clienten.at(0).bsn.digits(), "900000004");
    EXPECT_EQ(household.clienten.at(0).grondslagen.at(0).beschikking, "B-2026-0412");
    ASSERT_EQ(household.contracten.size(), 2U);
    EXPECT_EQ(household.contracten[0].drager, std::nullopt);
    EXPECT_EQ(household.contracten[1].drager, "C0001");
    EXPECT_EQ(household.contracten[1].bedragen.at(1).bedrag.cents(), 15'520);
    EXPECT_EQ(household.contracten[1].eerste_bedrag->cents(), 8'175);
    EXPECT_EQ(household.contracten[1].kenmerk, "POLIS 5512098");
}

TEST(Dossier, ReadsTheSecondExampleOfTheSchemaDocument) {
    test::KeptDossier kept;
    ASSERT_TRUE(read(test::with_crlf(example(1)), kept).findings.empty());
    const HouseholdLine& household = kept.households.at(0);
    EXPECT_EQ(household.type, dossier::HouseholdType::paar_met_kinderen);
    EXPECT_EQ(household.clienten.size(), 2U);
    EXPECT_EQ(household.gezamenlijke_verzoeken.at(0).aandeel_eerste, 60U);
    EXPECT_EQ(household.contracten.at(0).ritme, dossier::Ritme::vier_weken);
}

TEST(Dossier, AsksTheSinkForMasksThatTheFileDoesNotName) {
    std::string text = example(1);
    const std::size_t begin = text.find("{\"crediteur\":{");
    text.erase(begin, text.find('\n', begin) + 1 - begin);
    text = test::with(text, "\"regels\":3", "\"regels\":2");
    EXPECT_EQ(found_in(text), "creditor_is_unknown@2");
    test::KeptDossier kept;
    kept.known_masks["K201"] = "9999-999999";
    EXPECT_TRUE(read(text, kept).findings.empty());
}

TEST(Dossier, ReportsAllFindingsOfAllLines) {
    std::string text = test::with(example(0), "NL18RABO0123459876", "NL19RABO0123459876");
    text = test::with(text, "\"bsn\":\"900000004\"", "\"bsn\":\"900000005\"");
    text = test::with(text, "\"612.40\"", "\"0.005\"");
    EXPECT_EQ(
        found_in(text),
        "iban_check_digits_are_wrong@2 bsn_check_digit_is_wrong@4 euro_has_too_many_decimals@4");
    test::KeptDossier kept;
    const auto findings = read(text, kept).findings;
    EXPECT_EQ(findings.at(2).detail("record"), "H0001");
    EXPECT_EQ(findings.at(2).detail("field"), "contracten[0].bedragen[0].bedrag");
    EXPECT_EQ(findings.at(2).detail("value"), "0.005");
    EXPECT_EQ(kept.creditors.size(), 1U);
    EXPECT_TRUE(kept.households.empty());
}

TEST(Dossier, TakesARefusalOfTheSinkAsAFinding) {
    test::KeptDossier kept;
    kept.refused_household = "H0001";
    const auto findings = read(example(0), kept).findings;
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].code, "household_is_refused");
    EXPECT_EQ(findings[0].detail("line"), "4");
    EXPECT_EQ(findings[0].detail("record"), "H0001");
}

TEST(Dossier, StopsAtTheMostFindingsThatAreReported) {
    std::string text = R"({"dossier":{"versie":1,"gemeente":"1734"}})"
                       "\n";
    for (int i = 0; i < 1'500; ++i) text += "{\"onzin\":{}}\n";
    test::KeptDossier kept;
    const DossierReading reading = read(text, kept);
    EXPECT_EQ(reading.findings.size(), 1'000U);
    EXPECT_TRUE(reading.has_more_findings);
    EXPECT_EQ(read(text, kept, 5).findings.size(), 5U);
}

TEST(Dossier, NeedsItsHeadFirstAndItsEndLast) {
    EXPECT_EQ(found_in("{\"einde\":{\"regels\":0}}\n"), "dossier_head_is_missing@1");
    EXPECT_EQ(found_in("not json\n"), "dossier_head_is_missing@1");
    EXPECT_EQ(found_in(test::with(example(0), "\"versie\":1", "\"versie\":2")),
              "dossier_version_is_unknown@1");
    EXPECT_EQ(found_in(test::with(example(0), "\"gemeente\":\"1734\"", "\"gemeente\":1734")),
              "member_has_wrong_type@1");
    EXPECT_EQ(found_in(test::with(example(0), "\"regels\":4", "\"regels\":5")),
              "dossier_count_differs@5");
    EXPECT_EQ(found_in(example(0) + "{\"einde\":{\"regels\":5}}\n"),
              "dossier_has_lines_after_einde@6");
    EXPECT_EQ(found_in(example(0) + "\n"), "dossier_has_lines_after_einde@6");
    const std::string head = example(0).substr(0, example(0).find('\n') + 1);
    EXPECT_EQ(found_in(test::with(head + example(0), "\"regels\":4", "\"regels\":5")),
              "dossier_head_is_double@2");
}

TEST(Dossier, RefusesLinesItDoesNotKnow) {
    const auto with_line = [](std::string_view line) {
        const std::string text =
            test::with(example(0), "{\"einde\"", std::string{line} + "\n{\"einde\"");
        return found_in(test::with(text, "\"regels\":4", "\"regels\":5"));
    };
    EXPECT_EQ(with_line("{\"klant\":{}}"), "dossier_line_is_unknown@5");
    EXPECT_EQ(with_line("{}"), "dossier_line_is_unknown@5");
    EXPECT_EQ(with_line("[]"), "dossier_line_is_unknown@5");
    EXPECT_EQ(with_line("{\"crediteur\":{},\"huishouden\":{}}"), "dossier_line_is_unknown@5");
    EXPECT_EQ(with_line(""), "json_is_malformed@5");
    EXPECT_EQ(with_line("{\"crediteur\":{\"nummer\":\"K1\",\"nummer\":\"K2\"}}"),
              "json_member_is_double@5");
    EXPECT_EQ(with_line("{\"crediteur\":[[[[[[[[[[1]]]]]]]]]]}"), "json_is_too_deep@5");
    EXPECT_EQ(with_line("{\"huishouden\":{\"nummer\":\"" + std::string(1'100'000, 'x') + "\"}}"),
              "line_is_too_long@5");
    const std::size_t creditor = example(0).find("{\"crediteur\"");
    const std::string again =
        example(0).substr(creditor, example(0).find('\n', creditor) - creditor);
    EXPECT_EQ(with_line(again), "nummer_is_double@5");
}

TEST(Dossier, DoesNotRepeatACreditorsFaultOnItsContracts) {
    EXPECT_EQ(found_in(test::with(example(0), "\"betalingskenmerk\"", "\"\"")),
              "kenmerk_mask_is_unknown@2");
}

TEST(Dossier, RefusesWhatIsNoText) {
    EXPECT_EQ(found_in(""), "file_is_empty@");
    EXPECT_EQ(found_in("\xEF\xBB\xBF" + example(0)), "file_has_byte_order_mark@");
    EXPECT_EQ(found_in(test::with(example(0), "Haile", "Ha\xEFle")), "file_is_not_utf8@4");
    EXPECT_EQ(found_in(test::with(example(0), "Haile", std::string_view{"Ha\0le", 5})),
              "file_has_nul_byte@4");
    test::KeptDossier kept;
    EXPECT_EQ(read_dossier("/nonexistent/dossier.jsonl", kept).findings.at(0).code,
              "file_does_not_exist");
    const test::TempFile file;
    file.make_sparse(std::uintmax_t{2} << 30U);
    EXPECT_EQ(read_dossier(file.path(), kept).findings.at(0).code, "file_is_too_large");
}

TEST(Dossier, HasAFindingWhereverItIsCut) {
    const std::string whole = example(0);
    const std::size_t last_brace = whole.rfind('}');
    for (std::size_t size = 0; size <= last_brace; ++size) {
        test::KeptDossier kept;
        EXPECT_FALSE(read(whole.substr(0, size), kept).findings.empty()) << size;
    }
}

TEST(Dossier, SurvivesAWrongByteAndNeverShowsABsn) {
    const std::string whole = example(1);
    for (std::size_t at = 0; at < whole.size(); at += 3) {
        for (const char c : {'\0', '"', '\\', '{', ']', '\xC3', '9'}) {
            std::string text = whole;
            text[at] = c;
            test::KeptDossier kept;
            const auto findings = read(text, kept).findings;
            for (const base::Error& finding : findings)
                EXPECT_EQ(finding.detail("value").find("90000001"), std::string::npos);
        }
    }
}

}  // namespace
}  // namespace ontzorgd::messages
