// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/reconcile/pages.h"
#include "ontzorgd/store/bank.h"

#include <cstdint>
#include <optional>
#include <vector>

/// @file
/// Deliveries that are one page of a statement.
namespace ontzorgd::store {

struct StatementPage {
    BankStatementRow statement{};
    reconcile::Page page{};
    /// It proves by itself and counts at once (MT940); else it waits for the others.
    bool counts_itself = false;
    std::optional<values::Euro> opening{};  ///< that stands on it
    std::optional<values::Euro> closing{};
};

/// With the fact of its statement.
void add_page(Database& db, const StatementPage& page);
[[nodiscard]] std::optional<StatementPage> page_of(Database& db, std::int64_t statement);
/// All pages of an account that wait for others, by delivery.
[[nodiscard]] std::vector<StatementPage> incomplete_pages(Database& db, std::int64_t account);
/// Pages that count together with this one, and it itself, by page and delivery.
[[nodiscard]] std::vector<StatementPage> pages_counting_with(Database& db,
                                                             const BankStatementRow& statement);
/// The page with this content, of a statement of this name, that counts.
[[nodiscard]] std::optional<BankStatementRow> copy_that_counts(Database& db,
                                                               const StatementPage& page);
/// Whether a page of this name and number counts, whatever is on it.
[[nodiscard]] bool has_page_that_counts(Database& db, const StatementPage& page);
/// Pages of the account that count by themselves while more of their statement follows, by
/// delivery.
[[nodiscard]] std::vector<StatementPage> pages_before_others(Database& db, std::int64_t account);
/// What the booked lines of a delivery add up to.
[[nodiscard]] values::Euro sum_of_lines(Database& db, std::int64_t statement);
/// The page has its place in the whole statement: balances and days are those, and it counts.
void complete_page(Database& db, const BankStatementRow& statement);

}  // namespace ontzorgd::store
