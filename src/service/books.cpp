// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/service/books.h"

#include "conservation.h"
#include "ontzorgd/store/books.h"
#include "ontzorgd/store/chain.h"

#include <algorithm>
#include <map>
#include <string>

namespace ontzorgd::service {

namespace {

void add_term(facts::Conservation& line, const store::ConservationTerm& term) {
    using Kind = store::ConservationTerm::Kind;
    switch (term.term) {
        case Kind::ontvangen: line.ontvangen += term.cents; break;
        case Kind::aangehouden: line.aangehouden += term.cents; break;
        case Kind::onderweg:
            line.onderweg.at(static_cast<std::size_t>(term.kind)) += term.cents;
            break;
        case Kind::bevestigd:
            line.bevestigd.at(static_cast<std::size_t>(term.kind)) += term.cents;
            break;
        case Kind::teruggekomen: line.teruggekomen += term.cents; break;
        case Kind::terugbetaald: line.terugbetaald += term.cents; break;
    }
}

/// One month, and how many of its lines do not hold.
struct MonthLine {
    facts::Conservation total;
    std::int64_t lines = 0;
    std::int64_t broken = 0;
};
using MonthLines = std::map<values::Month, MonthLine>;

MonthLines month_lines(store::Database& db, std::int64_t until_fact) {
    MonthLines months;
    for_each_conservation(
        db, until_fact,
        [&](values::Month month, std::string_view, const facts::Conservation& line) {
            MonthLine& sum = months[month];
            sum.total += line;
            ++sum.lines;
            if (!line.holds()) ++sum.broken;
        });
    return months;
}

Report row_of(values::Month month, const MonthLine& line) {
    Report row;
    row.add("maand", month.to_string())
        .add("huishoudens", Value{line.lines})
        .add("ontvangen", Value{line.total.ontvangen})
        .add("terugbetaald", Value{line.total.terugbetaald})
        .add("bevestigd", Value{facts::total_of(line.total.bevestigd)})
        .add("onderweg", Value{facts::total_of(line.total.onderweg)})
        .add("aangehouden", Value{line.total.aangehouden})
        .add("teruggekomen", Value{line.total.teruggekomen})
        .add("klopt", Value{line.broken == 0 && line.total.holds()});
    return row;
}

facts::BalancesByAccount ledger_balances(const std::vector<store::AccountSum>& sums) {
    facts::BalancesByAccount balances;
    for (const store::AccountSum& sum : sums) balances[sum.account] = sum.debit - sum.credit;
    return balances;
}

std::vector<facts::Check> control_checks(store::Database& db,
                                         const std::vector<store::AccountSum>& ledger) {
    facts::BalancesByAccount rows;
    store::for_each_subledger(db, [&](std::string_view account, values::Euro balance) {
        rows[std::string{account}] = balance;
    });
    return facts::check_books(ledger_balances(ledger), rows);
}

Report row_of(const facts::Check& check) {
    Report row;
    row.add("rekening", check.subject)
        .add("grootboek", Value{check.found})
        .add("onderliggende_regels", Value{check.expected})
        .add("klopt", Value{check.holds()});
    return row;
}

std::vector<Report> trial_rows(const std::vector<store::AccountSum>& sums) {
    std::vector<Report> rows;
    store::AccountSum total{.account = "totaal"};
    const auto add = [&](const store::AccountSum& sum) {
        Report row;
        row.add("rekening", sum.account)
            .add("debet", Value{sum.debit})
            .add("credit", Value{sum.credit})
            .add("saldo", Value{sum.debit - sum.credit});
        rows.push_back(std::move(row));
    };
    for (const store::AccountSum& sum : sums) {
        total.debit += sum.debit;
        total.credit += sum.credit;
        add(sum);
    }
    add(total);
    return rows;
}

}  // namespace

void for_each_conservation(store::Database& db, std::int64_t until_fact,
                           const VisitConservation& visit) {
    for (const values::Month month : store::benefit_months(db, until_fact)) {
        facts::Conservation line;
        std::string who;
        std::int64_t household = -1;
        const auto end_line = [&] {
            if (household >= 0) visit(month, who, line);
        };
        store::for_each_conservation_term(db, month, until_fact,
                                          [&](const store::ConservationTerm& term) {
                                              if (term.household != household || term.who != who) {
                                                  end_line();
                                                  line = {};
                                                  who = term.who;
                                                  household = term.household;
                                              }
                                              add_term(line, term);
                                          });
        end_line();
    }
}

std::vector<facts::Check> check_books_now(Municipality& town) {
    store::Database& db = town.db();
    auto checks = control_checks(db, store::trial_balance(db, store::every_fact));
    for (const auto& [month, line] : month_lines(db, store::every_fact)) {
        checks.push_back(facts::check_conservation(line.total, month.to_string()));
    }
    return checks;
}

base::Result<Report> show_books(Municipality& town, values::CivilDate as_of) {
    store::Database& db = town.db();
    const store::Snapshot snapshot{db};
    const std::int64_t fact = store::last_fact_on(db, as_of);
    const bool is_now = fact == store::chain_head(db).length;
    const auto ledger = store::trial_balance(db, fact);
    bool holds = true;
    std::vector<Report> months;
    for (const auto& [month, line] : month_lines(db, fact)) {
        holds = holds && line.broken == 0 && line.total.holds();
        months.push_back(row_of(month, line));
    }
    values::Euro sum;
    for (const store::AccountSum& each : ledger) sum += each.debit - each.credit;
    holds = holds && sum.is_zero();
    std::vector<Report> control;
    if (is_now) {
        for (const facts::Check& check : control_checks(db, ledger)) {
            holds = holds && check.holds();
            if (check.name == facts::control_account_equals_subledger)
                control.push_back(row_of(check));
        }
    }
    Report report;
    report.add("stand", Value{as_of})
        .add("oordeel",
             holds ? "elke cent is verantwoord" : "NIET ALLES KLOPT: zie de regels met nee")
        .add_rows("verantwoording", std::move(months))
        .add_rows("saldibalans", trial_rows(ledger));
    if (is_now) report.add_rows("tussenstand_per_rekening", std::move(control));
    return report;
}

}  // namespace ontzorgd::service
