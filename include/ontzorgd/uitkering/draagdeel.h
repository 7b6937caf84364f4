// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/values/euro.h"

#include <array>

/// @file
/// Draagdeel: how much of a household's payment each partner bore.
namespace ontzorgd::uitkering {

/// What of a returned amount belongs to each partner: in proportion to what each bore of the
/// payment, the odd cent to the partner named first. A payment that came back whole gives each
/// exactly what he bore. `returned` is at most `paid`, `draagdeel_eerste` is between zero and
/// `paid`, `paid` is above zero; anything else is a bug.
[[nodiscard]] std::array<values::Euro, 2> returned_per_partner(values::Euro returned,
                                                               values::Euro paid,
                                                               values::Euro draagdeel_eerste);

}  // namespace ontzorgd::uitkering
