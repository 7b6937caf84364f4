// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/messages/byte_source.h"
#include "ontzorgd/reconcile/statement.h"
#include "ontzorgd/reconcile/statement_totals.h"

#include <cstdint>
#include <string>

/// @file
/// camt.053, and beside it camt.052 (the day so far) and camt.054 (single bookings), read as a
/// stream.
///
/// Elements are known by local name, so that every version from 02 to 13 reads alike, and so does a
/// file without a namespace; the version comes from the namespace of `Document`, which may stand
/// inside a business envelope (head.001). A report (Rpt) and a notification (Ntfctn) are given as
/// statements: what they lack of balances is not there, and their head tells what they are. Nothing
/// is held but one entry, so memory does not grow with the number of entries; it does with the
/// number of details inside one entry.
namespace ontzorgd::messages {

/// Receives the statements of a file in order: the head, its entries, its end. An error that it
/// returns ends the reading and is returned. Nothing it was given before an error may be kept: the
/// file as a whole is read or it is not.
class StatementSink {
public:
    StatementSink() = default;
    StatementSink(const StatementSink&) = delete;
    StatementSink& operator=(const StatementSink&) = delete;
    StatementSink(StatementSink&&) = delete;
    StatementSink& operator=(StatementSink&&) = delete;
    virtual ~StatementSink() = default;

    virtual base::Result<base::Done> on_statement(const reconcile::StatementHead& head) = 0;
    /// `entry` is reused for the next one: copy what is kept.
    virtual base::Result<base::Done> on_entry(const reconcile::Entry& entry) = 0;
    /// The same head with the balances that stood behind the entries (MT940): what on_statement()
    /// was given lacks them. Before on_statement_end(); a message that has all of them first leaves
    /// it.
    virtual base::Result<base::Done> on_balances(const reconcile::StatementHead& /*head*/) {
        return base::Done{};
    }
    virtual base::Result<base::Done> on_statement_end(const reconcile::StatementTotals& totals) = 0;
};

struct CamtOptions {
    /// For errors; not opened.
    std::string file;
};

struct CamtSummary {
    std::string message;     ///< "camt.053.001.08"; "camt.053" when no namespace tells the version
    std::string envelope{};  ///< "head.001.001.01" when there is one around it
    std::string message_id;  ///< of the group header
    std::int64_t statements = 0;
    std::int64_t entries = 0;
    bool operator==(const CamtSummary&) const = default;
};

/// Reads a whole camt.052, camt.053 or camt.054 file.
///
/// An error has the details file, line, and statement and entry (counted from 1) where it is known.
/// Refused: message_kind_is_not_read_here (kind "pain.008.001.02", or "pain.008" when the
/// namespace does not tell the version), file_is_a_payment_order (kind) for a pain.001. Malformed:
/// message_kind_is_unknown (element),
/// message_is_given_twice, no_statement_found, statement_has_no_account,
/// statement_has_two_opening_balances, statement_has_two_closing_balances,
/// balance_is_after_entries, balance_has_no_amount, balance_has_no_direction, balance_has_no_kind,
/// balance_has_no_date, entry_has_no_amount, entry_has_no_direction, entry_has_no_status,
/// entry_field_is_given_twice (field), amount_has_no_currency, direction_is_unknown,
/// flag_is_malformed, number_is_malformed; those of xml.h, DecimalAmount, amsterdam_date() and
/// StatementTally.
[[nodiscard]] base::Result<CamtSummary> read_camt(const ByteSource& source, StatementSink& sink,
                                                  const CamtOptions& options = {});

}  // namespace ontzorgd::messages
