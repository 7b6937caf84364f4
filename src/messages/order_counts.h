// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/messages/bank_read.h"
#include "ontzorgd/messages/byte_source.h"

#include <string>

/// @file
/// Counting what a payment order (pain.001) asks of the bank, of any version and any writer.
namespace ontzorgd::messages {

/// Reads and counts a whole order; one amount is held at a time. `file` is a name for errors.
///
/// An error has the details file, line, and payment_block and transaction (counted from 1) where it
/// is known. Malformed: no_payment_found, amount_has_no_currency, number_is_malformed,
/// sum_is_too_large; those of xml_steps.h, xml.h and DecimalAmount.
[[nodiscard]] base::Result<BankFileReport> read_order_counts(const ByteSource& source,
                                                             const std::string& file);

}  // namespace ontzorgd::messages
