// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/uitkering/draagdeel.h"

#include "ontzorgd/base/contract.h"

namespace ontzorgd::uitkering {

using values::Euro;

std::array<Euro, 2> returned_per_partner(Euro returned, Euro paid, Euro draagdeel_eerste) {
    base::expects(paid > Euro{} && !returned.is_negative() && returned <= paid,
                  "what came back is at most what was paid");
    base::expects(!draagdeel_eerste.is_negative() && draagdeel_eerste <= paid,
                  "a draagdeel is part of the payment");
    // A payment is at most 999,999,999.99 euro, so that the product fits; the quotient is rounded
    // down, and the odd cent is the first partner's.
    const std::int64_t tweede = returned.cents() * (paid - draagdeel_eerste).cents() / paid.cents();
    return {returned - Euro::from_cents(tweede), Euro::from_cents(tweede)};
}

}  // namespace ontzorgd::uitkering
