// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/database.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Debits that ontzorgd made, and not as this copy of it knows: with a reference that this copy
/// never gave out, so that a newer copy must have been here before it; or with a reference of
/// another copy, so that a file of that was given to our bank. Once people have another word for a
/// line it is none.
namespace ontzorgd::store {

/// Such debits on one statement, with one rule.
struct UnknownDebits {
    std::int64_t statement = 0;
    std::string statement_id{};
    std::string rule{};  ///< reference_was_never_given_out or reference_of_another_copy
    std::int64_t lines = 0;
    values::Euro cents{};
    values::CivilDate last_day{};
};
/// On statements that count, by statement.
[[nodiscard]] std::vector<UnknownDebits> unknown_debits(Database& db);
/// Whether a line has this rule because of such a debit.
[[nodiscard]] bool is_rule_of_unknown_debits(std::string_view rule);

/// The statements, counting or not, that show payments of this copy which it does not know.
[[nodiscard]] std::vector<std::int64_t> statements_with_newer_payments(Database& db);

}  // namespace ontzorgd::store
