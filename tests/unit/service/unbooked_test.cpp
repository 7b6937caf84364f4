// SPDX-License-Identifier: EUPL-1.2
// Payments that no statement booked are told of, once a file, from the day on which two people may
// declare them dead.
#include "ontzorgd/service/attempt.h"
#include "ontzorgd/service/exception.h"
#include "ontzorgd/service/line.h"
#include "ontzorgd/service/look_back.h"
#include "paid_town.h"
#include "support/status_report.h"

namespace ontzorgd::test {
namespace {

constexpr const char* kind = "betalingen_niet_geboekt";
/// Five TARGET days past the execution date of 30 November.
constexpr const char* fifth_day = "2026-12-07";

std::vector<store::ExceptionRow> told_in(PaidTown& town) {
    std::vector<store::ExceptionRow> rows;
    store::for_each_exception(town.practice.db(), town.practice.as("rob").now.today,
                              [&](const store::ExceptionRow& row) {
                                  if (row.kind == kind) rows.push_back(row);
                              });
    return rows;
}

/// What is told of each file, without its number.
std::vector<std::string> picture_of(PaidTown& town) {
    std::vector<std::string> all;
    for (const auto& row : told_in(town))
        all.push_back(row.details + " " + std::to_string(row.cents->cents()));
    return all;
}

class Unbooked : public PaidTownTest {
protected:
    explicit Unbooked(bool lost_hand_over = false) : PaidTownTest{lost_hand_over} {}

    void give(const TestStatement& of) {
        today_ = std::max(of.closing_date, today_);
        town.practice.on(today_);
        last_ = of;
        Practice::must(town.ingest(of));
    }
    /// All but so many of the payments of 30 November.
    TestStatement without(std::size_t missing) {
        std::vector<TestEntry> entries;
        for (std::size_t at = missing; at < town.paid.size(); ++at) entries.push_back(debit(at));
        return statement(std::move(entries));
    }
    void reach(const std::string& day) { give(next(last_, day, {})); }
    std::vector<store::ExceptionRow> told() { return told_in(town); }
    std::string details() { return told().empty() ? "" : told().front().details; }
    service::Report row() {
        const auto list = service::list_exceptions(town.practice.town(), "rechtmatigheid",
                                                   town.practice.as("rob").now.today);
        for (const auto& each : rows_in(list.value(), "uitzonderingen")) {
            if (text_in(each, "soort") == kind) return each;
        }
        return {};
    }
    void declare_dead(std::size_t which) {
        for (const char* user : {"karin", "kim"})
            Practice::must(service::declare_dead(town.practice.with(user), id(which), "gebeld"));
    }

    TestStatement last_;
    std::string today_ = "2026-12-04";
};

TEST_F(Unbooked, AreToldOfOnceAFileFromTheDayOnWhichTwoPeopleMayDecide) {
    give(without(2));
    reach("2026-12-04");
    EXPECT_TRUE(told().empty());
    reach(fifth_day);
    ASSERT_EQ(told().size(), 1U);
    EXPECT_EQ(told().front().owner_role, "rechtmatigheid");
    EXPECT_EQ(told().front().cents->cents(),
              std::stoll(town.paid[0]["amount_cents"]) + std::stoll(town.paid[1]["amount_cents"]));
    const std::string what = text_in(row(), "wat");
    for (const char* part : {"2 betaling(en)", "30-11-2026", "07-12-2026"})
        EXPECT_NE(what.find(part), std::string::npos) << part << ": " << what;
    EXPECT_NE(text_in(row(), "volgende_stap").find("declare-dead"), std::string::npos);
    town.practice.expect_sound();
}

TEST_F(Unbooked, AreToldAnewWhenTheirNumberChangesAndNotWhenAllAreBooked) {
    give(without(2));
    reach(fifth_day);
    give(next(last_, "2026-12-08", {debit(0, "2026-12-08")}));
    ASSERT_EQ(told().size(), 1U);
    EXPECT_NE(details().find("|payments=1|cents=" + town.paid[1]["amount_cents"] + '|'),
              std::string::npos)
        << details();
    EXPECT_EQ(told().front().cents->cents(), std::stoll(town.paid[1]["amount_cents"]));
    EXPECT_EQ(text_in(row(), "betaling"), id(1));
    give(next(last_, "2026-12-09", {debit(1, "2026-12-09")}));
    EXPECT_TRUE(told().empty());
    // The statement that booked it was the wrong one; the right one has no lines.
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 4, "verkeerd bestand"));
    ASSERT_EQ(told().size(), 1U) << "it reaches the day before";
    EXPECT_NE(details().find("|payments=1|"), std::string::npos);
    town.practice.expect_sound();
}

TEST_F(Unbooked, AreNotToldOfWhenTheyAreDead) {
    give(without(2));
    reach(fifth_day);
    declare_dead(0);
    ASSERT_EQ(told().size(), 1U);
    EXPECT_NE(details().find("|payments=1|"), std::string::npos);
    declare_dead(1);
    EXPECT_TRUE(told().empty());
    town.practice.expect_sound();
}

TEST_F(Unbooked, AreNotToldOfWhenSomebodyPaidThemByHand) {
    give(without(1));
    TestEntry by_hand = debit(0, "2026-12-04");
    by_hand.details.front().end_to_end_id.clear();
    give(next(last_, "2026-12-04", {by_hand}));
    reach(fifth_day);
    ASSERT_EQ(told().size(), 1U);
    for (const char* user : {"rob", "karin"}) {
        Practice::must(service::assign_line(town.practice.with(user), "2:1", "handmatige_betaling",
                                            id(0), "in het portaal gedaan"));
    }
    EXPECT_TRUE(told().empty());
    Practice::must(service::revoke_line(town.practice.with("rob"), "2:1", "toch niet"));
    EXPECT_EQ(told().size(), 1U);
    town.practice.expect_sound();
}

TEST_F(Unbooked, AreToldOfOnceWhenTheBankRefusedThem) {
    TestReport report = report_about(town.msg_id());
    report.group = {.code = "PART"};
    report.transactions = {{.end_to_end_id = id(0), .status = {"RJCT", "AC04"}}};
    for (const bool report_first : {true, false}) {
        SCOPED_TRACE(report_first);
        PaidTown other;
        other.practice.on(fifth_day);
        if (report_first) Practice::must(other.ingest(pain002(report), "status.xml"));
        const TestStatement booked = without(1);
        Practice::must(other.ingest(booked));
        Practice::must(other.ingest(next(booked, fifth_day, {})));
        EXPECT_EQ(told_in(other).size(), report_first ? 0U : 1U);
        if (!report_first) Practice::must(other.ingest(pain002(report), "status.xml"));
        EXPECT_TRUE(told_in(other).empty());
        EXPECT_TRUE(other.has_exception("betaling_geweigerd"));
    }
}

TEST_F(Unbooked, AreToldOfWhateverTheBankReportedOfThem) {
    for (const char* code : {"RCVD", "PDNG", "ACSP", "ACSC"}) {
        PaidTown other;
        TestReport report = report_about(other.msg_id());
        report.group = {.code = code};
        other.practice.on(fifth_day);
        Practice::must(other.ingest(pain002(report), "status.xml"));
        const TestStatement booked = statement({});
        Practice::must(other.ingest(booked));
        Practice::must(other.ingest(next(booked, fifth_day, {})));
        EXPECT_EQ(told_in(other).size(), 1U) << code << " is no proof of payment";
        EXPECT_EQ(other.attempt(id(0))["may_pay_again"], "not_yet");
    }
}

TEST_F(Unbooked, AreNotToldOfWhileAStatementIsMissing) {
    const TestStatement booked = without(1);
    give(booked);
    TestStatement missing = next(booked, "2026-12-02", {{.amount = "5.00", .date = "2026-12-02"}});
    give(next(missing, fifth_day, {}));
    EXPECT_TRUE(told().empty());
    give(missing);
    EXPECT_EQ(told().size(), 1U);
}

TEST_F(Unbooked, AreToldOfWhenAPersonExplainsTheNumberThatTheBankLeftOut) {
    TestStatement booked = without(1);
    booked.sequence = "1";
    give(booked);
    const std::vector<std::pair<std::string, std::string>> numbered{
        {"2026-12-02", "2"}, {"2026-12-04", "3"}, {"2026-12-09", "5"},
        {"2026-12-14", "6"}, {"2026-12-21", "7"}, {"2026-12-28", "8"}};
    for (const auto& [day, number] : numbered) {
        TestStatement of = next(last_, day, {});
        of.sequence = number;
        give(of);
    }
    ASSERT_TRUE(town.has_exception("afschriftnummer_overgeslagen"));
    EXPECT_TRUE(told().empty());
    store::for_each_exception(
        town.practice.db(), town.practice.as("rob").now.today,
        [&, closed = false](const store::ExceptionRow& each) mutable {
            if (closed || each.kind != "afschriftnummer_overgeslagen") return;
            closed = true;
            Practice::must(service::close_exception(town.practice.with("karin"), each.id,
                                                    "bestaat niet, zegt de bank"));
        });
    EXPECT_EQ(told().size(), 1U);
    town.practice.expect_sound();
}

TEST_F(Unbooked, AreNotClosedByAWord) {
    give(without(1));
    reach(fifth_day);
    ASSERT_EQ(told().size(), 1U);
    EXPECT_EQ(
        code_of(service::close_exception(town.practice.with("karin"), told().front().id, "gezien")),
        "exception_closes_with_its_cause");
}

TEST_F(Unbooked, AreToldOfTheSameInWhateverOrderStatementsAndReportsCome) {
    TestReport report = report_about(town.msg_id());
    report.group = {.code = "PART"};
    report.transactions = {{.end_to_end_id = id(0), .status = {"RJCT", "AC04"}}};
    const TestStatement booked = without(3);
    const TestStatement later = next(booked, "2026-12-03", {debit(2, "2026-12-03")});
    const TestStatement last = next(later, fifth_day, {});
    std::vector<std::string> given{pain002(report), camt053({booked}), camt053({later}),
                                   camt053({last})};
    std::ranges::sort(given);
    std::vector<std::string> first;
    do {
        PaidTown other;
        other.practice.on(fifth_day);
        for (const std::string& xml : given) Practice::must(other.ingest(xml));
        const auto picture = picture_of(other);
        if (first.empty()) first = picture;
        ASSERT_EQ(picture, first);
    } while (std::next_permutation(given.begin(), given.end()));
    ASSERT_EQ(first.size(), 1U);
    EXPECT_NE(first.front().find("|payments=1|"), std::string::npos) << first.front();
}

TEST_F(Unbooked, AreToldOfOnAnEarlierDayAsTheyWereThen) {
    give(without(2));
    reach(fifth_day);
    give(next(last_, "2026-12-08", {debit(0, "2026-12-08"), debit(1, "2026-12-08")}));
    ASSERT_TRUE(told().empty());
    town.practice.reopen(service::Mode::read);
    (void)service::look_back(town.practice.town(), values::CivilDate{2026, 12, 7});
    ASSERT_EQ(told().size(), 1U);
    EXPECT_NE(details().find("|payments=2|"), std::string::npos) << details();
    town.practice.reopen(service::Mode::read);
    (void)service::look_back(town.practice.town(), values::CivilDate{2026, 12, 6});
    EXPECT_TRUE(told().empty());
}

/// Nobody knows whether the bank has the file.
class UnbookedOfALostHandOver : public Unbooked {
protected:
    UnbookedOfALostHandOver() : Unbooked{true} {}
};

TEST_F(UnbookedOfALostHandOver, AreToldOfAsWell) {
    give(statement({}));
    reach(fifth_day);
    ASSERT_EQ(told().size(), 1U);
    EXPECT_NE(details().find("|payments=6|"), std::string::npos);
}

/// The program stopped while it handed a file over, and finds that out when the statements are past
/// its day already.
TEST(UnbookedLate, AreToldOfWhenTheirFileIsHandedOverAfterTheStatements) {
    PaidTown town{true};
    town.practice.on("2026-12-14");
    const TestStatement of{.id = "L", .account = dutch_iban(2, "OEFN")};
    Practice::must(town.ingest(of));
    Practice::must(town.ingest(TestStatement{.id = "M",
                                             .account = of.account,
                                             .opening = closing_of(of),
                                             .opening_date = "2026-12-14",
                                             .closing_date = "2026-12-14"}));
    const std::size_t before = told_in(town).size();
    const auto file = store::files_of(town.practice.db(), 2, 1).front();
    ASSERT_EQ(file.state, "built");
    store::in_transaction(town.practice.db(), [&] {
        store::change_file_state(town.practice.db(), file.id, "handing_over", 0);
    });
    service::settle_hand_overs(town.practice.with("rob"));
    EXPECT_EQ(told_in(town).size(), before + 1);
}

}  // namespace
}  // namespace ontzorgd::test
