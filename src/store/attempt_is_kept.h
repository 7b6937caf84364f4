// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

/// @file
/// What every change of an attempt sets, but its first plain confirmation.
namespace ontzorgd::store {

/// Part of the SET of an UPDATE: the row as it was is kept in attempt_before, under the fact being
/// recorded.
inline constexpr std::string_view attempt_is_kept =
    "changed_fact = (SELECT coalesce(max(number), 0) + 1 FROM audit_link)";

}  // namespace ontzorgd::store
