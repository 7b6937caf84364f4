// SPDX-License-Identifier: EUPL-1.2
//
// Every entry balances, whatever the fact; and a whole line of facts leaves on each account what
// its own rows say.
#include "ontzorgd/facts/book.h"
#include "ontzorgd/ledger/balance.h"
#include "random_month.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace ontzorgd::property {
namespace {

using facts::KindTotals;
using ledger::Account;
using ledger::JournalEntryBuilder;

const CivilDate today{2026, 11, 24};

KindTotals totals() {
    KindTotals made{};
    for (Euro& amount : made) amount = one_in(3) ? Euro{} : cents(0, 1'000'000'00);
    return made;
}

facts::StatementSums sums() {
    const auto some = [] { return one_in(3) ? Euro{} : cents(0, 1'000'000'00); };
    return {.confirmed = some(),
            .returned = some(),
            .refunded = some(),
            .suspense_debit = some(),
            .suspense_credit = some(),
            .other_debit = some(),
            .other_credit = some()};
}

RC_GTEST_PROP(Entry, OfEveryFactBalances, ()) {
    const auto balances = [](auto book) {
        JournalEntryBuilder entry{1, today, "fact"};
        book(entry);
        return entry.balanced();
    };
    const Euro a = cents(0, 1'000'000'00);
    const Euro b = cents(0, 1'000'000'00);
    const KindTotals per_kind = totals();
    const std::int64_t account = pick(1, 9);
    const auto statement = sums();
    const auto other = sums();
    RC_ASSERT(balances([&](auto& entry) { facts::book_run_accepted(entry, a, b); }));
    RC_ASSERT(balances([&](auto& entry) { facts::book_run_rejected(entry, a, b); }));
    RC_ASSERT(balances([&](auto& entry) { facts::book_run_split(entry, per_kind, a, b); }));
    RC_ASSERT(
        balances([&](auto& entry) { facts::book_file_handed_over(entry, account, per_kind); }));
    RC_ASSERT(
        balances([&](auto& entry) { facts::book_statement_placed(entry, account, statement); }));
    RC_ASSERT(balances(
        [&](auto& entry) { facts::book_statement_placed(entry, account, statement - other); }));
}

RC_GTEST_PROP(Books, OfAnyLineOfFactsLeaveOnEachAccountWhatItsRowsSay, ()) {
    ledger::TrialBalance balance;
    std::int64_t fact = 0;
    const auto book = [&](auto write) {
        JournalEntryBuilder entry{++fact, today, "fact"};
        write(entry);
        balance.add(entry.finish());
    };
    Euro claim;
    Euro unsplit;
    Euro held;
    Euro to_pay;
    Euro under_way;
    Euro returned;
    Euro suspense;
    Euro other;
    Euro bank;
    for (std::int64_t runs = pick(1, 4); runs > 0; --runs) {
        const KindTotals per_kind = totals();
        const Euro total = facts::total_of(per_kind);
        const Euro from_held = cents(0, total.cents());
        const Euro newly_held = cents(0, 500'00);
        const Euro stays_held = cents(0, 500'00);
        const Euro accepted = total - from_held + newly_held;
        book([&](auto& entry) {
            facts::book_run_accepted(entry, accepted, from_held + stays_held);
        });
        book([&](auto& entry) { facts::book_run_split(entry, per_kind, from_held, newly_held); });
        claim += accepted + from_held + stays_held;
        held += stays_held + newly_held;
        to_pay += total;
        if (one_in(4)) continue;
        book([&](auto& entry) { facts::book_file_handed_over(entry, 1, per_kind); });
        to_pay -= total;
        under_way += total;
        const facts::StatementSums first = sums();
        const facts::StatementSums anew = sums();
        book([&](auto& entry) { facts::book_statement_placed(entry, 1, first); });
        book([&](auto& entry) { facts::book_statement_placed(entry, 1, anew - first); });
        under_way -= anew.confirmed;
        returned += anew.returned;
        held += anew.refunded;
        suspense += anew.suspense_credit - anew.suspense_debit;
        other += anew.other_credit - anew.other_debit;
        bank += anew.net();
    }
    RC_ASSERT(balance.balance_of(Account::uitkering_vordering()) == claim);
    RC_ASSERT(balance.balance_of(Account::te_verdelen()) == -unsplit);
    RC_ASSERT(balance.balance_of(Account::aangehouden()) == -held);
    Euro owed;
    for (const auto& [account, on] : balance.accounts()) {
        if (account.to_string().starts_with("client:te_betalen:")) owed -= on.balance();
    }
    RC_ASSERT(owed == to_pay);
    RC_ASSERT(balance.balance_of(Account::onderweg(1)) == -under_way);
    RC_ASSERT(balance.balance_of(Account::teruggekomen()) == -returned);
    RC_ASSERT(balance.balance_of(Account::suspense(1)) == -suspense);
    RC_ASSERT(balance.balance_of(Account::known_other(1)) == -other);
    RC_ASSERT(balance.balance_of(Account::bank(1)) == bank);
    RC_ASSERT(balance.total_debit() == balance.total_credit());
}

}  // namespace
}  // namespace ontzorgd::property
