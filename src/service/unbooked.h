// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/report.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/exception.h"

#include <cstdint>

/// @file
/// What is told of payments that the bank has and that no statement booked, per file:
/// `betalingen_niet_geboekt` from the day on which two people may declare them dead, and while the
/// bank waits for something or changed them one exception per status (`bank_...`).
namespace ontzorgd::service {

/// Brings these exceptions to how files, reports, statements and the words of people stand. Needed
/// whenever one of those changed.
void tell_unbooked(store::Database& db, store::ExceptionWriter& exceptions);

/// What the bank said last of the payment, when it said anything.
void add_last_status(Report& report, store::Database& db, std::int64_t instruction,
                     std::int64_t attempt);

}  // namespace ontzorgd::service
