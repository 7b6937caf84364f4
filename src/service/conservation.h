// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/facts/invariants.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <functional>
#include <string_view>

namespace ontzorgd::service {

/// The conservation line of each household and benefit month, by month and household.
using VisitConservation =
    std::function<void(values::Month month, std::string_view who, const facts::Conservation& line)>;
void for_each_conservation(store::Database& db, std::int64_t until_fact,
                           const VisitConservation& visit);

}  // namespace ontzorgd::service
