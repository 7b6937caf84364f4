// SPDX-License-Identifier: EUPL-1.2
// Debits that name our payments and that nobody asked for: one exception for what happened, by
// name.
#include "ontzorgd/service/exception.h"
#include "ontzorgd/service/line.h"
#include "paid_town.h"

namespace ontzorgd::test {
namespace {

class ExtraDebits : public PaidTownTest {
protected:
    /// Kind and details of what is told about bank lines, by kind.
    static std::vector<std::string> news(PaidTown& of) {
        std::vector<std::string> told;
        store::for_each_exception(of.practice.db(), of.practice.as("rob").now.today,
                                  [&](const store::ExceptionRow& row) {
                                      if (row.kind != "grondslag_eindigt")
                                          told.push_back(row.kind + " " + row.details);
                                  });
        std::ranges::sort(told);
        return told;
    }
    std::string file_name() { return store::files_of(town.practice.db(), 1, 1).front().name; }
    TestEntry batch(const std::string& date = "2026-11-30") {
        return {.amount = file_total, .date = date, .batch = town.msg_id(), .batch_count = 6};
    }
    static TestEntry batch_of_the_bank(const std::string& date) {
        return {.amount = file_total, .date = date, .batch_count = 6, .batch_msg = "1302P5518"};
    }
    std::string twice(int payments, const std::string& cents, const std::string& deliveries) {
        return "bestand_tweemaal_uitgevoerd file=" + file_name() +
               "|payments=" + std::to_string(payments) + "|cents=" + cents +
               "|deliveries=" + deliveries;
    }
    TestStatement first_day() { return statement(all_debits()); }
};

TEST_F(ExtraDebits, OfAFileUploadedTwiceAreOneExceptionWhoeverBooksThemAndHow) {
    struct Way {
        std::vector<TestEntry> first;
        std::vector<TestEntry> again;
    };
    std::vector<TestEntry> singles = all_debits();
    for (TestEntry& entry : singles) entry.date = "2026-12-01";
    for (const Way& way : {Way{all_debits(), singles}, Way{{batch()}, {batch("2026-12-01")}},
                           Way{{batch()}, singles}, Way{all_debits(), {batch("2026-12-01")}},
                           Way{{batch_of_the_bank("2026-11-30")}, {batch("2026-12-01")}},
                           Way{{batch()}, {batch_of_the_bank("2026-12-01")}}}) {
        PaidTown other;
        const TestStatement first = statement(way.first);
        Practice::must(other.ingest(first));
        EXPECT_EQ(news(other), std::vector<std::string>{});
        Practice::must(other.ingest(next(first, "2026-12-01", way.again)));
        const std::vector<std::string> told = news(other);
        ASSERT_EQ(told.size(), 1U) << told.front();
        EXPECT_TRUE(told.front().starts_with("bestand_tweemaal_uitgevoerd ")) << told.front();
        EXPECT_NE(told.front().find("|payments=6|cents=228345|"), std::string::npos)
            << told.front();
        for (Row& row : other.attempts()) EXPECT_NE(row["may_pay_again"], "yes");
        // Each line is where it was, for whoever wants to look at it.
        const auto in_suspense = std::ranges::count_if(
            other.entries(), [](Row row) { return row["place"] == "suspense"; });
        EXPECT_GE(in_suspense, 1);
        other.practice.expect_sound();
    }
}

TEST_F(ExtraDebits, GrowFromOnePaymentToItsFileAsLinesCome) {
    const TestStatement first = first_day();
    Practice::must(town.ingest(first));
    const TestStatement second = next(first, "2026-12-01", {debit(0, "2026-12-01")});
    Practice::must(town.ingest(second));
    const std::vector<std::string> one = news(town);
    ASSERT_EQ(one.size(), 1U);
    EXPECT_TRUE(one.front().starts_with("betaling_tweemaal_afgeschreven ")) << one.front();
    EXPECT_TRUE(one.front().ends_with("|attempt=1|cents=61240|deliveries=2")) << one.front();
    Practice::must(town.ingest(next(second, "2026-12-02", {debit(1, "2026-12-02")})));
    EXPECT_EQ(news(town), std::vector<std::string>{twice(2, "76115", "2, 3")});
}

TEST_F(ExtraDebits, ThatOnlyHaveTheTotalOfAFileHoldItWhateverTheyAreCalled) {
    const TestStatement first = statement({batch()});
    Practice::must(town.ingest(first));
    const TestStatement second = next(first, "2026-12-01", {batch_of_the_bank("2026-12-01")});
    Practice::must(town.ingest(second));
    Practice::must(town.ingest(next(second, "2026-12-03", {returned(0, "2026-12-03", "MS03")})));
    town.practice.on("2026-12-04");
    EXPECT_EQ(town.entry_with("total_of_a_booked_file")["place"], "suspense");
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "no");
    for (const std::string user : {"rob", "karin"})
        Practice::must(
            service::assign_line(town.practice.with(user), "2:1", "overig", "", "uitgezocht"));
    EXPECT_EQ(town.entry_with("by_person:overig")["place"], "known_other");
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "no");
    town.practice.expect_sound();
}

TEST_F(ExtraDebits, AreToldNoMoreWhenTheirStatementCountsNoMore) {
    const TestStatement first = first_day();
    Practice::must(town.ingest(first));
    Practice::must(town.ingest(next(first, "2026-12-01", {batch("2026-12-01")})));
    ASSERT_TRUE(town.has_exception("bestand_tweemaal_uitgevoerd"));
    Practice::must(service::set_statement_aside(town.practice.with("rob"), 2, "van een ander"));
    EXPECT_FALSE(town.has_exception("bestand_tweemaal_uitgevoerd"));
}

TEST_F(ExtraDebits, AreTwiceNoMoreWhenTheMoneyIsBackAndTheirLinesAreLeftToExplain) {
    const TestStatement first = first_day();
    Practice::must(town.ingest(first));
    const TestStatement second = next(first, "2026-12-01", {debit(0, "2026-12-01")});
    Practice::must(town.ingest(second));
    Practice::must(town.ingest(next(second, "2026-12-03", {returned(0, "2026-12-03", "DUPL")})));
    EXPECT_FALSE(town.has_exception("betaling_tweemaal_afgeschreven"));
    EXPECT_TRUE(town.has_exception("bankregel_onverklaard"));
    EXPECT_EQ(town.attempt(id(0))["may_pay_again"], "no");
}

TEST_F(ExtraDebits, OfAFileOfWhichSomeCameBackAreTheOthers) {
    const TestStatement first = statement({batch()});
    Practice::must(town.ingest(first));
    const TestStatement second = next(first, "2026-12-01", {batch("2026-12-01")});
    Practice::must(town.ingest(second));
    Practice::must(town.ingest(next(
        second, "2026-12-03", {returned(0, "2026-12-03", "DUPL"), returned(1, "2026-12-03")})));
    const std::vector<std::string> told = news(town);
    EXPECT_NE(std::ranges::find(told, twice(4, "152230", "2")), told.end());
}

TEST_F(ExtraDebits, OfLastMonthsFileUploadedAgainNameThatFile) {
    Practice::must(town.ingest(statement({batch()})));
    town.practice.on("2027-01-04");
    TestStatement later = next(statement({batch()}), "2026-12-31", {});
    for (const bool by_name : {true, false}) {
        PaidTown other;
        Practice::must(other.ingest(statement({batch()})));
        other.practice.on("2027-01-04");
        const std::string day = "2026-12-30";
        Practice::must(other.ingest(
            next(statement({batch()}), day, {by_name ? batch(day) : batch_of_the_bank(day)})));
        const std::vector<std::string> told = news(other);
        EXPECT_NE(std::ranges::find(told, twice(6, "228345", "2")), told.end())
            << (told.empty() ? "" : told.front());
    }
}

TEST_F(ExtraDebits, OfAFileThatWasNeverHandedOverSaySo) {
    PaidTown other;
    const std::string name = store::files_of(other.practice.db(), 1, 1).front().name;
    store::in_transaction(other.practice.db(),
                          [&] { store::change_file_state(other.practice.db(), 1, "stopped", 0); });
    Practice::must(other.ingest(statement(all_debits())));
    EXPECT_EQ(news(other), std::vector<std::string>{"bestand_nooit_aangeboden file=" + name +
                                                    "|payments=6|cents=228345|deliveries=1"});
    PaidTown as_batch;
    store::in_transaction(as_batch.practice.db(), [&] {
        store::change_file_state(as_batch.practice.db(), 1, "stopped", 0);
    });
    Practice::must(as_batch.ingest(statement({batch()})));
    EXPECT_EQ(news(as_batch), news(other));
}

TEST_F(ExtraDebits, ToAnotherAccountThanInTheFileSaySo) {
    std::vector<TestEntry> entries = all_debits();
    for (const std::size_t changed : {std::size_t{0}, std::size_t{2}})
        entries.at(changed).details.front().iban = dutch_iban(666, "KNAB");
    Practice::must(town.ingest(statement(entries)));
    EXPECT_EQ(news(town),
              std::vector<std::string>{"betaling_naar_andere_rekening file=" + file_name() +
                                       "|payments=2|cents=122480|deliveries=1"});
    EXPECT_EQ(town.entry_with("payee_differs")["place"], "proposed");
    EXPECT_EQ(town.attempt(id(0))["state"], "handed_over");
    EXPECT_NE(town.attempt(id(0))["may_pay_again"], "yes");
}

TEST_F(ExtraDebits, AreToldInOneSentenceWithWhatToDo) {
    const TestStatement first = first_day();
    Practice::must(town.ingest(first));
    Practice::must(town.ingest(next(first, "2026-12-01", {batch("2026-12-01")})));
    const auto list = service::list_exceptions(town.practice.town(), "", {2026, 12, 4});
    std::string happened;
    std::string next_step;
    for (const service::Report& row : rows_in(list.value(), "uitzonderingen")) {
        if (text_in(row, "soort") != "bestand_tweemaal_uitgevoerd") continue;
        EXPECT_EQ(text_in(row, "van"), "rechtmatigheid");
        happened = text_in(row, "wat");
        next_step = text_in(row, "volgende_stap");
    }
    EXPECT_EQ(happened, "Van bestand " + file_name() +
                            " zijn 6 betalingen nog een keer afgeschreven, samen € 2.283,45 "
                            "(levering 2).");
    EXPECT_NE(next_step.find("DUPL"), std::string::npos);
    EXPECT_NE(next_step.find("keer niet uit"), std::string::npos);
}

TEST_F(ExtraDebits, EndAlikeInWhateverOrderTheyCome) {
    const TestStatement first = first_day();
    const TestStatement second = next(first, "2026-12-01", {batch("2026-12-01")});
    const TestStatement third = next(second, "2026-12-02", {debit(0, "2026-12-02")});
    const std::vector<TestStatement> all{first, second, third};
    std::vector<std::size_t> order{0, 1, 2};
    std::optional<std::vector<std::string>> seen;
    do {
        PaidTown other;
        for (const std::size_t i : order)
            Practice::must(other.ingest(camt053({all.at(i)}), std::to_string(i) + ".xml"));
        if (!seen) seen = other.picture();
        EXPECT_EQ(other.picture(), *seen);
        EXPECT_TRUE(other.has_exception("bestand_tweemaal_uitgevoerd"));
        other.practice.expect_sound();
    } while (std::ranges::next_permutation(order).found);
}

}  // namespace
}  // namespace ontzorgd::test
