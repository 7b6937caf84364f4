// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/store/policy_rows.h"

namespace ontzorgd::service {

/// An own account as people see it: who proposed and confirmed it, and what was said of its end.
[[nodiscard]] Report report_of(Municipality& town, const store::OwnAccount& account);

}  // namespace ontzorgd::service
