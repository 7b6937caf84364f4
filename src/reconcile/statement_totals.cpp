// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/statement_totals.h"

#include "ontzorgd/reconcile/pages.h"

#include <algorithm>

namespace ontzorgd::reconcile {

namespace {

/// a + b as a number; nothing when it cannot be held.
std::optional<DecimalAmount> sum_of(DecimalAmount a, const DecimalAmount& b) {
    if (!a.add(b)) return std::nullopt;
    return a;
}

bool count_agrees(const std::optional<std::int64_t>& declared, std::int64_t booked,
                  std::int64_t all) {
    return !declared || *declared == booked || *declared == all;
}

bool sum_agrees(const std::optional<DecimalAmount>& declared,
                const std::optional<DecimalAmount>& booked,
                const std::optional<DecimalAmount>& all) {
    return !declared || (booked && declared->same_number(*booked)) ||
           (all && declared->same_number(*all));
}

}  // namespace

void StatementTally::see_currency(const DecimalAmount& amount) {
    if (first_.currency().empty()) {
        first_ = amount;
    } else if (!first_.same_currency(amount)) {
        currencies_differ_ = true;
    }
}

base::Result<base::Done> StatementTally::add(const Entry& entry) {
    ++totals_.entries;
    totals_.tx_details += static_cast<std::int64_t>(entry.details.size());
    if (entry.is_reversal) ++totals_.reversals;
    if (entry.batch) ++totals_.batch_entries;
    if (entry.batch && entry.has_every_amount() && !entry.details_add_up()) {
        ++totals_.batches_whose_details_do_not_sum;
    }

    Pair& side = entry.direction == Direction::credit ? credit_ : debit_;
    ++side.all_count;
    bool held = side.all.add(entry.amount);
    if (entry.status == EntryStatus::booked) {
        see_currency(entry.amount);
        ++side.booked_count;
        held = side.booked.add(entry.amount) && held;
    } else {
        ++totals_.not_book;
    }
    if (!held) return base::malformed("sum_is_too_large");
    return base::Done{};
}

bool StatementTally::is_in_one_currency(const StatementTotals& totals) const {
    DecimalAmount first = first_;
    for (const auto& balance : {totals.opening, totals.closing}) {
        if (!balance) continue;
        if (first.currency().empty()) first = *balance;
        if (!first.same_currency(*balance)) return false;
    }
    return !currencies_differ_;
}

Proof StatementTally::prove(const StatementTotals& totals) const {
    if (!totals.opening || !totals.closing) return Proof::unknown;
    if (!is_in_one_currency(totals)) return Proof::fails;
    DecimalAmount expected = *totals.opening;
    const bool held = expected.add(totals.sum_credit) && expected.add(totals.sum_debit.negated());
    return held && expected.same_number(*totals.closing) ? Proof::holds : Proof::fails;
}

StatementTotals StatementTally::finish(const StatementHead& head,
                                       const DeclaredTotals& declared) const {
    StatementTotals totals = totals_;
    totals.sum_credit = credit_.booked;
    totals.sum_debit = debit_.booked;
    if (const Balance* opening = head.opening()) totals.opening = opening->amount;
    if (const Balance* closing = head.closing()) totals.closing = closing->amount;
    totals.proof = prove(totals);

    const auto finding = [&](bool agrees, std::string_view code) {
        if (!agrees) totals.findings.push_back(code);
    };
    finding(is_in_one_currency(totals), "currencies_differ");
    finding(count_agrees(declared.all.count, credit_.booked_count + debit_.booked_count,
                         totals.entries) &&
                count_agrees(declared.credit.count, credit_.booked_count, credit_.all_count) &&
                count_agrees(declared.debit.count, debit_.booked_count, debit_.all_count),
            "declared_count_differs");
    finding(sum_agrees(declared.all.sum, sum_of(credit_.booked, debit_.booked),
                       sum_of(credit_.all, debit_.all)) &&
                sum_agrees(declared.credit.sum, credit_.booked, credit_.all) &&
                sum_agrees(declared.debit.sum, debit_.booked, debit_.all),
            "declared_sum_differs");
    finding(sum_agrees(declared.all.net, sum_of(credit_.booked, debit_.booked.negated()),
                       sum_of(credit_.all, debit_.all.negated())),
            "declared_net_differs");
    finding(!declared.is_malformed, "declared_total_is_malformed");
    const bool adds_up = totals.proof != Proof::fails || !is_in_one_currency(totals);
    finding(adds_up, waits_for_other_pages(head) ? "page_does_not_add_up_alone"
                                                 : "closing_balance_is_wrong");
    return totals;
}

}  // namespace ontzorgd::reconcile
