// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/exception.h"
#include "ontzorgd/service/look_back.h"
#include "paid_town.h"
#include "support/status_report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>

namespace ontzorgd::test {
namespace {

/// The payments of PaidTown, and reports about their file.
class StatusIngest : public PaidTownTest {
protected:
    base::Result<service::Report> ingest(const TestReport& report, const std::string& note = {}) {
        return town.ingest(pain002(report, note), "status.xml");
    }
    std::string state(std::size_t which) { return town.attempt(id(which))["state"]; }
    std::string may_pay_again(std::size_t which) {
        return town.attempt(id(which))["may_pay_again"];
    }
};

TEST_F(StatusIngest, AcceptsEveryPaymentOfTheFileAndProvesNone) {
    TestReport report = report_about(town.msg_id());
    report.group = {.code = "ACSC"};
    const auto answer = ingest(report);
    ASSERT_TRUE(answer) << answer.error().code;
    const auto files = rows_in(answer.value(), "bestanden");
    ASSERT_EQ(files.size(), 1U);
    EXPECT_EQ(number_in(files[0], "uitgevoerd_volgens_bank"), 6);
    for (std::size_t at = 0; at < town.paid.size(); ++at) {
        EXPECT_EQ(state(at), "accepted") << "settled is what the bank says, the statement proves";
        EXPECT_EQ(may_pay_again(at), "not_yet");
    }
    ASSERT_TRUE(town.ingest(statement({debit(0)})));
    EXPECT_EQ(state(0), "confirmed") << "the statement that comes later confirms";
    EXPECT_EQ(state(1), "accepted");
    town.practice.expect_sound();
}

TEST_F(StatusIngest, RejectsTheNamedPaymentAndAcceptsTheOthersByTheCounts) {
    TestReport report = report_about(town.msg_id());
    report.original_count = "6";
    report.group = {.code = "PART", .counts = {{"ACSP", 5}, {"RJCT", 1}}};
    report.transactions = {{.end_to_end_id = id(1), .status = {"RJCT", "AC04"}}};
    ASSERT_TRUE(ingest(report));
    EXPECT_EQ(state(1), "rejected");
    EXPECT_EQ(state(0), "accepted");
    EXPECT_TRUE(town.has_exception("betaling_geweigerd"));
    const auto list = service::list_exceptions(town.practice.town(), "rechtmatigheid",
                                               town.practice.as("rob").now.today);
    std::string what;
    std::string next;
    for (const auto& row : rows_in(list.value(), "uitzonderingen")) {
        if (text_in(row, "soort") != "betaling_geweigerd") continue;
        what = text_in(row, "wat");
        next = text_in(row, "volgende_stap");
    }
    EXPECT_NE(what.find("AC04, de rekening is opgeheven"), std::string::npos) << what;
    EXPECT_NE(next.find("nieuw rekeningnummer"), std::string::npos) << next;
    town.practice.expect_sound();
}

TEST_F(StatusIngest, LeavesTheOthersOfAPartAsTheyWereWithoutCounts) {
    TestReport report = report_about(town.msg_id());
    report.group = {.code = "PART"};
    report.transactions = {{.end_to_end_id = id(1), .status = {"RJCT", "AC04"}}};
    ASSERT_TRUE(ingest(report));
    EXPECT_EQ(state(1), "rejected");
    EXPECT_EQ(state(0), "handed_over");
}

TEST_F(StatusIngest, TellsOneRejectionOfAWholeFileOnce) {
    TestReport report = report_about(town.msg_id());
    report.group = {.code = "RJCT", .reason = "AM04"};
    ASSERT_TRUE(ingest(report));
    for (std::size_t at = 0; at < 6; ++at) EXPECT_EQ(state(at), "rejected");
    EXPECT_EQ(std::ranges::count(town.exceptions(), "betaling_geweigerd"), 1);
}

TEST_F(StatusIngest, TellsRejectionsOfOneAccountForOneReasonOnce) {
    TestReport report = report_about(town.msg_id());
    report.group = {.code = "PART"};
    std::vector<std::size_t> rents;
    for (std::size_t at = 0; at < 6; ++at) {
        if (town.paid[at]["creditor_iban"] == landlord) rents.push_back(at);
    }
    ASSERT_EQ(rents.size(), 3U);
    for (const std::size_t at : rents) {
        report.transactions.push_back({.end_to_end_id = id(at), .status = {"RJCT", "AC04"}});
    }
    ASSERT_TRUE(ingest(report));
    EXPECT_EQ(std::ranges::count(town.exceptions(), "betaling_geweigerd"), 1);
}

TEST_F(StatusIngest, TellsTheAmountOfAllThatWasRefusedByThen) {
    std::vector<std::size_t> rents;
    for (std::size_t at = 0; at < 6; ++at) {
        if (town.paid[at]["creditor_iban"] == landlord) rents.push_back(at);
    }
    for (std::size_t count = 1; count <= rents.size(); ++count) {
        TestReport report = report_about(town.msg_id());
        report.msg_id = "STS" + std::to_string(count);
        report.group = {.code = "PART"};
        report.transactions = {
            {.end_to_end_id = id(rents.at(count - 1)), .status = {"RJCT", "AC04"}}};
        ASSERT_TRUE(ingest(report));
        std::int64_t cents = 0;
        store::for_each_exception(town.practice.db(), town.practice.as("rob").now.today,
                                  [&](const store::ExceptionRow& row) {
                                      if (row.kind == "betaling_geweigerd")
                                          cents = row.cents->cents();
                                  });
        EXPECT_EQ(cents, static_cast<std::int64_t>(count) * 61'240);
    }
}

TEST_F(StatusIngest, LetsARejectedPaymentGoAgainOnlyWhenStatementsProveIt) {
    TestReport report = report_about(town.msg_id());
    report.group = {.code = "PART"};
    report.transactions = {{.end_to_end_id = id(0), .status = {"RJCT", "AC01"}}};
    ASSERT_TRUE(ingest(report));
    EXPECT_EQ(may_pay_again(0), "not_yet") << "reject_waits_for_statements";
    const TestStatement booked = statement({debit(1)});
    ASSERT_TRUE(town.ingest(booked));
    EXPECT_EQ(may_pay_again(0), "not_yet") << "not yet past the day after its execution";
    ASSERT_TRUE(town.ingest(next(booked, "2026-12-01", {})));
    EXPECT_EQ(may_pay_again(0), "yes");
    EXPECT_EQ(may_pay_again(1), "no");
}

TEST_F(StatusIngest, NeverPaysAgainWhatWasRefusedAndBookedAllTheSameInEitherOrder) {
    TestReport report = report_about(town.msg_id());
    report.group = {.code = "PART"};
    report.transactions = {{.end_to_end_id = id(0), .status = {"RJCT", "AC01"}}};
    const TestStatement booked = statement({debit(0)});
    const TestStatement nothing = next(booked, "2026-12-01", {});
    for (const bool report_first : {true, false}) {
        SCOPED_TRACE(report_first ? "report first" : "statement first");
        PaidTown other;
        const auto tell = [&] { ASSERT_TRUE(other.ingest(pain002(report), "status.xml")); };
        if (report_first) tell();
        ASSERT_TRUE(other.ingest(booked));
        if (!report_first) tell();
        ASSERT_TRUE(other.ingest(nothing));
        Row row = other.attempt(id(0));
        EXPECT_EQ(row["state"], "confirmed") << "what is booked is booked";
        EXPECT_EQ(row["may_pay_again"], "not_yet") << "reject_contradicts_a_debit";
        EXPECT_TRUE(other.has_exception("afwijzing_en_afschrijving"));
        EXPECT_FALSE(other.has_exception("betaling_geweigerd"));

        // The money comes back: that settles it.
        ASSERT_TRUE(other.ingest(next(nothing, "2026-12-02", {returned(0, "2026-12-02")})));
        row = other.attempt(id(0));
        EXPECT_EQ(row["state"], "returned");
        EXPECT_EQ(row["may_pay_again"], "yes");
        EXPECT_FALSE(other.has_exception("afwijzing_en_afschrijving"));
    }
}

TEST_F(StatusIngest, KeepsARejectedPaymentWaitingWhileADebitCouldBeItsFile) {
    TestReport report = report_about(town.msg_id());
    report.group = {.code = "PART"};
    report.transactions = {{.end_to_end_id = id(0), .status = {"RJCT", "AC01"}}};
    ASSERT_TRUE(ingest(report));
    const std::int64_t other = cents_of(file_total) - cents_of(debit(1).amount);
    const TestStatement booked =
        statement({{.amount = amount_of(other), .batch = town.msg_id(), .batch_count = 5}});
    ASSERT_TRUE(town.ingest(booked));
    ASSERT_TRUE(town.ingest(next(booked, "2026-12-01", {})));
    EXPECT_EQ(may_pay_again(0), "not_yet")
        << "a debit that names the file with another total may have it in it";
}

TEST_F(StatusIngest, KeepsARejectedPaymentWaitingWhileANamelessDebitHasItsAmount) {
    TestReport report = report_about(town.msg_id());
    report.group = {.code = "PART"};
    report.transactions = {{.end_to_end_id = id(0), .status = {"RJCT", "AC01"}}};
    ASSERT_TRUE(ingest(report));
    const TestStatement booked = statement({{.amount = debit(0).amount}});
    ASSERT_TRUE(town.ingest(booked));
    ASSERT_TRUE(town.ingest(next(booked, "2026-12-01", {})));
    EXPECT_NE(may_pay_again(0), "yes") << "refused and booked all the same, without a name";
}

TEST_F(StatusIngest, GivesTheEarlierAnswerToTheSameBytes) {
    TestReport report = report_about(town.msg_id());
    report.group = {.code = "ACSP"};
    const auto first = ingest(report);
    ASSERT_TRUE(first);
    const std::int64_t length = town.chain_length();
    report.msg_id = "STS2";
    report.group = {.code = "RJCT", .reason = "AM04"};
    ASSERT_TRUE(ingest(report));
    report.msg_id = "STS1";
    report.group = {.code = "ACSP"};
    const auto again = ingest(report);
    ASSERT_TRUE(again);
    EXPECT_EQ(again.value().to_json(), first.value().to_json());
    EXPECT_EQ(town.chain_length(), length + 1) << "the same bytes are no fact";
    EXPECT_EQ(state(0), "rejected");
}

TEST_F(StatusIngest, KnowsAReportInOtherBytesByItsNameAndContent) {
    TestReport report = report_about(town.msg_id());
    report.group = {.code = "ACSP"};
    ASSERT_TRUE(ingest(report));
    const auto again = ingest(report, "other bytes");
    ASSERT_TRUE(again);
    EXPECT_EQ(number_in(again.value(), "herhaalt"), 1);
    EXPECT_FALSE(town.has_exception("statusbericht_tegenstrijdig"));
    report.group = {.code = "ACCP"};
    ASSERT_TRUE(ingest(report));
    EXPECT_TRUE(town.has_exception("statusbericht_tegenstrijdig"))
        << "the same name with other content";
    town.practice.expect_sound();
}

TEST_F(StatusIngest, KeepsAndNamesAReportAboutNothingOfOurs) {
    TestReport report;
    report.original_msg_id = "VAN-EEN-ANDER";
    report.original_pmt_inf_id = "VAN-EEN-ANDER";
    report.group = {.code = "RJCT", .reason = "AM04"};
    report.transactions = {{.end_to_end_id = "ANDERS", .status = {"RJCT"}}};
    const auto answer = ingest(report);
    ASSERT_TRUE(answer) << answer.error().code;
    EXPECT_EQ(number_in(answer.value(), "niet_van_ons"), 1);
    EXPECT_TRUE(rows_in(answer.value(), "bestanden").empty());
    EXPECT_TRUE(town.has_exception("statusbericht_onbekend"));
    EXPECT_EQ(state(0), "handed_over");
    town.practice.expect_sound();
}

TEST_F(StatusIngest, FindsThePaymentByItsBatchOrByItselfWhenTheBankGivesNoMessageId) {
    TestReport report = report_about(town.msg_id());
    report.original_msg_id = "";
    report.payment = {.code = "ACSP"};
    report.has_payment = true;
    ASSERT_TRUE(ingest(report));
    EXPECT_EQ(state(0), "accepted") << "by its OrgnlPmtInfId";

    PaidTown other;
    TestReport single;
    single.transactions = {{.end_to_end_id = id(2), .status = {"RJCT", "AC01"}}};
    ASSERT_TRUE(other.ingest(pain002(single), "status.xml"));
    EXPECT_EQ(other.attempt(id(2))["state"], "rejected") << "by its OrgnlEndToEndId";
    EXPECT_EQ(other.attempt(id(0))["state"], "handed_over");
}

TEST_F(StatusIngest, TakesNothingFromTheStatusOfAMessageOfSomebodyElse) {
    TestReport report = report_about(town.msg_id());
    report.original_msg_id = "VAN-EEN-ANDER";
    report.group = {.code = "RJCT", .reason = "AM04"};
    report.has_payment = true;
    ASSERT_TRUE(ingest(report));
    EXPECT_EQ(state(0), "handed_over") << "the group is not ours, the payment says nothing";
}

TEST_F(StatusIngest, MovesNothingWhereTheReportIsNotAboutWhatWeSent) {
    const std::vector<std::pair<std::string, std::function<void(TestReport&)>>> cases{
        {"ander bedrag", [&](TestReport& r) { r.transactions[0].amount = "1.00"; }},
        {"andere begunstigde",
         [&](TestReport& r) { r.transactions[0].iban = dutch_iban(77, "RABO"); }},
        {"niet in het bestand", [&](TestReport& r) { r.transactions[0].end_to_end_id = "ANDERS"; }},
        {"ander aantal", [&](TestReport& r) { r.original_count = "7"; }},
        {"ander totaal", [&](TestReport& r) { r.original_sum = "7.00"; }},
    };
    for (const auto& [said, change] : cases) {
        SCOPED_TRACE(said);
        PaidTown other;
        TestReport report = report_about(town.msg_id());
        report.group = {.code = "PART"};
        report.transactions = {{.end_to_end_id = id(0), .status = {"RJCT", "AC01"}}};
        change(report);
        ASSERT_TRUE(other.ingest(pain002(report), "status.xml"));
        EXPECT_EQ(other.attempt(id(0))["state"], "handed_over");
        EXPECT_TRUE(other.has_exception("statusbericht_wijkt_af"));
        EXPECT_FALSE(other.has_exception("betaling_geweigerd"));
    }
}

TEST_F(StatusIngest, AgreesWhenAmountAndAccountAreGivenAndRight) {
    TestReport report = report_about(town.msg_id());
    report.group = {.code = "PART"};
    report.transactions = {{.end_to_end_id = id(0),
                            .status = {"RJCT", "AC01"},
                            .amount = debit(0).amount,
                            .iban = town.paid[0]["creditor_iban"]}};
    ASSERT_TRUE(ingest(report));
    EXPECT_EQ(state(0), "rejected");
    EXPECT_FALSE(town.has_exception("statusbericht_wijkt_af"));
}

TEST_F(StatusIngest, IsLoudAboutAPaymentOfAnotherFile) {
    const std::string leefgeld = town.leefgeld.at(0).at("end_to_end_id");
    ASSERT_FALSE(leefgeld.empty());
    TestReport report = report_about(town.msg_id());
    report.group = {.code = "PART"};
    report.transactions = {{.end_to_end_id = leefgeld, .status = {"RJCT", "AC01"}}};
    ASSERT_TRUE(ingest(report));
    EXPECT_EQ(town.attempt(leefgeld)["state"], "handed_over");
    EXPECT_TRUE(town.has_exception("statusbericht_wijkt_af"));
}

TEST_F(StatusIngest, KeepsAFileWithACodeThatNobodyKnowsAside) {
    TestReport report = report_about(town.msg_id());
    report.group = {.code = "ABCD"};
    const auto first = ingest(report);
    ASSERT_FALSE(first);
    EXPECT_EQ(first.error().code, "status_code_is_unknown");
    EXPECT_EQ(first.error().detail("value"), "ABCD");
    EXPECT_EQ(code_of(ingest(report)), "status_code_is_unknown") << "the earlier answer";
    EXPECT_TRUE(town.has_exception("bankbestand_klopt_niet"));
    EXPECT_EQ(state(0), "handed_over");
    town.practice.expect_sound();
}

TEST_F(StatusIngest, SaysWhatIsWrongWithAReportAndKeepsNothingOfIt) {
    const std::string good = pain002(report_about(town.msg_id()));
    const std::int64_t length = town.chain_length();
    EXPECT_EQ(code_of(town.ingest(good.substr(0, good.size() - 40), "s.xml")),
              "xml_is_cut_or_broken");
    std::string doctype = good;
    doctype.insert(doctype.find("<!--"), "<!DOCTYPE x>");
    EXPECT_EQ(code_of(town.ingest(doctype, "s.xml")), "xml_has_doctype");
    std::string two = good;
    const std::string group = "<OrgnlGrpInfAndSts><OrgnlMsgId>X</OrgnlMsgId></OrgnlGrpInfAndSts>";
    two.insert(two.find("<OrgnlGrpInfAndSts>"), group);
    EXPECT_EQ(code_of(town.ingest(two, "s.xml")), "group_status_is_given_twice");
    TestReport too_long = report_about(town.msg_id());
    too_long.transactions = {{.end_to_end_id = std::string(36, 'X'), .status = {"RJCT"}}};
    EXPECT_EQ(code_of(ingest(too_long)), "id_is_too_long");
    EXPECT_EQ(town.chain_length(), length) << "nothing of it is left";
}

TEST_F(StatusIngest, ToldOnTheDayBeforeWhatWasKnownThen) {
    TestReport report = report_about(town.msg_id());
    report.group = {.code = "ACSP"};
    ASSERT_TRUE(ingest(report));
    town.practice.on("2026-12-05");
    report.msg_id = "STS2";
    report.group = {.code = "PART"};
    report.transactions = {{.end_to_end_id = id(0), .status = {"RJCT", "AC01"}}};
    ASSERT_TRUE(ingest(report));
    EXPECT_EQ(state(0), "rejected");
    town.practice.reopen(service::Mode::read);
    EXPECT_EQ(
        service::look_back(town.practice.town(), values::CivilDate::parse("2026-12-04").value())
            .today.to_string(),
        "2026-12-04");
    EXPECT_EQ(state(0), "accepted");
    EXPECT_FALSE(town.has_exception("betaling_geweigerd"));
}

TEST_F(StatusIngest, NeedsARoleThatMayIngest) {
    const auto refused = service::ingest_bank_file(
        town.practice.with("mo"),
        town.practice.file("status.xml", pain002(report_about(town.msg_id()))));
    EXPECT_EQ(code_of(refused), "role_may_not_do_this");
}

/// Whatever the order, and however often, the payments and the exceptions end the same.
TEST_F(StatusIngest, EndsTheSameInEveryOrderOfDelivery) {
    TestReport received = report_about(town.msg_id());
    received.msg_id = "A";
    received.group = {.code = "ACTC"};
    TestReport partly = report_about(town.msg_id());
    partly.msg_id = "B";
    partly.group = {.code = "PART", .counts = {{"ACSP", 4}, {"RJCT", 2}}};
    partly.transactions = {{.end_to_end_id = id(0), .status = {"RJCT", "AC04"}},
                           {.end_to_end_id = id(1), .status = {"RJCT", "AC01"}}};
    TestReport settled = report_about(town.msg_id());
    settled.msg_id = "C";
    settled.transactions = {{.end_to_end_id = id(2), .status = {"ACSC"}},
                            {.end_to_end_id = id(1), .status = {"ACSC"}}};
    TestReport late = report_about(town.msg_id());
    late.msg_id = "D";
    late.transactions = {{.end_to_end_id = id(3), .status = {"RJCT", "MS03"}}};
    const std::vector<std::string> deliveries{pain002(received), pain002(partly), pain002(settled),
                                              pain002(late),
                                              camt053({statement({debit(0), debit(4)})})};

    std::vector<std::string> expected;
    std::vector<std::size_t> order{0, 1, 2, 3, 4};
    for (unsigned turn = 0; turn < 6; ++turn) {
        std::mt19937 random{turn};
        SCOPED_TRACE("turn " + std::to_string(turn));
        PaidTown other;
        for (const std::size_t at : order) {
            ASSERT_TRUE(other.ingest(deliveries[at], "d.xml"));
            const unsigned more = turn % 2;
            for (unsigned again = 0; again < more; ++again) {
                ASSERT_TRUE(other.ingest(deliveries[at], "d.xml"));
            }
        }
        std::vector<std::string> picture;
        for (std::size_t at = 0; at < 6; ++at) {
            Row row = other.attempt(id(at));
            picture.push_back(row["state"] + ' ' + row["may_pay_again"]);
        }
        auto exceptions = other.exceptions();
        std::ranges::sort(exceptions);
        picture.insert(picture.end(), exceptions.begin(), exceptions.end());
        if (expected.empty()) {
            expected = picture;
            EXPECT_EQ(picture[0], "confirmed not_yet") << "refused, and booked all the same";
            EXPECT_EQ(picture[1], "accepted not_yet")
                << "refused and settled: the money may be gone";
            EXPECT_EQ(picture[2], "accepted not_yet");
            EXPECT_EQ(picture[3], "rejected not_yet") << "a late reject";
            EXPECT_EQ(picture[4], "confirmed no");
            EXPECT_EQ(picture[5], "accepted not_yet");
        }
        EXPECT_EQ(picture, expected);
        std::ranges::shuffle(order, random);
    }
}

}  // namespace
}  // namespace ontzorgd::test
