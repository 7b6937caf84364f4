// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/store/exception.h"

#include <string_view>

/// @file
/// What is told, and refused, because of debits that ontzorgd made and this copy of it does not
/// know.
namespace ontzorgd::service {

/// Opens and closes the exceptions about them: one for all that a newer copy made, one for each
/// statement with payments of another copy.
void sync_unknown_debits(store::Database& db, store::ExceptionWriter& exceptions);

/// Whether somebody may give a command that brings money on its way: never while this directory was
/// put back from a backup and nobody lifted that. Errors (refused): role_may_not_do_this,
/// state_was_restored.
[[nodiscard]] base::Result<base::Done> may_move_money(const Context& context,
                                                      std::string_view command);

/// Refuses while a statement shows payments of this copy that it does not know: it was put back
/// from a backup, and whatever was paid since may be paid again. In a directory that was put back,
/// payments of another copy count as well: it may be of the same backup. Errors (refused):
/// state_is_older_than_the_bank.
[[nodiscard]] base::Result<base::Done> check_not_older_than_the_bank(store::Database& db);

}  // namespace ontzorgd::service
