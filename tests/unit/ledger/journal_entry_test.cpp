// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/ledger/journal_entry.h"

#include <algorithm>
#include <array>
#include <random>

namespace ontzorgd::ledger {
namespace {

using namespace values::literals;

const values::CivilDate day{2026, 11, 24};

TEST(JournalEntry, KeepsWhatItWasGiven) {
    const JournalEntry entry = JournalEntryBuilder{7, day, "run_accepted"}
                                   .debit(Account::uitkering_vordering(), 1200_euro)
                                   .credit(Account::te_verdelen(), 1200_euro)
                                   .finish();

    EXPECT_EQ(entry.fact(), 7);
    EXPECT_EQ(entry.date(), day);
    EXPECT_EQ(entry.description(), "run_accepted");
    const std::vector<Posting> expected{{Account::uitkering_vordering(), 1200_euro},
                                        {Account::te_verdelen(), -1200_euro}};
    EXPECT_EQ(entry.postings(), expected);
}

TEST(JournalEntry, DropsZerosAndMergesAnAccount) {
    const JournalEntry entry = JournalEntryBuilder{7, day, "run_split"}
                                   .debit(Account::te_verdelen(), 100_euro)
                                   .credit(Account::te_betalen("huur"), 60_euro)
                                   .credit(Account::te_betalen("gas"), 0_euro)
                                   .credit(Account::te_betalen("huur"), 40_euro)
                                   .debit(Account::aangehouden(), 5_euro)
                                   .credit(Account::aangehouden(), 5_euro)
                                   .finish();

    const std::vector<Posting> expected{{Account::te_verdelen(), 100_euro},
                                        {Account::te_betalen("huur"), -100_euro}};
    EXPECT_EQ(entry.postings(), expected);
}

TEST(JournalEntry, IsEmptyWhenNothingButZerosWasPosted) {
    const JournalEntry entry = JournalEntryBuilder{7, day, "run_accepted"}
                                   .debit(Account::uitkering_vordering(), 0_euro)
                                   .credit(Account::te_verdelen(), 0_euro)
                                   .finish();
    EXPECT_TRUE(entry.empty());
}

TEST(JournalEntry, TakesANegativeDebitAsACredit) {
    const JournalEntry one = JournalEntryBuilder{7, day, "correction"}
                                 .debit(Account::bank(1), -5_euro)
                                 .credit(Account::suspense(1), -5_euro)
                                 .finish();
    const JournalEntry other = JournalEntryBuilder{7, day, "correction"}
                                   .credit(Account::bank(1), 5_euro)
                                   .debit(Account::suspense(1), 5_euro)
                                   .finish();
    EXPECT_EQ(one, other);
}

TEST(JournalEntry, IsNotFinishedOutOfBalance) {
    JournalEntryBuilder builder{7, day, "run_accepted"};
    builder.debit(Account::uitkering_vordering(), 100_euro);
    builder.credit(Account::te_verdelen(), 99_euro);
    EXPECT_FALSE(builder.balanced());
    EXPECT_DEATH((void)builder.finish(), "add up to zero");
    builder.credit(Account::te_verdelen(), 1_euro);
    EXPECT_TRUE(builder.balanced());
}

TEST(JournalEntry, IsDescribedByACodeAndNeverByProse) {
    EXPECT_DEATH((JournalEntryBuilder{7, day, "Huur J. Jansen"}), "is a code");
    EXPECT_DEATH((JournalEntryBuilder{7, day, ""}), "is a code");
    EXPECT_DEATH((JournalEntryBuilder{0, day, "run_accepted"}), "numbered from 1");
}

TEST(Reversal, TogetherWithItsEntryComesToZeroOnEveryAccount) {
    const std::array<Account, 5> accounts{Account::bank(1), Account::te_verdelen(),
                                          Account::te_betalen("huur"), Account::aangehouden(),
                                          Account::suspense(1)};
    for (unsigned seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937 random{seed};
        JournalEntryBuilder builder{7, day, "run_split"};
        for (int i = 0; i < 10; ++i) {
            const auto amount = values::Euro::from_cents(static_cast<int>(random() % 100'000));
            builder.debit(accounts.at(random() % 5), amount);
            builder.credit(accounts.at(random() % 5), amount);
        }
        const JournalEntry entry = builder.finish();

        const JournalEntry reversal = reversal_of(entry, 8, day.plus_days(1));

        EXPECT_EQ(reversal.fact(), 8);
        EXPECT_EQ(reversal.date(), day.plus_days(1));
        EXPECT_EQ(reversal.description(), "reversal_of_run_split");
        ASSERT_EQ(reversal.postings().size(), entry.postings().size());
        for (std::size_t i = 0; i < entry.postings().size(); ++i) {
            EXPECT_EQ(reversal.postings()[i].account, entry.postings()[i].account);
            EXPECT_EQ(reversal.postings()[i].amount, -entry.postings()[i].amount);
        }
    }
}

TEST(BooksText, IsTheSameWhateverTheOrderOfEntriesAndPostings) {
    const JournalEntry huur = JournalEntryBuilder{7, day, "huur"}
                                  .debit(Account::te_verdelen(), 60_euro)
                                  .credit(Account::te_betalen("huur"), 60_euro)
                                  .finish();
    const JournalEntry gas = JournalEntryBuilder{7, day, "gas"}
                                 .credit(Account::te_betalen("gas"), 5_cent)
                                 .debit(Account::te_verdelen(), 5_cent)
                                 .finish();

    const std::string text = books_text(std::vector{huur, gas});

    EXPECT_EQ(text, books_text(std::vector{gas, huur}));
    EXPECT_EQ(text,
              "20261124 gas client:te_betalen:gas -5\n"
              "20261124 gas client:te_verdelen 5\n"
              "20261124 huur client:te_betalen:huur -6000\n"
              "20261124 huur client:te_verdelen 6000\n");
    EXPECT_EQ(books_text({}), "");
}

}  // namespace
}  // namespace ontzorgd::ledger
