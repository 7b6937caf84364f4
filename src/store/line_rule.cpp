// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/line_rule.h"

#include "ontzorgd/base/contract.h"
#include "ontzorgd/base/text.h"
#include "statement.h"

namespace ontzorgd::store {

namespace {

using reconcile::AskedAccount;

constexpr std::string_view rule_prefix = "by_rule:";

constexpr std::string_view columns = R"sql(
    SELECT r.id, coalesce(r.account, 0), r.credit, r.word, r.other_side, r.blind_index, r.from_cents, r.up_to_cents,
           r.code, r.acts_from, r.last_day, r.first_day, r.proposed_by, r.fact, r.confirmed_by, r.confirmed_fact,
           r.ended_by, r.ended_fact, r.end_reason, r.other_account IS NOT NULL, i.value, r.text IS NOT NULL, t.value
      FROM line_rule r LEFT JOIN personal i ON i.id = r.other_account LEFT JOIN personal t ON t.id = r.text
)sql";

std::optional<values::Euro> optional_euro(const Statement& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return row.euro(column);
}

reconcile::LineRule asks_from(const Statement& row) {
    const auto word = reconcile::rule_word_from(row.text(3));
    base::expects(word.has_value(), "a rule has a word that is known");
    return {.number = row.integer(0),
            .account = row.integer(1),
            .word = *word,
            .credit = row.flag(2),
            .other_side = static_cast<AskedAccount>(row.integer(4)),
            .other_account = row.optional_integer(5).value_or(0),
            .from = optional_euro(row, 6),
            .up_to = optional_euro(row, 7),
            .text = {},
            .code = row.is_null(8) ? std::string{} : std::string{row.text(8)},
            .first_day = row.optional_date(9),
            .last_day = row.optional_date(10)};
}

LineRuleRow rule_from(const Statement& row) {
    LineRuleRow rule{.asks = asks_from(row),
                     .first_day = row.optional_date(11),
                     .proposed_by = UserId{row.integer(12)},
                     .fact = row.integer(13),
                     .confirmed_by = UserId{row.optional_integer(14).value_or(0)},
                     .confirmed_fact = row.optional_integer(15).value_or(0),
                     .ended_by = UserId{row.optional_integer(16).value_or(0)},
                     .ended_fact = row.optional_integer(17).value_or(0),
                     .end_reason = row.optional_integer(18).value_or(0)};
    const bool iban_is_gone = row.flag(19) && row.is_null(20);
    const bool text_is_gone = row.flag(21) && row.is_null(22);
    rule.is_destroyed = iban_is_gone || text_is_gone;
    if (!row.is_null(20)) rule.iban = row.blob(20);
    if (!row.is_null(22)) rule.text = row.blob(22);
    rule.asks.text = base::letters_and_digits(rule.text);
    return rule;
}

/// A line that says by_rule must be one that its rule asks for, as far as the line is stored.
constexpr std::string_view wrong_lines = R"sql(
    SELECT s.fact, l.statement, l.entry, l.detail
      FROM statement_line l CROSS JOIN statement s ON s.id = l.statement
      LEFT JOIN line_rule r ON r.id = CAST(substr(l.rule, 9) AS INTEGER)
     WHERE l.rule >= 'by_rule:' AND l.rule < 'by_rule;'
       AND (r.id IS NULL OR l.rule <> 'by_rule:' || r.id OR l.place <> 3 OR l.claim <> 0
            OR r.acts_from IS NULL OR l.booking_date < r.acts_from OR l.booking_date > coalesce(r.last_day, 99991231)
            OR s.account <> coalesce(r.account, s.account) OR l.credit <> r.credit
            OR l.cents < coalesce(r.from_cents, 0) OR l.cents > coalesce(r.up_to_cents, l.cents)
            OR (r.other_side = 1 AND l.counter IS NOT NULL)
            OR (r.other_side = 2 AND l.counter IS NOT r.blind_index))
)sql";

}  // namespace

std::string rule_of_line(std::int64_t number) {
    return std::string{rule_prefix} + std::to_string(number);
}

std::optional<std::int64_t> number_of_rule(std::string_view rule) {
    if (!rule.starts_with(rule_prefix)) return std::nullopt;
    return base::parse_int(rule.substr(rule_prefix.size()));
}

std::vector<LineRuleRow> line_rules(Database& db) {
    Statement rows{db, std::string{columns} + " ORDER BY r.id"};
    std::vector<LineRuleRow> all;
    while (rows.next()) all.push_back(rule_from(rows));
    return all;
}

std::optional<LineRuleRow> line_rule(Database& db, std::int64_t number) {
    Statement find{db, std::string{columns} + " WHERE r.id = ?1"};
    find.bind(number);
    if (!find.next()) return std::nullopt;
    return rule_from(find);
}

std::int64_t add_line_rule(Database& db, const LineRuleRow& rule, const RuleTexts& texts) {
    Statement add{db, R"sql(
        INSERT INTO line_rule(id, account, credit, word, other_side, other_account, blind_index, from_cents,
               up_to_cents, text, code, first_day, proposed_by, fact)
        SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13 FROM line_rule
        RETURNING id
    )sql"};
    const reconcile::LineRule& asks = rule.asks;
    const bool is_exact = asks.other_side == AskedAccount::exact;
    const std::optional<std::int64_t> key =
        is_exact ? std::optional{asks.other_account} : std::nullopt;
    const std::optional<std::string_view> code =
        asks.code.empty() ? std::nullopt : std::optional<std::string_view>{asks.code};
    add.bind(none_if_zero(asks.account), asks.credit, reconcile::to_text(asks.word),
             static_cast<int>(asks.other_side), none_if_zero(texts.iban), key, asks.from,
             asks.up_to, none_if_zero(texts.text), code, rule.first_day, rule.proposed_by,
             rule.fact);
    add.next();
    const std::int64_t number = add.integer(0);
    add.reset();
    return number;
}

void confirm_line_rule(Database& db, std::int64_t number, UserId by, std::int64_t fact,
                       values::CivilDate acts_from) {
    Statement confirm{db, R"sql(
        UPDATE line_rule SET confirmed_by = ?2, confirmed_fact = ?3, acts_from = ?4 WHERE id = ?1
    )sql"};
    confirm.run_with(number, by, fact, acts_from);
}

void end_line_rule(Database& db, std::int64_t number, const LineRuleEnd& end_of) {
    Statement end{db, R"sql(
        UPDATE line_rule SET ended_by = ?2, ended_fact = ?3, last_day = ?4, end_reason = ?5 WHERE id = ?1
    )sql"};
    end.run_with(number, end_of.by, end_of.fact, end_of.last_day, end_of.reason);
}

RuleFigures figures_of_rule(Database& db, std::int64_t number) {
    Statement sum{db, R"sql(
        SELECT count(*), coalesce(sum(CASE l.credit WHEN 1 THEN l.cents END), 0),
               coalesce(sum(CASE l.credit WHEN 0 THEN l.cents END), 0), max(l.booking_date)
          FROM statement_line l CROSS JOIN statement s ON s.id = l.statement
         WHERE l.rule = ?1 AND l.rule >= 'by_rule:' AND l.rule < 'by_rule;'
           AND l.repeats_statement IS NULL AND s.state IN ('chained', 'gap')
    )sql"};
    const std::string rule = rule_of_line(number);
    sum.bind(rule);
    sum.next();
    return {.lines = sum.integer(0),
            .credit = sum.euro(1),
            .debit = sum.euro(2),
            .newest = sum.optional_date(3)};
}

void for_each_unexplained_line(Database& db, std::int64_t account, bool credit,
                               values::CivilDate from,
                               const std::function<void(const UnexplainedLine&)>& visit) {
    Statement rows{db, R"sql(
        SELECT l.statement, l.entry, l.detail, s.account, l.booking_date, l.cents
          FROM own_account o CROSS JOIN statement s ON s.account = o.id AND s.closing_date >= ?3
         CROSS JOIN statement_line l ON l.statement = s.id
         WHERE (?1 = 0 OR o.id = ?1) AND l.credit = ?2 AND l.booking_date >= ?3
           AND l.place = 2 AND l.rule = 'no_candidate' AND l.repeats_statement IS NULL
           AND s.state IN ('chained', 'gap')
         ORDER BY l.statement, l.entry, l.detail
    )sql"};
    rows.bind(account, credit, from);
    while (rows.next()) {
        visit({.key = {.statement = rows.integer(0),
                       .entry = rows.integer(1),
                       .detail = rows.integer(2)},
               .account = rows.integer(3),
               .booking_date = rows.date(4),
               .cents = rows.euro(5)});
    }
}

bool has_payment_of_amount(Database& db, std::int64_t account, values::Euro cents,
                           values::CivilDate from, values::CivilDate until) {
    Statement find{db, R"sql(
        SELECT 1 FROM file f CROSS JOIN attempt a ON a.file = f.id CROSS JOIN instruction i ON i.id = a.instruction
         WHERE f.account = ?1 AND f.execution_date BETWEEN ?3 AND ?4 AND i.cents = ?2
           AND f.state IN ('handing_over', 'handed_over', 'handover_unknown')
        UNION ALL
        SELECT 1 FROM file f
         WHERE f.account = ?1 AND f.execution_date BETWEEN ?3 AND ?4 AND f.cents = ?2
           AND f.state IN ('handing_over', 'handed_over', 'handover_unknown') LIMIT 1
    )sql"};
    find.bind(account, cents, from, until);
    return find.next();
}

void for_each_wrong_rule_line(Database& db,
                              const std::function<void(const WrongRuleLine&)>& visit) {
    Statement rows{db, wrong_lines};
    while (rows.next()) {
        visit({.fact = rows.integer(0),
               .line = {.statement = rows.integer(1),
                        .entry = rows.integer(2),
                        .detail = rows.integer(3)}});
    }
}

bool has_confirmed_line_rule(Database& db, std::int64_t number, std::int64_t by, std::int64_t fact,
                             values::CivilDate acts_from) {
    Statement find{db, R"sql(
        SELECT 1 FROM line_rule
         WHERE id = ?1 AND confirmed_by = ?2 AND confirmed_fact = ?3 AND acts_from = ?4
    )sql"};
    find.bind(number, by, fact, acts_from);
    return find.next();
}

bool has_ended_line_rule(Database& db, std::int64_t number, const LineRuleEnd& end) {
    Statement find{db, R"sql(
        SELECT 1 FROM line_rule
         WHERE id = ?1 AND ended_by = ?2 AND ended_fact = ?3 AND last_day = ?4 AND end_reason = ?5
    )sql"};
    find.bind(number, end.by, end.fact, end.last_day, end.reason);
    return find.next();
}

}  // namespace ontzorgd::store
