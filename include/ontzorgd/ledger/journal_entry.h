// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/ledger/account.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// JournalEntry: what one fact does to the books, as postings that add up to zero.
///
/// An entry is never changed and never taken out; what was wrong is put right by adding another
/// entry (reversal_of, and then the right one). Nothing here is personal: accounts, cents, a date
/// and a code.
namespace ontzorgd::ledger {

/// One side of an entry. A debit is positive, a credit negative; never zero in a finished entry.
struct Posting {
    Account account;
    values::Euro amount;
    bool operator==(const Posting&) const = default;
};

class JournalEntry {
public:
    /// The number of the fact that is booked: its place in the audit chain, from 1.
    [[nodiscard]] std::int64_t fact() const { return fact_; }
    /// The Amsterdam day it is booked on.
    [[nodiscard]] values::CivilDate date() const { return date_; }
    /// A code like `run_accepted`: 1 or more of a-z, 0-9 and _. Sentences are made elsewhere.
    [[nodiscard]] const std::string& description() const { return description_; }
    /// Each account at most once, in the order the builder first named them.
    [[nodiscard]] const std::vector<Posting>& postings() const { return postings_; }
    /// A fact without money (or with nothing but zeros) has an empty entry, which is not stored.
    [[nodiscard]] bool empty() const { return postings_.empty(); }
    bool operator==(const JournalEntry&) const = default;

private:
    friend class JournalEntryBuilder;
    JournalEntry(std::int64_t fact, values::CivilDate date, std::string description)
        : fact_{fact}, date_{date}, description_{std::move(description)} {}

    std::int64_t fact_;
    values::CivilDate date_;
    std::string description_;
    std::vector<Posting> postings_;
};

/// The only way to an entry:
///
///     JournalEntryBuilder{fact, date, "run_accepted"}
///         .debit(Account::uitkering_vordering(), net)
///         .credit(Account::te_verdelen(), net)
///         .finish()
///
/// Postings on one account are merged; what comes to zero is dropped. A negative debit is a credit
/// and the other way round, so that a signed difference can be booked without asking its sign.
class JournalEntryBuilder {
public:
    JournalEntryBuilder(std::int64_t fact, values::CivilDate date, std::string_view description);

    JournalEntryBuilder& debit(const Account& account, values::Euro amount);
    JournalEntryBuilder& credit(const Account& account, values::Euro amount);
    /// True when the postings so far add up to zero.
    [[nodiscard]] bool balanced() const;
    /// The entry. That it balances is a contract: ask balanced() first when the amounts come from
    /// outside, as when stored rows are read back.
    [[nodiscard]] JournalEntry finish() const;

private:
    JournalEntry entry_;
};

/// Takes back an earlier entry, as a new fact on a new day: the same accounts, the other side.
/// Its description is `reversal_of_` followed by the earlier one.
[[nodiscard]] JournalEntry reversal_of(const JournalEntry& entry, std::int64_t fact,
                                       values::CivilDate date);

/// The exact bytes by which an audit record commits to the entries of its fact: one line
/// "yyyymmdd description account cents\n" for each posting of all of them, the lines in ascending
/// order of their bytes. No entries, no bytes.
[[nodiscard]] std::string books_text(std::span<const JournalEntry> entries);

}  // namespace ontzorgd::ledger
