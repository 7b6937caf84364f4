// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/store/exception.h"

/// @file
/// What is told, and refused, because of debits that ontzorgd made and this copy of it does not
/// know.
namespace ontzorgd::service {

/// Opens and closes the exceptions about them: one for all that a newer copy made, one for each
/// statement with payments of another copy.
void sync_unknown_debits(store::Database& db, store::ExceptionWriter& exceptions);

/// Refuses while a statement shows payments of this copy that it does not know: it was put back
/// from a backup, and whatever was paid since may be paid again. Errors (refused):
/// state_is_older_than_the_bank.
[[nodiscard]] base::Result<base::Done> check_not_older_than_the_bank(store::Database& db);

}  // namespace ontzorgd::service
