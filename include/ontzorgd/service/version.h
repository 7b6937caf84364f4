// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/store/people.h"

#include <cstdint>
#include <string_view>

/// @file
/// The version of what people edit, so that nobody overwrites what they did not see: the number of
/// the last fact about it, and of a batch the version that is on its sheet. Who has a relation to a
/// client is told no version of the household (refused): client_is_a_relation.
namespace ontzorgd::service {

/// Of the household with this number, or of the client with it. Errors (refused):
/// client_is_unknown.
[[nodiscard]] base::Result<std::int64_t> version_of_household(Municipality& town,
                                                              store::UserId asks,
                                                              std::string_view nummer);
/// Of the household that has the contract. Errors (refused): contract_is_unknown.
[[nodiscard]] base::Result<std::int64_t> version_of_contract(Municipality& town, store::UserId asks,
                                                             std::string_view nummer);
/// Errors (refused): creditor_is_unknown.
[[nodiscard]] base::Result<std::int64_t> version_of_creditor(Municipality& town,
                                                             std::string_view nummer);
/// Of whom an account belongs to. Errors (refused): owner_is_unknown, owner_is_ambiguous.
[[nodiscard]] base::Result<std::int64_t> version_of_owner(Municipality& town, store::UserId asks,
                                                          std::string_view nummer);
/// Errors (refused): exception_is_unknown.
[[nodiscard]] base::Result<std::int64_t> version_of_exception(Municipality& town,
                                                              store::UserId asks,
                                                              std::int64_t number);
/// Errors (refused): rule_is_unknown.
[[nodiscard]] base::Result<std::int64_t> version_of_rule(Municipality& town, std::int64_t number);
/// Errors (refused): batch_is_unknown.
[[nodiscard]] base::Result<std::int64_t> version_of_batch(Municipality& town, std::int64_t number);

}  // namespace ontzorgd::service
