// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

/// @file
/// Runs: a file of granted benefits comes in, its held records are accepted, and every household's
/// benefit is split.
namespace ontzorgd::service {

/// Records of a run file that are written in one transaction: some 30 ms.
inline constexpr std::int64_t records_per_slice = 4000;
/// Households that are split in one transaction, and so in one fact: 50 to 100 ms. Each writes into
/// every part of the index by creditor's account: the more at a time, the fewer times its pages go
/// to disk; the fewer, the sooner somebody else gets his turn.
inline constexpr std::size_t households_per_slice = 1500;

/// Imports a run file (schemas/uitkeringsrun-csv.md) whole or not at all. The same id with the same
/// bytes gives the same answer. Findings on one record hold its money: what holds it changes with
/// what others do while the file is read, and is settled by the split, which looks again. Calls
/// context.between_slices after every `slice` records. Errors: those of the reader;
/// file_is_of_another_gemeente, run_id_is_known_with_other_bytes (refused); those of begin_now.
[[nodiscard]] base::Result<Report> import_run(Context& context, const std::filesystem::path& file);
[[nodiscard]] base::Result<Report> import_run(Context& context, const std::filesystem::path& file,
                                              std::int64_t slice);

/// Accepts the records that a finding holds, so that the others can be split. Errors (refused):
/// run_is_unknown, run_is_rejected, accepter_imported_the_run.
[[nodiscard]] base::Result<Report> accept_held(Context& context, std::string_view run_id);

/// Takes a run back before it was split. Errors (refused): run_is_unknown, run_is_being_split,
/// run_is_split_already.
[[nodiscard]] base::Result<Report> reject_run(Context& context, std::string_view run_id);

/// Splits every record that has no finding. Every `slice` households are a fact of their own, whole
/// at its commit; context.between_slices is called between two of them. The run is `splitting` from
/// the first to the last, and `split` when all its records were looked at. Cut short, it goes on
/// where it was when the command is given again. Given again after that, it takes up the records
/// whose finding is gone. Window and regelset are those of the first slice. The size of a slice
/// changes nothing about the payments, nor their order. Errors (refused): run_is_unknown,
/// run_is_rejected, held_is_not_accepted, pay_date_is_missing, next_pay_date_is_missing,
/// regelset_is_missing, account_is_not_usable, account_has_ended; those of begin_now. A refusal
/// between two slices leaves those before it.
[[nodiscard]] base::Result<Report> split_run(Context& context, std::string_view run_id);
[[nodiscard]] base::Result<Report> split_run(Context& context, std::string_view run_id,
                                             std::size_t slice);

/// Aims the open payments of a split run anew, all of them or the chosen instructions: at the
/// account of the same payee that is confirmed now, and, where the bank takes nothing more for
/// their day, at the first day with the lead time of the regelset. Payee and amount never change.
/// Only payments without a live attempt that the pay-again guard lets through; every other one is
/// listed with its reason. Errors (refused): run_is_unknown, run_is_being_split, run_is_not_split,
/// instruction_is_not_of_run, nothing_needs_a_new_aim, no_payment_can_be_aimed_anew (with the
/// reason of each payment).
[[nodiscard]] base::Result<Report> renew_payments(Context& context, std::string_view run_id,
                                                  const std::vector<std::int64_t>& chosen);

[[nodiscard]] base::Result<Report> show_run(Municipality& town, std::string_view run_id);
/// The same with the open payments that no batch holds, why, and what to do next.
[[nodiscard]] base::Result<Report> show_run(Municipality& town, const Now& now,
                                            std::string_view run_id);
[[nodiscard]] base::Result<Report> list_runs(Municipality& town);

}  // namespace ontzorgd::service
