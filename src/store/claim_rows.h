// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/bank.h"
#include "statement.h"

#include <string_view>
#include <vector>

/// @file
/// How counting lines with a claim are read.
namespace ontzorgd::store {

inline constexpr std::string_view claim_columns = R"sql(
    SELECT l.statement, l.entry, l.detail, s.account, l.booking_date, l.cents, l.credit, l.claim, l.place,
           l.rule, l.return_reason
)sql";
inline constexpr std::string_view counting_lines = R"sql(
      FROM statement_line l JOIN statement s ON s.id = l.statement
     WHERE s.state IN ('chained', 'gap') AND l.repeats_statement IS NULL AND
)sql";

// By their days and names, never by delivery, except between two that nothing else tells apart.
inline constexpr std::string_view claim_order = R"sql(
     ORDER BY l.booking_date, s.closing_date, s.opening_date, CAST(s.sequence AS INTEGER), s.statement_id,
              l.entry, l.detail, s.id
)sql";

[[nodiscard]] inline ClaimRow claim_from(const Statement& row) {
    return {.key = {.statement = row.integer(0), .entry = row.integer(1), .detail = row.integer(2)},
            .account = row.integer(3),
            .booking_date = row.date(4),
            .cents = row.euro(5),
            .credit = row.flag(6),
            .claim = static_cast<LineClaim>(row.integer(7)),
            .place = static_cast<reconcile::Place>(row.integer(8)),
            .rule = std::string{row.text(9)},
            .return_reason = row.is_null(10) ? std::string{} : std::string{row.text(10)}};
}

[[nodiscard]] inline std::vector<ClaimRow> claims_from(Statement& rows) {
    std::vector<ClaimRow> all;
    while (rows.next()) all.push_back(claim_from(rows));
    return all;
}

}  // namespace ontzorgd::store
