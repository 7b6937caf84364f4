// SPDX-License-Identifier: EUPL-1.2
#include "bank_line.h"
#include "ontzorgd/store/refund.h"

#include <algorithm>

namespace ontzorgd::service {

namespace {

/// Payments of one amount to one creditor, of which one may be another household's.
constexpr std::size_t most_of_one_amount = 2000;

}  // namespace

/// Whose money a creditor pays back; what the bank or its payee sends back is no such thing.
void LineMaker::find_refund(Line& line) {
    const bool may_be_one = line.row.credit && line.counter && line.file == nullptr &&
                            !line.facts.has_return_reason && !line.facts.bank_calls_it_a_return;
    if (!may_be_one) return;
    line.refund = refunds_.read(*line.detail, *line.counter, line.row.booking_date);
    const bool may_be_a_return = reconcile::speaks_of_a_return(line.detail->remittance_text()) ||
                                 reconcile::speaks_of_a_return(line.detail->additional_info) ||
                                 reconcile::speaks_of_a_return(line.entry.additional_info);
    if (may_be_a_return || may_be_of_two(line)) line.refund.household = 0;
    line.facts.names_a_household = line.refund.household != 0;
}

/// Money of two households in one transfer, of which only one is named: what it is more than a
/// payment on the contract is a payment to another household.
bool LineMaker::may_be_of_two(const Line& line) {
    if (line.refund.household == 0) return false;
    const values::CivilDate day = line.row.booking_date;
    const values::CivilDate from = day.plus_months_clamped(-reconcile::months_of_refunds);
    const auto is_of_another = [&](const store::PossibleAttempt& each) {
        const auto household = store::household_of_instruction(town_.db(), each.instruction);
        return household && household->number() != line.refund.household;
    };
    const auto leaves_another = [&](const reconcile::PaidOn& paid) {
        if (paid.cents.is_zero() || line.row.cents <= paid.cents) return false;
        return std::ranges::any_of(
            payments_.attempts_like(account_.id, *line.counter, line.row.cents - paid.cents, from,
                                    day, most_of_one_amount),
            is_of_another);
    };
    return std::ranges::any_of(line.refund.contracts, [&](std::int64_t contract) {
        return std::ranges::any_of(store::paid_on(town_.db(), contract), leaves_another);
    });
}

}  // namespace ontzorgd::service
