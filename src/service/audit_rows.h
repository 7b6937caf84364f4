// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "audit_findings.h"
#include "ontzorgd/audit/record.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/store/database.h"

#include <cstdint>

namespace ontzorgd::service {

/// Compares the rows that a fact left behind one by one (a signature, a sheet, a run, a regelset …)
/// with what its record says of them.
void check_rows_of_fact(store::Database& db, std::int64_t fact, const audit::Record& record,
                        Findings& findings);

/// Compares what bank lines are found by with what it is made of: blind indices and names of files;
/// and lines that a rule of the municipality placed with that rule.
void check_names(Municipality& town, Findings& findings);

}  // namespace ontzorgd::service
