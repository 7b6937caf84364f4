// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/reconcile/statement.h"
#include "ontzorgd/values/euro.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// @file
/// pages: a statement that a bank sends in more than one part (StmtPgntn, or MsgPgntn of the
/// message around it). Only all pages together are a statement: the opening balance may stand on
/// the first alone, the closing balance on the last, and what lies between proves nothing by
/// itself.
namespace ontzorgd::reconcile {

struct Page {
    std::int64_t number = 0;
    bool begins = false;      ///< nothing of the statement stands before it
    bool ends = false;        ///< nothing of it stands behind it
    bool of_message = false;  ///< the numbers are of the message; a statement may begin on any
    bool operator==(const Page&) const = default;
};

/// The page that a statement of a camt message is; nothing when it is whole. Pages that count the
/// message cut a statement only where it lacks one of its balances: it begins on the page that has
/// the opening balance, and ends on the page that has the closing one. Error (malformed):
/// page_has_no_number.
[[nodiscard]] base::Result<std::optional<Page>> page_of(const StatementHead& head);
/// Whether what is here proves nothing by itself: a page of a camt message. A page of an MT940 has
/// both its balances.
[[nodiscard]] bool waits_for_other_pages(const StatementHead& head);

struct PageNumbers {
    std::int64_t first = 0;
    std::int64_t last = 0;
    bool operator==(const PageNumbers&) const = default;
};
/// What of a statement is here.
struct PagesHere {
    /// One place in what was given for each page from the first to the last that is here, in order;
    /// of a page that is there twice, the first one.
    std::vector<std::size_t> order;
    std::vector<PageNumbers> missing;  ///< before the last page that is here, in order
    bool lacks_end = false;            ///< what follows the last page that is here is not

    [[nodiscard]] bool is_whole() const { return missing.empty() && !lacks_end; }
};
/// `pages` of one statement in any order, at least one.
[[nodiscard]] PagesHere gather(std::span<const Page> pages);

/// Balances of a page: what the bank wrote on it, and what its booked entries add.
struct PageSums {
    std::optional<values::Euro> opening{};
    std::optional<values::Euro> closing{};
    values::Euro entries{};
};
struct PageBalances {
    values::Euro opening{};
    values::Euro closing{};
    bool operator==(const PageBalances&) const = default;
};
/// The balances before and behind each page, from the first opening balance that is given to the
/// last closing one. `pages` are all of a statement in their order. Errors (malformed):
/// statement_has_no_opening_balance, statement_has_no_closing_balance, pages_do_not_add_up
/// (with `expected` and `value`), sum_is_too_large.
[[nodiscard]] base::Result<std::vector<PageBalances>> prove(std::span<const PageSums> pages);

}  // namespace ontzorgd::reconcile
