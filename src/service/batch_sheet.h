// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/store/batch.h"

#include <string>
#include <vector>

/// @file
/// What is shown and signed of a batch.
namespace ontzorgd::service {

/// The exact text of the batch sheet (schemas/audit/batch-sheet-1.md). `batch` has everything but
/// the sheet.
[[nodiscard]] std::string sheet_of(Context& context, const store::StoredBatch& batch,
                                   const std::vector<store::StoredFile>& files);
/// The files that wait to be handed over and were made with another bank profile than holds for
/// their account now: the sheet names the one of then.
[[nodiscard]] std::vector<store::StoredFile> files_of_changed_profiles(
    store::Database& db, const store::StoredBatch& batch);
/// Errors (refused): profile_was_changed, when there is one.
[[nodiscard]] base::Result<base::Done> check_profiles(store::Database& db,
                                                      const store::StoredBatch& batch);
/// The sheet on one page, with its hash in groups of four.
[[nodiscard]] std::string printable_sheet(const store::StoredBatch& batch);
/// Adds which of the files were kept from the bank, why, and what to do with their payments;
/// nothing when none was.
void add_stopped_files(store::Database& db, const std::vector<store::StoredFile>& files,
                       Report& report);
[[nodiscard]] Report batch_report(Municipality& town, const store::StoredBatch& batch);

}  // namespace ontzorgd::service
