// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "line_candidates.h"
#include "ontzorgd/base/result.h"
#include "ontzorgd/service/municipality.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/store/line_decision.h"

#include <string>
#include <string_view>

/// @file
/// How a line, a payment and a decision are named and shown.
namespace ontzorgd::service {

/// "12:3", "12:3:1"
[[nodiscard]] std::string text_of(const store::LineKey& line);
/// A row for each under this name; nothing when there is none.
void add_lines(Report& report, std::string_view name, const std::vector<store::LineKey>& lines);
/// Errors: those of line.h.
[[nodiscard]] base::Result<store::FoundLine> line_named(store::Database& db, std::string_view text);
/// A payment by its EndToEndId or a file by its name. Errors: those of line.h.
[[nodiscard]] base::Result<store::DecisionTarget> target_named(Municipality& town,
                                                               std::string_view text);
/// The EndToEndId or the name of the file; empty for neither.
[[nodiscard]] std::string text_of(Municipality& town, const store::DecisionTarget& target);

/// The line as it stands now.
[[nodiscard]] Report report_of_line(Municipality& town, const store::LineKey& key);

}  // namespace ontzorgd::service
