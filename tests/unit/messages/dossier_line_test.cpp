// SPDX-License-Identifier: EUPL-1.2
#include "dossier_line.h"

#include "examples.h"

#include <gtest/gtest.h>

namespace ontzorgd::messages {
namespace {

/// The household line of an example of the schema document, without its kind.
std::string household_of(std::size_t number) {
    const std::string text = test::examples_of("dossier-1.md", "json").at(number);
    const std::string_view opening = R"({"huishouden":)";
    const std::size_t begin = text.find(opening) + opening.size();
    return text.substr(begin, text.find('\n', begin) - begin - 1);
}

std::optional<std::string> mask_of(std::string_view creditor) {
    if (creditor == "K001") return "betalingskenmerk";
    if (creditor == "K101") return "vrij";
    if (creditor == "K201") return "9999-999999";
    return std::nullopt;
}

/// "code:field" of every finding on this household.
std::string found_in(const std::string& text) {
    JsonDocument json;
    if (!json.read(text)) return "no json";
    LineFindings findings;
    const HouseholdLine household =
        household_from(DossierObject{json, json.root(), nullptr, findings}, mask_of);
    std::string all;
    for (const base::Error& error : findings.errors()) {
        if (!all.empty()) all += " ";
        all += error.code + ":" + std::string{error.detail("field")};
        for (const base::Detail& detail : error.details) {
            EXPECT_EQ(detail.value.find("9000000"), std::string::npos) << "a BSN in a finding";
        }
    }
    return all;
}

std::string single(std::string_view from, std::string_view to) {
    return found_in(test::with(household_of(0), from, to));
}
std::string couple(std::string_view from, std::string_view to) {
    return found_in(test::with(household_of(1), from, to));
}

TEST(HouseholdLine, OfTheExamplesHasNoFinding) {
    EXPECT_EQ(found_in(household_of(0)), "");
    EXPECT_EQ(found_in(household_of(1)), "");
}

TEST(HouseholdLine, HasAsManyClientsAsItsTypeSays) {
    EXPECT_EQ(single("\"alleenstaand\"", "\"paar\""), "clienten_do_not_fit_the_type:clienten");
    EXPECT_EQ(couple("\"paar_met_kinderen\"", "\"alleenstaande_ouder\""),
              "clienten_do_not_fit_the_type:clienten "
              "joint_request_needs_a_couple:gezamenlijke_verzoeken");
    EXPECT_EQ(single("\"alleenstaand\"", "\"gezin\""), "household_type_is_unknown:type");
    EXPECT_EQ(found_in(R"({"nummer":"H1","type":"paar","clienten":[]})"), "list_is_empty:clienten");
}

TEST(HouseholdLine, RefusesMembersThatAreUnknownOrMissing) {
    EXPECT_EQ(single("\"type\"", "\"soort\":1,\"type\""), "member_is_unknown:soort");
    EXPECT_EQ(single("\"bsn\"", "\"adres\":\"x\",\"bsn\""), "member_is_unknown:clienten[0].adres");
    EXPECT_EQ(single("\"beschikking\":\"B-2026-0412\",", ""),
              "member_is_missing:clienten[0].grondslagen[0].beschikking");
    EXPECT_EQ(single(",\"betaalwijze\":\"overboeking\"", ""),
              "member_is_missing:contracten[0].betaalwijze");
    EXPECT_EQ(single("\"nummer\":\"H0001\"", "\"nummer\":null"), "member_has_wrong_type:nummer");
    EXPECT_EQ(single("\"vervaldag\":1", "\"vervaldag\":\"1\""),
              "member_has_wrong_type:contracten[0].vervaldag");
    EXPECT_EQ(single("\"bedrag\":\"612.40\"", "\"bedrag\":612.40"),
              "member_has_wrong_type:contracten[0].bedragen[0].bedrag");
    EXPECT_EQ(found_in("[]"), "member_has_wrong_type:");
}

TEST(HouseholdLine, ChecksTheDigitsOfIbanAndBsn) {
    EXPECT_EQ(single("900000004", "900000005"), "bsn_check_digit_is_wrong:clienten[0].bsn");
    EXPECT_EQ(single("900000004", "90000000X"), "bsn_is_malformed:clienten[0].bsn");
    EXPECT_EQ(single("NL18INGB", "NL19INGB"), "iban_check_digits_are_wrong:clienten[0].iban");
    EXPECT_EQ(couple("900000028", "900000016"), "bsn_is_double:clienten");
}

TEST(HouseholdLine, TakesNamesThatHaveASepaForm) {
    EXPECT_EQ(single("M. Haile", "M. Ha\xC3\xAFl\xC3\xA9 & zn."), "");
    EXPECT_EQ(single("M. Haile", "\xD9\x85\xD8\xAD\xD9\x85\xD8\xAF"),
              "text_has_no_sepa_form:clienten[0].naam");
    EXPECT_EQ(single("M. Haile", "\xE7\x8E\x8B\xE5\xBC\xBA"),
              "text_has_no_sepa_form:clienten[0].naam");
    EXPECT_EQ(single("M. Haile", "<b>Haile</b>"), "text_has_no_sepa_form:clienten[0].naam");
    EXPECT_EQ(single("M. Haile", std::string(70, 'x')), "");
    EXPECT_EQ(single("M. Haile", std::string(71, 'x')), "text_is_too_long:clienten[0].naam");
    EXPECT_EQ(single("M. Haile", std::string(141, 'x')), "text_is_too_long:clienten[0].naam");
    std::string accents = "e";
    for (int i = 0; i < 141; ++i) accents += "\xCC\x81";
    EXPECT_EQ(single("M. Haile", accents), "text_is_too_long:clienten[0].naam");
    EXPECT_EQ(single("M. Haile", " "), "text_is_empty:clienten[0].naam");
}

TEST(HouseholdLine, ChecksTheGrondslagen) {
    EXPECT_EQ(single("\"tot_en_met\":\"2027-02-14\"", "\"tot_en_met\":\"2027-02-15\""),
              "grondslag_56a_is_longer_than_six_months:clienten[0].grondslagen");
    EXPECT_EQ(single("\"tot_en_met\":\"2027-02-14\",", ""),
              "grondslag_56a_has_no_end:clienten[0].grondslagen");
    EXPECT_EQ(single("\"verplicht_56a\"", "\"artikel_56a\""),
              "grondslag_soort_is_unknown:clienten[0].grondslagen[0].soort");
    EXPECT_EQ(single("B-2026-0412", std::string(36, 'B')),
              "text_is_too_long:clienten[0].grondslagen[0].beschikking");
    EXPECT_EQ(
        single(
            "\"grondslagen\":[{",
            "\"grondslagen\":[{\"soort\":\"geen\",\"vanaf\":\"2026-08-01\",\"beschikking\":\"B\","
            "\"beschikking_datum\":\"2026-08-01\"},{"),
        "grondslagen_overlap:clienten[0].grondslagen");
}

TEST(HouseholdLine, ChecksTheMachtigingen) {
    EXPECT_EQ(single("\"getekend\"", "\"geen\""),
              "machtiging_toestand_is_unknown:clienten[0].machtigingen[0].toestand");
    EXPECT_EQ(couple("\"datum\":\"2026-07-15\"", "\"datum\":\"2026-07-21\""),
              "machtigingen_are_not_ascending:clienten[0].machtigingen");
}

TEST(HouseholdLine, TakesTwoMachtigingenOfOneDayInTheirOrder) {
    EXPECT_EQ(couple("\"datum\":\"2026-07-15\"", "\"datum\":\"2026-07-20\""), "");
}

TEST(HouseholdLine, TakesDaysOfThreeCenturiesAndComparesOnlyWhatTheDocumentSays) {
    for (const char* day : {"1900-01-01", "2199-12-31"}) {
        const std::string text = '"' + std::string{day} + '"';
        EXPECT_EQ(single("\"1998-03-14\"", text), "") << "geboortedatum";
        EXPECT_EQ(single("\"2026-08-20\"", text), "") << "beschikking_datum";
        EXPECT_EQ(single("\"2026-08-18\"", text), "") << "datum of a machtiging";
        EXPECT_EQ(single("\"betalen_vanaf\":\"2026-09-01\"", "\"betalen_vanaf\":" + text), "");
    }
    for (const char* day : {"1899-12-31", "2200-01-01"}) {
        const std::string text = '"' + std::string{day} + '"';
        EXPECT_EQ(single("\"1998-03-14\"", text), "date_is_malformed:clienten[0].geboortedatum");
        EXPECT_EQ(single("\"2026-08-20\"", text),
                  "date_is_malformed:clienten[0].grondslagen[0].beschikking_datum");
        EXPECT_EQ(single("\"2026-08-18\"", text),
                  "date_is_malformed:clienten[0].machtigingen[0].datum");
    }
}

TEST(HouseholdLine, TakesEmptyListsWhereTheyAreOptionalAndGroundsInAnyOrder) {
    EXPECT_EQ(single(R"("machtigingen":[{"toestand":"getekend","datum":"2026-08-18"}])",
                     R"("machtigingen":[])"),
              "");
    EXPECT_EQ(couple(R"("gezamenlijke_verzoeken":[{"vanaf":"2026-10-01","aandeel_eerste":60}])",
                     R"("gezamenlijke_verzoeken":[])"),
              "");
    EXPECT_EQ(
        single(R"("beschikking_datum":"2026-08-20"})",
               R"("beschikking_datum":"2026-08-20"},{"soort":"art57","vanaf":"2026-01-01",)"
               R"("tot_en_met":"2026-08-14","beschikking":"B","beschikking_datum":"2026-01-01"})"),
        "");
}

TEST(HouseholdLine, ChecksTheJointRequests) {
    EXPECT_EQ(couple("\"aandeel_eerste\":60", "\"aandeel_eerste\":101"),
              "number_is_out_of_bounds:gezamenlijke_verzoeken[0].aandeel_eerste");
    EXPECT_EQ(
        couple("\"aandeel_eerste\":60", "\"tot_en_met\":\"2026-09-30\",\"aandeel_eerste\":60"),
        "joint_request_ends_before_it_starts:gezamenlijke_verzoeken[0].tot_en_met");
    EXPECT_EQ(couple("\"aandeel_eerste\":60}",
                     "\"aandeel_eerste\":60},{\"vanaf\":\"2026-12-01\",\"aandeel_eerste\":5}"),
              "joint_requests_overlap:gezamenlijke_verzoeken");
    EXPECT_EQ(couple("\"aandeel_eerste\":60}",
                     "\"tot_en_met\":\"2026-11-30\",\"aandeel_eerste\":60},"
                     "{\"vanaf\":\"2026-12-01\",\"aandeel_eerste\":5}"),
              "");
}

TEST(HouseholdLine, NamesOnlyItsOwnClients) {
    EXPECT_EQ(single("\"op_naam_van\":\"C0001\"", "\"op_naam_van\":\"C0009\""),
              "client_is_not_of_household:contracten[0].op_naam_van");
    EXPECT_EQ(single("\"drager\":\"huishouden\"", "\"drager\":\"C0009\""),
              "client_is_not_of_household:contracten[0].drager");
    EXPECT_EQ(couple("\"nummer\":\"C0003\"", "\"nummer\":\"C0002\""), "nummer_is_double:clienten");
    EXPECT_EQ(couple("\"nummer\":\"C0003\"", "\"nummer\":\"huishouden\""),
              "nummer_is_reserved:clienten[1].nummer");
}

TEST(HouseholdLine, ChecksTheKenmerkAgainstTheMask) {
    EXPECT_EQ(single("\"271234567\"", "\"27 123 4567\""), "");
    EXPECT_EQ(single("\"271234567\"", "\"371234567\""),
              "kenmerk_check_digit_is_wrong:contracten[0].kenmerk");
    EXPECT_EQ(couple("4410-220975", "4410-22097"),
              "kenmerk_does_not_fit_the_mask:contracten[0].kenmerk");
    EXPECT_EQ(single("POLIS 5512098", "<POLIS>"),
              "kenmerk_has_forbidden_character:contracten[1].kenmerk");
    EXPECT_EQ(single("\"crediteur\":\"K001\"", "\"crediteur\":\"K999\""),
              "creditor_is_unknown:contracten[0].crediteur");
}

TEST(HouseholdLine, ChecksTheContract) {
    EXPECT_EQ(single("\"vervaldag\":28", "\"vervaldag\":32"),
              "number_is_out_of_bounds:contracten[1].vervaldag");
    EXPECT_EQ(couple("\"vervaldag\":10", "\"vervaldag\":29"),
              "number_is_out_of_bounds:contracten[0].vervaldag");
    EXPECT_EQ(single("\"ritme\":\"maand\"", "\"ritme\":\"week\""),
              "ritme_is_unknown:contracten[0].ritme");
    EXPECT_EQ(single("\"soort\":\"huur\"", "\"soort\":\"internet\""),
              "kind_is_unknown:contracten[0].soort");
    EXPECT_EQ(single("\"overboeking\"", "\"automatisch\""),
              "betaalwijze_is_unknown:contracten[0].betaalwijze");
    EXPECT_EQ(single("\"612.40\"", "\"0.00\""), "euro_is_zero:contracten[0].bedragen[0].bedrag");
    EXPECT_EQ(single("\"612.40\"", "\"0.005\""),
              "euro_has_too_many_decimals:contracten[0].bedragen[0].bedrag");
    EXPECT_EQ(single("\"612.40\"", "\"1000000.00\""),
              "euro_is_too_large:contracten[0].bedragen[0].bedrag");
    EXPECT_EQ(single("[{\"vanaf\":\"2026-09-01\",\"bedrag\":\"612.40\"}]", "[]"),
              "list_is_empty:contracten[0].bedragen");
    EXPECT_EQ(
        single("{\"vanaf\":\"2026-09-01\",\"bedrag\"", "{\"vanaf\":\"2026-09-02\",\"bedrag\""),
        "bedragen_start_too_late:contracten[0].bedragen");
    EXPECT_EQ(single("\"2027-01-01\",\"bedrag\"", "\"2026-08-15\",\"bedrag\""),
              "bedragen_are_not_ascending:contracten[1].bedragen");
    EXPECT_EQ(single("\"betalen_vanaf\"", "\"tot_en_met\":\"2026-08-31\",\"betalen_vanaf\""),
              "contract_ends_before_it_starts:contracten[0].tot_en_met");
    EXPECT_EQ(single("O0001-Z", "O0001-H"), "nummer_is_double:contracten[1].nummer");
}

TEST(HouseholdLine, HoldsAtMostSixtyContracts) {
    const std::string text = household_of(1);
    const std::size_t begin = text.find("\"contracten\":[") + 14;
    const std::string contract = text.substr(begin, text.rfind("]}") - begin);
    std::string many = text.substr(0, begin);
    for (int i = 0; i < 61; ++i)
        many += test::with(contract, "O0002-E", "O" + std::to_string(i)) + ",";
    many.back() = ']';
    EXPECT_EQ(found_in(many + "}"), "list_is_too_long:contracten");
}

TEST(CreditorLine, ChecksItsFourMembers) {
    const auto found = [](std::string_view text) {
        JsonDocument json;
        EXPECT_TRUE(json.read(text));
        LineFindings findings;
        const auto creditor = creditor_from(DossierObject{json, json.root(), nullptr, findings});
        EXPECT_EQ(creditor.has_value(), findings.empty());
        return findings.empty() ? "" : findings.errors()[0].code;
    };
    EXPECT_EQ(
        found(R"({"nummer":"K1","naam":"X","iban":"NL18RABO0123459876","kenmerkmasker":"9A-X"})"),
        "");
    EXPECT_EQ(
        found(R"({"nummer":"K 1","naam":"X","iban":"NL18RABO0123459876","kenmerkmasker":"rf"})"),
        "nummer_is_malformed");
    EXPECT_EQ(
        found(R"({"nummer":"K1","naam":"","iban":"NL18RABO0123459876","kenmerkmasker":"rf"})"),
        "text_is_empty");
    EXPECT_EQ(
        found(R"({"nummer":"K1","naam":"X","iban":"NL19RABO0123459876","kenmerkmasker":"rf"})"),
        "iban_check_digits_are_wrong");
    EXPECT_EQ(found(R"({"nummer":"K1","naam":"X","iban":"NL18RABO0123459876","kenmerkmasker":""})"),
              "kenmerk_mask_is_unknown");
    EXPECT_EQ(found(R"({"nummer":"K1","naam":"X","iban":"NL18RABO0123459876"})"),
              "member_is_missing");
}

}  // namespace
}  // namespace ontzorgd::messages
