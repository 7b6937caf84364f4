// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/store/exception.h"

/// @file
/// Brings the exceptions about payments that no statement booked (`betalingen_niet_geboekt`, one
/// per file) to how files, reports and statements stand: each is there from the day on which two
/// people may declare its payments dead. Needed whenever one of those changed.
namespace ontzorgd::service {

void tell_unbooked(store::Database& db, store::ExceptionWriter& exceptions);

}  // namespace ontzorgd::service
