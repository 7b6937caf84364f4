// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/store/run.h"

#include <cstdint>
#include <vector>

/// @file
/// Bulk work writes its rows in slices and makes them count with one last transaction. What never
/// got that far is taken away when the directory is opened for writing, so that the same command
/// can simply be given again.
///
/// A dossier, a batch, a statement: the rows bear the number of a fact that is still to come, so
/// that nothing else may be recorded meanwhile, and whoever reads must look past them. The records
/// of a run that is being imported belong to a run that is not there: nobody sees them, and other
/// facts may come in between. A split leaves nothing: each of its slices is a fact.
namespace ontzorgd::store {

/// Notes that rows of a fact that does not exist yet are about to be written.
void begin_bulk_work(Database& db);
/// Notes that there are none any more; part of the transaction that makes the rows count.
void end_bulk_work(Database& db);
/// Whether work was begun and not ended. Whoever only reads must look past its rows.
[[nodiscard]] bool has_unfinished_work(Database& db);
/// Removes the rows of such work that was begun and never ended. Cheap when there is none.
void sweep_unfinished_work(Database& db);

/// Notes that records of a run that is not there are about to be written.
void begin_run_import(Database& db, RunId run);
/// Notes that the run is there; part of the transaction that adds it.
void end_run_import(Database& db, RunId run);
/// Removes at most `most` records of an import that will not end; false once none is left and the
/// import is forgotten.
bool sweep_run_import(Database& db, RunId run, std::int64_t most);
/// The imports that were begun and not ended.
[[nodiscard]] std::vector<RunId> unfinished_run_imports(Database& db);

}  // namespace ontzorgd::store
