// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/reconcile/line_rule.h"
#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Rules of the municipality about lines that nothing of ours explains, as stored: proposed by one
/// person, confirmed by another, ended by one. What a rule asks never changes.
namespace ontzorgd::store {

/// The rule of a line that this one of the municipality placed: "by_rule:7".
[[nodiscard]] std::string rule_of_line(std::int64_t number);
/// The number in it; nothing when no rule of the municipality placed the line.
[[nodiscard]] std::optional<std::int64_t> number_of_rule(std::string_view rule);

struct LineRuleRow {
    /// What it asks, in force from the day it acts from (not yet, when nobody confirmed it) to
    /// its last day.
    reconcile::LineRule asks{};
    std::string iban{};         ///< of the other side; empty when any, none, or destroyed
    std::string text{};         ///< as it was given; empty when any, or destroyed
    bool is_destroyed = false;  ///< a value of it was: it acts no more
    std::optional<values::CivilDate> first_day{};  ///< as it was proposed
    UserId proposed_by{};
    std::int64_t fact = 0;
    UserId confirmed_by{};
    std::int64_t confirmed_fact = 0;
    UserId ended_by{};
    std::int64_t ended_fact = 0;
    std::int64_t end_reason = 0;  ///< personal row

    [[nodiscard]] bool is_confirmed() const { return confirmed_fact != 0; }
    [[nodiscard]] bool is_ended() const { return ended_fact != 0; }
};

/// By number.
[[nodiscard]] std::vector<LineRuleRow> line_rules(Database& db);
[[nodiscard]] std::optional<LineRuleRow> line_rule(Database& db, std::int64_t number);

/// Personal rows of what is proposed; 0 when not asked.
struct RuleTexts {
    std::int64_t iban = 0;
    std::int64_t text = 0;
};
/// Adds it under a new number, which is returned.
std::int64_t add_line_rule(Database& db, const LineRuleRow& rule, const RuleTexts& texts);
void confirm_line_rule(Database& db, std::int64_t number, UserId by, std::int64_t fact,
                       values::CivilDate acts_from);
struct LineRuleEnd {
    UserId by{};
    std::int64_t fact = 0;
    values::CivilDate last_day{};
    std::int64_t reason = 0;  ///< personal row
};
void end_line_rule(Database& db, std::int64_t number, const LineRuleEnd& end_of);

/// What a rule placed and still counts.
struct RuleFigures {
    std::int64_t lines = 0;
    values::Euro credit{};
    values::Euro debit{};
    std::optional<values::CivilDate> newest{};  ///< booking date
};
[[nodiscard]] RuleFigures figures_of_rule(Database& db, std::int64_t number);

/// A counting line that a rule might have placed: nothing of ours fits it, or it is of something
/// else on a shared account.
struct UnexplainedLine {
    LineKey key{};
    std::int64_t account = 0;
    values::CivilDate booking_date{};
    values::Euro cents{};
};
/// In suspense by rule no_candidate and booked on a day from `from`, of one account or (0) of all;
/// by statement.
void for_each_unexplained_line(Database& db, std::int64_t account, bool credit,
                               values::CivilDate from,
                               const std::function<void(const UnexplainedLine&)>& visit);

/// Whether the bank has, or may have, a payment of this amount from the account, dead or not, that
/// was to be executed on one of these days.
[[nodiscard]] bool has_payment_of_amount(Database& db, std::int64_t account, values::Euro cents,
                                         values::CivilDate from, values::CivilDate until);

/// A line says that a rule placed it which could not: somebody changed one of the two.
struct WrongRuleLine {
    std::int64_t fact = 0;  ///< of the statement
    LineKey line{};
};
void for_each_wrong_rule_line(Database& db, const std::function<void(const WrongRuleLine&)>& visit);

/// Whether the rule is in the database as these records say.
[[nodiscard]] bool has_confirmed_line_rule(Database& db, std::int64_t number, std::int64_t by,
                                           std::int64_t fact, values::CivilDate acts_from);
[[nodiscard]] bool has_ended_line_rule(Database& db, std::int64_t number, const LineRuleEnd& end);

}  // namespace ontzorgd::store
