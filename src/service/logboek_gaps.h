// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <string>

/// @file
/// What the logs of a directory that was put back from a backup do not hold: nobody may take their
/// silence for "nothing was done".
namespace ontzorgd::service {

/// The logs that came back with a restoration reach until this day. Contract: in a transaction.
void note_reach_of_logs(store::Database& db, std::int64_t restoration, values::CivilDate day);
/// What is missing of the days `from` to `to`, in a sentence; empty when nothing is.
[[nodiscard]] std::string gaps_in_logs(store::Database& db, values::CivilDate from,
                                       values::CivilDate to);

}  // namespace ontzorgd::service
