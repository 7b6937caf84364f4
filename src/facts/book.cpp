// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/facts/book.h"

#include "ontzorgd/dossier/vaste_last.h"

namespace ontzorgd::facts {

namespace {

std::string_view kind_name(std::size_t kind) {
    return kind < dossier::kind_count ? dossier::to_text(dossier::all_kinds.at(kind)) : "leefgeld";
}

}  // namespace

values::Euro total_of(const KindTotals& totals) {
    values::Euro sum;
    for (const values::Euro amount : totals) sum += amount;
    return sum;
}

void book_run_accepted(ledger::JournalEntryBuilder& entry, values::Euro to_split,
                       values::Euro held) {
    entry.debit(ledger::Account::uitkering_vordering(), to_split + held)
        .credit(ledger::Account::te_verdelen(), to_split)
        .credit(ledger::Account::aangehouden(), held);
}

void book_run_rejected(ledger::JournalEntryBuilder& entry, values::Euro to_split,
                       values::Euro held) {
    book_run_accepted(entry, -to_split, -held);
}

void book_run_split(ledger::JournalEntryBuilder& entry, const KindTotals& per_kind,
                    values::Euro from_held, values::Euro newly_held) {
    entry.debit(ledger::Account::te_verdelen(), total_of(per_kind) - from_held + newly_held)
        .debit(ledger::Account::aangehouden(), from_held - newly_held);
    for (std::size_t kind = 0; kind < per_kind.size(); ++kind) {
        entry.credit(ledger::Account::te_betalen(kind_name(kind)), per_kind.at(kind));
    }
}

void book_file_handed_over(ledger::JournalEntryBuilder& entry, std::int64_t account,
                           const KindTotals& per_kind) {
    for (std::size_t kind = 0; kind < per_kind.size(); ++kind) {
        entry.debit(ledger::Account::te_betalen(kind_name(kind)), per_kind.at(kind));
    }
    entry.credit(ledger::Account::onderweg(account), total_of(per_kind));
}

void book_payment_reissued(ledger::JournalEntryBuilder& entry, std::size_t kind,
                           values::Euro cents) {
    entry.debit(ledger::Account::teruggekomen(), cents)
        .credit(ledger::Account::te_betalen(kind_name(kind)), cents);
}

void book_payment_declared_dead(ledger::JournalEntryBuilder& entry, std::int64_t account,
                                std::size_t kind, values::Euro cents) {
    entry.debit(ledger::Account::onderweg(account), cents)
        .credit(ledger::Account::te_betalen(kind_name(kind)), cents);
}

void book_reissued_payment_declared_dead(ledger::JournalEntryBuilder& entry, std::int64_t account,
                                         values::Euro cents) {
    entry.debit(ledger::Account::onderweg(account), cents)
        .credit(ledger::Account::teruggekomen(), cents);
}

values::Euro StatementSums::net() const {
    return returned + refunded + suspense_credit + other_credit - confirmed - suspense_debit -
           other_debit;
}

StatementSums operator-(const StatementSums& a, const StatementSums& b) {
    return {.confirmed = a.confirmed - b.confirmed,
            .returned = a.returned - b.returned,
            .refunded = a.refunded - b.refunded,
            .suspense_debit = a.suspense_debit - b.suspense_debit,
            .suspense_credit = a.suspense_credit - b.suspense_credit,
            .other_debit = a.other_debit - b.other_debit,
            .other_credit = a.other_credit - b.other_credit};
}

void book_statement_placed(ledger::JournalEntryBuilder& entry, std::int64_t account,
                           const StatementSums& sums) {
    entry.debit(ledger::Account::onderweg(account), sums.confirmed)
        .credit(ledger::Account::teruggekomen(), sums.returned)
        .credit(ledger::Account::aangehouden(), sums.refunded)
        .debit(ledger::Account::suspense(account), sums.suspense_debit - sums.suspense_credit)
        .debit(ledger::Account::known_other(account), sums.other_debit - sums.other_credit)
        .debit(ledger::Account::bank(account), sums.net());
}

}  // namespace ontzorgd::facts
