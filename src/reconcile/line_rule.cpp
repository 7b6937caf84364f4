// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/line_rule.h"

#include <algorithm>
#include <array>

namespace ontzorgd::reconcile {

namespace {

constexpr std::array<std::string_view, 4> word_texts{"eigen_overboeking", "kosten", "overig",
                                                     "rente"};

bool is_in_force(const LineRule& rule, values::CivilDate day) {
    return rule.first_day && *rule.first_day <= day && (!rule.last_day || day <= *rule.last_day);
}

bool other_side_fits(const LineRule& rule, const RuleLine& line) {
    switch (rule.other_side) {
        case AskedAccount::any: return true;
        case AskedAccount::none: return !line.names_other_side;
        case AskedAccount::exact: break;
    }
    return line.other_account == rule.other_account && rule.other_account != line.own_key;
}

bool amount_fits(const LineRule& rule, values::Euro cents) {
    return (!rule.from || *rule.from <= cents) && (!rule.up_to || cents <= *rule.up_to);
}

bool text_fits(const LineRule& rule, const RuleLine& line) {
    return rule.text.empty() || std::ranges::any_of(line.texts, [&](const std::string& text) {
               return text.find(rule.text) != std::string::npos;
           });
}

bool code_fits(const LineRule& rule, const RuleLine& line) {
    if (rule.code.empty() || rule.code == line.code || rule.code == line.own_code) return true;
    const bool is_family = rule.code.find('-') != std::string::npos;
    return is_family && line.code.size() > rule.code.size() && line.code.starts_with(rule.code) &&
           line.code[rule.code.size()] == '-';
}

}  // namespace

std::string_view to_text(RuleWord word) {
    return word_texts.at(static_cast<std::size_t>(word));
}

std::optional<RuleWord> rule_word_from(std::string_view text) {
    const auto* const found = std::ranges::find(word_texts, text);
    if (found == word_texts.end()) return std::nullopt;
    return static_cast<RuleWord>(found - word_texts.begin());
}

std::span<const std::string_view> rule_words() {
    return word_texts;
}

base::Result<base::Done> check_width(const LineRule& rule) {
    if (rule.from && rule.up_to && *rule.up_to < *rule.from) {
        return base::refuse("rule_amounts_are_crossed");
    }
    if (!rule.text.empty() && rule.text.size() < shortest_rule_text) {
        return base::refuse("rule_text_is_too_short",
                            {{"shortest", std::to_string(shortest_rule_text)}});
    }
    if (rule.other_side == AskedAccount::exact) return base::Done{};
    if (rule.word == RuleWord::eigen_overboeking) {
        return base::refuse("transfer_needs_an_own_account");
    }
    // A code by itself is that of payments to anybody.
    const bool is_code_of_bank = !rule.code.empty() && rule.other_side == AskedAccount::none;
    const bool says_what = !rule.text.empty() || is_code_of_bank;
    if (!says_what || !rule.up_to) return base::refuse("rule_is_too_wide");
    return base::Done{};
}

bool fits(const LineRule& rule, const RuleLine& line) {
    if (rule.account != 0 && rule.account != line.account) return false;
    return rule.credit == line.credit && is_in_force(rule, line.booking_date) &&
           other_side_fits(rule, line) && amount_fits(rule, line.cents) && text_fits(rule, line) &&
           code_fits(rule, line);
}

std::vector<const LineRule*> rules_that_fit(std::span<const LineRule> rules, const RuleLine& line) {
    std::vector<const LineRule*> fitting;
    for (const LineRule& rule : rules) {
        if (fits(rule, line)) fitting.push_back(&rule);
    }
    std::ranges::sort(fitting, {}, &LineRule::number);
    return fitting;
}

bool is_left_to_rules(const LineFacts& line, const Look& look) {
    if (look.claim != Look::Claim::nothing || line.is_batch) return false;
    if (line.reference != Reference::none || line.attempt || line.file) return false;
    if (line.possible_attempts > 0 || line.files_with_this_total > 0) return false;
    if (line.has_return_reason || line.bank_calls_it_a_return) return false;
    return look.rule == "no_candidate" || look.rule == "foreign";
}

bool is_sure_beside_a_payment(const LineRule* rule) {
    return rule->other_side == AskedAccount::exact &&
           (!rule->credit || rule->word == RuleWord::eigen_overboeking);
}

bool is_of_the_bank_itself(const RuleLine& line) {
    if (line.code.empty()) return line.own_code == "NINT";
    return !line.code.starts_with("PMNT") && !line.code.starts_with('-');
}

ByRule by_rule(std::span<const LineRule* const> fitting, const RuleDoubt& doubt) {
    if (doubt.has_trace || fitting.empty()) return {};
    const RuleWord word = fitting.front()->word;
    const bool agree =
        std::ranges::all_of(fitting, [&](const LineRule* rule) { return rule->word == word; });
    if (!agree) return {.contradicts = true};
    const auto decides = [&](const LineRule* rule) {
        // No amount tells a part that came back from anything else; an account does.
        if (doubt.may_be_money_back && rule->other_side != AskedAccount::exact) return false;
        return !doubt.has_amount_of_a_payment || is_sure_beside_a_payment(rule);
    };
    const auto first = std::ranges::find_if(fitting, decides);
    return {.rule = first == fitting.end() ? nullptr : *first};
}

}  // namespace ontzorgd::reconcile
