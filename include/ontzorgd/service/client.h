// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// Clients and creditors as a klantmanager sees them, and the hold that stops every payment for a
/// client. What is read is what was known at the end of `as_of`.
namespace ontzorgd::service {

/// The household of a client: both partners, grounds, machtigingen, contracts and accounts. The BSN
/// is masked. `nummer` is a client's or a household's. Errors (refused): client_is_unknown.
[[nodiscard]] base::Result<Report> show_client(Municipality& town, std::string_view nummer,
                                               values::CivilDate as_of);
/// One creditor with its contracts, or with an empty number all creditors. Errors (refused):
/// creditor_is_unknown.
[[nodiscard]] base::Result<Report> show_creditor(Municipality& town, std::string_view nummer,
                                                 values::CivilDate as_of);

struct ClientListOptions {
    std::optional<std::int64_t> ending_within{};  ///< grounds that end within so many days
    bool is_short = false;                        ///< bills that the benefit did not reach
    bool held = false;                            ///< clients on hold, and money that is held
    std::string without_contract{};  ///< a kind that covered clients have no contract of
    bool without_grondslag = false;  ///< contracts that no ground covers (orphans)
};
/// What asks for attention: per row what, since when and the next step. Without an option: every
/// client. With several: every row of each. Errors (malformed): kind_is_unknown,
/// days_are_out_of_bounds.
[[nodiscard]] base::Result<Report> list_clients(Municipality& town,
                                                const ClientListOptions& options,
                                                values::CivilDate as_of);

/// Stops every payment for a client that is not signed yet; only an act of a person sets it. Errors
/// (refused): client_is_unknown, reason_is_missing, client_is_on_hold_already (with another
/// reason).
[[nodiscard]] base::Result<Report> hold_client(Context& context, std::string_view nummer,
                                               std::string_view reason);
/// Errors (refused): client_is_unknown, reason_is_missing.
[[nodiscard]] base::Result<Report> unhold_client(Context& context, std::string_view nummer,
                                                 std::string_view reason);

}  // namespace ontzorgd::service
