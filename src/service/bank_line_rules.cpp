// SPDX-License-Identifier: EUPL-1.2
#include "bank_line.h"
#include "ontzorgd/store/line_rule.h"

#include <algorithm>
#include <string>

namespace ontzorgd::service {

/// What the rules of the municipality make of a line that nothing of ours explains.
reconcile::Look LineMaker::by_rules(const Line& line, const reconcile::Look& look) {
    if (rules_.is_empty() || !reconcile::is_left_to_rules(line.facts, look)) return look;
    if (last_day_ && *last_day_ < line.row.booking_date) return look;
    reconcile::RuleLine says = rule_line_of(line.entry, line.detail);
    says.account = account_.id;
    says.own_key = own_key_;
    says.credit = line.row.credit;
    says.cents = line.row.cents;
    says.booking_date = line.row.booking_date;
    says.other_account = line.counter;
    const auto fitting = reconcile::rules_that_fit(rules_.all(), says);
    if (fitting.empty()) return look;
    return rules_.look_after(look, reconcile::by_rule(fitting, doubt_of(line, says, fitting)));
}

/// That a credit names no other account is a trace only where nobody said what it is: a rule does
/// where the bank's code says so too, and then the amount of every payment that could come back is
/// looked for.
reconcile::RuleDoubt LineMaker::doubt_of(const Line& line, const reconcile::RuleLine& says,
                                         std::span<const reconcile::LineRule* const> fitting) {
    reconcile::RuleDoubt doubt{.has_trace = names_ours(line) ||
                                            has_known_number(line.entry.additional_info)};
    for (const std::string& text : says.texts) {
        doubt.has_trace = doubt.has_trace || references_.is_of_ours(text);
    }
    doubt.may_be_money_back = line.row.credit && !reconcile::is_of_the_bank_itself(says);
    // Looked for only where it decides.
    reconcile::RuleDoubt most = doubt;
    most.has_amount_of_a_payment = true;
    if (reconcile::by_rule(fitting, doubt) == reconcile::by_rule(fitting, most)) return doubt;
    const values::CivilDate day = line.row.booking_date;
    doubt.has_amount_of_a_payment =
        store::has_payment_of_amount(town_.db(), account_.id, line.row.cents,
                                     line.row.credit ? day.plus_months_clamped(-months_of_returns)
                                                     : day.plus_days(-reconcile::days_booked_late),
                                     day);
    return doubt;
}

}  // namespace ontzorgd::service
