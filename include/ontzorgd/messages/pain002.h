// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/messages/byte_source.h"
#include "ontzorgd/reconcile/status_report.h"

#include <cstdint>
#include <string>
#include <string_view>

/// @file
/// pain.002: the bank's report on a payment file, read as a stream.
///
/// Elements are known by local name, so that every version from 03 reads alike, also without a
/// namespace. One transaction is held at a time: memory does not grow with the report.
namespace ontzorgd::messages {

/// Receives a report in order: its head, then each payment before its transactions. An error that
/// it returns ends the reading and is returned. What it is given is reused: copy what is kept.
class StatusSink {
public:
    StatusSink() = default;
    StatusSink(const StatusSink&) = delete;
    StatusSink& operator=(const StatusSink&) = delete;
    StatusSink(StatusSink&&) = delete;
    StatusSink& operator=(StatusSink&&) = delete;
    virtual ~StatusSink() = default;

    virtual base::Result<base::Done> on_report(const reconcile::ReportHead& head) = 0;
    virtual base::Result<base::Done> on_payment(const reconcile::ReportedPayment& payment) = 0;
    virtual base::Result<base::Done> on_transaction(
        const reconcile::ReportedTransaction& transaction) = 0;
};

struct Pain002Summary {
    std::string message;  ///< "pain.002.001.10"
    std::int64_t payments = 0;
    std::int64_t transactions = 0;
    bool operator==(const Pain002Summary&) const = default;
};

/// Whether a document is one, told by its beginning.
[[nodiscard]] bool is_status_report(std::string_view beginning);

/// Reads a whole pain.002 file; `file` is a name for errors and is not opened.
///
/// An error has the details file, line, and payment_block and transaction (counted from 1) where it
/// is known. Refused: message_kind_is_not_read_here, file_is_a_payment_order (kind). Malformed:
/// message_kind_is_unknown (element), message_is_given_twice, no_status_found,
/// group_status_is_given_twice, status_is_given_twice (field), status_is_after_transactions,
/// id_is_too_long (field, value), status_is_too_long, amount_has_no_currency,
/// number_is_malformed; those of xml.h and DecimalAmount.
[[nodiscard]] base::Result<Pain002Summary> read_pain002(const ByteSource& source, StatusSink& sink,
                                                        const std::string& file = {});

}  // namespace ontzorgd::messages
