// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/part_word.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// @file
/// Payments that came back, whole or in part, and were not made again.
namespace ontzorgd::store {

struct ReturnedPayment {
    std::int64_t instruction = 0;
    std::int64_t kind = 0;
    values::Euro paid{};
    values::Euro draagdeel_eerste{};
    values::Euro returned{};  ///< and not paid again
    std::string reason{};
};
/// Of one household, by instruction; the last attempt of each counts.
[[nodiscard]] std::vector<ReturnedPayment> returned_payments_of(Database& db,
                                                                dossier::HouseholdId household);
/// What people want to read of a payment that came back.
struct ToldReturn {
    std::string payee{};  ///< empty when the name was destroyed
    bool payee_is_client = false;
    std::int64_t kind = 0;
    values::Month month{};                   ///< that it was paid for
    std::optional<values::CivilDate> day{};  ///< of the newest booking that brought it back
};
[[nodiscard]] std::optional<ToldReturn> told_return(Database& db, const AttemptName& of);
/// What the bank kept, by its own word, of what came back of an attempt.
[[nodiscard]] values::Euro cost_of_returns(Database& db, const AttemptName& of);

}  // namespace ontzorgd::store
