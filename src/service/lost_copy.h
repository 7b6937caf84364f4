// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/policy_rows.h"
#include "ontzorgd/store/restoration.h"
#include "ontzorgd/store/run.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <optional>
#include <vector>

/// @file
/// What the copy of a directory that was lost can have paid, after the backup from which this one
/// was put back.
namespace ontzorgd::service {

/// It handed files over until the day of the restore at the latest, none earlier than the lead time
/// before its execution: none of its payments was to be executed after this day.
[[nodiscard]] values::CivilDate last_day_of_lost_copy(store::Database& db,
                                                      const store::Restoration& restored);
/// A bank may book a payment later than it was asked to. From this day on it has booked all of
/// them.
[[nodiscard]] values::CivilDate last_booking_of_lost_copy(store::Database& db,
                                                          const store::Restoration& restored);

/// An account in use whose statements do not follow each other up to and including a day.
struct StopsEarly {
    store::OwnAccount account;
    values::CivilDate reaches;
};
[[nodiscard]] std::optional<StopsEarly> account_that_stops_before(store::Database& db,
                                                                  values::CivilDate day);

/// From this day on a copy that was lost may have done what is not known here, by any restoration
/// that there was: a later one knows no more of what came after the first. `all` is not empty.
[[nodiscard]] values::CivilDate first_unknown_day(const std::vector<store::Restoration>& all);

/// Payments of which nobody can know yet whether the lost copy made them: until the bank cannot
/// book them any more, and every debit of those days has an explanation.
class MaybeOfLostCopy {
public:
    /// For the payments of `run`. The database outlives it.
    MaybeOfLostCopy(store::Database& db, const store::StoredRun& run);
    /// Of a payment that waits in no file.
    [[nodiscard]] bool may_be(const store::InstructionRow& instruction,
                              std::int64_t last_attempt) const;

private:
    store::Database* db_;
    bool is_open_ = false;           ///< the statements do not tell all of its payments yet
    std::int64_t restored_ = 0;      ///< the fact of the first restoration
    bool is_run_of_before_ = false;  ///< the lost copy may have had this run
    values::CivilDate last_day_{};
};

}  // namespace ontzorgd::service
