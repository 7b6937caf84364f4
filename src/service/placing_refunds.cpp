// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/refund.h"
#include "ontzorgd/store/refund.h"
#include "placing.h"

#include <set>
#include <string>
#include <vector>

namespace ontzorgd::service {

using reconcile::Place;

/// Money of a household, as long as it is at most what was paid: the creditor cannot pay back more.
void Placing::settle_refunds(std::int64_t household) {
    const auto lines = store::refunds_of(db_, household);
    std::vector<reconcile::Refund> refunds;
    std::set<std::int64_t> contracts;
    for (const store::RefundLine& line : lines) {
        refunds.push_back({.day = line.claim.booking_date,
                           .cents = line.claim.cents,
                           .contracts = line.contracts,
                           .is_decided = line.is_decided});
        contracts.insert(line.contracts.begin(), line.contracts.end());
    }
    std::vector<reconcile::PaidOn> paid;
    for (const std::int64_t contract : contracts) {
        const auto on_it = store::paid_on(db_, contract);
        paid.insert(paid.end(), on_it.begin(), on_it.end());
    }
    const auto within = reconcile::within_what_was_paid(refunds, paid);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const store::ClaimRow& claim = lines[i].claim;
        if (!within[i]) {
            move(claim, Place::proposed, "refund_is_more_than_paid");
            note_line(exceptions_, claim.key, claim.cents, "refund_is_more_than_paid");
            exceptions_.close("terugbetaling_ontvangen", cause_of_refund(claim.key, household));
            continue;
        }
        if (!lines[i].is_decided) move(claim, Place::matched, "refund_kenmerk");
        note_refund(household, claim);
    }
}

/// Nobody's money waits without an owner and an age.
void Placing::note_refund(std::int64_t household, const store::ClaimRow& claim) {
    const std::string cause = cause_of_refund(claim.key, household);
    const std::string details = "delivery=" + std::to_string(claim.key.statement) +
                                "|entry=" + std::to_string(claim.key.entry) +
                                "|detail=" + std::to_string(claim.key.detail) +
                                "|day=" + claim.booking_date.to_string();
    exceptions_.open("terugbetaling_ontvangen", cause, dossier::HouseholdId{household},
                     "klantmanager", claim.cents, details);
}

}  // namespace ontzorgd::service
