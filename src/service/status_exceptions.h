// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/store/exception.h"

#include <cstdint>

/// @file
/// The exceptions of what the bank said, brought up to date: a function of what stands in the
/// database, so that the order in which reports and statements come makes no difference.
namespace ontzorgd::service {

/// What was refused, what was refused and booked all the same, and what was called both refused and
/// executed, of one file: `betaling_geweigerd` per account and reason, `afwijzing_en_afschrijving`
/// and `bankstatus_tegenstrijdig` per file; `bank_voerde_dode_betaling_uit` for what is dead here.
void sync_status_exceptions(store::Database& db, store::ExceptionWriter& exceptions,
                            std::int64_t file);

/// Whether a person must decide about a payment because of its name: `naam_controle`.
void sync_name_check(store::Database& db, store::ExceptionWriter& exceptions,
                     std::int64_t instruction, std::int64_t attempt);

}  // namespace ontzorgd::service
