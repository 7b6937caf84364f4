// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/store/exception.h"

#include <cstdint>
#include <set>

/// @file
/// Where statements contradict the bank profile of their account. It changes no place and no
/// payment: the profile, or the agreement with the bank, is not what people believe it is.
namespace ontzorgd::service {

/// One exception of each account for what its live statements show otherwise than its profile says:
/// `boeking_anders_dan_profiel` for how a file is booked, `batchnaam_anders_dan_profiel` for how it
/// is called. A function of what stands in the database, so that the order in which statements come
/// makes no difference; closed when no live statement shows it any more.
void sync_profile_exceptions(store::Database& db, store::ExceptionWriter& exceptions,
                             const std::set<std::int64_t>& accounts);

}  // namespace ontzorgd::service
