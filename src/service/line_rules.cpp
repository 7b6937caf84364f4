// SPDX-License-Identifier: EUPL-1.2
#include "line_rules.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/store/line_rule.h"

#include <utility>

namespace ontzorgd::service {

namespace {

using reconcile::BankTxCode;
using reconcile::Place;

std::vector<reconcile::LineRule> confirmed_rules(store::Database& db) {
    std::vector<reconcile::LineRule> rules;
    for (store::LineRuleRow& each : store::line_rules(db)) {
        if (each.is_confirmed() && !each.is_destroyed) rules.push_back(std::move(each.asks));
    }
    return rules;
}

/// "PMNT-MDOP-CHRG", or what the bank gives of it.
std::string code_text(const BankTxCode& code) {
    std::string text = code.domain;
    for (const std::string* part : {&code.family, &code.sub_family}) {
        if (!part->empty()) text += '-' + *part;
    }
    return text;
}

}  // namespace

LineRules::LineRules(store::Database& db) : LineRules{confirmed_rules(db)} {}

LineRules::LineRules(std::vector<reconcile::LineRule> rules) : rules_{std::move(rules)} {
    for (const reconcile::LineRule& rule : rules_) {
        names_.emplace(rule.number, store::rule_of_line(rule.number));
    }
}

reconcile::Look LineRules::look_after(const reconcile::Look& look,
                                      const reconcile::ByRule& by_rule) const {
    reconcile::Look after = look;
    if (by_rule.contradicts) {
        after.place = Place::suspense;
        after.rule = "more_than_one_rule_fits";
    } else if (by_rule.rule != nullptr) {
        after.place = Place::known_other;
        after.rule = names_.at(by_rule.rule->number);
    }
    return after;
}

reconcile::RuleLine rule_line_of(const reconcile::Entry& entry,
                                 const reconcile::EntryDetail* detail) {
    reconcile::RuleLine line;
    const auto add_text = [&](std::string_view text) {
        if (!text.empty()) line.texts.push_back(base::letters_and_digits(text));
    };
    add_text(entry.additional_info);
    const BankTxCode* code = &entry.bank_tx_code;
    if (detail != nullptr) {
        add_text(detail->remittance_text());
        add_text(detail->structured_reference);
        add_text(detail->additional_info);
        line.names_other_side =
            !detail->counterparty_iban.empty() || !detail->counterparty_account.empty();
        if (detail->bank_tx_code != BankTxCode{}) code = &detail->bank_tx_code;
    }
    line.code = code_text(*code);
    line.own_code = code->proprietary;
    return line;
}

}  // namespace ontzorgd::service
