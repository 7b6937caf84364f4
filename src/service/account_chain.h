// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/reconcile/chain.h"
#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/exception.h"
#include "ontzorgd/store/policy_rows.h"
#include "statement_pages.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Whether the statements of an account follow each other, and how far they reach.
namespace ontzorgd::service {

/// A statement as far as the chain looks at it.
[[nodiscard]] reconcile::ChainLink link_of(const store::BankStatementRow& statement);

/// A gap in the balances that pages which are not here explain: of the statement that begins
/// behind it, or of the one before it.
struct PageGap {
    std::int64_t delivery = 0;  ///< that begins behind the gap
    std::int64_t after = 0;     ///< the page before the gap; 0 where the first page is missing
    reconcile::PageNumbers missing{};  ///< nothing where no page behind them tells how many
};

/// The chain of an account, with the statements it was made of (live ones, in order).
struct AccountChain {
    std::vector<store::BankStatementRow> statements;
    reconcile::Chain chain;
    /// Deliveries that were set aside while no other statements cover their banking days: what the
    /// bank booked on those is not known. Never a notice, which is no statement.
    std::vector<std::int64_t> not_replaced;
    /// Those of which no statement is here in any state, and that nobody explained.
    std::vector<reconcile::SkippedNumbers> skipped;
    /// Statements of which pages are missing, or that do not prove together.
    std::vector<WaitingPages> waiting;
    /// Pages behind which more is to follow and nothing does.
    std::vector<store::StatementPage> without_next;
    /// Gaps that are no missing statement of their own.
    std::vector<PageGap> page_gaps;

    /// Whether a statement is missing: what it tells may change any answer.
    [[nodiscard]] bool misses_statement() const {
        return chain.gaps > 0 || !not_replaced.empty() || !skipped.empty() || !waiting.empty() ||
               !without_next.empty();
    }
};
/// By what facts up to `up_to_fact` told. It reaches no day on which a statement is missing.
[[nodiscard]] AccountChain chain_of(store::Database& db, const store::OwnAccount& account,
                                    std::int64_t up_to_fact);

/// The kind of the exception about statement numbers that the bank left out, and its cause.
inline constexpr std::string_view skipped_number = "afschriftnummer_overgeslagen";
[[nodiscard]] std::string cause_of(const store::OwnAccount& account,
                                   const reconcile::SkippedNumbers& numbers);

}  // namespace ontzorgd::service
