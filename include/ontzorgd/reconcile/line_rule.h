// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/reconcile/place.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// line_rule: what a municipality says beforehand of lines that nothing of ours explains: the
/// monthly fee of its bank, the interest, the transfer between two accounts of its own.
///
/// A rule never explains a payment and never decides between payments. It acts on a line only when
/// placing found nothing of ours in it, and when no other rule calls that line by another word.
/// Which rules act follows from the booking date of the line, never from the day of its delivery.
namespace ontzorgd::reconcile {

/// What a line is that is no payment of ours. A payment made by hand is a word of people alone.
enum class RuleWord : std::uint8_t { eigen_overboeking, kosten, overig, rente };
[[nodiscard]] std::string_view to_text(RuleWord word);
[[nodiscard]] std::optional<RuleWord> rule_word_from(std::string_view text);
[[nodiscard]] std::span<const std::string_view> rule_words();

/// What a rule asks of the account on the other side of a line.
enum class AskedAccount : std::uint8_t {
    any,
    none,   ///< the bank names no other account
    exact,  ///< this account and no other
};

/// All that is asked must hold. Accounts are told apart by keys, equal for one account only.
struct LineRule {
    std::int64_t number = 0;
    std::int64_t account = 0;  ///< the one of ours that it is about; 0: every one
    RuleWord word = RuleWord::overig;
    bool credit = false;
    AskedAccount other_side = AskedAccount::any;
    std::int64_t other_account = 0;       ///< its key, with AskedAccount::exact
    std::optional<values::Euro> from{};   ///< the lowest amount
    std::optional<values::Euro> up_to{};  ///< the highest
    std::string text{};                   ///< letters and digits in capitals; empty: any
    std::string code{};                   ///< of the bank transaction; empty: any
    /// Of the bookings it is about; nothing: not in force.
    std::optional<values::CivilDate> first_day{};
    std::optional<values::CivilDate> last_day{};
    bool operator==(const LineRule&) const = default;
};

/// A shorter text may stand in anything.
inline constexpr std::size_t shortest_rule_text = 4;

/// Whether a rule asks enough. Errors (refused): rule_is_too_wide (neither an account at the other
/// side, nor a text or code together with a highest amount), rule_text_is_too_short,
/// rule_amounts_are_crossed, transfer_needs_an_own_account.
[[nodiscard]] base::Result<base::Done> check_width(const LineRule& rule);

/// What a rule may look at of a line.
struct RuleLine {
    std::int64_t account = 0;
    std::int64_t own_key = 0;  ///< of that account: banks name it as the other side of their fee
    bool credit = false;
    values::Euro cents{};
    values::CivilDate booking_date{};
    bool names_other_side = false;                ///< by an IBAN or otherwise
    std::optional<std::int64_t> other_account{};  ///< key of an IBAN
    std::vector<std::string> texts{};             ///< letters and digits in capitals
    std::string code{};                           ///< "PMNT-MDOP-CHRG"; empty: not given
    std::string own_code{};                       ///< the bank's own; empty: not given
};
/// A code that stops behind the family ("PMNT-MDOP") is that of the whole family; a domain alone
/// fits nothing but a bank's own code.
[[nodiscard]] bool fits(const LineRule& rule, const RuleLine& line);
/// The rules in force on its day that fit, by their numbers.
[[nodiscard]] std::vector<const LineRule*> rules_that_fit(std::span<const LineRule> rules,
                                                          const RuleLine& line);

/// Whether look() left a line to rules: nothing is claimed or proposed, it is no batch and no part
/// of one, and the bank calls it no return.
[[nodiscard]] bool is_left_to_rules(const LineFacts& line, const Look& look);

/// Whether a rule decides although a payment of ours has the amount of the line: it knows the
/// account at the other side, and of a credit that this is one of ours, because a return may come
/// from any other.
[[nodiscard]] bool is_sure_beside_a_payment(const LineRule* rule);

/// Whether the bank says by its code that the line is between it and us (interest, its own charges)
/// and no payment of anybody: a domain of ISO 20022 other than PMNT, or in MT940 the type INT.
[[nodiscard]] bool is_of_the_bank_itself(const RuleLine& line);

/// What is looked up of a line that a rule fits.
struct RuleDoubt {
    bool has_trace = false;  ///< something of ours besides the account that a rule names
    /// A credit of somebody: it may be what came back of any payment, or a part of it.
    bool may_be_money_back = false;
    /// A payment of ours has its amount: for a debit about that day, for a credit in all the time
    /// in which one may come back.
    bool has_amount_of_a_payment = false;
};
/// What the rules say of it: one of them, or that they contradict each other, or nothing.
struct ByRule {
    const LineRule* rule = nullptr;
    bool contradicts = false;
    bool operator==(const ByRule&) const = default;
};
/// `fitting` as rules_that_fit() gives them. Rules with one word are one answer, of the oldest that
/// decides.
[[nodiscard]] ByRule by_rule(std::span<const LineRule* const> fitting, const RuleDoubt& doubt);

}  // namespace ontzorgd::reconcile
