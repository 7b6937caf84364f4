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
/// regelsets, pay calendars and IBANs. Confirming one's own proposal is refused
/// (confirmer_is_proposer); giving a command twice gives the same answer.
namespace ontzorgd::service {

struct AccountOptions {
    std::string name;
    std::string iban;
    std::string bank_profile = "generic";  ///< one of messages::bank_profiles()
    std::string opening;                   ///< balance at the end of opening_date, "1234.56"
    std::string opening_date;
    bool shared = false;  ///< other money runs over it as well
};
/// Errors (refused): account_name_is_taken, account_iban_is_taken, practice_needs_rehearsal_bank,
/// rehearsal_bank_is_for_practice; (malformed) those of the values, bank_profile_is_unknown.
[[nodiscard]] base::Result<Report> open_account(Context& context, const AccountOptions& options);
[[nodiscard]] base::Result<Report> confirm_account(Context& context, std::string_view name);
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
