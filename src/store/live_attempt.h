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

}  // namespace ontzorgd::store
