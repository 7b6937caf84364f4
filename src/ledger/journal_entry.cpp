// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/ledger/journal_entry.h"

#include "ontzorgd/base/contract.h"

#include <algorithm>

namespace ontzorgd::ledger {

namespace {

bool is_code(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return ('a' <= c && c <= 'z') || ('0' <= c && c <= '9') || c == '_';
    });
}

}  // namespace

JournalEntryBuilder::JournalEntryBuilder(std::int64_t fact, values::CivilDate date,
                                         std::string_view description)
    : entry_{fact, date, std::string{description}} {
    base::expects(fact > 0, "a fact is numbered from 1");
    base::expects(is_code(description), "the description of an entry is a code");
}

JournalEntryBuilder& JournalEntryBuilder::debit(const Account& account, values::Euro amount) {
    std::vector<Posting>& postings = entry_.postings_;
    const auto same = std::find_if(postings.begin(), postings.end(), [&](const Posting& posting) {
        return posting.account == account;
    });
    if (same != postings.end()) {
        same->amount += amount;
    } else {
        postings.push_back({.account = account, .amount = amount});
    }
    return *this;
}

JournalEntryBuilder& JournalEntryBuilder::credit(const Account& account, values::Euro amount) {
    return debit(account, -amount);
}

bool JournalEntryBuilder::balanced() const {
    values::Euro sum;
    for (const Posting& posting : entry_.postings_) sum += posting.amount;
    return sum.is_zero();
}

JournalEntry JournalEntryBuilder::finish() const {
    base::expects(balanced(), "the postings of a journal entry add up to zero");
    JournalEntry entry = entry_;
    // Only now: an account that passes through zero on the way keeps its place.
    std::erase_if(entry.postings_, [](const Posting& posting) { return posting.amount.is_zero(); });
    return entry;
}

JournalEntry reversal_of(const JournalEntry& entry, std::int64_t fact, values::CivilDate date) {
    JournalEntryBuilder reversal{fact, date, "reversal_of_" + entry.description()};
    for (const Posting& posting : entry.postings())
        reversal.credit(posting.account, posting.amount);
    return reversal.finish();
}

std::string books_text(std::span<const JournalEntry> entries) {
    std::vector<std::string> lines;
    for (const JournalEntry& entry : entries) {
        const std::string head =
            std::to_string(entry.date().to_number()) + ' ' + entry.description() + ' ';
        for (const Posting& posting : entry.postings()) {
            lines.push_back(head + posting.account.to_string() + ' ' +
                            std::to_string(posting.amount.cents()) + '\n');
        }
    }
    std::sort(lines.begin(), lines.end());
    std::string text;
    for (const std::string& line : lines) text += line;
    return text;
}

}  // namespace ontzorgd::ledger
