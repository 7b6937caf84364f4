// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/client.h"

#include "ontzorgd/service/dossier_edit.h"
#include "ontzorgd/store/chain.h"
#include "support/practice.h"

#include <gtest/gtest.h>

namespace ontzorgd::service {
namespace {

using test::code_of;
using test::Practice;
using test::rows_in;
using test::text_in;

values::CivilDate day(std::string_view text) {
    return values::CivilDate::parse(text).value();
}

class Client : public ::testing::Test {
protected:
    Context& mo() { return practice_.with("mo"); }
    std::vector<Report> list(const ClientListOptions& options,
                             std::string_view as_of = "2026-11-24") {
        return rows_in(list_clients(practice_.town(), options, day(as_of)).value(), "clienten");
    }
    static std::vector<std::string> clients_in(const std::vector<Report>& rows) {
        std::vector<std::string> clients;
        for (const Report& row : rows) clients.push_back(text_in(row, "client"));
        return clients;
    }
    using Names = std::vector<std::string>;

    Practice practice_;
};

TEST_F(Client, IsShownWithAMaskedBsnAsItWasKnownOnADay) {
    practice_.dossier({{.number = 1}});
    practice_.on("2026-11-26");
    Practice::must(record_iban(mo(), "C0001", test::dutch_iban(70)));
    const std::string now =
        show_client(practice_.town(), "C0001", day("2026-11-26")).value().to_json();
    const std::string then =
        show_client(practice_.town(), "H0001", day("2026-11-25")).value().to_json();
    EXPECT_EQ(now.find(test::test_bsn(1)), std::string::npos);
    EXPECT_NE(now.find("******"), std::string::npos);
    EXPECT_NE(now.find(test::dutch_iban(70)), std::string::npos);
    EXPECT_NE(now.find("wacht op bevestiging"), std::string::npos);
    EXPECT_EQ(then.find(test::dutch_iban(70)), std::string::npos);
    EXPECT_EQ(code_of(show_client(practice_.town(), "C0001", day("2026-11-23"))),
              "client_is_unknown");
}

TEST_F(Client, IsHeldByAPersonWithAReasonUntilAPersonReleasesHim) {
    practice_.dossier({{.number = 1}, {.number = 2}});
    EXPECT_EQ(code_of(hold_client(mo(), "C0001", "")), "reason_is_missing");
    Practice::must(hold_client(mo(), "C0001", "verhuisd"));
    const std::int64_t facts = store::chain_head(practice_.db()).length;
    Practice::must(hold_client(mo(), "C0001", "verhuisd"));
    EXPECT_EQ(store::chain_head(practice_.db()).length, facts) << "held once";
    EXPECT_EQ(code_of(hold_client(mo(), "C0001", "iets anders")), "client_is_on_hold_already");
    const auto held = list({.held = true});
    ASSERT_EQ(clients_in(held), Names{"C0001"});
    EXPECT_EQ(text_in(held.front(), "wat"), "betalingen aangehouden: verhuisd");
    EXPECT_NE(text_in(held.front(), "volgende_stap"), "");
    practice_.on("2026-11-27");
    Practice::must(unhold_client(mo(), "C0001", "adres bekend"));
    Practice::must(unhold_client(mo(), "C0001", "adres bekend"));
    EXPECT_TRUE(list({.held = true}, "2026-11-27").empty());
    EXPECT_EQ(clients_in(list({.held = true}, "2026-11-26")), Names{"C0001"});
}

TEST_F(Client, IsListedWhileMoneyOfHisIsHeld) {
    practice_.dossier({{.number = 1}, {.number = 2}});
    Practice::must(hold_client(mo(), "C0002", "verhuisd"));
    practice_.split({{.number = 1}, {.number = 2}});
    const auto held = list({.held = true});
    ASSERT_EQ(clients_in(held), (Names{"C0002", "C0002"})) << "the hold, and his benefit";
    EXPECT_NE(text_in(held.back(), "wat").find("€ 1.348,49 uit run 2026-11-REG"),
              std::string::npos);
}

TEST_F(Client, IsListedBeforeHisGroundEndsUnlessTheNextOneFollowsAtOnce) {
    practice_.dossier({{.number = 1, .ground_until = "2027-01-10"},
                       {.number = 2, .ground_until = "2027-01-20"},
                       {.number = 3, .ground_until = "2027-01-10"},
                       {.number = 4}});
    const GrondslagOptions next{.client = "C0001",
                                .soort = "vrijwillig",
                                .vanaf = "2027-01-11",
                                .tot_en_met = "",
                                .beschikking = "B-9",
                                .beschikking_datum = "2026-11-24"};
    Practice::must(record_grondslag(mo(), next));
    GrondslagOptions later = next;
    later.client = "C0003";
    later.vanaf = "2027-02-01";  // days in between are not covered
    Practice::must(record_grondslag(mo(), later));
    EXPECT_EQ(clients_in(list({.ending_within = 60})), (Names{"C0003", "C0002"}));
    EXPECT_EQ(clients_in(list({.ending_within = 47})), Names{"C0003"});
    EXPECT_EQ(clients_in(list({.ending_within = 46})), Names{});
    EXPECT_EQ(code_of(list_clients(practice_.town(), {.ending_within = -1}, day("2026-11-24"))),
              "number_is_out_of_bounds");
}

TEST_F(Client, IsListedWhenABillWasNotPaidForWantOfMoney) {
    practice_.dossier({{.number = 1}, {.number = 2}});
    practice_.split({{.number = 1}, {.number = 2, .net = "700.00"}});
    const auto rows = list({.is_short = true});
    ASSERT_EQ(clients_in(rows), Names{"C0002"});
    EXPECT_EQ(text_in(rows.front(), "wat"),
              "huur van contract O0002-H, vervalt 01-12-2026: € 612,40 niet betaald "
              "(minimum leefgeld)");
    EXPECT_TRUE(list({.is_short = true}, "2026-11-23").empty());
}

TEST_F(Client, IsListedWithoutAContractOfAKind) {
    practice_.dossier({{.number = 1}, {.number = 2}, {.number = 3, .ground = ""}});
    Practice::must(add_contract(mo(), {.nummer = "O0001-E",
                                       .op_naam_van = "C0001",
                                       .soort = "energie",
                                       .crediteur = "K101",
                                       .kenmerk = "E 1",
                                       .bedrag = "120.00",
                                       .ritme = "maand",
                                       .vervaldag = "1",
                                       .vanaf = "2026-12-01",
                                       .betalen_vanaf = "2026-12-01"}));
    EXPECT_EQ(clients_in(list({.without_contract = "energie"})), Names{"C0002"});
    EXPECT_EQ(clients_in(list({.without_contract = "gas"})), Names{"C0002"}) << "energie has gas";
    EXPECT_EQ(clients_in(list({.without_contract = "huur"})), Names{});
    EXPECT_EQ(clients_in(list({.without_contract = "overig"})), Names{})
        << "a 56a ground does not allow it";
    EXPECT_EQ(
        code_of(list_clients(practice_.town(), {.without_contract = "auto"}, day("2026-11-24"))),
        "kind_is_unknown");
}

TEST_F(Client, IsAnOrphanWithContractsAndNoCoveringGround) {
    practice_.dossier({{.number = 1},
                       {.number = 2, .ground = ""},
                       {.number = 3, .ground = "geen", .ground_until = ""},
                       {.number = 4, .ground_until = "2026-11-23"},
                       {.number = 5, .ground_from = "2026-12-01", .ground_until = "2027-05-31"}});
    const auto rows = list({.without_grondslag = true});
    ASSERT_EQ(clients_in(rows), (Names{"C0002", "C0003", "C0004"}));
    EXPECT_EQ(text_in(rows.back(), "wat"), "2 contract(en) zonder grondslag");
    EXPECT_EQ(std::get<values::CivilDate>(rows.back().find("sinds")->value), day("2026-11-24"));
    EXPECT_TRUE(list({.without_grondslag = true}, "2026-11-23").empty()) << "nothing known yet";
}

TEST_F(Client, StandsInTheListOfAll) {
    practice_.dossier({{.number = 1}, {.number = 2, .ground = ""}});
    const auto rows = list({});
    ASSERT_EQ(clients_in(rows), (Names{"C0001", "C0002"}));
    EXPECT_EQ(text_in(rows.front(), "grondslag"), "verplicht_56a");
    EXPECT_EQ(text_in(rows.back(), "grondslag"), "");
}

}  // namespace
}  // namespace ontzorgd::service
