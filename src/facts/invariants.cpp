// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/facts/invariants.h"

#include "ontzorgd/dossier/vaste_last.h"

#include <utility>

namespace ontzorgd::facts {

std::string_view payment_kind_text(std::size_t kind) {
    return kind < dossier::kind_count ? dossier::to_text(dossier::all_kinds.at(kind)) : "leefgeld";
}

std::vector<Check> check_books(const BalancesByAccount& ledger,
                               const BalancesByAccount& subledger) {
    std::map<std::string, std::pair<values::Euro, values::Euro>, std::less<>> both;
    values::Euro sum;
    for (const auto& [account, balance] : ledger) {
        both[account].first = balance;
        sum += balance;
    }
    for (const auto& [account, balance] : subledger) both[account].second = balance;
    std::vector<Check> checks;
    checks.push_back({.name = books_balance, .subject = {}, .found = sum, .expected = {}});
    for (const auto& [account, balances] : both) {
        checks.push_back({.name = control_account_equals_subledger,
                          .subject = account,
                          .found = balances.first,
                          .expected = balances.second});
    }
    return checks;
}

values::Euro Conservation::out() const {
    return total_of(bevestigd) + total_of(onderweg) + aangehouden + teruggekomen;
}

Conservation& Conservation::operator+=(const Conservation& other) {
    ontvangen += other.ontvangen;
    terugbetaald += other.terugbetaald;
    for (std::size_t kind = 0; kind < payment_kind_count; ++kind) {
        bevestigd.at(kind) += other.bevestigd.at(kind);
        onderweg.at(kind) += other.onderweg.at(kind);
    }
    aangehouden += other.aangehouden;
    teruggekomen += other.teruggekomen;
    return *this;
}

Check check_conservation(const Conservation& line, std::string subject) {
    return {.name = every_cent_is_somewhere,
            .subject = std::move(subject),
            .found = line.in(),
            .expected = line.out()};
}

}  // namespace ontzorgd::facts
