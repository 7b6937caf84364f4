// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/values/civil_date.h"

#include <string_view>

/// @file
/// A contract as a klantmanager sees it.
namespace ontzorgd::service {

/// One contract with all its amounts, as it was known at the end of `as_of`. Errors (refused):
/// contract_is_unknown.
[[nodiscard]] base::Result<Report> show_contract(Municipality& town, std::string_view nummer,
                                                 values::CivilDate as_of);

}  // namespace ontzorgd::service
