// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/report.h"

#include <cstdint>
#include <string_view>

/// @file
/// What people look at before they sign, and why a client was paid what he was paid.
namespace ontzorgd::service {

/// A batch beside the payments of the month before: what is new, gone, of another amount, to
/// another account (also one that was changed and changed back) or to another reference; what each
/// creditor and kind gets; the cash that each account needs on each day beside its last closing
/// balance; and what is short, held, without a ground, or paid beyond the end of its ground. The
/// report shows at most 1,000 lines of a list and says how many it leaves out; `out` gets every
/// line as CSV. Errors (refused): batch_is_unknown.
[[nodiscard]] base::Result<Report> review_batch(Municipality& town, std::int64_t id,
                                                const TextOut& out);

/// Why the household of a client was paid this by a run (the newest when empty): every step and
/// every cent from the stored explanation, in Dutch. Errors (refused): client_is_unknown,
/// run_is_unknown, client_was_not_in_run.
[[nodiscard]] base::Result<Report> why_client(Municipality& town, std::string_view client,
                                              std::string_view run);

/// Every line of the split of a run, or of all runs when empty, as CSV. Errors (refused):
/// run_is_unknown.
[[nodiscard]] base::Result<Report> export_split(Municipality& town, std::string_view run,
                                                const TextOut& out);

}  // namespace ontzorgd::service
