// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/facts/book.h"

#include "ontzorgd/ledger/balance.h"

#include <gtest/gtest.h>

namespace ontzorgd::facts {
namespace {

using ledger::Account;
using ledger::JournalEntryBuilder;
using values::CivilDate;
using values::Euro;
using values::operator""_cent;

constexpr std::size_t huur = 0;
constexpr std::size_t zorgverzekering = 5;
constexpr std::size_t leefgeld = 7;

class Books : public ::testing::Test {
protected:
    template <class Book>
    void book(Book write) {
        JournalEntryBuilder entry{++fact_, CivilDate{2026, 11, 24}, "something"};
        write(entry);
        EXPECT_TRUE(entry.balanced());
        balance_.add(entry.finish());
    }
    /// Positive when the account stands in debit.
    [[nodiscard]] Euro on(const Account& account) const { return balance_.balance_of(account); }

    static KindTotals totals(Euro rent, Euro care, Euro living) {
        KindTotals per_kind{};
        per_kind.at(huur) = rent;
        per_kind.at(zorgverzekering) = care;
        per_kind.at(leefgeld) = living;
        return per_kind;
    }

private:
    std::int64_t fact_ = 0;
    ledger::TrialBalance balance_;
};

TEST_F(Books, OweEveryCentOfAnAcceptedRunToTheClients) {
    book([](auto& entry) { book_run_accepted(entry, 900'00_cent, 100'00_cent); });
    EXPECT_EQ(on(Account::uitkering_vordering()), 1000'00_cent);
    EXPECT_EQ(on(Account::te_verdelen()), -900'00_cent);
    EXPECT_EQ(on(Account::aangehouden()), -100'00_cent);
}

TEST_F(Books, AreAsBeforeWhenARunIsRejected) {
    book([](auto& entry) { book_run_accepted(entry, 900'00_cent, 100'00_cent); });
    book([](auto& entry) { book_run_rejected(entry, 900'00_cent, 100'00_cent); });
    EXPECT_TRUE(on(Account::uitkering_vordering()).is_zero());
    EXPECT_TRUE(on(Account::te_verdelen()).is_zero());
    EXPECT_TRUE(on(Account::aangehouden()).is_zero());
}

TEST_F(Books, MoveWhatIsSplitFromTeVerdelenToItsKinds) {
    book([](auto& entry) { book_run_accepted(entry, 1000'00_cent, {}); });
    book([](auto& entry) {
        book_run_split(entry, totals(600'00_cent, 150'00_cent, 250'00_cent), {}, {});
    });
    EXPECT_TRUE(on(Account::te_verdelen()).is_zero());
    EXPECT_EQ(on(Account::te_betalen("huur")), -600'00_cent);
    EXPECT_EQ(on(Account::te_betalen("zorgverzekering")), -150'00_cent);
    EXPECT_EQ(on(Account::te_betalen("leefgeld")), -250'00_cent);
}

TEST_F(Books, KeepMoneyThatIsHeldAfterImportUntilItIsSplit) {
    book([](auto& entry) { book_run_accepted(entry, 1000'00_cent, 200'00_cent); });
    // Of the 1000 that could be split 300 is held after all.
    book([](auto& entry) {
        book_run_split(entry, totals(500'00_cent, {}, 200'00_cent), {}, 300'00_cent);
    });
    EXPECT_TRUE(on(Account::te_verdelen()).is_zero());
    EXPECT_EQ(on(Account::aangehouden()), -500'00_cent);
    // Later both held records are split.
    book([](auto& entry) { book_run_split(entry, totals({}, {}, 500'00_cent), 500'00_cent, {}); });
    EXPECT_TRUE(on(Account::te_verdelen()).is_zero());
    EXPECT_TRUE(on(Account::aangehouden()).is_zero());
    EXPECT_EQ(on(Account::te_betalen("leefgeld")), -700'00_cent);
}

TEST_F(Books, KnowWhatIsUnderWayPerAccount) {
    book(
        [](auto& entry) { book_file_handed_over(entry, 1, totals(600'00_cent, 150'00_cent, {})); });
    book([](auto& entry) { book_file_handed_over(entry, 2, totals({}, {}, 250'00_cent)); });
    EXPECT_EQ(on(Account::onderweg(1)), -750'00_cent);
    EXPECT_EQ(on(Account::onderweg(2)), -250'00_cent);
    EXPECT_EQ(on(Account::te_betalen("huur")), 600'00_cent);
}

TEST_F(Books, FollowTheBankByWhatTheStatementsLinesAdd) {
    const StatementSums sums{.confirmed = 750'00_cent,
                             .returned = 600'00_cent,
                             .refunded = 212'40_cent,
                             .suspense_debit = 10'00_cent,
                             .suspense_credit = 25'00_cent,
                             .other_debit = 3'00_cent,
                             .other_credit = 1'00_cent};
    EXPECT_EQ(sums.net(), Euro::from_cents(60000 + 21240 + 2500 + 100 - 75000 - 1000 - 300));
    book([&](auto& entry) { book_statement_placed(entry, 1, sums); });
    EXPECT_EQ(on(Account::bank(1)), sums.net());
    EXPECT_EQ(on(Account::onderweg(1)), 750'00_cent);
    EXPECT_EQ(on(Account::teruggekomen()), -600'00_cent);
    EXPECT_EQ(on(Account::aangehouden()), -212'40_cent) << "of a client until somebody decides";
    EXPECT_EQ(on(Account::suspense(1)), -15'00_cent);
    EXPECT_EQ(on(Account::known_other(1)), 2'00_cent);
}

TEST_F(Books, PlacedAnewMoveOnlyBetweenPlaces) {
    const StatementSums before{.confirmed = {},
                               .returned = {},
                               .refunded = {},
                               .suspense_debit = 40'00_cent,
                               .suspense_credit = {},
                               .other_debit = {},
                               .other_credit = {}};
    StatementSums after = before;
    after.suspense_debit = {};
    after.confirmed = 40'00_cent;
    book([&](auto& entry) { book_statement_placed(entry, 1, before); });
    book([&](auto& entry) { book_statement_placed(entry, 1, after - before); });
    EXPECT_EQ(on(Account::bank(1)), -40'00_cent);
    EXPECT_TRUE(on(Account::suspense(1)).is_zero());
    EXPECT_EQ(on(Account::onderweg(1)), 40'00_cent);
}

TEST_F(Books, OfAWholeMonthComeBackToNothingButTheBankAndTheClaim) {
    book([](auto& entry) { book_run_accepted(entry, 1000'00_cent, {}); });
    const KindTotals per_kind = totals(600'00_cent, 150'00_cent, 250'00_cent);
    book([&](auto& entry) { book_run_split(entry, per_kind, {}, {}); });
    book([&](auto& entry) { book_file_handed_over(entry, 1, per_kind); });
    book([](auto& entry) {
        book_statement_placed(entry, 1,
                              {.confirmed = 1000'00_cent,
                               .returned = {},
                               .refunded = {},
                               .suspense_debit = {},
                               .suspense_credit = {},
                               .other_debit = {},
                               .other_credit = {}});
    });
    EXPECT_EQ(on(Account::uitkering_vordering()), 1000'00_cent);
    EXPECT_EQ(on(Account::bank(1)), -1000'00_cent);
    EXPECT_TRUE(on(Account::onderweg(1)).is_zero());
    EXPECT_TRUE(on(Account::te_betalen("huur")).is_zero());
}

TEST(KindTotals, AddUp) {
    KindTotals per_kind{};
    EXPECT_TRUE(total_of(per_kind).is_zero());
    per_kind.fill(1_cent);
    EXPECT_EQ(total_of(per_kind), 8_cent);
}

}  // namespace
}  // namespace ontzorgd::facts
