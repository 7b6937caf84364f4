// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/payment/bank_profile.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <cstdint>
#include <string_view>

/// @file
/// Batches: the payments of a run as files, signed by people over the exact bytes, and handed to
/// the bank.
///
/// Every command may be given again: what was done already gives the same answer.
namespace ontzorgd::service {

/// Makes a batch of every payment of the run that is still open: files are rendered, validated,
/// read back and archived before anything is recorded. Errors (refused): run_is_unknown,
/// run_is_being_split, run_is_not_split, nothing_is_open, batch_has_another_speed (one of the run
/// waits that is paid otherwise), and the reason of the first payment that is left out when every
/// one is.
///
/// With Speed::instant the files ask for SCT Inst, are handed over on their execution date itself
/// and not earlier, and hold what is paid from accounts whose bank takes instant payments.
[[nodiscard]] base::Result<Report> propose_batch(Context& context, std::string_view run_id,
                                                 payment::Speed speed = payment::Speed::ordinary);

/// Signs the current version. Errors (refused): batch_is_unknown, batch_cannot_be_signed,
/// signer_is_proposer, signer_is_tied_to_first_iban, batch_is_stale, archived_file_differs.
[[nodiscard]] base::Result<Report> sign_batch(Context& context, std::int64_t id);

/// Hands every file whose lead time has come to the bank; given again for the later ones. Errors
/// (refused): batch_is_unknown, batch_is_not_signed, releaser_signed, archived_file_differs,
/// state_is_older_than_the_bank.
[[nodiscard]] base::Result<Report> release_batch(Context& context, std::int64_t id);

/// What was left between two steps of a hand-over when the program stopped: a file whose right
/// bytes lie in the outbox goes on where it was, one whose bytes are gone becomes
/// `handover_unknown`, and hidden files that no hand-over is about are removed. Every changing
/// command begins with it.
void settle_hand_overs(Context& context);

/// Whether this is the version of the batch that somebody has before them. Errors (refused):
/// batch_is_unknown, batch_has_another_version.
[[nodiscard]] base::Result<base::Done> expect_version(Municipality& town, std::int64_t batch,
                                                      std::int64_t version);

/// Makes a new version without one payment, which becomes open again. The signatures are dropped.
[[nodiscard]] base::Result<Report> drop_line(Context& context, std::int64_t id,
                                             std::int64_t instruction);
/// Makes a new version without the payments that are stale.
[[nodiscard]] base::Result<Report> rebuild_batch(Context& context, std::int64_t id);
/// Takes a batch back before release; its payments become open again.
[[nodiscard]] base::Result<Report> withdraw_batch(Context& context, std::int64_t id);

/// Stops a file that was not handed over; its payments become open again. Errors (refused):
/// file_is_unknown, file_is_handed_over.
[[nodiscard]] base::Result<Report> stop_file(Context& context, std::string_view name,
                                             std::string_view reason);
/// Decides what became of a file of which it is unknown whether the bank has it: `handed_over` or
/// `stopped`.
[[nodiscard]] base::Result<Report> resolve_file(Context& context, std::string_view name,
                                                bool was_handed_over, std::string_view reason);

[[nodiscard]] base::Result<Report> show_batch(Municipality& town, std::int64_t id);
[[nodiscard]] base::Result<Report> list_batches(Municipality& town);
/// The batch sheet as it is signed, printable on one page.
[[nodiscard]] base::Result<Report> show_sheet(Municipality& town, std::int64_t id,
                                              const TextOut& out);
[[nodiscard]] base::Result<Report> show_file(Municipality& town, std::string_view name);

}  // namespace ontzorgd::service
