// SPDX-License-Identifier: EUPL-1.2
// Statuses with which the bank waits for something, or says that it changed a payment: told once a
// file and status, while nothing further was said and no statement booked the payments.
#include "ontzorgd/service/attempt.h"
#include "ontzorgd/service/exception.h"
#include "ontzorgd/service/line.h"
#include "ontzorgd/service/look_back.h"
#include "paid_town.h"
#include "support/status_report.h"

namespace ontzorgd::test {
namespace {

constexpr const char* waits_for_a_signature = "bank_wacht_op_handtekening";
constexpr const char* blocked = "bank_blokkeert_betalingen";
constexpr const char* changed = "bank_wijzigde_betalingen";
constexpr const char* undecided = "bank_besliste_nog_niet";
constexpr const char* unaccepted = "bank_nam_nog_niet_aan";

/// Every exception of these kinds, as it is told.
std::vector<std::string> picture_of(PaidTown& town) {
    std::vector<std::string> all;
    store::for_each_exception(
        town.practice.db(), town.practice.as("rob").now.today, [&](const store::ExceptionRow& row) {
            const std::vector<std::string> kinds{waits_for_a_signature, blocked, changed, undecided,
                                                 unaccepted};
            if (std::ranges::find(kinds, row.kind) == kinds.end()) return;
            all.push_back(row.kind + " " + row.details + " " + std::to_string(row.cents->cents()));
        });
    std::ranges::sort(all);
    return all;
}

class ToldStatus : public PaidTownTest {
protected:
    TestReport about(const std::string& name, const std::string& created,
                     const TestStatus& group = {}) {
        TestReport report = report_about(town.msg_id());
        report.msg_id = name;
        report.created = created;
        report.group = group;
        return report;
    }
    TestReport of_payments(const std::string& name, const std::string& created,
                           const std::vector<std::size_t>& which, const TestStatus& status) {
        TestReport report = about(name, created, {.code = "PART"});
        for (const std::size_t at : which)
            report.transactions.push_back({.end_to_end_id = id(at), .status = status});
        return report;
    }
    void give(const TestReport& report) { Practice::must(town.ingest(pain002(report), "s.xml")); }
    std::string cents(const std::vector<std::size_t>& which) {
        std::int64_t sum = 0;
        for (const std::size_t at : which) sum += std::stoll(town.paid.at(at).at("amount_cents"));
        return std::to_string(sum);
    }
    service::Report row(const std::string& kind) {
        const auto list = service::list_exceptions(town.practice.town(), "rechtmatigheid",
                                                   town.practice.as("rob").now.today);
        for (const auto& each : rows_in(list.value(), "uitzonderingen")) {
            if (text_in(each, "soort") == kind) return each;
        }
        return {};
    }
    /// The same in whatever order it comes and however often: the last picture.
    static std::vector<std::string> in_any_order(std::vector<std::string> given) {
        std::ranges::sort(given);
        std::vector<std::string> first;
        bool is_first = true;
        do {
            PaidTown other;
            other.practice.on("2026-12-07");
            for (const std::string& xml : given) Practice::must(other.ingest(xml));
            // Other bytes, and the same report.
            for (const std::string& xml : given) Practice::must(other.ingest(xml + "<!--2-->"));
            if (is_first) first = picture_of(other);
            is_first = false;
            EXPECT_EQ(picture_of(other), first);
        } while (std::next_permutation(given.begin(), given.end()));
        return first;
    }
};

TEST_F(ToldStatus, ThatWaitsForASignatureIsNeitherAcceptanceNorRejection) {
    give(about("R1", "2026-11-27T08:00:00", {.code = "PATC"}));
    EXPECT_EQ(std::ranges::count(town.exceptions(), waits_for_a_signature), 1);
    EXPECT_FALSE(town.has_exception("betaling_geweigerd"));
    for (std::size_t at = 0; at < town.paid.size(); ++at) {
        EXPECT_EQ(town.attempt(id(at))["state"], "handed_over");
        EXPECT_EQ(town.attempt(id(at))["may_pay_again"], "not_yet");
    }
    const std::string what = text_in(row(waits_for_a_signature), "wat");
    for (const char* part : {"handtekening", "6 betaling(en)", "€ 2.283,45", "30-11-2026"})
        EXPECT_NE(what.find(part), std::string::npos) << part << ": " << what;
    EXPECT_NE(text_in(row(waits_for_a_signature), "volgende_stap").find("portaal"),
              std::string::npos);
    town.practice.expect_sound();
}

TEST_F(ToldStatus, IsTheLastThingThatTheBankSaidInWhateverOrderItComes) {
    const std::string waits = pain002(about("R1", "2026-11-27T08:00:00", {.code = "PATC"}));
    const std::string accepts = pain002(about("R2", "2026-11-27T09:00:00", {.code = "ACSP"}));
    const std::string blocks =
        pain002(of_payments("R3", "2026-11-27T10:00:00Z", {0, 1}, {.code = "BLCK"}));
    const std::string goes_on =
        pain002(of_payments("R4", "2026-11-27T11:30:00", {1}, {.code = "ACSP"}));
    EXPECT_EQ(in_any_order({waits, accepts}).size(), 0U);
    const auto told = in_any_order({waits, accepts, blocks, goes_on});
    ASSERT_EQ(told.size(), 1U);
    EXPECT_TRUE(told.front().starts_with(blocked)) << told.front();
    EXPECT_NE(told.front().find("|payments=1|cents=" + cents({0}) + '|'), std::string::npos)
        << "11:30 here is after 10:00 in Greenwich: " << told.front();
}

TEST_F(ToldStatus, HasTheNumberAndTheAmountOfTheMoment) {
    give(of_payments("R1", "2026-11-27T08:00:00", {0, 1, 2}, {.code = "BLCK", .reason = "RR04"}));
    give(of_payments("R2", "2026-11-27T09:00:00", {1}, {.code = "ACSP"}));
    const auto told = picture_of(town);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_NE(told.front().find("|payments=2|cents=" + cents({0, 2}) + '|'), std::string::npos);
    EXPECT_TRUE(told.front().ends_with(' ' + cents({0, 2}))) << told.front();
    EXPECT_NE(text_in(row(blocked), "wat").find("RR04, tegengehouden door regelgeving"),
              std::string::npos);
    EXPECT_NE(text_in(row(blocked), "volgende_stap").find("Bel de bank"), std::string::npos);
}

TEST_F(ToldStatus, OfAChangeSaysWhatChangedUntilThePaymentIsBooked) {
    give(about("R1", "2026-11-27T08:00:00", {.code = "ACWC", .reason = "DT06"}));
    give(about("R2", "2026-11-27T09:00:00", {.code = "ACSP"}));
    EXPECT_EQ(town.attempt(id(0))["state"], "accepted");
    EXPECT_NE(text_in(row(changed), "wat").find("DT06, de bank heeft de datum gewijzigd"),
              std::string::npos)
        << text_in(row(changed), "wat");
    Practice::must(town.ingest(statement({debit(0), debit(1)})));
    ASSERT_EQ(picture_of(town).size(), 1U);
    EXPECT_NE(picture_of(town).front().find("|payments=4|"), std::string::npos);
    Practice::must(town.ingest(next(statement({debit(0), debit(1)}), "2026-12-01",
                                    {debit(2, "2026-12-01"), debit(3, "2026-12-01"),
                                     debit(4, "2026-12-01"), debit(5, "2026-12-01")})));
    EXPECT_TRUE(picture_of(town).empty());
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 2, "verkeerd bestand"));
    ASSERT_EQ(picture_of(town).size(), 1U) << "nothing booked them";
    town.practice.expect_sound();
    town.practice.reopen(service::Mode::read);
    (void)service::look_back(town.practice.town(), values::CivilDate{2026, 12, 3});
    EXPECT_TRUE(picture_of(town).empty());
}

TEST_F(ToldStatus, IsAStepOnTheWayUntilTheDayOfExecutionIsPast) {
    for (const auto& [code, kind] : std::vector<std::pair<std::string, std::string>>{
             {"PDNG", undecided}, {"ACFC", unaccepted}}) {
        PaidTown other;
        const auto report = pain002(about("R1", "2026-11-30T23:30:00", {.code = code}));
        Practice::must(other.ingest(report));
        EXPECT_TRUE(picture_of(other).empty()) << code;
        Practice::must(other.ingest(statement({debit(0)})));
        EXPECT_EQ(std::ranges::count(other.exceptions(), kind), 1) << code;
        ASSERT_EQ(picture_of(other).size(), 1U);
        EXPECT_NE(picture_of(other).front().find("|payments=5|"), std::string::npos);
        Practice::must(
            service::set_statement_aside(other.practice.with("rob"), 1, "verkeerd bestand"));
        EXPECT_TRUE(picture_of(other).empty());
    }
    give(about("R2", "2026-11-30T23:30:00Z", {.code = "PDNG"}));
    EXPECT_TRUE(town.has_exception(undecided)) << "it is half past twelve of 1 December here";
}

TEST_F(ToldStatus, IsTheSameInWhateverOrderReportsAndStatementsCome) {
    const TestStatement first = statement({debit(0), debit(1)});
    const TestStatement second = next(first, "2026-12-01", {debit(2, "2026-12-01")});
    const auto told =
        in_any_order({pain002(about("R1", "2026-11-27T08:00:00", {.code = "PDNG"})),
                      pain002(of_payments("R2", "2026-11-27T10:00:00", {2, 3}, {.code = "PATC"})),
                      camt053({first}), camt053({second})});
    ASSERT_EQ(told.size(), 2U);
    EXPECT_NE(told.front().find(std::string{undecided} + " file="), std::string::npos);
    EXPECT_NE(told.front().find("|payments=2|cents=" + cents({4, 5})), std::string::npos);
    EXPECT_NE(told.back().find("|payments=1|cents=" + cents({3})), std::string::npos);
}

TEST_F(ToldStatus, IsToldNoMoreOnceTheBankRejectedOrSettledThePayments) {
    const std::string waits = pain002(about("R1", "2026-11-27T08:00:00", {.code = "PATC"}));
    for (const char* code : {"RJCT", "ACSC"}) {
        EXPECT_TRUE(
            in_any_order({waits, pain002(about("R2", "2026-11-27T09:00:00", {.code = code}))})
                .empty())
            << code;
    }
}

TEST_F(ToldStatus, IsToldNoMoreOfWhatIsDeadOrWasMadeByHand) {
    give(of_payments("R1", "2026-11-27T08:00:00", {0, 1}, {.code = "PATC"}));
    std::vector<TestEntry> entries{debit(2), debit(3), debit(4), debit(5)};
    const TestStatement booked = statement(entries);
    Practice::must(town.ingest(booked));
    TestEntry by_hand = debit(1, "2026-12-04");
    by_hand.details.front().end_to_end_id.clear();
    const TestStatement hand = next(booked, "2026-12-04", {by_hand});
    Practice::must(town.ingest(hand));
    for (const char* user : {"rob", "karin"}) {
        Practice::must(service::assign_line(town.practice.with(user), "2:1", "handmatige_betaling",
                                            id(1), "in het portaal gedaan"));
    }
    ASSERT_EQ(picture_of(town).size(), 1U);
    EXPECT_NE(picture_of(town).front().find("|payments=1|cents=" + cents({0})), std::string::npos);
    town.practice.on("2026-12-07");
    Practice::must(town.ingest(next(hand, "2026-12-07", {})));
    for (const char* user : {"karin", "kim"})
        Practice::must(service::declare_dead(town.practice.with(user), id(0), "gebeld"));
    EXPECT_TRUE(picture_of(town).empty());
    town.practice.expect_sound();
}

TEST_F(ToldStatus, StandsAboveTheResultOfANameCheck) {
    TestReport report = about("R1", "2026-11-27T08:00:00", {.code = "PATC"});
    report.transactions = {{.end_to_end_id = id(0), .status = {.code = "RVNM"}}};
    give(report);
    ASSERT_EQ(picture_of(town).size(), 1U);
    EXPECT_NE(picture_of(town).front().find("|payments=6|"), std::string::npos);
    EXPECT_TRUE(town.has_exception("naam_controle"));
}

TEST_F(ToldStatus, IsNotClosedByAWord) {
    give(about("R1", "2026-11-27T08:00:00", {.code = "PATC"}));
    EXPECT_EQ(code_of(service::close_exception(town.practice.with("karin"),
                                               number_in(row(waits_for_a_signature), "nummer"),
                                               "gezien")),
              "exception_closes_with_its_cause");
}

TEST_F(ToldStatus, IsShownWithThePayment) {
    const auto shown = [&](std::size_t which) {
        const auto report = service::show_attempt(town.practice.town(), id(which));
        Practice::must(report);
        return report.value();
    };
    EXPECT_EQ(shown(0).to_json().find("bankstatus"), std::string::npos);
    give(of_payments("R2", "2026-11-27T09:00:00", {0}, {.code = "ACWC", .reason = "DT06"}));
    give(about("R1", "2026-11-27T08:00:00", {.code = "RCVD"}));
    EXPECT_EQ(text_in(shown(0), "bankstatus"), "ACWC");
    EXPECT_EQ(text_in(shown(0), "bankstatus_betekent"), "aangenomen met een wijziging");
    EXPECT_EQ(text_in(shown(0), "bankstatus_reden"), "DT06, de bank heeft de datum gewijzigd");
    EXPECT_EQ(text_in(shown(0), "statusbericht"), "R2");
    EXPECT_EQ(text_in(shown(1), "bankstatus"), "RCVD") << "said of all that are not named";
    EXPECT_EQ(text_in(shown(1), "statusbericht"), "R1");
    EXPECT_NE(shown(1).to_json().find("\"bankstatus_van\":\"2026-11-27\""), std::string::npos)
        << shown(1).to_json();
}

TEST(ToldStatusOfAFile, ThatNeverWentToTheBankIsNotWaitingThere) {
    PaidTown town{true};
    TestReport report = report_about(town.msg_id(2));
    report.group = {.code = "PATC"};
    Practice::must(town.ingest(pain002(report), "s.xml"));
    EXPECT_FALSE(town.has_exception(waits_for_a_signature));
    EXPECT_TRUE(town.has_exception("statusbericht_wijkt_af"));
    Practice::must(service::release_batch(town.practice.with("rob"), 2));
    EXPECT_TRUE(town.has_exception(waits_for_a_signature));
}

}  // namespace
}  // namespace ontzorgd::test
