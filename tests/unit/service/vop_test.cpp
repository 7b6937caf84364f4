// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/vop.h"

#include "ontzorgd/service/dossier_edit.h"
#include "ontzorgd/service/exception.h"
#include "ontzorgd/service/relation.h"
#include "ontzorgd/store/destroy.h"
#include "ontzorgd/store/dossier.h"
#include "paid_town.h"
#include "support/status_report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace ontzorgd::test {
namespace {

/// Name checks of the payments of PaidTown.
class Vop : public PaidTownTest {
protected:
    TestReport check(std::int64_t batch = 1) {
        TestReport report = report_about(town.msg_id(batch));
        report.msg_id = "VOP1";
        return report;
    }
    void ingest(const TestReport& report) {
        const auto answer = town.ingest(pain002(report), "vop.xml");
        ASSERT_TRUE(answer) << answer.error().code;
    }
    /// A payment to the landlord.
    std::string rent() {
        for (Row& row : town.paid) {
            if (row["creditor_iban"] == landlord) return row["end_to_end_id"];
        }
        return {};
    }
    std::map<std::string, service::Report> shown(bool open = false) {
        std::map<std::string, service::Report> rows;
        const auto list = service::list_name_checks(town.practice.town(), open);
        for (service::Report& row : rows_in(list.value(), "naam_controles")) {
            const std::string payment = text_in(row, "betaling");
            rows.insert_or_assign(payment, std::move(row));
        }
        return rows;
    }
    std::string state(const std::string& payment) { return text_in(shown().at(payment), "staat"); }
    std::string decide(const std::string& payment, const std::string& decision,
                       const std::string& user = "kim", const std::string& reason = "gebeld") {
        return code_of(
            service::decide_name_check(town.practice.with(user), payment, decision, reason));
    }
};

TEST_F(Vop, BlocksWhatDoesNotMatchAsksAboutWhatComesCloseAndPassesTheRest) {
    TestReport report = check();
    report.group = {.code = "RVCM"};
    report.transactions = {
        {.end_to_end_id = id(0), .status = {"RVNM"}},
        {.end_to_end_id = id(1), .status = {.code = "RVMC", .text = "De Echte Naam"}},
        {.end_to_end_id = id(2), .status = {"RVNA"}},
        {.end_to_end_id = id(3), .status = {"RCVC"}}};
    ingest(report);
    EXPECT_EQ(state(id(0)), "geblokkeerd");
    EXPECT_EQ(state(id(1)), "wacht_op_besluit");
    EXPECT_EQ(state(id(2)), "niet_gecontroleerd") << "passes, with a mark";
    EXPECT_EQ(state(id(3)), "akkoord");
    EXPECT_EQ(shown(true).size(), 2U);
    const auto close = shown().at(id(1));
    EXPECT_EQ(text_in(close, "naam_bij_de_bank"), "De Echte Naam");
    EXPECT_NE(text_in(close, "verzonden_naam"), "");
    EXPECT_EQ(text_in(close, "rekening"), town.paid[1]["creditor_iban"]);
    for (std::size_t at = 0; at < 4; ++at) {
        EXPECT_EQ(town.attempt(id(at))["state"], "handed_over")
            << "neither acceptance nor rejection";
    }
    EXPECT_EQ(std::ranges::count(town.exceptions(), "naam_controle"), 2);
}

TEST_F(Vop, SpeaksTheWordsOfTheSchemeToo) {
    TestReport report = check();
    report.transactions = {{.end_to_end_id = id(0), .status = {"NMTC"}},
                           {.end_to_end_id = id(1), .status = {"MTCH"}}};
    ingest(report);
    EXPECT_EQ(state(id(0)), "geblokkeerd");
    EXPECT_EQ(state(id(1)), "akkoord");
}

TEST_F(Vop, RecordsWhatANamedOfficialDecides) {
    TestReport report = check();
    report.transactions = {{.end_to_end_id = id(0), .status = {"RVNM"}}};
    ingest(report);
    EXPECT_EQ(decide(id(0), "go", "mo"), "role_may_not_do_this");
    EXPECT_EQ(decide(id(0), "go", "kim", ""), "reason_is_missing");
    EXPECT_EQ(decide(id(0), "ja"), "decision_is_unknown");
    EXPECT_EQ(decide(id(1), "go"), "name_check_is_unknown");
    EXPECT_EQ(decide(id(0), "go", "rob"), "decider_recorded_the_iban")
        << "he entered the account himself";
    const std::int64_t length = town.chain_length();
    EXPECT_EQ(decide(id(0), "go"), "");
    EXPECT_EQ(state(id(0)), "gaat_door");
    EXPECT_EQ(text_in(shown().at(id(0)), "besloten_door"), "kim");
    EXPECT_FALSE(town.has_exception("naam_controle"));
    EXPECT_EQ(decide(id(0), "go"), "") << "again, the same decision";
    EXPECT_EQ(town.chain_length(), length + 1);
    EXPECT_EQ(decide(id(0), "stop", "kees"), "");
    EXPECT_EQ(state(id(0)), "gestopt") << "a later decision goes before an earlier one";
    town.practice.expect_sound();
}

TEST_F(Vop, IsNotDecidedByWhoHasARelation) {
    TestReport report = check();
    report.transactions = {{.end_to_end_id = id(0), .status = {"RVNM"}}};
    ingest(report);
    for (const char* client : {"C0001", "C0002", "C0003"}) {
        Practice::must(service::relate_user(town.practice.with("beheer"), "kim", client, false));
        Practice::must(service::relate_user(town.practice.with("beheer"), "karin", client, false));
    }
    EXPECT_EQ(decide(id(0), "go"), "client_is_a_relation");
    EXPECT_EQ(decide(id(0), "stop"), "client_is_a_relation");
    std::vector<store::ExceptionRow> told;
    store::for_each_exception(town.practice.db(), town.practice.as("rob").now.today,
                              [&](const store::ExceptionRow& row) {
                                  if (row.kind == "naam_controle") told.push_back(row);
                              });
    ASSERT_FALSE(told.empty());
    for (const store::ExceptionRow& each : told) {
        const std::string user = each.owner_role == "rechtmatigheid" ? "karin" : "kim";
        EXPECT_EQ(code_of(service::take_exception(town.practice.with(user), each.id)),
                  "client_is_a_relation");
        EXPECT_EQ(code_of(service::close_exception(town.practice.with(user), each.id, "gezien")),
                  "client_is_a_relation");
    }
    EXPECT_EQ(decide(id(0), "go", "kees"), "");
}

TEST_F(Vop, AsksAgainAboutALaterResultAndNotAboutARepeatedOne) {
    TestReport report = check();
    report.transactions = {
        {.end_to_end_id = id(0), .status = {.code = "RVMC", .text = "De Echte Naam"}}};
    ingest(report);
    ASSERT_EQ(decide(id(0), "go"), "");
    ASSERT_TRUE(town.ingest(pain002(report, "again, in other bytes"), "vop.xml"));
    EXPECT_FALSE(town.has_exception("naam_controle"));
    report.msg_id = "VOP2";
    report.transactions[0].status = {"RVNM"};
    ingest(report);
    EXPECT_TRUE(town.has_exception("naam_controle"));
    EXPECT_EQ(shown(true).size(), 1U);
}

TEST_F(Vop, IsVoidWhenThePayeeGetsAnotherName) {
    TestReport report = check();
    report.transactions = {{.end_to_end_id = rent(), .status = {"RVMC"}}};
    ingest(report);
    Practice::must(service::change_creditor(town.practice.with("mo"),
                                            {.nummer = "K001", .naam = "Woonstichting Betuwe"}));
    EXPECT_EQ(state(rent()), "vervallen");
    EXPECT_EQ(text_in(shown().at(rent()), "verzonden_naam"), "Woonstichting De Betuwe")
        << "what was sent stays";
    EXPECT_EQ(decide(rent(), "go"), "name_check_is_void");
    EXPECT_EQ(decide(rent(), "stop"), "");
}

TEST_F(Vop, OfAGroupOfMoreThanOneIsUnknownUnlessTheCountsTellIt) {
    TestReport report = check();
    report.group = {.code = "RVCM"};
    ingest(report);
    EXPECT_TRUE(shown().empty());
    EXPECT_TRUE(town.has_exception("naam_controle_onbekend"));
    report.msg_id = "VOP2";
    report.group = {.code = "RVNM", .counts = {{"RVNM", 6}}};
    ingest(report);
    EXPECT_EQ(shown(true).size(), 6U) << "every payment of the file";
}

TEST_F(Vop, OfAGroupWithOnePaymentIsOfThatPayment) {
    town.practice.split({{.number = 1, .net = "100.00"}},
                        {.id = "2026-12-VS", .month = "2026-12", .soort = "voorschot"});
    town.pay("2026-12-VS", 2);
    Practice::must(service::release_batch(town.practice.with("rob"), 2));
    TestReport report = check(2);
    report.group = {.code = "RVCM"};
    ingest(report);
    ASSERT_EQ(shown(true).size(), 1U);
    const std::string payment = town.attempts().back()["end_to_end_id"];
    EXPECT_EQ(text_in(shown().at(payment), "uitkomst"), "naam wijkt af");
    EXPECT_FALSE(town.has_exception("naam_controle_onbekend"));
}

TEST_F(Vop, KeepsTheNamesOutOfTheChainAndOnTheListOfWhatIsDestroyedWithTheClient) {
    const std::string leefgeld = town.leefgeld.at(0).at("end_to_end_id");
    TestReport report;
    report.transactions = {
        {.end_to_end_id = leefgeld, .status = {.code = "RVMC", .text = "Zesde Achternaam"}}};
    const auto his = [&] {
        std::size_t values = 0;
        for (const char* client : {"C0001", "C0002", "C0003"}) {
            values += store::personal_rows_of(town.practice.db(),
                                              store::client_id(town.practice.db(), client))
                          .size();
        }
        return values;
    };
    const std::size_t before = his();
    ingest(report);
    EXPECT_EQ(text_in(shown().at(leefgeld), "naam_bij_de_bank"), "Zesde Achternaam");
    ASSERT_EQ(decide(leefgeld, "stop"), "");
    EXPECT_EQ(his(), before + 2) << "the name and the reason";
    std::string chain;
    store::for_each_link(town.practice.db(),
                         [&](const store::StoredLink& link) { chain += link.record; });
    EXPECT_EQ(chain.find("Achternaam"), std::string::npos);
}

}  // namespace
}  // namespace ontzorgd::test
