// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/report.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// A list a page at a time. A page begins after a row, not after a number of rows: what is added
/// meanwhile moves nothing, and a row is told once.
namespace ontzorgd::service {

struct PageOptions {
    std::string_view list;               ///< the rows in the report
    std::vector<std::string_view> keys;  ///< what tells one row from another
    std::string scope;                   ///< what was asked: a cursor is of the same question
    std::optional<std::int64_t> limit{};
    std::string cursor{};  ///< of the page before; empty: the first
};

inline constexpr std::int64_t most_on_a_page = 1000;

struct Page {
    Report report;
    std::string next;  ///< the cursor of the next page; empty when this is the last
};

/// The rows of `whole` that are on the page; everything else of it stays. Errors (malformed):
/// limit_is_out_of_bounds, cursor_is_malformed (also one of another question, or that was changed);
/// (refused): cursor_is_lost: the rows where it stood are gone.
[[nodiscard]] base::Result<Page> page_of(const Municipality& town, const Report& whole,
                                         const PageOptions& options);

}  // namespace ontzorgd::service
