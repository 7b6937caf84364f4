// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/messages/bank_read.h"
#include "ontzorgd/messages/byte_source.h"

#include <string>

/// @file
/// A status report counted for a person, as one of the files that bank_read.h knows.
namespace ontzorgd::messages {

/// Errors: those of read_pain002().
[[nodiscard]] base::Result<BankFileReport> read_status_counts(const ByteSource& source,
                                                              const std::string& file);

}  // namespace ontzorgd::messages
