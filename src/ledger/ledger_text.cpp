// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/ledger/ledger_text.h"

#include <algorithm>

namespace ontzorgd::ledger {

namespace {

constexpr std::size_t account_column = 36;
constexpr std::size_t amount_column = 16;

std::string posting_line(const Posting& posting) {
    const std::string& account = posting.account.to_string();
    const std::string amount = "EUR " + posting.amount.to_string();
    std::string line = "    " + account;
    if (account.size() < account_column) line.append(account_column - account.size(), ' ');
    line += "  ";  // two blanks are what ends an account name for ledger-cli
    if (amount.size() < amount_column) line.append(amount_column - amount.size(), ' ');
    return line + amount + '\n';
}

}  // namespace

std::string to_ledger_text(const JournalEntry& entry) {
    if (entry.empty()) return {};
    std::string text = entry.date().to_string() + " * (" + std::to_string(entry.fact()) + ") " +
                       entry.description() + '\n';
    for (const Posting& posting : entry.postings()) text += posting_line(posting);
    return text + '\n';
}

}  // namespace ontzorgd::ledger
