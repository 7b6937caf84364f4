// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "audit_findings.h"
#include "ontzorgd/audit/record.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/store/database.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace ontzorgd::service {

/// Compares the rows that a fact left behind one by one (a signature, a sheet, a run, a regelset …)
/// with what its record says of them.
void check_rows_of_fact(store::Database& db, std::int64_t fact, const audit::Record& record,
                        Findings& findings);

/// Compares what bank lines are found by with what it is made of: blind indices and names of files;
/// and lines that a rule of the municipality placed with that rule.
void check_names(Municipality& town, Findings& findings);

/// Every value that was encrypted anew leads, without a gap, from what the chain first committed to
/// to what there is now, by facts of rotations that ran then; and every BSN is the one it is looked
/// up by. Of facts up to `length`.
void check_reencrypted(Municipality& town, std::int64_t length, Findings& findings);

/// The hash of a leaf that holds an encrypted value itself, from before that was encrypted anew;
/// nothing when the leaf is still what fact `fact` committed to.
[[nodiscard]] std::optional<base::Digest> hash_of_before(store::Database& db,
                                                         std::string_view table,
                                                         std::string_view leaf, std::int64_t fact);

}  // namespace ontzorgd::service
