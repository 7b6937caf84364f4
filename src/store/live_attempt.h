// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

/// @file
/// Which attempt of an instruction counts: at most one.
namespace ontzorgd::store {

/// A condition on attempt `a`: it is not dead, and did not come back to be made again.
inline constexpr std::string_view attempt_is_live = R"sql(
    a.state <> 3 AND NOT EXISTS (SELECT 1 FROM reissue z WHERE z.instruction = a.instruction AND z.attempt = a.number)
)sql";

/// A condition on attempt `a`: all that came back of it was paid again in parts, each by an
/// instruction of its own, and nothing more is owed of it.
inline constexpr std::string_view came_back_is_paid_again = R"sql(
    a.returned_cents > 0 AND a.returned_cents <= (
        SELECT coalesce(sum(w.cents), 0) FROM part_word w
         WHERE w.instruction = a.instruction AND w.attempt = a.number AND w.made IS NOT NULL)
)sql";

}  // namespace ontzorgd::store
