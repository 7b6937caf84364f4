// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

/// @file
/// Which lines of notices still count, as a part of a query.
namespace ontzorgd::store {

/// Of line `l` on statement `s`: a notice told of it, and the statements of its account do not
/// reach past its day. That it was set aside makes no difference.
inline constexpr std::string_view notice_may_count = R"sql(
    (s.state = 'notice' OR (s.state = 'set_aside' AND EXISTS (
        SELECT 1 FROM statement_before b WHERE b.statement = s.id AND b.state = 'notice')))
    AND NOT EXISTS (
        SELECT 1 FROM statement t WHERE t.account = s.account AND t.state IN ('chained', 'gap')
           AND t.closing_date > l.booking_date)
)sql";

}  // namespace ontzorgd::store
