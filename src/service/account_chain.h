// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/reconcile/chain.h"
#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/policy_rows.h"

#include <cstdint>
#include <vector>

/// @file
/// Whether the statements of an account follow each other, and how far they reach.
namespace ontzorgd::service {

/// The chain of an account, with the statements it was made of (live ones, in order).
struct AccountChain {
    std::vector<store::BankStatementRow> statements;
    reconcile::Chain chain;
};
/// By what facts up to `up_to_fact` told.
[[nodiscard]] AccountChain chain_of(store::Database& db, const store::OwnAccount& account,
                                    std::int64_t up_to_fact);

}  // namespace ontzorgd::service
