// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/statement_totals.h"

#include <gtest/gtest.h>

namespace ontzorgd::reconcile {
namespace {

DecimalAmount amount_of(std::string_view text, std::string_view currency = "EUR") {
    return DecimalAmount::parse(text, currency).value();
}

Entry entry_of(std::string_view amount, Direction direction,
               EntryStatus status = EntryStatus::booked) {
    Entry entry;
    entry.amount = amount_of(amount);
    entry.direction = direction;
    entry.status = status;
    return entry;
}

StatementHead head_of(std::string_view opening, std::string_view closing,
                      std::string_view currency = "EUR") {
    StatementHead head;
    head.balances = {{.kind = "OPBD", .amount = amount_of(opening, currency), .date = {}},
                     {.kind = "CLBD", .amount = amount_of(closing, currency), .date = {}}};
    return head;
}

StatementTotals totals_of(const std::vector<Entry>& entries, const StatementHead& head,
                          const DeclaredTotals& declared = {}) {
    StatementTally tally;
    for (const Entry& entry : entries) EXPECT_TRUE(tally.add(entry));
    return tally.finish(head, declared);
}

const std::vector<Entry> some_entries = {
    entry_of("10.00", Direction::credit), entry_of("4.50", Direction::debit),
    entry_of("100.00", Direction::credit, EntryStatus::pending)};

TEST(StatementTally, ProvesOpeningPlusCreditsMinusDebitsIsClosing) {
    EXPECT_EQ(totals_of(some_entries, head_of("1.00", "6.50")).proof, Proof::holds);
    EXPECT_EQ(totals_of(some_entries, head_of("1.00", "6.51")).proof, Proof::fails);
    EXPECT_EQ(totals_of(some_entries, StatementHead{}).proof, Proof::unknown);
}

TEST(StatementTally, ListsButNeverCountsWhatIsNotBooked) {
    const auto totals = totals_of(some_entries, {});
    EXPECT_EQ(totals.entries, 3);
    EXPECT_EQ(totals.not_book, 1);
    EXPECT_EQ(totals.sum_credit.to_string(), "10.00");
    EXPECT_EQ(totals.sum_debit.to_string(), "4.50");
}

TEST(StatementTally, ProvesNothingAcrossCurrencies) {
    const auto totals = totals_of(some_entries, head_of("1.00", "6.50", "SEK"));
    EXPECT_EQ(totals.proof, Proof::fails);
    EXPECT_EQ(totals.findings, std::vector<std::string_view>{"currencies_differ"});
}

TEST(StatementTally, FindsABatchWhoseDetailsAreNotItsAmount) {
    Entry entry = entry_of("10.00", Direction::debit);
    entry.batch.emplace();
    entry.details.resize(2);
    entry.details[0].amount = amount_of("4.00");
    EXPECT_EQ(totals_of({entry}, {}).batches_whose_details_do_not_sum, 0)
        << "a detail without amount says nothing";
    entry.details[1].amount = amount_of("5.99");
    EXPECT_EQ(totals_of({entry}, {}).batches_whose_details_do_not_sum, 1);
    entry.details[1].amount = amount_of("6.00");
    const auto totals = totals_of({entry}, {});
    EXPECT_EQ(totals.batches_whose_details_do_not_sum, 0);
    EXPECT_EQ(totals.batch_entries, 1);
    EXPECT_EQ(totals.tx_details, 2);
}

TEST(StatementTally, HoldsWhatTheBankDeclaresAgainstItsOwnCount) {
    DeclaredTotals declared;
    declared.all = {.count = 2, .sum = amount_of("14.5", ""), .net = amount_of("5.50", "")};
    declared.credit = {.count = 1, .sum = amount_of("10", ""), .net = {}};
    EXPECT_TRUE(totals_of(some_entries, {}, declared).findings.empty());
    declared.all = {.count = 3, .sum = amount_of("114.50", ""), .net = amount_of("105.50", "")};
    declared.credit = {.count = 2, .sum = amount_of("110", ""), .net = {}};
    EXPECT_TRUE(totals_of(some_entries, {}, declared).findings.empty()) << "pending ones counted";

    declared.debit = {.count = 2, .sum = amount_of("4.51", ""), .net = {}};
    declared.all.net = amount_of("5.50", "").negated();
    declared.is_malformed = true;
    EXPECT_EQ(
        totals_of(some_entries, {}, declared).findings,
        (std::vector<std::string_view>{"declared_count_differs", "declared_sum_differs",
                                       "declared_net_differs", "declared_total_is_malformed"}));
}

TEST(StatementTally, RefusesASumThatCannotBeHeld) {
    StatementTally tally;
    const Entry entry = entry_of("9999999999999", Direction::credit);
    for (int round = 0; round < 9; ++round) EXPECT_TRUE(tally.add(entry));
    const auto tenth = tally.add(entry);
    ASSERT_FALSE(tenth);
    EXPECT_EQ(tenth.error().code, "sum_is_too_large");
}

}  // namespace
}  // namespace ontzorgd::reconcile
