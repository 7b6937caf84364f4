// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

/// @file
/// What one person proposes and another confirms before money may move: own bank accounts,
/// regelsets, pay calendars and IBANs. (Bank profiles stand in profile.h.) Confirming one's own
/// proposal is refused (confirmer_is_proposer); giving a command twice gives the same answer.
namespace ontzorgd::service {

struct AccountOptions {
    std::string name;
    std::string iban;
    std::string bank_profile = "generic";  ///< of the program or of the municipality
    std::string opening;                   ///< balance at the end of opening_date, "1234.56"
    std::string opening_date;
    bool shared = false;  ///< other money runs over it as well
};
/// Errors (refused): account_name_is_taken, account_iban_is_taken, opening_is_in_the_future,
/// practice_needs_rehearsal_bank, rehearsal_bank_is_for_practice; (malformed) those of the values,
/// bank_profile_is_unknown.
[[nodiscard]] base::Result<Report> open_account(Context& context, const AccountOptions& options);
/// Proposes another bank profile for an account that is in use; it holds once confirm_account() is
/// given by another person. What is signed or built under the profile of before is then refused
/// (profile_was_changed). Errors (refused): account_is_unknown, account_is_not_usable; (malformed)
/// bank_profile_is_unknown.
[[nodiscard]] base::Result<Report> switch_account(Context& context, std::string_view name,
                                                  std::string_view profile);
/// Confirms the account, or the profile that waits for it.
[[nodiscard]] base::Result<Report> confirm_account(Context& context, std::string_view name);
/// The account was closed at its bank on this day: months after it are closed without its
/// statements, and no run is paid from it. Two people say so, of the same day. Statements that come
/// later all the same are read, and then it did not end. Errors (refused): account_is_unknown,
/// account_is_not_usable, account_has_ended, end_is_in_the_future, end_is_before_the_opening,
/// statements_stop_too_early, account_was_used_after_its_end, account_is_not_empty,
/// payments_need_the_account.
[[nodiscard]] base::Result<Report> end_account(Context& context, std::string_view name,
                                               std::string_view on);
[[nodiscard]] base::Result<Report> show_accounts(Municipality& town);

[[nodiscard]] base::Result<Report> propose_regelset(Context& context,
                                                    const std::filesystem::path& file);
/// `sha256` may be abbreviated to its first 8 digits or more; empty: the only one that waits.
[[nodiscard]] base::Result<Report> confirm_regelset(Context& context, std::string_view sha256);
[[nodiscard]] base::Result<Report> show_regelsets(Municipality& town);

[[nodiscard]] base::Result<Report> import_calendar(Context& context,
                                                   const std::filesystem::path& file);
[[nodiscard]] base::Result<Report> confirm_calendar(Context& context, std::string_view sha256);
[[nodiscard]] base::Result<Report> show_calendar(Municipality& town);

}  // namespace ontzorgd::service
