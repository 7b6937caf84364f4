// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/store/line_decision.h"

#include <string_view>
#include <vector>

namespace ontzorgd::service {

/// The contracts that a credit may be a refund of, the likeliest first: those its text names, then
/// those of the creditor of which the kenmerk stands in the text in part, longest first. `text` is
/// what the bank says of the line.
[[nodiscard]] std::vector<Report> refund_rows(Municipality& town, const store::FoundLine& line,
                                              std::string_view text);

}  // namespace ontzorgd::service
