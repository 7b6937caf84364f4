// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/inzage.h"

#include "ontzorgd/service/client.h"
#include "ontzorgd/service/dossier_edit.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/exception.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
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

    void pay(const std::string& to_couple = "1800.00", const std::string& month = "2026-11") {
        const std::string run = month + "-REG";
        Practice::must(practice_.import(
            {.id = run,
             .month = month,
             .lines = {{"C0001", "1348.49"}, {"C0002", "1348.49"}, {"C0008", to_couple}}}));
        Practice::must(accept_held(practice_.with("karin"), run));
        Practice::must(split_run(practice_.with("rob"), run));
        Practice::must(propose_batch(practice_.with("rob"), run));
    }
    /// What stands in a field of the rows of a section, but not nothing.
    std::multiset<std::string> told(std::string_view client, std::string_view section,
                                    std::string_view field) {
        std::multiset<std::string> all;
        for (const Report& row : rows_in(given(client), section)) {
            const std::string text = text_in(row, field);
            if (!text.empty()) all.insert(text);
        }
        return all;
    }
    std::int64_t contract_number(std::string_view nummer) {
        const auto household = store::household_by_id(
            practice_.db(), store::household_of_client(practice_.db(), "C0008"));
        for (const store::ContractRow& row : household->contracten) {
            if (row.nummer == nummer) return row.last.id.number();
        }
        return 0;
    }
    std::int64_t payment_of(std::string_view client, std::string_view contract) {
        for (const Report& row : rows_in(given(client), "betalingen")) {
            if (text_in(row, "contract") == contract) return test::number_in(row, "instructie");
        }
        return 0;
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
          std::string{R"("geboortedatum":"1998-03-14")"}, std::string{"2026-11-REG"}}) {
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

TEST_F(Inzage, TellsOfABillThatIsNotPaidOnlyToWhomItIsOf) {
    pay("400.00");
    using Contracts = std::multiset<std::string>;
    EXPECT_EQ(told("C0008", "uitzonderingen", "contract"), (Contracts{"O8-W", "O8-Z"}));
    EXPECT_EQ(told("C0009", "uitzonderingen", "contract"), (Contracts{"O8-W", "O9-Z"}));
    // And that the ground of each ends.
    EXPECT_EQ(rows_in(given("C0008"), "uitzonderingen").size(), 3U);
    EXPECT_EQ(rows_in(given("C0009"), "uitzonderingen").size(), 3U);
}

TEST_F(Inzage, TellsAnExceptionOfAPartnerOnlyToHim) {
    pay();
    const auto household = store::household_of_client(practice_.db(), "C0008");
    const auto partner = store::client_id(practice_.db(), "C0009").number();
    const std::int64_t payment = payment_of("C0009", "O9-Z");
    const std::int64_t own = payment_of("C0008", "O8-Z");
    ASSERT_NE(payment, 0);
    ASSERT_NE(own, 0);
    const std::string attempt = std::to_string(payment) + "|1";
    const std::string who = std::to_string(partner);
    const std::string both =
        std::to_string(contract_number("O8-Z")) + '|' + std::to_string(contract_number("O9-Z"));
    const std::map<std::string, std::string> of_partner{
        {"betaling_deels_teruggekomen", attempt},
        {"betaling_dubbel_teruggekomen", attempt},
        {"betaling_geweigerd", "1|2|AC04"},
        {"betaling_ook_met_de_hand", std::to_string(payment)},
        {"betaling_teruggekomen", attempt},
        {"betaling_tweemaal_afgeschreven", attempt},
        {"grondslag_eindigt", who + "|2027-02-28"},
        {"last_geblokkeerd", std::to_string(contract_number("O9-Z")) + "|2026-12-01"},
        {"machtiging_ingetrokken", who + "|2026-11-01"},
        {"naam_controle", attempt},
        {"terugkomst_teruggedraaid", attempt},
        {"terugkomst_vervallen", attempt},
        {"terugroep_loopt", attempt},
        {"terugroep_niet_vastgelegd", attempt}};
    store::in_transaction(practice_.db(), [&] {
        store::ExceptionWriter writer{practice_.db(), store::chain_head(practice_.db()).length,
                                      practice_.as("rob").now.today};
        for (const auto& [kind, cause] : of_partner) {
            writer.open(kind, cause, household, "klantmanager", values::Euro::from_cents(5000),
                        "payments=1|instruction=" + std::to_string(payment));
        }
        // Names a contract of each: neither is told what the other has.
        writer.open("contract_mogelijk_dubbel", both, household, "klantmanager", std::nullopt, "");
        // The benefit of both waits.
        writer.open("uitkering_client_aangehouden", "1|1", household, "klantmanager",
                    values::Euro::from_cents(5000), "run=2026-12-REG|record=1");
        writer.open("betaling_geweigerd", "1|3|AC04", household, "klantmanager",
                    values::Euro::from_cents(9900),
                    "payments=2|instruction=" + std::to_string(own));
    });
    const auto first = rows_in(given("C0008"), "uitzonderingen");
    ASSERT_EQ(first.size(), 3U)
        << "that his ground ends, that of both, and the payment of his that was refused";
    EXPECT_EQ(test::cents_in(first.back(), "bedrag"), -1) << "of two payments is not told";
    EXPECT_EQ(rows_in(given("C0009"), "uitzonderingen").size(), of_partner.size() + 1);
}

TEST_F(Inzage, TellsOfASharedContractThatBecameOfThePartnerOnlyWhatWasShared) {
    pay();
    Practice::must(change_contract(practice_.with("mo"), {.nummer = "O8-W", .drager = "C0009"}));
    practice_.on("2026-12-21");
    pay("400.00", "2026-12");
    for (const char* section : {"rekeningen", "verdelingen"}) {
        for (const Report& row : rows_in(given("C0008"), section)) {
            if (text_in(row, "contract") == "O8-W") {
                EXPECT_EQ(text_in(row, "run"), "2026-11-REG") << section;
            }
        }
        const auto of_partner = rows_in(given("C0009"), section);
        EXPECT_TRUE(std::ranges::any_of(of_partner, [](const Report& row) {
            return text_in(row, "contract") == "O8-W" && text_in(row, "run") == "2026-12-REG";
        })) << section;
    }
    for (const Report& row : rows_in(given("C0008"), "uitleg_van_de_verdeling")) {
        if (text_in(row, "zin").contains("O8-W")) {
            EXPECT_EQ(text_in(row, "run"), "2026-11-REG");
        }
    }
    EXPECT_EQ(told("C0008", "uitzonderingen", "contract"), std::multiset<std::string>{"O8-Z"});
    EXPECT_EQ(told("C0009", "uitzonderingen", "contract"),
              (std::multiset<std::string>{"O8-W", "O9-Z"}));
    EXPECT_EQ(told("C0008", "contracten", "contract"),
              (std::multiset<std::string>{"O8-W", "O8-Z"}));
}

TEST_F(Inzage, SaysInDutchWhatWasRecorded) {
    pay("400.00");
    const auto facts = told("C0008", "feiten", "soort");
    for (const char* fact : {"dossierbestand ingelezen", "rekeningnummers bevestigd",
                             "betalingen aangehouden", "uitkering verdeeld"}) {
        EXPECT_TRUE(facts.contains(fact)) << fact;
    }
    EXPECT_TRUE(told("C0008", "uitzonderingen", "uitzondering").contains("rekening niet betaald"));
}

TEST_F(Inzage, TellsHowLongTheDossierIsKept) {
    pay();
    // The ground of C0008 ends on 28 February 2027, after the last payment.
    const auto kept = rows_in(given("C0008"), "bewaartermijn");
    ASSERT_FALSE(kept.empty());
    EXPECT_EQ(kept.front().to_json(),
              R"({"gegevens":"dossier","termijn":"10 jaar",)"
              R"("begint":"na de laatste grondslag of betaling van het huishouden",)"
              R"("begin_op":"2027-02-28","door":"einde van de laatste grondslag",)"
              R"("voorbij_op":"2037-03-01","regel":"R3.01"})");
    const Report& log = kept.at(2);
    EXPECT_EQ(text_in(log, "gegevens") + ' ' + text_in(log, "termijn"), "logboek 5 jaar");
}

TEST_F(Inzage, TellsThatTheTermHasNotBegunWhileAGroundHasNoEnd) {
    Practice::must(record_grondslag(practice_.with("mo"), {.client = "C0001",
                                                           .soort = "vrijwillig",
                                                           .vanaf = "2027-03-01",
                                                           .beschikking = "B-7",
                                                           .beschikking_datum = "2026-11-20"}));
    const auto kept = rows_in(given("C0001"), "bewaartermijn");
    EXPECT_EQ(text_in(kept.at(0), "door"), "er is een grondslag zonder einddatum");
    EXPECT_EQ(text_in(kept.at(0), "voorbij_op"), "");
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
