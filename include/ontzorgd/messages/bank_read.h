// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/messages/byte_source.h"
#include "ontzorgd/messages/camt.h"
#include "ontzorgd/reconcile/statement.h"
#include "ontzorgd/reconcile/statement_totals.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Reading any bank file for a person: what it is, what it counts, whether it proves. Stores
/// nothing and needs no account of ours.
namespace ontzorgd::messages {

struct StatementReport {
    reconcile::StatementHead head;
    reconcile::StatementTotals totals;
};

/// What a status report (pain.002) says, counted. Codes with how often each is given, in the order
/// of the alphabet: "ACSP=98 RJCT=2".
struct StatusCounts {
    std::string message_id;           ///< of the report
    std::string original_message_id;  ///< what it is about
    std::string group_status;
    std::string payment_statuses;
    std::int64_t transactions = 0;
    std::string transaction_statuses;
    std::string reasons;  ///< of all levels
};

/// What a payment order (pain.001) asks of the bank, counted. It tells nothing of what the bank
/// did.
struct OrderCounts {
    std::string message_id;
    std::int64_t payments = 0;                          ///< blocks of one account and day (PmtInf)
    std::int64_t transactions = 0;                      ///< (CdtTrfTxInf)
    std::optional<std::int64_t> declared_transactions;  ///< NbOfTxs of the message
    reconcile::DecimalAmount sum;                       ///< of the transactions
    std::optional<reconcile::DecimalAmount> declared_sum;  ///< CtrlSum of the message
    /// As in StatementTotals: currencies_differ, declared_count_differs, declared_sum_differs.
    std::vector<std::string_view> findings;
};

struct BankFileReport {
    std::string file;
    std::string message;     ///< "camt.053.001.08", "MT940"
    std::string envelope{};  ///< "head.001.001.01" when there is one around it
    std::string encoding{};  ///< that was assumed or marked, where the message names none (MT940)
    std::vector<StatementReport> statements;
    std::optional<StatusCounts> status;  ///< of a status report, which has no statements
    std::optional<OrderCounts> order{};  ///< of a payment order, which has none either
};

/// Knows the kind of file by its content and reads it to its end. Errors: those of open_file(),
/// read_camt(), read_mt940() and read_pain002(); kind_of_file_is_unknown, file_is_empty,
/// no_payment_found, text_encoding_is_wrong (malformed).
[[nodiscard]] base::Result<BankFileReport> read_any_bank_file(const std::string& path);
/// The same from bytes; `file` is a name for errors and is not opened.
[[nodiscard]] base::Result<BankFileReport> read_any_bank_file(const ByteSource& source,
                                                              const std::string& file);

enum class StatementForm : std::uint8_t { camt, mt940 };

/// Knows the kind of a statement file by its content and gives its statements to `sink`. Errors:
/// those of read_camt() and read_mt940(); kind_of_file_is_unknown, file_is_empty (malformed);
/// file_is_a_payment_order (refused), of a pain.001.
[[nodiscard]] base::Result<StatementForm> read_statements(const ByteSource& source,
                                                          StatementSink& sink,
                                                          const std::string& file);

}  // namespace ontzorgd::messages
