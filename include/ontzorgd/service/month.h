// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"
#include "ontzorgd/values/civil_date.h"

#include <string_view>

/// @file
/// Closing a month: from then on the books of that month stay as they are.
///
/// A journal entry carries the day on which its fact was recorded, and a month is closed after its
/// last day; so what becomes known later about a closed month (a statement of one of its days, a
/// line of it that is placed, a decision that is taken back) is booked in the month that is open.
/// A closing keeps what each account stood at on the last day by the statements that were there.
namespace ontzorgd::service {

/// Every month from the first one that an account was opened in to the one of `today`: how it
/// stands and who closed it; and what stands in the way of closing the next.
[[nodiscard]] base::Result<Report> show_months(Municipality& town, values::CivilDate today);

/// One month, "2026-11": with the balances of its last day, when it was closed and now, with what
/// stands in the way of closing it, and with how much came after it was closed. Errors: (malformed)
/// month_is_malformed; (refused) no_account_is_opened, month_is_not_in_the_books.
[[nodiscard]] base::Result<Report> show_month(Municipality& town, values::CivilDate today,
                                              std::string_view month);

/// Closes a month; a second time it is the same answer. Errors: as show_month; (refused)
/// month_is_not_over, earlier_month_is_open, month_cannot_be_closed with what stands in the way as
/// its causes (statements_stop_too_early, statement_number_is_left_out,
/// statement_of_the_month_waits, lines_wait_for_a_person, books_do_not_agree).
[[nodiscard]] base::Result<Report> close_month(Context& context, std::string_view month);

/// Asks to reopen the newest closed month; when a second person does, it is open. Neither of them
/// is who closed it. Closing the next month puts an end to what was asked. What is booked stays as
/// it is. Errors: as show_month; (refused) month_is_not_closed, later_month_is_closed,
/// reason_is_missing, reopener_closed_it.
[[nodiscard]] base::Result<Report> reopen_month(Context& context, std::string_view month,
                                                std::string_view reason);

}  // namespace ontzorgd::service
