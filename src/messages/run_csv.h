// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "run_builder.h"
#include "text_source.h"

/// @file
/// The CSV form of a run (schemas/uitkeringsrun-csv.md). Errors carry line, record, field, value.
namespace ontzorgd::messages {

[[nodiscard]] base::Result<RunFileFigures> read_run_csv(TextSource& source, RunBuilder& run);

}  // namespace ontzorgd::messages
