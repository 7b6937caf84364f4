// SPDX-License-Identifier: EUPL-1.2
#include "audit_books.h"

#include "ontzorgd/crypto/sha256.h"
#include "ontzorgd/ledger/account.h"

#include <algorithm>

namespace ontzorgd::service {

Books::Books(store::Database& db, Findings& findings) : cursor_{db}, findings_{findings} {
    advance();
}

std::optional<base::Digest> Books::of(std::int64_t fact) {
    while (more_ && posting_.fact < fact) {
        findings_.add("entry_without_fact", posting_.fact,
                      {{"entry", std::to_string(posting_.entry)}});
        skip_entry();
    }
    std::vector<std::string> lines;
    while (more_ && posting_.fact == fact) read_entry(lines);
    if (lines.empty()) return std::nullopt;
    std::ranges::sort(lines);
    std::string text;
    for (const std::string& line : lines) text += line;
    return crypto::sha256(text);
}

void Books::finish() {
    while (more_) {
        findings_.add("entry_without_fact", posting_.fact,
                      {{"entry", std::to_string(posting_.entry)}});
        skip_entry();
    }
}

void Books::skip_entry() {
    const std::int64_t entry = posting_.entry;
    while (more_ && posting_.entry == entry) advance();
}

void Books::read_entry(std::vector<std::string>& lines) {
    const std::int64_t entry = posting_.entry;
    const std::int64_t fact = posting_.fact;
    std::int64_t sum = 0;
    ++entries_;
    for (; more_ && posting_.entry == entry; advance()) {
        sum += posting_.cents;
        if (posting_.cents > 0) turnover_ += values::Euro::from_cents(posting_.cents);
        if (!ledger::Account::parse(posting_.account)) {
            findings_.add(
                "ledger_account_is_unknown", fact,
                {{"entry", std::to_string(entry)}, {"value", std::string{posting_.account}}});
        }
        lines.push_back(std::to_string(posting_.date) + ' ' + std::string{posting_.description} +
                        ' ' + std::string{posting_.account} + ' ' + std::to_string(posting_.cents) +
                        '\n');
    }
    if (sum != 0) {
        findings_.add("entry_is_not_balanced", fact,
                      {{"entry", std::to_string(entry)},
                       {"amount", values::Euro::from_cents(sum).to_string()}});
    }
}

}  // namespace ontzorgd::service
