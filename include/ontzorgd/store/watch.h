// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// @file
/// What whoever watches over a gemeente asks every minute: counts and days, of nobody in
/// particular.
namespace ontzorgd::store {

struct Watch {
    std::int64_t facts = 0;             ///< length of the audit chain
    std::int64_t unsigned_batches = 0;  ///< proposed or being signed
    /// Exceptions that wait, by the role that they wait for.
    struct Waiting {
        std::string role;
        std::int64_t count = 0;
        values::CivilDate oldest;
    };
    std::vector<Waiting> exceptions;
    /// The day up to which the statements of an account in use reach; none when there is none yet.
    struct Statements {
        std::string account;
        std::optional<values::CivilDate> until;
    };
    std::vector<Statements> statements;
    /// Lines of an account in use that are proposed or in suspense, as `reconcile show` counts
    /// them: the day on which the oldest was booked, and what came in and went out by them.
    struct Unexplained {
        std::string account;
        std::optional<values::CivilDate> oldest;
        values::Euro credit;
        values::Euro debit;
    };
    std::vector<Unexplained> unexplained;
    /// The day of the newest batch sheet that somebody signed: it holds the head of the chain, so
    /// that what was recorded before cannot be changed unseen. None when nothing was signed.
    std::optional<values::CivilDate> anchored_on;
    /// Since when nobody looked the list of rights through; none while nothing was recorded.
    std::optional<values::CivilDate> rights_unseen_since;
};

[[nodiscard]] Watch watch(Database& db);

}  // namespace ontzorgd::store
