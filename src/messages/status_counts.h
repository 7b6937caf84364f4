// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/messages/bank_read.h"
#include "ontzorgd/messages/byte_source.h"

#include <string>
#include <string_view>

/// @file
/// A status report counted for a person, as one of the files that bank_read.h knows.
namespace ontzorgd::messages {

/// Told by the beginning of the document.
[[nodiscard]] bool is_status_report(std::string_view beginning);
/// Errors: those of read_pain002().
[[nodiscard]] base::Result<BankFileReport> read_status_counts(const ByteSource& source,
                                                              const std::string& file);

}  // namespace ontzorgd::messages
