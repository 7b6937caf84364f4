// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/ledger/journal_entry.h"

#include <cstdint>
#include <map>
#include <optional>

/// @file
/// TrialBalance: what stands on every account, from a stream of journal entries.
///
/// Memory grows with the number of accounts, not of entries. The order of the entries does not
/// matter.
namespace ontzorgd::ledger {

/// Everything posted to one account. Both totals are zero or more.
struct AccountTotals {
    values::Euro debit;
    values::Euro credit;
    /// Positive when the account stands in debit.
    [[nodiscard]] values::Euro balance() const { return debit - credit; }
    bool operator==(const AccountTotals&) const = default;
};

class TrialBalance {
public:
    /// At the end of `as_of`; without it, of everything that was ever booked.
    explicit TrialBalance(std::optional<values::CivilDate> as_of = std::nullopt) : as_of_{as_of} {}

    /// Counts the entry, unless it is dated after `as_of`.
    void add(const JournalEntry& entry);

    /// Sorted by name; an account that came back to zero is still there.
    [[nodiscard]] const std::map<Account, AccountTotals>& accounts() const { return accounts_; }
    /// Zero for an account on which nothing was booked.
    [[nodiscard]] values::Euro balance_of(const Account& account) const;
    [[nodiscard]] values::Euro total_debit() const { return total_debit_; }
    [[nodiscard]] values::Euro total_credit() const { return total_credit_; }
    /// How many entries were counted.
    [[nodiscard]] std::int64_t entries() const { return entries_; }
    [[nodiscard]] std::optional<values::CivilDate> as_of() const { return as_of_; }

private:
    std::optional<values::CivilDate> as_of_;
    std::map<Account, AccountTotals> accounts_;
    values::Euro total_debit_;
    values::Euro total_credit_;
    std::int64_t entries_ = 0;
};

}  // namespace ontzorgd::ledger
