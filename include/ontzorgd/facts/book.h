// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/ledger/journal_entry.h"
#include "ontzorgd/values/euro.h"

#include <array>
#include <cstdint>

/// @file
/// book: what each fact does in the general ledger. One balanced entry per fact; the rows of runs,
/// instructions, attempts and statement lines are the subledger behind it.
///
///     client money (liabilities)   te_verdelen -> te_betalen:<kind> -> onderweg:<account>  -> bank
///                                  aangehouden                         (handed to the bank)
///                                  teruggekomen -> te_betalen:<kind>  (to be paid again)
///     back from the bank           bank -> teruggekomen | tussen:suspense | tussen:known_other
///     back from a creditor         bank -> aangehouden
namespace ontzorgd::facts {

/// The seven kinds of vaste last and leefgeld, in the order of dossier::Kind, leefgeld last.
inline constexpr std::size_t payment_kind_count = 8;
using KindTotals = std::array<values::Euro, payment_kind_count>;

[[nodiscard]] values::Euro total_of(const KindTotals& totals);

/// A run came in: the municipality owes `to_split` and `held` to its clients.
void book_run_accepted(ledger::JournalEntryBuilder& entry, values::Euro to_split,
                       values::Euro held);
/// A run was taken back before it was split.
void book_run_rejected(ledger::JournalEntryBuilder& entry, values::Euro to_split,
                       values::Euro held);
/// A run was split: `per_kind` was decided; `from_held` of it had been held, `newly_held` was not
/// split because something came between.
void book_run_split(ledger::JournalEntryBuilder& entry, const KindTotals& per_kind,
                    values::Euro from_held, values::Euro newly_held);
/// A file of one account went to the bank.
void book_file_handed_over(ledger::JournalEntryBuilder& entry, std::int64_t account,
                           const KindTotals& per_kind);

/// A payment of this kind that came back is to be made again.
void book_payment_reissued(ledger::JournalEntryBuilder& entry, std::size_t kind,
                           values::Euro cents);

/// A payment of this kind that was given to the bank from `account` will never be booked: it is to
/// be paid still.
void book_payment_declared_dead(ledger::JournalEntryBuilder& entry, std::int64_t account,
                                std::size_t kind, values::Euro cents);
/// The same of one that was set free before, because a statement told that it came back.
void book_reissued_payment_declared_dead(ledger::JournalEntryBuilder& entry, std::int64_t account,
                                         values::Euro cents);

/// What the lines of a statement are, in cents of debit and credit. Debits that confirm our
/// payments, credits that bring them back, credits that creditors pay back, and the rest by place.
struct StatementSums {
    values::Euro confirmed;
    values::Euro returned;
    values::Euro refunded;  ///< paid back by creditors: held until somebody decides
    values::Euro suspense_debit;
    values::Euro suspense_credit;
    values::Euro other_debit;
    values::Euro other_credit;

    /// Credits less debits: what the statement does to the balance.
    [[nodiscard]] values::Euro net() const;
    friend StatementSums operator-(const StatementSums& a, const StatementSums& b);
    bool operator==(const StatementSums&) const = default;
};
/// A statement was placed (or, with the difference of two sums, placed anew).
void book_statement_placed(ledger::JournalEntryBuilder& entry, std::int64_t account,
                           const StatementSums& sums);

}  // namespace ontzorgd::facts
