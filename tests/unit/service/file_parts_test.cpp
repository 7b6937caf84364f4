// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/attempt.h"
#include "ontzorgd/service/line.h"
#include "open_lines.h"
#include "paid_town.h"
#include "support/status_report.h"

#include <gtest/gtest.h>

namespace ontzorgd::test {
namespace {

/// No two payments of the file have one amount.
const std::vector<TestHousehold> own_amounts{
    {.number = 1, .rent = "600.00", .premium = "140.00"},
    {.number = 2},
    {.number = 3, .rent = "624.80", .premium = "157.50", .polis = "00012"}};

struct OwnAmounts : PaidTown {
    OwnAmounts() : PaidTown{false, false, "rehearsal", own_amounts} {}
};

/// The payments of PaidTown as the bank books them in one line: less what it rejected, or with what
/// it rejected given back in one credit.
class FileParts : public PaidTownTest {
protected:
    explicit FileParts(const std::vector<TestHousehold>& households = own_amounts)
        : PaidTownTest{false, households} {}
    static std::int64_t sum_of(const PaidTown& of, const std::vector<std::size_t>& which) {
        std::int64_t sum = 0;
        for (const std::size_t each : which) sum += std::stoll(of.paid[each].at("amount_cents"));
        return sum;
    }
    static std::string id_in(const PaidTown& of, std::size_t which) {
        return of.paid[which].at("end_to_end_id");
    }
    static TestReport rejecting(PaidTown& of, const std::vector<std::size_t>& which,
                                const std::string& name = "STS1") {
        TestReport report = report_about(of.msg_id());
        report.msg_id = name;
        report.group = {.code = "PART"};
        for (const std::size_t each : which) {
            report.transactions.push_back(
                {.end_to_end_id = id_in(of, each), .status = {"RJCT", "AC04"}});
        }
        return report;
    }
    static TestEntry batch_line(PaidTown& of, std::int64_t cents, std::int64_t count,
                                const std::string& date = "2026-11-30") {
        return {
            .amount = amount_of(cents), .date = date, .batch = of.msg_id(), .batch_count = count};
    }
    static TestEntry net(PaidTown& of, const std::vector<std::size_t>& rejected) {
        return batch_line(of, cents_of(file_total) - sum_of(of, rejected),
                          static_cast<std::int64_t>(of.paid.size() - rejected.size()));
    }
    static TestEntry gross(PaidTown& of) {
        return batch_line(of, cents_of(file_total), static_cast<std::int64_t>(of.paid.size()));
    }
    static TestEntry collected(PaidTown& of, const std::vector<std::size_t>& which,
                               const std::string& date) {
        TestEntry entry =
            batch_line(of, sum_of(of, which), static_cast<std::int64_t>(which.size()), date);
        entry.credit = true;
        return entry;
    }
    static void tell(PaidTown& of, const TestReport& report) {
        Practice::must(of.ingest(pain002(report), report.msg_id + ".xml"));
    }
    static std::string states(PaidTown& of) {
        std::string all;
        for (std::size_t i = 0; i < of.paid.size(); ++i) {
            Row row = of.attempt(id_in(of, i));
            all += (i == 0 ? "" : " ") + row["state"] + '/' + row["may_pay_again"];
        }
        return all;
    }
};

/// Three rents of one amount, and three premiums.
class EqualFileParts : public FileParts {
protected:
    EqualFileParts() : FileParts{houses} {}

    void force(const std::string& line) {
        const std::string file = store::files_of(town.practice.db(), 1, 1).front().name;
        Practice::must(service::force_line(town.practice.with("rob"), line, file, "gebeld"));
        Practice::must(service::force_line(town.practice.with("karin"), line, file, "gebeld"));
    }
};

TEST_F(EqualFileParts, ThatCameBackInOneCreditAreBackWhenTwoPeopleSaySo) {
    const TestStatement booked = statement({gross(town)});
    Practice::must(town.ingest(booked));
    tell(town, rejecting(town, {0}));
    const TestStatement back = next(booked, "2026-12-02", {collected(town, {0}, "2026-12-02")});
    Practice::must(town.ingest(back));
    EXPECT_EQ(town.entry_with("several_parts_have_this_total")["place"], "proposed")
        << "the report about another may still come";
    EXPECT_NE(town.attempt(id(0))["may_pay_again"], "yes");
    force("2:1");
    EXPECT_EQ(town.attempt(id(0))["state"], "returned");
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "yes");
    town.practice.expect_sound();
}

/// The bank names no file: its total is that of a file, and that of a larger one less what it
/// rejected.
TEST(FilePartsWithoutAName, AreNotMatchedWithAnotherFileOfTheirTotal) {
    for (const int report : {0, 1, 2}) {
        SCOPED_TRACE(report);
        PaidTown town;
        const std::vector<TestHousehold> two{{.number = 1, .net = "587.34"},
                                             {.number = 2, .net = "587.34"}};
        town.practice.split(two, {.id = "2026-12-VS", .month = "2026-12", .soort = "voorschot"});
        town.pay("2026-12-VS", 2);
        Practice::must(service::release_batch(town.practice.with("rob"), 2));
        const store::StoredFile small = store::files_of(town.practice.db(), 2, 1).front();
        const store::StoredFile large = store::files_of(town.practice.db(), 1, 1).back();
        TestReport rejecting = report_about(large.msg_id);
        rejecting.group = {.code = "PART"};
        rejecting.transactions.push_back(
            {.end_to_end_id = town.leefgeld[0]["end_to_end_id"], .status = {"RJCT", "AC04"}});
        town.practice.on(small.execution_date.to_string());
        TestEntry entry{.amount = amount_of(small.cents.cents()),
                        .date = small.execution_date.to_string(),
                        .batch_count = 2,
                        .batch_msg = "NOTPROVIDED"};
        TestStatement told{.account = dutch_iban(2, "OEFN"), .entries = {entry}};
        told.opening_date = told.closing_date = entry.date;
        ASSERT_EQ(small.cents.cents() + cents_of("587.34"), large.cents.cents());
        if (report == 1) Practice::must(town.ingest(pain002(rejecting), "s.xml"));
        Practice::must(town.ingest(told));
        EXPECT_EQ(town.entries().front()["rule"],
                  report == 1 ? "batches_of_equal_total" : "batch_total");
        if (report == 2) Practice::must(town.ingest(pain002(rejecting), "s.xml"));
        EXPECT_EQ(town.entries().front()["place"], report == 0 ? "matched" : "proposed");
        town.practice.expect_sound();
    }
}

TEST_F(EqualFileParts, AreNotLeftOutForCertainByAReportOfTheDayOfTheDebit) {
    TestReport report = rejecting(town, {0});
    report.created = "2026-11-30T08:00:00";
    tell(town, report);
    Practice::must(town.ingest(statement({net(town, {0})})));
    EXPECT_EQ(town.entries().front()["rule"], "several_parts_have_this_total")
        << "made after the debit it explains nothing, and the report about another may still come";
    EXPECT_NE(town.attempt(id(0))["may_pay_again"], "yes");
    force("1:1");
    EXPECT_EQ(town.attempt(id(0))["state"], "rejected");
    EXPECT_EQ(town.attempt(id(2))["state"], "confirmed");
    town.practice.expect_sound();
}

TEST_F(FileParts, OfWhichTheBankTookAllButWhatItRejectedAreBookedInEitherOrder) {
    std::vector<std::string> pictures;
    for (const bool report_first : {true, false}) {
        SCOPED_TRACE(report_first);
        OwnAmounts other;
        const TestStatement booked = statement({net(other, {0, 4})});
        if (report_first) tell(other, rejecting(other, {0, 4}));
        Practice::must(other.ingest(booked));
        if (!report_first) {
            EXPECT_EQ(other.entries().front()["rule"], "batch_total_differs");
            EXPECT_TRUE(other.has_exception("bankregel_onverklaard"));
            tell(other, rejecting(other, {0, 4}));
        }
        EXPECT_EQ(other.entries().front()["rule"], "batch_less_rejected");
        EXPECT_FALSE(other.has_exception("bankregel_onverklaard"));
        EXPECT_FALSE(other.has_exception("afwijzing_en_afschrijving"));
        Practice::must(other.ingest(next(booked, "2026-12-01", {})));
        EXPECT_EQ(states(other),
                  "rejected/yes confirmed/no confirmed/no confirmed/no rejected/yes confirmed/no");
        EXPECT_EQ(other.entries().front()["end_to_end_ids"].find(id_in(other, 4)),
                  std::string::npos)
            << "the line is of the payments that were booked";
        EXPECT_NE(other.entries().front()["end_to_end_ids"].find(id_in(other, 5)),
                  std::string::npos);
        other.practice.expect_sound();
        std::string picture;
        for (const std::string& each : other.picture()) picture += each + '\n';
        pictures.push_back(picture);
    }
    EXPECT_EQ(pictures[0], pictures[1]);
}

TEST_F(EqualFileParts, StayBookedWhenARejectedOneIsPaidAgainAndReportsGoOn) {
    tell(town, rejecting(town, {0}));
    const TestStatement booked = statement({net(town, {0})});
    Practice::must(town.ingest(booked));
    const TestStatement empty = next(booked, "2026-12-01", {});
    Practice::must(town.ingest(empty));
    Practice::must(service::reissue_attempt(town.practice.with("rob"), id(0), "nieuwe rekening"));
    // A later rejection of a payment of the same amount, and of another: they were in the debit.
    for (const std::size_t which : {std::size_t{2}, std::size_t{1}}) {
        TestReport later = rejecting(town, {which}, "STS-" + std::to_string(which));
        later.created = "2026-12-02T08:00:00";
        tell(town, later);
        EXPECT_EQ(town.attempt(id(which))["state"], "confirmed") << which;
        EXPECT_EQ(town.attempt(id(which))["may_pay_again"], "not_yet") << which;
        EXPECT_EQ(town.attempt(id(5))["state"], "confirmed") << which;
    }
    EXPECT_TRUE(town.has_exception("afwijzing_en_afschrijving"));
    // What was rejected later comes back.
    Practice::must(town.ingest(next(empty, "2026-12-03", {collected(town, {2}, "2026-12-03")})));
    force("3:1");
    EXPECT_EQ(town.attempt(id(2))["state"], "returned");
    EXPECT_EQ(town.attempt(id(2))["may_pay_again"], "yes");
    // The line can be taken off: what was paid again is not in it.
    Practice::must(service::revoke_line(town.practice.with("rob"), "1:1", "nagevraagd"));
    EXPECT_EQ(states(town).find("confirmed"), std::string::npos) << states(town);
    town.practice.expect_sound();
}

TEST_F(EqualFileParts, OfWhichAReportCameAfterTheDebitWereInIt) {
    TestReport later = rejecting(town, {0});
    later.created = "2026-12-01T08:00:00";
    tell(town, later);
    Practice::must(town.ingest(statement({net(town, {2})})));
    EXPECT_EQ(town.entries().front()["rule"], "batch_total_differs")
        << "the bank left another out, of the same amount";
    EXPECT_NE(town.attempt(id(0))["may_pay_again"], "yes");
    // Two people may know that the report was late.
    force("1:1");
    EXPECT_EQ(town.attempt(id(1))["state"], "confirmed");
    town.practice.expect_sound();
}

TEST_F(FileParts, ThatTheBankListsAreNotGuessedFromTheTotal) {
    tell(town, rejecting(town, {0}));
    TestEntry entry = net(town, {0});
    for (const std::size_t which : {0U, 1U, 3U, 4U, 5U}) {
        entry.details.push_back({.end_to_end_id = id(which)});
    }
    Practice::must(town.ingest(statement({entry})));
    EXPECT_EQ(town.entries().front()["place"], "proposed");
    EXPECT_NE(town.attempt(id(0))["may_pay_again"], "yes") << "the list names it";
    const std::string file = store::files_of(town.practice.db(), 1, 1).front().name;
    const auto forced = service::force_line(town.practice.with("rob"), "1:1", file, "gebeld");
    ASSERT_FALSE(forced);
    EXPECT_EQ(forced.error().code, "bank_lists_the_payments");
}

TEST_F(FileParts, AreOpenAgainWhenTheStatementIsSetAside) {
    tell(town, rejecting(town, {0}));
    Practice::must(town.ingest(statement({net(town, {0})})));
    Practice::must(service::set_statement_aside(town.practice.with("kim"), 1, "van een ander"));
    EXPECT_EQ(states(town).find("confirmed"), std::string::npos) << states(town);
    town.practice.expect_sound();
}

TEST_F(FileParts, WithAnotherCountOrTotalAreLeftToPeople) {
    tell(town, rejecting(town, {0}));
    TestEntry entry = net(town, {0});
    entry.batch_count = 6;
    Practice::must(town.ingest(statement({entry})));
    EXPECT_EQ(town.entries().front()["place"], "proposed");
    EXPECT_EQ(states(town).find("confirmed"), std::string::npos);
    EXPECT_TRUE(town.has_exception("bankregel_onverklaard"));
}

TEST_F(FileParts, OfWhichNoReportSaysWhatWasLeftOutAreLeftToPeople) {
    Practice::must(town.ingest(statement({net(town, {0})})));
    EXPECT_EQ(town.entries().front()["rule"], "batch_total_differs");
    Row row = town.attempt(id(1));
    EXPECT_EQ(row["state"], "handed_over");
}

TEST_F(EqualFileParts, ThatDifferentReportsRejectWithOneTotalAreLeftToPeople) {
    tell(town, rejecting(town, {0}, "STS1"));
    tell(town, rejecting(town, {2}, "STS2"));
    Practice::must(town.ingest(statement({net(town, {0})})));
    EXPECT_EQ(town.entries().front()["rule"], "several_parts_have_this_total");
    EXPECT_EQ(states(town).find("confirmed"), std::string::npos);
    EXPECT_EQ(states(town).find("yes"), std::string::npos) << "either may be in it";
}

TEST_F(FileParts, ThatWereRejectedAfterTheyWereBookedComeBackInOneCreditInAnyOrder) {
    std::vector<std::string> pictures;
    for (const int order : {0, 1, 2}) {
        SCOPED_TRACE(order);
        OwnAmounts other;
        const TestStatement booked = statement({gross(other)});
        const TestStatement back =
            next(booked, "2026-12-02", {collected(other, {0, 4}, "2026-12-02")});
        if (order == 0) tell(other, rejecting(other, {0, 4}));
        Practice::must(other.ingest(order == 1 ? back : booked));
        if (order == 2) tell(other, rejecting(other, {0, 4}));
        Practice::must(other.ingest(order == 1 ? booked : back));
        if (order == 1) tell(other, rejecting(other, {0, 4}));
        EXPECT_EQ(other.entry_with("rejected_came_back")["place"], "matched");
        EXPECT_EQ(other.attempt(id_in(other, 0))["state"], "returned");
        EXPECT_EQ(other.attempt(id_in(other, 0))["return_reason"], "AC04")
            << "as the report says why";
        EXPECT_EQ(states(other),
                  "returned/yes confirmed/no confirmed/no confirmed/no returned/yes confirmed/no");
        EXPECT_TRUE(other.has_exception("betaling_teruggekomen"));
        EXPECT_FALSE(other.has_exception("afwijzing_en_afschrijving"));
        other.practice.expect_sound();
        std::string picture;
        for (const std::string& each : other.picture()) picture += each + '\n';
        pictures.push_back(picture);
    }
    EXPECT_EQ(pictures[0], pictures[1]);
    EXPECT_EQ(pictures[0], pictures[2]);
}

TEST_F(FileParts, ThatCameBackAreNotBackWhenTheCreditIsSetAside) {
    const TestStatement booked = statement({gross(town)});
    tell(town, rejecting(town, {0, 4}));
    Practice::must(town.ingest(booked));
    Practice::must(
        town.ingest(next(booked, "2026-12-02", {collected(town, {0, 4}, "2026-12-02")})));
    Practice::must(service::set_statement_aside(town.practice.with("kim"), 2, "van een ander"));
    EXPECT_EQ(town.attempt(id(0))["state"], "confirmed");
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "not_yet");
    EXPECT_FALSE(town.has_exception("betaling_teruggekomen"));
    EXPECT_TRUE(town.has_exception("afwijzing_en_afschrijving"));
    town.practice.expect_sound();
}

TEST_F(FileParts, ThatCameBackTogetherAndOnceMoreByThemselvesAreLoud) {
    const TestStatement booked = statement({gross(town)});
    tell(town, rejecting(town, {0, 4}));
    Practice::must(town.ingest(booked));
    Practice::must(town.ingest(next(
        booked, "2026-12-02", {collected(town, {0, 4}, "2026-12-02"), returned(4, "2026-12-02")})));
    EXPECT_EQ(town.entry_with("second_return_of_one_payment")["place"], "suspense");
    EXPECT_TRUE(town.has_exception("betaling_dubbel_teruggekomen"));
}

TEST_F(FileParts, AreBookedByTwoPeopleWhenTheBankGivesNoCount) {
    tell(town, rejecting(town, {0}));
    TestEntry entry = net(town, {0});
    entry.batch_count = 0;
    const TestStatement booked = statement({entry});
    Practice::must(town.ingest(booked));
    EXPECT_EQ(town.entries().front()["rule"], "batch_total_differs");
    const std::string file = store::files_of(town.practice.db(), 1, 1).front().name;
    const auto force = [&](const std::string& who) {
        return service::force_line(town.practice.with(who), "1:1", file, "bij de bank nagevraagd");
    };
    Practice::must(force("rob"));
    EXPECT_EQ(town.attempt(id(1))["state"], "handed_over") << "one person is not enough";
    Practice::must(force("karin"));
    Practice::must(town.ingest(next(booked, "2026-12-01", {})));
    EXPECT_EQ(states(town),
              "rejected/yes confirmed/no confirmed/no confirmed/no confirmed/no confirmed/no");
    town.practice.expect_sound();
    Practice::must(service::revoke_line(town.practice.with("rob"), "1:1", "vergist"));
    EXPECT_EQ(states(town).find("confirmed"), std::string::npos) << "as if it had never been";
    town.practice.expect_sound();
}

TEST_F(FileParts, OfAFileThatCameBackWholeAreBackWhenTwoPeopleSaySo) {
    const TestStatement booked = statement({gross(town)});
    Practice::must(town.ingest(booked));
    Practice::must(town.ingest(
        next(booked, "2026-12-02", {collected(town, {0, 1, 2, 3, 4, 5}, "2026-12-02")})));
    EXPECT_EQ(town.entry_with("credit_names_a_batch")["place"], "proposed");
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "no");
    const std::string file = store::files_of(town.practice.db(), 1, 1).front().name;
    Practice::must(service::force_line(town.practice.with("rob"), "2:1", file, "hele bestand"));
    Practice::must(service::force_line(town.practice.with("karin"), "2:1", file, "hele bestand"));
    for (std::size_t i = 0; i < town.paid.size(); ++i) {
        Row row = town.attempt(id(i));
        EXPECT_EQ(row["state"] + '/' + row["may_pay_again"], "returned/yes");
    }
    town.practice.expect_sound();
}

TEST_F(FileParts, AreNotPaidAgainWhileADebitMayBeTheFileOnceMoreLessWhatWasRejected) {
    tell(town, rejecting(town, {0}));
    const TestStatement booked = statement({gross(town)});
    Practice::must(town.ingest(booked));
    TestEntry nameless = net(town, {0});
    nameless.batch.clear();
    nameless.batch_msg = "NOTPROVIDED";
    nameless.date = "2026-12-01";
    const TestStatement again = next(booked, "2026-12-01", {nameless, returned(2, "2026-12-01")});
    Practice::must(town.ingest(again));
    EXPECT_EQ(town.attempt(id(2))["state"], "returned");
    EXPECT_EQ(town.attempt(id(2))["may_pay_again"], "no")
        << "uploaded twice, it was paid twice and came back once";
}

/// A debit without a name.
TestEntry nameless(const std::string& amount, const std::string& date) {
    return {.amount = amount, .credit = false, .date = date};
}

TEST_F(FileParts, AreNotPaidAgainWhileADebitWithoutAWordMayBeMostOfTheFileOnceMore) {
    const TestStatement booked = statement({gross(town)});
    Practice::must(town.ingest(booked));
    const std::string most = amount_of(sum_of(town, {0, 1, 2, 3, 5}));
    Practice::must(town.ingest(
        next(booked, "2026-12-02", {nameless(most, "2026-12-02"), returned(2, "2026-12-02")})));
    EXPECT_EQ(town.attempt(id(2))["may_pay_again"], "no")
        << "no report tells what the bank left out of a second upload";
    Practice::must(
        service::assign_line(town.practice.with("rob"), "2:1", "kosten", "", "jaarnota"));
    EXPECT_EQ(town.attempt(id(2))["may_pay_again"], "no") << "one person said what it is";
    Practice::must(
        service::assign_line(town.practice.with("karin"), "2:1", "kosten", "", "jaarnota"));
    EXPECT_EQ(town.attempt(id(2))["may_pay_again"], "yes");
}

TEST_F(FileParts, ArePaidAgainBesideADebitThatIsTooSmallOrTooEarlyToHaveThem) {
    TestStatement before = statement({nameless("900.00", "2026-11-29")});
    before.opening_date = before.closing_date = "2026-11-29";
    const std::string less = amount_of(sum_of(town, {2}) - 1);
    Practice::must(town.ingest(before));
    const TestStatement booked =
        next(before, "2026-12-01", {gross(town), nameless(less, "2026-12-01")});
    Practice::must(town.ingest(booked));
    Practice::must(town.ingest(next(booked, "2026-12-02", {returned(2, "2026-12-02")})));
    EXPECT_EQ(town.attempt(id(2))["may_pay_again"], "yes");
}

TEST_F(FileParts, ThatAreToBePaidAgainWaitWhenSuchADebitComesBeforeTheyAreSigned) {
    for (const bool by_itself : {false, true}) {
        SCOPED_TRACE(by_itself);
        OwnAmounts other;
        tell(other, rejecting(other, {0}));
        const TestStatement booked = statement({gross(other)});
        Practice::must(other.ingest(booked));
        TestEntry back = returned(2, "2026-12-01");
        back.details.front().end_to_end_id = id_in(other, 2);
        back.details.front().reason = "MS03";
        const TestStatement returns = next(booked, "2026-12-01", {back});
        Practice::must(other.ingest(returns));
        Practice::must(
            service::reissue_attempt(other.practice.with("rob"), id_in(other, 2), "gebeld"));
        Practice::must(service::propose_batch(other.practice.with("rob"), "2026-11-REG"));
        TestEntry nameless = net(other, {0});
        if (by_itself) nameless.amount = amount_of(sum_of(other, {2}));
        nameless.batch.clear();
        nameless.batch_msg = "NOTPROVIDED";
        nameless.batch_count = by_itself ? 1 : nameless.batch_count;
        nameless.date = "2026-12-02";
        Practice::must(other.ingest(next(returns, "2026-12-02", {nameless})));
        const auto signed_anyway = service::sign_batch(other.practice.with("karin"), 2);
        ASSERT_FALSE(signed_anyway);
        EXPECT_EQ(signed_anyway.error().detail("reason"), "file_was_booked_already");
    }
}

TEST_F(FileParts, OfAFileThatWasDebitedTwiceAreNotBackByOneCredit) {
    const TestStatement booked = statement({gross(town)});
    tell(town, rejecting(town, {0, 4}));
    Practice::must(town.ingest(booked));
    TestEntry again = gross(town);
    again.date = "2026-12-01";
    Practice::must(
        town.ingest(next(booked, "2026-12-01", {again, collected(town, {0, 4}, "2026-12-01")})));
    EXPECT_EQ(town.entry_with("credit_names_a_batch")["place"], "proposed");
    EXPECT_EQ(states(town).find("yes"), std::string::npos);
}

}  // namespace
}  // namespace ontzorgd::test
