// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "account_chain.h"
#include "ontzorgd/store/exception.h"

/// @file
/// What is told of statements that are missing without a gap in the balances: a number that the
/// bank left out, a statement that was set aside while no others cover its banking days, and pages
/// of a statement.
namespace ontzorgd::service {

/// Opens an exception for each, and closes those whose statement is here now.
void tell_missing(store::Database& db, store::ExceptionWriter& exceptions,
                  const store::OwnAccount& own, const AccountChain& made);

}  // namespace ontzorgd::service
