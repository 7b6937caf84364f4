// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"

#include <string_view>

/// @file
/// Bulk work (a dossier, a run, a split, a batch, a statement) writes its rows in slices and makes
/// them count with one last transaction. What never got that far is taken away when the directory
/// is opened for writing, so that the same command can simply be given again.
namespace ontzorgd::store {

/// Notes that rows of a fact that does not exist yet are about to be written.
void begin_bulk_work(Database& db);
/// Notes that there are none any more; part of the transaction that makes the rows count.
void end_bulk_work(Database& db);
/// Whether work was begun and not ended. Whoever only reads must look past its rows.
[[nodiscard]] bool has_unfinished_work(Database& db);
/// Removes the rows of work that was begun and never ended. Cheap when there is none.
void sweep_unfinished_work(Database& db);

}  // namespace ontzorgd::store
