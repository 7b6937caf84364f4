// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// Restore: a directory put back from a backup is older than the bank. What was released after the
/// backup is not known in it, and must not go again: nothing is proposed, signed, released or
/// handed over until two people lift that, which they can when the statements tell all that the
/// lost copy can have handed over. Bank files are read meanwhile. A file that it may have handed
/// over is handover_unknown: statements settle its payments.
namespace ontzorgd::service {

struct RestoreOptions {
    std::filesystem::path from;
    Places places{};  ///< the state directory is not there yet, or empty
    std::string user{};
    std::string password{};
    std::optional<values::CivilDate> practice_day{};
};
/// Whole or not at all: the directory gets its name when all of it was checked. Its references
/// begin with another generation from then on. What lay in the outbox lies in
/// outbox-bij-reservekopie, where no mover looks: it has probably gone. Errors (refused):
/// state_directory_exists, keys_lie_in_the_state_directory, role_may_not_do_this, those of
/// check_backup() and authenticate().
[[nodiscard]] base::Result<Report> restore_backup(const RestoreOptions& options);

/// Errors (refused): state_is_not_restored, statements_stop_too_early,
/// state_is_older_than_the_bank.
[[nodiscard]] base::Result<Report> propose_lift(Context& context);
/// By another person. Errors (refused): those of propose_lift(), lift_is_not_proposed,
/// confirmer_is_proposer.
[[nodiscard]] base::Result<Report> confirm_lift(Context& context);

}  // namespace ontzorgd::service
