// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/reconcile/chain.h"
#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/exception.h"
#include "ontzorgd/store/policy_rows.h"

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

/// The chain of an account, with the statements it was made of (live ones, in order).
struct AccountChain {
    std::vector<store::BankStatementRow> statements;
    reconcile::Chain chain;
};
/// By what facts up to `up_to_fact` told.
[[nodiscard]] AccountChain chain_of(store::Database& db, const store::OwnAccount& account,
                                    std::int64_t up_to_fact);

/// The kind of the exception about a statement number that the bank left out, and its cause.
inline constexpr std::string_view skipped_number = "afschriftnummer_overgeslagen";
[[nodiscard]] std::string cause_of(const store::OwnAccount& account,
                                   const reconcile::SkippedNumbers& numbers);

/// Opens that exception for each number that was left out, and closes those of numbers that are
/// here.
void tell_skipped(store::Database& db, store::ExceptionWriter& exceptions,
                  const store::OwnAccount& own, const AccountChain& made);

/// The first number that was left out and of which nobody has closed the exception yet.
[[nodiscard]] std::optional<reconcile::SkippedNumbers> unexplained_number(
    store::Database& db, const store::OwnAccount& account, const AccountChain& made);

/// Whether a statement of the account is missing: its balances do not follow each other, or a
/// number was left out and nobody has closed the exception about that yet.
[[nodiscard]] bool misses_statement(store::Database& db, const store::OwnAccount& account,
                                    const AccountChain& made);

}  // namespace ontzorgd::service
