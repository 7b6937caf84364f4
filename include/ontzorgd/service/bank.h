// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <filesystem>
#include <string_view>

/// @file
/// The bank: statements come in, every line is placed, payments are confirmed or come back, the
/// books follow.
namespace ontzorgd::service {

/// Ingests a camt or MT940 file whole or not at all, and keeps its bytes in the archive. The same
/// bytes again give the earlier answer. A file whose balances do not prove, or that has a statement
/// of an own account and behind it something malformed, is kept and named, but nothing in it is
/// placed: an exception that closes when each of its statements came in from another file. Given
/// again it is read again, since a later version may read it. Errors (refused):
/// kept_file_was_replaced where another file told one of its statements otherwise meanwhile;
/// account_is_unknown, account_is_not_confirmed, currency_is_not_eur,
/// amount_is_not_whole_cents, statement_is_before_the_account; (malformed):
/// statement_has_no_opening_balance, statement_has_no_closing_balance, closing_balance_is_wrong,
/// bank_file_is_damaged; statement_is_here_in_another_form (refused) where camt and MT940 tell one
/// day; those of read_statements() and read_any_bank_file().
[[nodiscard]] base::Result<Report> ingest_bank_file(Context& context,
                                                    const std::filesystem::path& file);

/// Sets a statement (its number of delivery) aside: it counts no more. Of two that are in conflict
/// the other one then counts. Errors (refused): statement_is_unknown, reason_is_missing.
[[nodiscard]] base::Result<Report> set_statement_aside(Context& context, std::int64_t delivery,
                                                       std::string_view reason);

/// All files and statements; with a delivery number that statement and its open lines.
[[nodiscard]] base::Result<Report> list_statements(Municipality& town, values::CivilDate as_of);
[[nodiscard]] base::Result<Report> show_statement(Municipality& town, std::int64_t delivery);

/// Per account: lines and euros in each place, the chain of statements, and that opening + credits
/// - debits is the closing balance.
[[nodiscard]] base::Result<Report> show_reconciliation(Municipality& town, values::CivilDate as_of);

/// Reads, counts and proves any statement, status report or payment order; needs no account and
/// stores nothing. The report has the finding statements_do_not_add_up where a statement does not.
/// Errors: those of messages::read_any_bank_file().
[[nodiscard]] base::Result<Report> read_bank_file(const std::filesystem::path& file);

/// CSV, one row per statement line: account, statement_id, entry_index, detail_index, booking_date,
/// amount_cents, direction, place, rule, end_to_end_ids, proposed_end_to_end_ids, file_sha256,
/// delivery, household (whose money a refund is). The report has the number of rows.
[[nodiscard]] base::Result<Report> export_entries(Municipality& town, values::CivilDate as_of,
                                                  const TextOut& out);
/// CSV, one row per attempt: end_to_end_id, instruction_id, attempt_no, state, amount_cents,
/// creditor_iban, execution_date, file_sha256, settled_on, return_reason, may_pay_again.
[[nodiscard]] base::Result<Report> export_attempts(Municipality& town, values::CivilDate as_of,
                                                   const TextOut& out);

}  // namespace ontzorgd::service
