// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/ledger/balance.h"

#include <algorithm>
#include <random>

namespace ontzorgd::ledger {
namespace {

using namespace values::literals;

const values::CivilDate day{2026, 11, 24};

std::vector<JournalEntry> one_month() {
    return {
        JournalEntryBuilder{1, day, "run_accepted"}
            .debit(Account::uitkering_vordering(), 1200_euro)
            .credit(Account::te_verdelen(), 1200_euro)
            .finish(),
        JournalEntryBuilder{2, day, "run_split"}
            .debit(Account::te_verdelen(), 1200_euro)
            .credit(Account::te_betalen("huur"), 650_euro)
            .credit(Account::te_betalen("leefgeld"), 550_euro)
            .finish(),
        JournalEntryBuilder{3, day.plus_days(2), "file_handed_over"}
            .debit(Account::te_betalen("huur"), 650_euro)
            .credit(Account::onderweg(1), 650_euro)
            .finish(),
        JournalEntryBuilder{4, day.plus_days(6), "statement_placed"}
            .debit(Account::onderweg(1), 650_euro)
            .credit(Account::bank(1), 650_euro)
            .finish(),
    };
}

TEST(TrialBalance, ShowsWhatStandsOnEveryAccountInOrderOfName) {
    TrialBalance balance;
    for (const JournalEntry& entry : one_month()) balance.add(entry);

    std::string shown;
    for (const auto& [account, totals] : balance.accounts()) {
        shown += account.to_string() + ' ' + totals.balance().to_string() + '\n';
    }
    EXPECT_EQ(shown,
              "bank:1 -650.00\n"
              "client:te_betalen:huur 0.00\n"
              "client:te_betalen:leefgeld -550.00\n"
              "client:te_verdelen 0.00\n"
              "onderweg:1 0.00\n"
              "uitkering:vordering 1200.00\n");
    EXPECT_EQ(balance.entries(), 4);
}

TEST(TrialBalance, HasAsMuchDebitAsCredit) {
    TrialBalance balance;
    for (const JournalEntry& entry : one_month()) {
        balance.add(entry);
        EXPECT_EQ(balance.total_debit(), balance.total_credit());
    }
    EXPECT_EQ(balance.total_debit(), 3700_euro);
}

TEST(TrialBalance, CountsTheDayItIsAskedForAndNothingLater) {
    TrialBalance balance{day.plus_days(2)};
    for (const JournalEntry& entry : one_month()) balance.add(entry);

    EXPECT_EQ(balance.entries(), 3);
    EXPECT_EQ(balance.balance_of(Account::onderweg(1)), -650_euro);
    EXPECT_EQ(balance.balance_of(Account::bank(1)), 0_euro);
}

TEST(TrialBalance, DoesNotDependOnTheOrderOfTheEntries) {
    TrialBalance expected;
    for (const JournalEntry& entry : one_month()) expected.add(entry);
    for (unsigned seed = 0; seed < 20; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::vector<JournalEntry> entries = one_month();
        std::shuffle(entries.begin(), entries.end(), std::mt19937{seed});

        TrialBalance balance;
        for (const JournalEntry& entry : entries) balance.add(entry);

        EXPECT_EQ(balance.accounts(), expected.accounts());
    }
}

TEST(TrialBalance, ComesToZeroWhenEverythingIsReversed) {
    TrialBalance balance;
    std::int64_t fact = 10;
    for (const JournalEntry& entry : one_month()) {
        balance.add(entry);
        balance.add(reversal_of(entry, fact++, day));
    }
    for (const auto& [account, totals] : balance.accounts()) {
        EXPECT_TRUE(totals.balance().is_zero()) << account.to_string();
    }
}

}  // namespace
}  // namespace ontzorgd::ledger
