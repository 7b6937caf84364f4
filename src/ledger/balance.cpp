// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/ledger/balance.h"

namespace ontzorgd::ledger {

void TrialBalance::add(const JournalEntry& entry) {
    if (as_of_ && entry.date() > *as_of_) return;
    ++entries_;
    for (const Posting& posting : entry.postings()) {
        AccountTotals& totals = accounts_[posting.account];
        if (posting.amount.is_negative()) {
            totals.credit -= posting.amount;
            total_credit_ -= posting.amount;
        } else {
            totals.debit += posting.amount;
            total_debit_ += posting.amount;
        }
    }
}

values::Euro TrialBalance::balance_of(const Account& account) const {
    const auto found = accounts_.find(account);
    return found == accounts_.end() ? values::Euro{} : found->second.balance();
}

}  // namespace ontzorgd::ledger
