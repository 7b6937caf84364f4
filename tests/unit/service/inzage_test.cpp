// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/inzage.h"

#include "ontzorgd/service/client.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/store/chain.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ontzorgd::service {
namespace {

using test::code_of;
using test::Practice;
using test::rows_in;
using test::text_in;

std::string contract(const std::string& nummer, const std::string& soort, const std::string& drager,
                     const std::string& op_naam_van, const std::string& kenmerk) {
    return R"({"nummer":")" + nummer + R"(","soort":")" + soort + R"(","drager":")" + drager +
           R"(","op_naam_van":")" + op_naam_van + R"(","crediteur":"K101","kenmerk":")" + kenmerk +
           R"(","bedragen":[{"vanaf":"2026-09-01","bedrag":"50.00"}],"ritme":"maand","vervaldag":28,)" +
           R"("vanaf":"2026-09-01","betalen_vanaf":"2026-12-01","betaalwijze":"overboeking"})";
}

std::string partner(int number, const std::string& naam) {
    const std::string id = test::padded(number);
    return R"({"nummer":"C)" + id + R"(","naam":")" + naam + R"(","geboortedatum":"1990-01-0)" +
           std::to_string(number) + R"(","bsn":")" + test::test_bsn(number) + R"(","iban":")" +
           test::dutch_iban(1000 + number, "INGB") +
           R"(","grondslagen":[{"soort":"verplicht_56a","vanaf":"2026-09-01","tot_en_met":"2027-02-28",)" +
           R"("beschikking":"B-)" + id +
           R"(","beschikking_datum":"2026-08-20"}],"machtigingen":[{"toestand":"getekend","datum":"2026-08-18"}]})";
}

/// H0008, a couple: C0008 and C0009. Each has a policy, and the water is of both, in the name of
/// C0009.
std::string couple() {
    return R"({"huishouden":{"nummer":"H0008","type":"paar","clienten":[)" +
           partner(8, "Abebe Tesfay") + "," + partner(9, "Winta Kidane") + R"(],"contracten":[)" +
           contract("O8-Z", "zorgverzekering", "C0008", "C0008", "EIGEN 8") + "," +
           contract("O9-Z", "zorgverzekering", "C0009", "C0009", "EIGEN 9") + "," +
           contract("O8-W", "water", "huishouden", "C0009", "WATER 9") + "]}}";
}

class Inzage : public ::testing::Test {
protected:
    Inzage() {
        std::string text = test::dossier_of({{.number = 1}, {.number = 2}});
        const auto end = text.find(R"({"einde")");
        text.insert(end, couple() + "\n");
        text.replace(text.find(R"("regels":5)"), 10, R"("regels":6)");
        Practice::must(
            import_dossier(practice_.with("rob"), practice_.file("dossier.jsonl", text)));
        practice_.confirm_ibans("karin");
        Practice::must(hold_client(practice_.with("mo"), "C0008", "winta kidane vraagt uitstel"));
        Practice::must(unhold_client(practice_.with("mo"), "C0008", "weer goed"));
    }

    void pay() {
        Practice::must(practice_.import(
            {.lines = {{"C0001", "1348.49"}, {"C0002", "1348.49"}, {"C0008", "1800.00"}}}));
        Practice::must(accept_held(practice_.with("karin"), "2026-11-REG"));
        Practice::must(split_run(practice_.with("rob"), "2026-11-REG"));
        Practice::must(propose_batch(practice_.with("rob"), "2026-11-REG"));
    }
    Report given(std::string_view client, std::string_view user = "mo") {
        auto report = give_inzage(practice_.with(user), client);
        Practice::must(report);
        return std::move(report).value();
    }
    static void expect_none(const std::string& text, const std::vector<std::string>& words) {
        for (const std::string& word : words) {
            EXPECT_EQ(text.find(word), std::string::npos) << word << " stands in " << text;
        }
    }

    Practice practice_;
};

TEST_F(Inzage, TellsWhatIsKnownOfAClientAndNothingOfAnother) {
    pay();
    const Report report = given("C0001");
    const std::string text = report.to_json();
    for (const std::string& own :
         {std::string{"M. Haile 0001"}, test::test_bsn(1), test::dutch_iban(1001, "INGB"),
          std::string{"B-0001"}, std::string{"POLIS 0001"}, std::string{"Woonstichting De Betuwe"},
          std::string{"1998-03-14"}, std::string{"2026-11-REG"}}) {
        EXPECT_NE(text.find(own), std::string::npos) << own;
    }
    for (const char* section :
         {"gegevens", "grondslagen", "contracten", "uitkeringen", "verdelingen",
          "uitleg_van_de_verdeling", "betalingen", "feiten", "inzages"}) {
        EXPECT_FALSE(rows_in(report, section).empty()) << section;
    }
    expect_none(text, {"C0002", "M. Haile 0002", test::test_bsn(2), test::dutch_iban(1002, "INGB"),
                       "POLIS 0002", "Winta", "Abebe"});
}

TEST_F(Inzage, TellsOfAPartnerOnlyWhatConcernsBoth) {
    pay();
    const std::string first = given("C0008").to_json();
    expect_none(first, {"Winta", "winta", "Kidane", "C0009", test::test_bsn(9),
                        test::dutch_iban(1009, "INGB"), "EIGEN 9", "WATER 9", "B-0009", "O9-Z"});
    for (const char* own : {"Abebe Tesfay", "EIGEN 8", "O8-W", "[weggelaten] vraagt uitstel"}) {
        EXPECT_NE(first.find(own), std::string::npos) << own;
    }
    const std::string second = given("C0009").to_json();
    expect_none(second, {"Abebe", "Tesfay", "C0008", test::test_bsn(8),
                         test::dutch_iban(1008, "INGB"), "EIGEN 8", "B-0008", "O8-Z", "weer goed"});
    for (const char* own : {"Winta Kidane", "EIGEN 9", "WATER 9", "O8-W"}) {
        EXPECT_NE(second.find(own), std::string::npos) << own;
    }
}

TEST_F(Inzage, IsAFactOfWhoGaveItOncePerDay) {
    const std::int64_t before = store::chain_head(practice_.db()).length;
    const std::string once = given("C0001").to_json();
    EXPECT_EQ(store::chain_head(practice_.db()).length, before + 1);
    EXPECT_EQ(given("C0001").to_json(), once);
    EXPECT_EQ(store::chain_head(practice_.db()).length, before + 1);
    EXPECT_EQ(rows_in(given("C0001", "kim"), "inzages").size(), 2U);
    practice_.on("2026-11-25");
    EXPECT_EQ(rows_in(given("C0001"), "inzages").size(), 3U);
    practice_.expect_sound();
}

TEST_F(Inzage, IsGivenByWhoMayOfAClientThatIsKnown) {
    EXPECT_EQ(code_of(give_inzage(practice_.with("ada"), "C0001")), "role_may_not_do_this");
    EXPECT_EQ(code_of(give_inzage(practice_.with("mo"), "C9999")), "client_is_unknown");
}

TEST_F(Inzage, IsNotGivenByWhoHasARelation) {
    Practice::must(relate_user(practice_.with("beheer"), "mo", "C0009", false));
    const auto before = store::chain_head(practice_.db()).length;
    EXPECT_EQ(code_of(give_inzage(practice_.with("mo"), "C0008")), "client_is_a_relation")
        << "of the partner";
    EXPECT_EQ(store::chain_head(practice_.db()).length, before);
    EXPECT_EQ(code_of(give_inzage(practice_.with("mo"), "C0001")), "");
}

}  // namespace
}  // namespace ontzorgd::service
