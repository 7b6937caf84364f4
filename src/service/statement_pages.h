// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/reconcile/pages.h"
#include "ontzorgd/store/pages.h"
#include "ontzorgd/store/policy_rows.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// A statement that comes in pages, in one file or in several and in any order, waits until all of
/// it is here. Then it is proved as a whole, and each page counts as a statement that begins where
/// the page before it ended.
namespace ontzorgd::service {

class Placing;

/// Pages of one statement that wait, and for what.
struct WaitingPages {
    std::vector<store::StatementPage> pages;  ///< by delivery
    reconcile::PagesHere here{};
    /// Deliveries that are the same page with other content; nothing counts until one is set aside.
    std::vector<std::int64_t> contradicting{};
    /// Why all pages together are no statement, when they are all here.
    std::optional<base::Error> finding{};
    /// The balances of each of `here.order`, when nothing keeps them waiting.
    std::vector<reconcile::PageBalances> balances{};

    [[nodiscard]] bool is_whole() const { return !balances.empty(); }
    [[nodiscard]] std::int64_t first_delivery() const { return pages.front().statement.id; }
    [[nodiscard]] values::CivilDate first_day() const;
};
/// By what facts up to `up_to_fact` told.
[[nodiscard]] std::vector<WaitingPages> waiting_pages(store::Database& db, std::int64_t account,
                                                      std::int64_t up_to_fact);

/// Deliveries of an account that count by themselves and say that more of their statement follows,
/// while nothing does (MT940).
[[nodiscard]] std::vector<store::StatementPage> pages_without_next(
    store::Database& db, const std::vector<store::BankStatementRow>& live, std::int64_t account);

/// Which pages are not here: "2, 4-5, 7+".
[[nodiscard]] std::string missing_text(const WaitingPages& waiting);

/// Lets every statement of the account count of which all pages are here now, and a second copy of
/// a page repeat the first.
void gather_pages(Placing& placing, store::Database& db, std::int64_t account);

/// A page counts no more: the others of its statement wait again, unless a copy of it is here.
void break_up_pages(Placing& placing, store::Database& db, const store::BankStatementRow& gone);

/// Whether the delivery is a page, set aside, of which no other copy is here.
[[nodiscard]] bool is_missed_page(store::Database& db, const store::BankStatementRow& statement);

}  // namespace ontzorgd::service
