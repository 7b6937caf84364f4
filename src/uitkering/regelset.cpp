// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/uitkering/regelset.h"

#include "ontzorgd/base/contract.h"

#include <algorithm>

namespace ontzorgd::uitkering {

std::size_t Regelset::rang(dossier::Kind kind) const {
    const auto* found = std::find(volgorde.begin(), volgorde.end(), kind);
    base::expects(found != volgorde.end(), "the order of a regelset names every kind");
    return static_cast<std::size_t>(found - volgorde.begin());
}

values::Euro Regelset::minimum_for(dossier::HouseholdType type) const {
    return minimum_leefgeld.at(static_cast<std::size_t>(type));
}

unsigned Regelset::signatures_for(values::Euro total) const {
    const auto band = std::find_if(handtekeningen.begin(), handtekeningen.end(),
                                   [&](const HandtekeningBand& each) {
                                       return !each.tot_en_met || total <= *each.tot_en_met;
                                   });
    base::expects(band != handtekeningen.end(), "the last band of a regelset has no bound");
    return band->aantal;
}

}  // namespace ontzorgd::uitkering
