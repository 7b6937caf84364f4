// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/reconcile/pages.h"
#include "ontzorgd/reconcile/statement.h"
#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/policy_rows.h"
#include "ontzorgd/values/civil_date.h"

#include <optional>

/// @file
/// From what the bank says of a statement to its row, and whether it is one of ours.
namespace ontzorgd::service {

/// A report of the day so far, or a notification of single bookings: what they say, a statement
/// says again.
[[nodiscard]] bool is_notice(const reconcile::StatementHead& head);
/// The page that waits for others before it counts. A notice never counts, and a page of an MT940
/// has both its balances and counts at once. Error (malformed): page_has_no_number.
[[nodiscard]] base::Result<std::optional<reconcile::Page>> page_on(
    const reconcile::StatementHead& head);
/// An MT940 tells its closing balance behind its entries.
[[nodiscard]] bool closes_late(const reconcile::StatementHead& head);

class StatementRows {
public:
    StatementRows(store::Database& db, values::CivilDate today) : db_{db}, today_{today} {}

    /// The row as far as it is known before the entries. Errors (refused): account_is_unknown,
    /// account_is_not_confirmed, currency_is_not_eur, amount_is_not_whole_cents, those of close();
    /// (malformed): statement_has_no_account, statement_has_no_opening_balance.
    [[nodiscard]] base::Result<store::BankStatementRow> begin(
        const reconcile::StatementHead& head) const;

    /// Fills in the closing balance of a statement that closes late. Errors (refused):
    /// statement_is_before_the_account, statement_is_of_a_future_day,
    /// statement_is_here_in_another_form; (malformed): statement_has_no_closing_balance.
    [[nodiscard]] base::Result<base::Done> close(store::BankStatementRow& row,
                                                 const reconcile::StatementHead& head) const;

private:
    [[nodiscard]] base::Result<store::OwnAccount> account_of(
        const reconcile::StatementHead& head) const;
    [[nodiscard]] base::Result<base::Done> fill_page(store::BankStatementRow& row,
                                                     const reconcile::StatementHead& head) const;
    void fill_notice(store::BankStatementRow& row, const reconcile::StatementHead& head) const;
    [[nodiscard]] base::Result<base::Done> check_days(const store::BankStatementRow& row) const;
    [[nodiscard]] base::Result<base::Done> check_form(const store::BankStatementRow& row,
                                                      bool is_part) const;

    store::Database& db_;
    values::CivilDate today_;
};

/// Whether it came in as MT940.
[[nodiscard]] bool is_of_mt940(const store::BankStatementRow& statement);

}  // namespace ontzorgd::service
