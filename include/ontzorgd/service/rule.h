// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <cstdint>
#include <string>
#include <string_view>

/// @file
/// Rules of the municipality: what a bank line is that nothing of ours explains, said once for all
/// lines like it. Every act is a fact; given twice it is one fact.
namespace ontzorgd::service {

/// What a rule asks, as it is given. Empty: not asked.
struct RuleOptions {
    std::string word{};        ///< kosten, rente, eigen_overboeking or overig
    std::string direction{};   ///< "af" or "bij"
    std::string account{};     ///< name of the own account; empty: every one
    std::string other_side{};  ///< an IBAN, or "geen": the bank names no other account
    std::string from{};        ///< lowest amount, "1234.56"
    std::string up_to{};       ///< highest amount
    std::string text{};        ///< of which letters and digits stand in what the bank says
    std::string code{};        ///< of the bank transaction: "PMNT-MDOP-CHRG", or the bank's own
    std::string first_day{};   ///< later than the day after it is confirmed
};

/// The first who gives it proposes the rule; it is confirmed when another gives the same. It acts
/// on lines booked on the day after that, or on its later first day, and on all days from then on.
/// Lines that are there already stay as they are; a dry run tells which of them it would have
/// placed. Errors (malformed): label_is_unknown, rule_direction_is_unknown, rule_code_is_malformed,
/// rule_amount_is_malformed, those of the values; (refused): account_is_unknown,
/// account_is_not_confirmed, payment_by_hand_needs_a_person, rule_begins_too_early,
/// other_side_is_the_account, own_account_is_a_transfer, other_side_is_of_the_dossier, those of
/// reconcile::check_width().
[[nodiscard]] base::Result<Report> add_rule(Context& context, const RuleOptions& options);

/// The rule acts no more on lines booked after `last_day` (empty: today), which is today or later.
/// One that nobody confirmed is taken back so. Errors (refused): rule_is_unknown, rule_is_ended,
/// rule_ends_too_early, rule_ends_too_late (more than 31 days ahead), reason_is_missing.
[[nodiscard]] base::Result<Report> end_rule(Context& context, std::int64_t number,
                                            std::string_view last_day, std::string_view reason);

/// Every rule with its age and what it placed that counts.
[[nodiscard]] base::Result<Report> list_rules(Municipality& town, values::CivilDate as_of);
/// Errors (refused): rule_is_unknown.
[[nodiscard]] base::Result<Report> show_rule(Municipality& town, std::int64_t number,
                                             values::CivilDate as_of);

}  // namespace ontzorgd::service
