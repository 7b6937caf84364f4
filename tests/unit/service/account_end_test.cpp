// SPDX-License-Identifier: EUPL-1.2
//
// An own account that was closed at its bank.
#include "ontzorgd/service/month.h"
#include "ontzorgd/service/run.h"
#include "ontzorgd/service/two_person.h"
#include "ontzorgd/store/policy_rows.h"
#include "open_lines.h"

#include <gtest/gtest.h>

namespace ontzorgd::test {
namespace {

const std::string old_iban = dutch_iban(3, "OEFN");

/// A paid town with a third account, "oud", of which nothing is paid.
class EndedAccount : public OpenLines {
protected:
    void open(const std::string& balance = "0.00") {
        Practice::must(
            service::open_account(town.practice.with("rob"), {.name = "oud",
                                                              .iban = old_iban,
                                                              .bank_profile = "rehearsal",
                                                              .opening = balance,
                                                              .opening_date = "2026-11-23"}));
        Practice::must(service::confirm_account(town.practice.with("karin"), "oud"));
    }
    base::Result<service::Report> end(const std::string& user, const std::string& day,
                                      const std::string& account = "oud") {
        return service::end_account(town.practice.with(user), account, day);
    }
    std::string refusal(const std::string& user, const std::string& day,
                        const std::string& account = "oud") {
        const auto result = end(user, day, account);
        return result ? "" : result.error().code;
    }
    void end_by_two(const std::string& day) {
        Practice::must(end("rob", day));
        Practice::must(end("karin", day));
    }
    std::string ended_on() {
        const auto ended = store::own_account_named(town.practice.db(), "oud")->ended_on;
        return ended ? ended->to_string() : "";
    }
    static TestStatement of_old(const std::string& opening, const std::string& day,
                                std::vector<TestEntry> entries = {}) {
        return {.id = "O-" + day,
                .account = old_iban,
                .opening = opening,
                .opening_date = day,
                .closing_date = day,
                .entries = std::move(entries)};
    }
    /// November, for the two accounts that pay.
    void ingest_november() {
        Practice::must(town.ingest(statement(all_debits())));
        Practice::must(town.ingest({.id = "L", .account = dutch_iban(2, "OEFN")}));
    }
    std::vector<std::string> in_the_way_of(const std::string& month) {
        const auto closed = service::close_month(town.practice.with("rob"), month);
        std::vector<std::string> codes;
        if (closed) return codes;
        for (const base::Error& cause : closed.error().causes) codes.push_back(cause.code);
        return codes;
    }
};

TEST_F(EndedAccount, EndsWhenTwoPeopleNameTheSameDay) {
    open();
    Practice::must(town.ingest(of_old("0.00", "2026-11-25")));
    Practice::must(end("rob", "2026-11-25"));
    EXPECT_EQ(ended_on(), "");
    Practice::must(end("rob", "2026-11-25"));
    EXPECT_EQ(ended_on(), "") << "one person said it twice";
    Practice::must(end("karin", "2026-11-24"));
    EXPECT_EQ(ended_on(), "") << "of another day";
    Practice::must(end("karin", "2026-11-25"));
    EXPECT_EQ(ended_on(), "2026-11-25");
    Practice::must(end("karin", "2026-11-25"));
    EXPECT_EQ(refusal("rob", "2026-11-24"), "account_has_ended");
    town.practice.expect_sound();
}

TEST_F(EndedAccount, LetsMonthsAfterItCloseWithoutItsStatements) {
    open();
    Practice::must(town.ingest(of_old("0.00", "2026-11-25")));
    ingest_november();
    EXPECT_EQ(in_the_way_of("2026-11"), std::vector<std::string>{"statements_stop_too_early"});
    end_by_two("2026-11-25");
    EXPECT_EQ(in_the_way_of("2026-11"), std::vector<std::string>{});
}

TEST_F(EndedAccount, DidNotEndWhenItsBankBooksSomethingLater) {
    open();
    Practice::must(town.ingest(of_old("0.00", "2026-11-25")));
    ingest_november();
    end_by_two("2026-11-25");
    Practice::must(town.ingest(
        of_old("0.00", "2026-11-27", {{.amount = "5.00", .credit = true, .date = "2026-11-27"}})));
    EXPECT_EQ(in_the_way_of("2026-11"), std::vector<std::string>{"statements_stop_too_early"});
}

TEST_F(EndedAccount, DoesNotEndWithMoneyOnIt) {
    open("12.50");
    EXPECT_EQ(refusal("rob", "2026-11-23"), "account_is_not_empty");
    Practice::must(
        town.ingest(of_old("12.50", "2026-11-24", {{.amount = "12.50", .date = "2026-11-24"}})));
    EXPECT_EQ(refusal("rob", "2026-11-23"), "account_was_used_after_its_end");
    Practice::must(end("rob", "2026-11-24"));
}

TEST_F(EndedAccount, DoesNotEndBeforeItsStatementsReachThatDay) {
    open();
    EXPECT_EQ(refusal("rob", "2026-11-24"), "statements_stop_too_early");
    TestStatement later = of_old("7.00", "2026-11-25");
    Practice::must(town.ingest(later));
    EXPECT_EQ(refusal("rob", "2026-11-23"), "statements_stop_too_early") << "one is missing";
}

TEST_F(EndedAccount, DoesNotEndWhilePaymentsNeedIt) {
    // Everything that was on the account is taken off it, so that only its payments are in the way.
    Practice::must(town.ingest(statement({{.amount = "100000.00", .date = "2026-11-30"}})));
    EXPECT_EQ(refusal("rob", "2026-11-30", "lasten"), "payments_need_the_account");
}

TEST_F(EndedAccount, EndsOnADayThatWasThere) {
    open();
    EXPECT_EQ(refusal("rob", "2027-11-23"), "end_is_in_the_future");
    EXPECT_EQ(refusal("rob", "2026-11-22"), "end_is_before_the_opening");
    EXPECT_EQ(refusal("rob", "gisteren"), "date_is_malformed");
    EXPECT_EQ(refusal("rob", "2026-11-23", "nieuw"), "account_is_unknown");
    EXPECT_EQ(refusal("kim", "2026-11-23"), "role_may_not_do_this");
}

TEST_F(EndedAccount, BeginsOnADayThatWasThere) {
    const auto opened =
        service::open_account(town.practice.with("rob"), {.name = "oud",
                                                          .iban = old_iban,
                                                          .bank_profile = "rehearsal",
                                                          .opening = "0.00",
                                                          .opening_date = "2027-11-23"});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, "opening_is_in_the_future");
}

}  // namespace
}  // namespace ontzorgd::test
