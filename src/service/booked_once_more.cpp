// SPDX-License-Identifier: EUPL-1.2
#include "nameless_debits.h"

#include "booked_file.h"

#include <algorithm>

namespace ontzorgd::service {

bool NamelessDebits::may_be(const store::StoredFile& file, values::Euro cents) {
    return debits_.has_nameless(file.account, cents) ||
           debits_.has_nameless(file.account, file.cents) ||
           debits_.could_be_most_of(file, cents) || may_be_part_of(file);
}

bool NamelessDebits::may_be_part_of(const store::StoredFile& file) {
    const auto totals = debits_.nameless_on(file.account);
    if (totals.empty()) return false;
    const auto known = parts_.find(file.id);
    if (known != parts_.end()) return known->second;
    const reconcile::FileOfPayments payments = file_of_payments(db_, file.id);
    const bool may_be = std::ranges::any_of(totals, [&](values::Euro cents) {
        const reconcile::FileTotal total{.cents = cents, .booking_date = file.execution_date};
        return share_by_people(total, {}, payments).of != reconcile::Share::Of::nothing;
    });
    return parts_.emplace(file.id, may_be).first->second;
}

}  // namespace ontzorgd::service
