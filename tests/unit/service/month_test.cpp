// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/month.h"

#include "ontzorgd/service/books.h"
#include "ontzorgd/service/look_back.h"
#include "ontzorgd/store/month.h"
#include "open_lines.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace ontzorgd::test {
namespace {

const std::string leefgeld_account = dutch_iban(2, "OEFN");
constexpr std::int64_t last_of_november = 20261130;

/// November of a paid town, of whose statements the one of account leefgeld is empty.
class ClosedMonths : public OpenLines {
protected:
    static TestStatement of_leefgeld(const std::string& closing_date = "2026-11-30") {
        return {.id = "L-" + closing_date,
                .account = leefgeld_account,
                .opening_date = closing_date,
                .closing_date = closing_date};
    }
    void ingest_november() {
        Practice::must(town.ingest(statement(all_debits())));
        Practice::must(town.ingest(of_leefgeld()));
    }
    base::Result<service::Report> close(const std::string& month = "2026-11",
                                        const std::string& user = "rob") {
        return service::close_month(town.practice.with(user), month);
    }
    base::Result<service::Report> reopen(const std::string& user,
                                         const std::string& month = "2026-11",
                                         const std::string& reason = "afschrift vergeten") {
        return service::reopen_month(town.practice.with(user), month, reason);
    }
    service::Report shown(const std::string& month = "2026-11") {
        const auto report =
            service::show_month(town.practice.town(), town.practice.as("rob").now.today, month);
        Practice::must(report);
        return report.value();
    }
    std::string state(const std::string& month = "2026-11") {
        return text_in(shown(month), "staat");
    }
    service::Report balance(const std::string& account, const std::string& month = "2026-11") {
        for (service::Report& row : rows_in(shown(month), "saldi")) {
            if (text_in(row, "rekening") == account) return row;
        }
        return {};
    }
    /// Why a month was not closed, beside what is said of it as a whole.
    static std::vector<std::string> causes(const base::Result<service::Report>& result) {
        std::vector<std::string> codes;
        if (result) return codes;
        EXPECT_EQ(result.error().code, "month_cannot_be_closed");
        for (const base::Error& cause : result.error().causes) codes.push_back(cause.code);
        return codes;
    }
    /// What is booked on days up to this one.
    static std::map<std::int64_t, std::vector<std::string>> booked_until(PaidTown& of,
                                                                         std::int64_t day) {
        std::map<std::int64_t, std::vector<std::string>> entries;
        store::for_each_posting(
            of.practice.db(), 99991231, [&](const store::StoredPosting& posting) {
                if (posting.date > day) return;
                entries[posting.entry].push_back(std::string{posting.account} + " " +
                                                 std::to_string(posting.cents));
            });
        return entries;
    }
};

TEST_F(ClosedMonths, WaitForTheStatementsOfEveryAccountUpToTheLastDay) {
    EXPECT_EQ(causes(close()),
              (std::vector<std::string>{"statements_stop_too_early", "statements_stop_too_early"}));
    Practice::must(town.ingest(statement(all_debits())));
    const auto refused = close();
    ASSERT_EQ(causes(refused), std::vector<std::string>{"statements_stop_too_early"});
    EXPECT_EQ(refused.error().causes.front().details.front().value, "leefgeld");
    EXPECT_EQ(rows_in(shown(), "belemmeringen").size(), 1U);
    // A statement of a later day that continues tells that nothing came between.
    Practice::must(town.ingest(of_leefgeld("2026-12-01")));
    Practice::must(close());
    EXPECT_EQ(state(), "closed");
}

TEST_F(ClosedMonths, WaitForAStatementWithBookingsOfTheMonthThatHasAGapBeforeIt) {
    ingest_november();
    TestStatement later = of_leefgeld("2026-12-03");
    later.opening = "99990.00";
    later.entries = {{.amount = "1.00", .date = "2026-11-30"}};
    Practice::must(town.ingest(later));
    EXPECT_EQ(causes(close()), std::vector<std::string>{"statement_of_the_month_waits"});
    Practice::must(service::set_statement_aside(town.practice.with("kim"), 3, "onjuist"));
    Practice::must(close());
}

TEST_F(ClosedMonths, WaitForAStatementThatIsContradicted) {
    ingest_november();
    TestStatement other = of_leefgeld();
    other.entries = {{.amount = "1.00"}};
    Practice::must(town.ingest(other));
    EXPECT_EQ(causes(close()), std::vector<std::string>{"statements_stop_too_early"});
}

TEST_F(ClosedMonths, WaitForLinesThatAreOnlyProposed) {
    Practice::must(town.ingest(one_nameless()));
    Practice::must(town.ingest(of_leefgeld()));
    const auto refused = close();
    ASSERT_EQ(causes(refused), std::vector<std::string>{"lines_wait_for_a_person"});
    EXPECT_EQ(refused.error().causes.front().details.back().value, "1:1:1");
    Practice::must(match("1:1", id(0)));
    Practice::must(close());
}

TEST_F(ClosedMonths, AreClosedInOrderAndOnlyWhenTheyAreOver) {
    EXPECT_EQ(code_of(close("2026-12")), "month_is_not_over");
    EXPECT_EQ(code_of(close("2026-10")), "month_is_not_in_the_books");
    EXPECT_EQ(code_of(close("november")), "month_is_malformed");
    EXPECT_EQ(code_of(close("2026-11", "kim")), "role_may_not_do_this");
    town.practice.on("2027-01-04");
    EXPECT_EQ(code_of(close("2026-12")), "earlier_month_is_open");
}

TEST_F(ClosedMonths, GiveOneFactHoweverOftenTheyAreClosed) {
    ingest_november();
    const std::int64_t length = town.chain_length();
    const auto first = close();
    Practice::must(first);
    EXPECT_EQ(town.chain_length(), length + 1);
    for (const std::string user : {"rob", "karin"}) {
        const auto again = close("2026-11", user);
        Practice::must(again);
        EXPECT_EQ(again.value().to_json(), first.value().to_json());
    }
    EXPECT_EQ(town.chain_length(), length + 1);
    EXPECT_EQ(text_in(first.value(), "afgesloten_door"), "rob");
    EXPECT_EQ(cents_in(balance("lasten"), "saldo_bij_afsluiten"), 10'000'000 - 228'345);
    EXPECT_EQ(cents_in(balance("leefgeld"), "saldo_bij_afsluiten"), 10'000'000);
    town.practice.expect_sound();
}

TEST_F(ClosedMonths, KeepTheBalanceOfTheLastDayOfAStatementThatGoesOnInTheNextMonth) {
    std::vector<TestEntry> entries = all_debits();
    entries.push_back(returned(0, "2026-12-01"));
    TestStatement week = statement(entries);
    week.closing_date = "2026-12-02";
    Practice::must(town.ingest(week));
    Practice::must(town.ingest(of_leefgeld("2026-12-02")));
    Practice::must(close());
    EXPECT_EQ(cents_in(balance("lasten"), "saldo_bij_afsluiten"), 10'000'000 - 228'345);
}

TEST_F(ClosedMonths, BookWhatBecomesKnownLaterInTheMonthThatIsOpen) {
    ingest_november();
    Practice::must(close());
    const auto november = booked_until(town, last_of_november);
    const auto before = town.ledger();
    // A second statement of the last day arrives after all, and a match is taken back by hand.
    TestStatement late = next(statement(all_debits()), "2026-11-30", {returned(0, "2026-11-30")});
    late.id = "S-1130-B";
    town.practice.on("2026-12-07");
    Practice::must(town.ingest(late));
    town.practice.expect_sound();
    Practice::must(revoke("1:2"));
    town.practice.expect_sound();
    EXPECT_NE(town.ledger(), before);
    EXPECT_EQ(booked_until(town, last_of_november), november);
    const service::Report report = shown();
    EXPECT_EQ(number_in(report, "nagekomen_regels"), 1);
    EXPECT_EQ(number_in(report, "later_besloten"), 1);
    const service::Report row = balance("lasten");
    EXPECT_EQ(cents_in(row, "saldo_laatste_dag") - cents_in(row, "saldo_bij_afsluiten"),
              cents_of(late.entries.front().amount));
}

TEST_F(ClosedMonths, AreReopenedByTwoPeopleNeitherOfWhomClosedThem) {
    EXPECT_EQ(code_of(reopen("karin")), "month_is_not_closed");
    ingest_november();
    Practice::must(close());
    EXPECT_EQ(code_of(reopen("mo")), "role_may_not_do_this");
    EXPECT_EQ(code_of(reopen("rob")), "reopener_closed_it");
    EXPECT_EQ(code_of(reopen("karin", "2026-11", "")), "reason_is_missing");
    const std::int64_t length = town.chain_length();
    Practice::must(reopen("karin"));
    Practice::must(reopen("karin"));
    EXPECT_EQ(town.chain_length(), length + 1) << "the same person twice is one";
    EXPECT_EQ(state(), "closed");
    EXPECT_EQ(text_in(shown(), "heropening_gevraagd_door"), "karin");
    EXPECT_EQ(code_of(reopen("rob")), "reopener_closed_it");
    Practice::must(reopen("kim"));
    EXPECT_EQ(state(), "open");
    EXPECT_EQ(text_in(shown(), "heropend_door"), "kim");
    for (const std::string user : {"karin", "kim"}) Practice::must(reopen(user));
    EXPECT_EQ(town.chain_length(), length + 2);
    town.practice.expect_sound();
    // It may be closed once more, with what is known then.
    Practice::must(close("2026-11", "karin"));
    EXPECT_EQ(text_in(shown(), "afgesloten_door"), "karin");
    EXPECT_EQ(code_of(reopen("karin")), "reopener_closed_it");
    town.practice.expect_sound();
}

TEST_F(ClosedMonths, AreReopenedFromTheNewestOn) {
    ingest_november();
    Practice::must(close());
    Practice::must(reopen("karin"));
    town.practice.on("2027-01-04");
    TestStatement lasten_in_december = next(statement(all_debits()), "2026-12-31", {});
    Practice::must(town.ingest(lasten_in_december));
    Practice::must(town.ingest(of_leefgeld("2026-12-31")));
    Practice::must(close("2026-12"));
    EXPECT_EQ(code_of(reopen("kim")), "later_month_is_closed");
    Practice::must(reopen("karin", "2026-12"));
    Practice::must(reopen("kim", "2026-12"));
    EXPECT_EQ(state("2026-12"), "open");
    // What was asked before December was closed is forgotten.
    Practice::must(reopen("kim"));
    EXPECT_EQ(state(), "closed");
    Practice::must(reopen("karin"));
    EXPECT_EQ(state(), "open");
    town.practice.expect_sound();
}

TEST_F(ClosedMonths, StayClosedWhenAnOlderAccountIsOpenedLater) {
    ingest_november();
    Practice::must(close());
    Practice::must(
        service::open_account(town.practice.with("rob"), {.name = "oud",
                                                          .iban = dutch_iban(3, "OEFN"),
                                                          .bank_profile = "rehearsal",
                                                          .opening = "5.00",
                                                          .opening_date = "2026-09-15"}));
    Practice::must(service::confirm_account(town.practice.with("karin"), "oud"));
    EXPECT_EQ(code_of(close("2026-10")), "month_is_not_in_the_books");
    EXPECT_EQ(state(), "closed");
    EXPECT_EQ(cents_in(balance("oud"), "saldo_bij_afsluiten"), -1) << "it was not there";
    town.practice.expect_sound();
}

TEST_F(ClosedMonths, TakeNoEntryWhateverTheClockSays) {
    ingest_november();
    Practice::must(close());
    const auto append = [&](std::int64_t date) {
        store::in_transaction(town.practice.db(), [&] {
            store::append_entry(town.practice.db(), town.chain_length(), date, "test");
        });
    };
    EXPECT_THROW(append(last_of_november), store::DatabaseFault);
    EXPECT_THROW(append(20261001), store::DatabaseFault);
    EXPECT_NO_THROW(append(20261201));
    EXPECT_TRUE(service::begin_now(town.practice.town(), values::CivilDate{2026, 12, 31}));
    const auto rob = town.practice.as("rob").actor.id;
    store::in_transaction(town.practice.db(), [&] {
        store::add_month_act(
            town.practice.db(),
            {.month = values::Month{2026, 12}, .user = rob, .fact = town.chain_length()},
            std::nullopt);
    });
    const auto refused = service::begin_now(town.practice.town(), values::CivilDate{2026, 12, 31});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "today_is_in_a_closed_month");
    EXPECT_TRUE(service::begin_now(town.practice.town(), values::CivilDate{2027, 1, 1}));
}

TEST_F(ClosedMonths, AreNotClosedOverBooksThatDoNotAgree) {
    ingest_november();
    town.practice.db().execute("UPDATE attempt SET state = 0 WHERE state = 1");
    EXPECT_EQ(causes(close()), std::vector<std::string>{"books_do_not_agree"});
}

TEST_F(ClosedMonths, AnswerAboutAnEarlierDayAsOnThatDay) {
    ingest_november();
    const auto told = [&] {
        const values::CivilDate today = town.practice.as("rob").now.today;
        return service::show_months(town.practice.town(), today).value().to_json() +
               shown().to_json();
    };
    std::vector<std::string> days{told()};
    town.practice.on("2026-12-05");
    Practice::must(close());
    days.push_back(told());
    town.practice.on("2026-12-06");
    Practice::must(reopen("karin"));
    days.push_back(told());
    town.practice.on("2026-12-07");
    Practice::must(reopen("kim"));
    for (const unsigned back : {6U, 5U, 4U}) {
        town.practice.reopen(service::Mode::read);
        const values::CivilDate day{2026, 12, back};
        (void)service::look_back(town.practice.town(), day);
        const std::string said =
            service::show_months(town.practice.town(), day).value().to_json() +
            service::show_month(town.practice.town(), day, "2026-11").value().to_json();
        EXPECT_EQ(said, days.at(back - 4)) << back;
        town.practice.expect_sound();
    }
}

/// Statements and decisions come in any order, and a month is closed whenever it can be and
/// reopened now and then: in the end everything stands as if it had never been, and no entry came
/// into a month while it was closed.
TEST_F(ClosedMonths, LeaveEveryBalanceAndStateAsIfTheyHadNeverBeen) {
    const TestStatement first = one_nameless();
    TestStatement second = next(first, "2026-11-30", {returned(1, "2026-11-30")});
    second.id = "S-1130-B";
    const std::vector<TestStatement> statements{
        first, second, of_leefgeld(), next(second, "2026-12-02", {returned(2, "2026-12-02")}),
        of_leefgeld("2026-12-02")};
    std::set<std::string> seen;
    for (unsigned seed = 1; seed <= 8; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937 random{seed};
        std::vector<TestStatement> order = statements;
        std::ranges::shuffle(order, random);
        PaidTown never;
        PaidTown now_and_then;
        const auto november = booked_until(now_and_then, last_of_november);
        const auto decide = [&](PaidTown& each, bool take_back) {
            const auto line = each.entry_with("amount_and_account_only");
            if (line.empty()) return;
            const std::string name = line.at("delivery") + ":" + line.at("entry_index");
            Practice::must(match_line(each.practice.with("rob"), name, id(0), "bekeken"));
            if (!take_back) return;
            Practice::must(revoke_line(each.practice.with("karin"), name, "toch niet"));
            Practice::must(match_line(each.practice.with("rob"), name, id(0), "toch wel"));
        };
        for (std::size_t at = 0; at < order.size(); ++at) {
            const std::string day = "2026-12-" + std::to_string(10 + at);
            const bool take_back = random() % 2 == 0;
            for (PaidTown* each : {&never, &now_and_then}) {
                each->practice.on(day);
                Practice::must(each->ingest(order[at]));
                decide(*each, take_back);
            }
            Practice& practice = now_and_then.practice;
            const auto answer = service::close_month(practice.with("rob"), "2026-11");
            seen.insert(code_of(answer));
            EXPECT_EQ(booked_until(now_and_then, last_of_november), november);
            if (answer && random() % 2 == 0) {
                Practice::must(service::reopen_month(practice.with("karin"), "2026-11", "x"));
                Practice::must(service::reopen_month(practice.with("kim"), "2026-11", "x"));
                seen.insert("reopened");
            }
            practice.expect_sound();
        }
        EXPECT_EQ(now_and_then.picture(), never.picture());
    }
    EXPECT_EQ(seen, (std::set<std::string>{"", "month_cannot_be_closed", "reopened"}));
}

}  // namespace
}  // namespace ontzorgd::test
