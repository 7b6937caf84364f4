// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "run_builder.h"
#include "text_source.h"

/// @file
/// The XML form of a run (schemas/uitkeringsrun-1.xsd). Errors carry line, record, field, value;
/// beside those of the builder: element_is_out_of_place, element_is_missing,
/// element_has_wrong_namespace, attribute_is_unknown.
namespace ontzorgd::messages {

[[nodiscard]] base::Result<RunFileFigures> read_run_xml(TextSource& source, RunBuilder& run);

}  // namespace ontzorgd::messages
