// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/logboek.h"

#include "ontzorgd/service/policy.h"
#include "ontzorgd/service/processing.h"
#include "ontzorgd/store/exception.h"
#include "paid_town.h"
#include "support/practice.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

namespace ontzorgd::service {
namespace {

using test::code_of;
using test::Practice;
using test::rows_in;
using test::text_in;

const values::CivilDate today{2026, 11, 24};
constexpr std::string_view caller = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

std::string all_of(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::int64_t lines_in(const std::string& text) {
    return std::ranges::count(text, '\n');
}

class Logboek : public ::testing::Test {
protected:
    Logboek() { practice_.dossier({{.number = 1}, {.number = 2}}); }

    void log(std::string_view command, std::string subject, Ended ended = Ended::done) {
        log_handling(practice_.town(), {.trace = new_trace(caller),
                                        .user = "mo",
                                        .via = "opdrachtregel",
                                        .command = command,
                                        .subject = std::move(subject),
                                        .began_ms = 1'795'000'000'001,
                                        .ended_ms = 1'795'000'000'009,
                                        .ended = ended,
                                        .facts_before = 1'000'000,
                                        .day = today});
    }
    [[nodiscard]] std::filesystem::path folder() const {
        return practice_.places().state / "logboek";
    }
    [[nodiscard]] std::string processing() const {
        return all_of(folder() / "verwerkingen-2026-11-24.jsonl");
    }
    [[nodiscard]] std::string access() const {
        return all_of(folder() / "toegang-2026-11-24.jsonl");
    }
    std::string exported() {
        std::string text;
        Practice::must(export_processing(practice_.town(), today, today,
                                         [&](std::string_view part) { text += part; }));
        return text;
    }

    Practice practice_;
};

TEST_F(Logboek, SaysWhoWithoutWhomAndWhomWithoutWho) {
    log("client show", "C0001");
    EXPECT_NE(access().find(R"("gebruiker":"mo")"), std::string::npos);
    EXPECT_EQ(access().find("C0001"), std::string::npos);
    EXPECT_EQ(processing().find("\"mo\""), std::string::npos);
    EXPECT_EQ(lines_in(processing()), 1);
    for (const std::string& text : {access(), processing()}) {
        EXPECT_NE(text.find("0af7651916cd43dd8448eb211c80319c"), std::string::npos);
        for (const std::string& secret :
             {test::test_bsn(1), std::string{"M. Haile"}, test::dutch_iban(1001, "INGB")}) {
            EXPECT_EQ(text.find(secret), std::string::npos);
        }
    }
}

TEST_F(Logboek, TellsAClientByTheSamePseudonymAndAnotherByAnother) {
    log("client show", "C0001");
    log("client why", "C0001");
    log("client show", "H0002");
    const auto first = show_processing(practice_.town(), "C0001", today, today);
    const auto rows = rows_in(first.value(), "verwerkingen");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(text_in(rows[0], "gebruiker"), "mo");
    EXPECT_EQ(text_in(rows[1], "verwerking"), "urn:ontzorgd:verwerking:betalen");
    EXPECT_EQ(
        rows_in(show_processing(practice_.town(), "C0002", today, today).value(), "verwerkingen")
            .size(),
        1U);
    EXPECT_EQ(code_of(show_processing(practice_.town(), "C9999", today, today)),
              "client_is_unknown");
    EXPECT_EQ(code_of(show_processing(practice_.town(), "C0001", today, today.plus_days(-1))),
              "days_are_out_of_order");
}

TEST_F(Logboek, WritesOneRecordForWhatIsAboutEverybody) {
    log("client list", "");
    EXPECT_EQ(lines_in(processing()), 1);
    EXPECT_NE(processing().find(R"("ontzorgd.betrokkenen_ten_hoogste","value":{"intValue":"2"})"),
              std::string::npos);
    EXPECT_EQ(processing().find("data_subject_id"), std::string::npos);
}

TEST_F(Logboek, TakesANumberOfSomethingElseForNoClient) {
    // What has the number of a client, of a household, is a run, a batch or an exception here.
    for (const char* command :
         {"run show", "batch show", "exception show", "line show", "file show"}) {
        log(command, "C0001");
        log(command, "H0001");
    }
    EXPECT_EQ(lines_in(processing()), 10);
    EXPECT_EQ(processing().find("data_subject_id"), std::string::npos);
    EXPECT_TRUE(
        rows_in(show_processing(practice_.town(), "C0001", today, today).value(), "verwerkingen")
            .empty());
}

TEST_F(Logboek, KnowsTheClientOfAnExceptionByItsNumber) {
    practice_.split({{.number = 1, .net = "200.00"}, {.number = 2}});
    std::int64_t found = 0;
    for (const char* kind : {"last_deels", "last_niet_betaald", "last_geblokkeerd"}) {
        for (const store::ExceptionRow& row : store::open_exceptions(practice_.db(), kind))
            found = row.id;
    }
    ASSERT_NE(found, 0);
    log("exception show", std::to_string(found));
    EXPECT_EQ(
        rows_in(show_processing(practice_.town(), "C0001", today, today).value(), "verwerkingen")
            .size(),
        1U);
}

TEST(LogboekOfPayments, TellsWhoseAPaymentAtTheBankIsByItsReference) {
    test::PaidTown town;
    const std::string reference = town.leefgeld.at(1).at("end_to_end_id");
    for (const char* command : {"attempt show", "vop decide"}) {
        log_handling(town.practice.town(), {.trace = new_trace(),
                                            .user = "rob",
                                            .via = "opdrachtregel",
                                            .command = command,
                                            .subject = reference,
                                            .day = today});
    }
    std::size_t all = 0;
    for (const char* client : {"C0001", "C0002", "C0003"}) {
        const auto shown = show_processing(town.practice.town(), client, today, today);
        const std::size_t rows = rows_in(shown.value(), "verwerkingen").size();
        EXPECT_TRUE(rows == 0 || rows == 2) << client;
        all += rows;
    }
    EXPECT_EQ(all, 2U) << "one client, and no selection of everybody";
}

TEST_F(Logboek, HasNoRecordOfWhatIsAboutNoClient) {
    log("user list", "");
    EXPECT_EQ(processing(), "");
    EXPECT_EQ(lines_in(access()), 1);
}

TEST_F(Logboek, CallsOnlyAFaultAnError) {
    log("client show", "C0001");
    log("client show", "C0001", Ended::refused);
    log("client show", "C0001", Ended::fault);
    const std::string text = processing();
    EXPECT_NE(text.find(R"("status":{"code":1})"), std::string::npos);
    EXPECT_NE(text.find(R"("status":{})"), std::string::npos);
    EXPECT_NE(text.find(R"("status":{"code":2})"), std::string::npos);
}

TEST_F(Logboek, GivesTheDaysThatAreAskedForAsOneRequest) {
    log("client show", "C0001");
    log("client list", "");
    const std::string text = exported();
    EXPECT_TRUE(text.starts_with(R"({"resourceSpans":[{"resource":)"));
    EXPECT_NE(text.find(R"("startTimeUnixNano":"1795000000001000000")"), std::string::npos);
    std::string other;
    Practice::must(export_processing(practice_.town(), today.plus_days(1), today.plus_days(2),
                                     [&](std::string_view part) { other += part; }));
    EXPECT_EQ(other.find("traceId"), std::string::npos);
}

TEST_F(Logboek, KeepsADayForItsTermAndNotLonger) {
    log("client show", "C0001");
    EXPECT_EQ(sweep_logboek(practice_.town(), {2031, 11, 24}), 0);
    EXPECT_EQ(sweep_logboek(practice_.town(), {2031, 11, 25}), 2);
    EXPECT_EQ(processing(), "");
}

TEST_F(Logboek, KeepsItsTermWhenSomebodyNamesADayFarAhead) {
    log("client show", "C0001");
    const std::string before = processing();
    Handling handling{.trace = new_trace(),
                      .user = "ada",
                      .via = "GET /v1/clienten/{nummer}",
                      .command = "client show",
                      .subject = "C0001"};
    handling.day = values::CivilDate{2040, 1, 1};
    log_handling(practice_.town(), handling);
    EXPECT_EQ(processing(), before);
}

TEST(Trace, IsThatOfTheCallerOnlyWhenItIsWellFormed) {
    const Trace taken = new_trace(caller);
    EXPECT_EQ(taken.trace.text(), "0af7651916cd43dd8448eb211c80319c");
    EXPECT_EQ(taken.parent.text(), "b7ad6b7169203331");
    EXPECT_NE(taken.span, taken.parent);
    for (const std::string_view bad :
         {"", "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
          "00-00000000000000000000000000000000-b7ad6b7169203331-01",
          R"(00-"af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01)",
          "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}) {
        const Trace made = new_trace(bad);
        EXPECT_TRUE(made.parent.empty()) << bad;
        EXPECT_EQ(made.trace.text().size(), 32U);
        EXPECT_NE(made.trace, new_trace(bad).trace);
    }
}

TEST(Register, SaysOfEveryCommandWhatItIsPartOf) {
    for (const auto& table : {policy_table(), reading_table()}) {
        for (const PolicyRow& row : table) EXPECT_TRUE(is_registered(row.command)) << row.command;
    }
    EXPECT_FALSE(is_registered("clients show"));
}

}  // namespace
}  // namespace ontzorgd::service
