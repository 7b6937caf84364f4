// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/line_decision.h"

#include "statement.h"

#include <array>

namespace ontzorgd::store {

namespace {

constexpr std::array kind_texts{"match", "force", "other", "release"};

DecisionKind kind_from(std::string_view text) {
    std::size_t at = 0;
    while (at + 1 < kind_texts.size() && kind_texts.at(at) != text) ++at;
    return static_cast<DecisionKind>(at);
}

LineStand stand_from(const Statement& row, int first) {
    return {.claim = static_cast<LineClaim>(row.integer(first)),
            .place = static_cast<reconcile::Place>(row.integer(first + 1)),
            .rule = std::string{row.text(first + 2)},
            .instruction = row.optional_integer(first + 3).value_or(0),
            .attempt = row.optional_integer(first + 4).value_or(0),
            .file = row.optional_integer(first + 5).value_or(0),
            .household = row.optional_integer(first + 6).value_or(0)};
}

constexpr std::string_view line_columns = R"sql(
    SELECT l.statement, l.entry, l.detail, s.account, s.state, l.repeats_statement IS NOT NULL,
           l.booking_date, l.cents, l.credit, l.counter, l.claim, l.place, l.rule, l.instruction,
           l.attempt, l.file, l.household
      FROM statement_line l JOIN statement s ON s.id = l.statement
)sql";

FoundLine line_from(const Statement& row) {
    return {.key = {.statement = row.integer(0), .entry = row.integer(1), .detail = row.integer(2)},
            .account = row.integer(3),
            .state = std::string{row.text(4)},
            .repeats = row.flag(5),
            .booking_date = row.date(6),
            .cents = row.euro(7),
            .credit = row.flag(8),
            .counter = row.optional_integer(9),
            .stand = stand_from(row, 10)};
}

LineDecision decision_from(const Statement& row) {
    LineDecision decision{
        .id = row.integer(0),
        .line = {.statement = row.integer(1), .entry = row.integer(2), .detail = row.integer(3)},
        .kind = kind_from(row.text(4)),
        .target = {.instruction = row.optional_integer(5).value_or(0),
                   .attempt = row.optional_integer(6).value_or(0),
                   .file = row.optional_integer(7).value_or(0)},
        .label = row.is_null(8) ? std::string{} : std::string{row.text(8)},
        .reason = row.integer(9),
        .decided_by = UserId{row.integer(10)},
        .fact = row.integer(11),
        .confirmed_by = UserId{row.optional_integer(12).value_or(0)},
        .confirmed_fact = row.optional_integer(13).value_or(0),
        .revoked_by = UserId{row.optional_integer(14).value_or(0)},
        .revoked_fact = row.optional_integer(15).value_or(0),
        .revoke_reason = row.optional_integer(16).value_or(0),
        .household = row.optional_integer(17).value_or(0),
        .contract = row.optional_integer(18).value_or(0)};
    if (!row.is_null(19)) decision.before = stand_from(row, 19);
    return decision;
}

/// Where a line differs from the newest decision that stands about it. `revoked` and `by_person`
/// are said of lines with such a decision only.
constexpr std::string_view wrong_decisions = R"sql(
    SELECT coalesce(d.fact, s.fact), l.statement, l.entry, l.detail
      FROM statement_line l JOIN statement s ON s.id = l.statement
      LEFT JOIN line_decision d ON d.id = (
           SELECT max(x.id) FROM line_decision x
            WHERE x.statement = l.statement AND x.entry = l.entry AND x.detail = l.detail
              AND x.claim_before IS NOT NULL AND x.revoked_fact IS NULL)
     WHERE CASE
           WHEN d.id IS NULL THEN l.claim = 5 OR l.rule = 'revoked' OR l.rule LIKE 'by_person%'
           WHEN d.kind IN ('match', 'force') THEN l.claim <> 5 OR l.instruction IS NOT d.instruction
             OR l.attempt IS NOT d.attempt OR l.file IS NOT d.file
           WHEN d.household IS NOT NULL THEN l.claim <> 6 OR l.place <> 0
             OR l.rule <> 'by_person:' || d.label OR l.household IS NOT d.household
           WHEN d.kind = 'other' THEN l.claim <> 0 OR l.place <> 3
             OR l.rule <> 'by_person:' || d.label
           ELSE l.claim <> 0 OR l.place <> 2 OR l.rule <> 'revoked' END
    UNION ALL
    SELECT d.fact, d.statement, d.entry, d.detail FROM line_decision d
     WHERE NOT EXISTS (SELECT 1 FROM statement_line l WHERE l.statement = d.statement
                          AND l.entry = d.entry AND l.detail = d.detail)
)sql";

}  // namespace

std::string_view to_text(DecisionKind kind) {
    return kind_texts.at(static_cast<std::size_t>(kind));
}

std::optional<FoundLine> find_line(Database& db, const LineKey& key) {
    Statement find{db, std::string{line_columns} +
                           " WHERE l.statement = ?1 AND l.entry = ?2 AND l.detail = ?3"};
    find.bind(key.statement, key.entry, key.detail);
    if (!find.next()) return std::nullopt;
    return line_from(find);
}

std::optional<StatementBytes> bytes_of_statement(Database& db, std::int64_t statement) {
    // The statements of a file have numbers that follow each other, in the order of the file.
    Statement find{db, R"sql(
        SELECT b.sha256, 1 + s.id - (SELECT min(o.id) FROM statement o WHERE o.bank_file = s.bank_file)
          FROM statement s JOIN bank_file b ON b.id = s.bank_file WHERE s.id = ?1
    )sql"};
    find.bind(statement);
    if (!find.next()) return std::nullopt;
    return StatementBytes{.file_sha256 = find.digest(0), .ordinal = find.integer(1)};
}

std::vector<LineDecision> decisions_of(Database& db, const LineKey& line) {
    Statement rows{db, R"sql(
        SELECT id, statement, entry, detail, kind, instruction, attempt, file, label, reason, decided_by,
               fact, confirmed_by, confirmed_fact, revoked_by, revoked_fact, revoke_reason, household,
               contract, claim_before, place_before, rule_before, instruction_before, attempt_before, file_before,
               household_before
          FROM line_decision WHERE statement = ?1 AND entry = ?2 AND detail = ?3 ORDER BY id
    )sql"};
    rows.bind(line.statement, line.entry, line.detail);
    std::vector<LineDecision> all;
    while (rows.next()) all.push_back(decision_from(rows));
    return all;
}

std::int64_t add_decision(Database& db, const LineDecision& decision) {
    Statement add{db, R"sql(
        INSERT INTO line_decision(id, statement, entry, detail, kind, instruction, attempt, file, label, reason,
               decided_by, fact, claim_before, place_before, rule_before, instruction_before,
               attempt_before, file_before, household_before, household, contract)
        SELECT coalesce(max(id), 0) + 1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
               ?18, ?19, ?20
          FROM line_decision RETURNING id
    )sql"};
    const std::optional<std::string_view> label =
        decision.label.empty() ? std::nullopt : std::optional<std::string_view>{decision.label};
    std::optional<int> claim;
    std::optional<int> place;
    std::optional<std::string_view> rule;
    if (decision.before) {
        claim = static_cast<int>(decision.before->claim);
        place = static_cast<int>(decision.before->place);
        rule = decision.before->rule;
    }
    const LineStand before = decision.before.value_or(LineStand{});
    add.bind(decision.line.statement, decision.line.entry, decision.line.detail,
             to_text(decision.kind), none_if_zero(decision.target.instruction),
             none_if_zero(decision.target.attempt), none_if_zero(decision.target.file), label,
             decision.reason, decision.decided_by, decision.fact, claim, place, rule,
             none_if_zero(before.instruction), none_if_zero(before.attempt),
             none_if_zero(before.file), none_if_zero(before.household),
             none_if_zero(decision.household), none_if_zero(decision.contract));
    add.next();
    const std::int64_t id = add.integer(0);
    add.reset();
    return id;
}

void confirm_decision(Database& db, std::int64_t id, UserId by, std::int64_t fact,
                      const LineStand& before) {
    Statement confirm{db, R"sql(
        UPDATE line_decision
           SET confirmed_by = ?2, confirmed_fact = ?3, claim_before = ?4, place_before = ?5,
               rule_before = ?6, instruction_before = ?7, attempt_before = ?8, file_before = ?9,
               household_before = ?10
         WHERE id = ?1
    )sql"};
    confirm.run_with(id, by, fact, static_cast<int>(before.claim), static_cast<int>(before.place),
                     std::string_view{before.rule}, none_if_zero(before.instruction),
                     none_if_zero(before.attempt), none_if_zero(before.file),
                     none_if_zero(before.household));
}

void revoke_decision(Database& db, std::int64_t id, UserId by, std::int64_t fact,
                     std::int64_t reason) {
    Statement revoke{db, R"sql(
        UPDATE line_decision SET revoked_by = ?2, revoked_fact = ?3, revoke_reason = ?4 WHERE id = ?1
    )sql"};
    revoke.run_with(id, by, fact, reason);
}

std::optional<FoundLine> line_paid_by_hand(Database& db, std::int64_t instruction) {
    Statement find{db, R"sql(
        SELECT d.statement, d.entry, d.detail FROM line_decision d JOIN statement s ON s.id = d.statement
         WHERE d.instruction = ?1 AND d.label = 'handmatige_betaling' AND d.revoked_fact IS NULL
           AND d.claim_before IS NOT NULL
         ORDER BY s.state = 'set_aside', d.id LIMIT 1
    )sql"};
    find.bind(instruction);
    if (!find.next()) return std::nullopt;
    const LineKey key{
        .statement = find.integer(0), .entry = find.integer(1), .detail = find.integer(2)};
    find.reset();
    return find_line(db, key);
}

void for_each_paid_by_hand(Database& db, const std::function<void(const PaidByHand&)>& visit) {
    Statement rows{db, R"sql(
        SELECT d.instruction, i.cents, d.statement, d.entry, d.detail,
               d.revoked_fact IS NULL AND l.repeats_statement IS NULL AND s.state IN ('chained', 'gap')
               AND EXISTS (SELECT 1 FROM attempt a WHERE a.instruction = d.instruction AND a.state IN (1, 4))
          FROM line_decision d JOIN instruction i ON i.id = d.instruction
          JOIN statement s ON s.id = d.statement
          JOIN statement_line l ON l.statement = d.statement AND l.entry = d.entry AND l.detail = d.detail
         WHERE d.label = 'handmatige_betaling' AND d.claim_before IS NOT NULL
           AND d.id = (SELECT x.id FROM line_decision x WHERE x.label = 'handmatige_betaling' AND x.instruction = d.instruction
                          AND x.claim_before IS NOT NULL
                        ORDER BY x.revoked_fact IS NOT NULL, x.id DESC LIMIT 1)
         ORDER BY d.instruction
    )sql"};
    while (rows.next()) {
        visit({.instruction = rows.integer(0),
               .cents = rows.euro(1),
               .line = {.statement = rows.integer(2),
                        .entry = rows.integer(3),
                        .detail = rows.integer(4)},
               .is_booked_too = rows.flag(5)});
    }
}

void for_each_wrong_decision(Database& db, const std::function<void(const WrongDecision&)>& visit) {
    Statement rows{db, wrong_decisions};
    while (rows.next()) {
        visit({.fact = rows.integer(0),
               .line = {.statement = rows.integer(1),
                        .entry = rows.integer(2),
                        .detail = rows.integer(3)}});
    }
}

bool has_decision_in_force(Database& db, std::int64_t id, std::string_view place,
                           std::string_view rule) {
    Statement find{db, R"sql(
        SELECT place_before FROM line_decision WHERE id = ?1 AND rule_before = ?2
    )sql"};
    find.bind(id, rule);
    return find.next() &&
           reconcile::to_text(static_cast<reconcile::Place>(find.integer(0))) == place;
}

bool has_confirmed_decision(Database& db, std::int64_t id, std::int64_t by, std::int64_t fact) {
    Statement find{db, R"sql(
        SELECT 1 FROM line_decision WHERE id = ?1 AND confirmed_by = ?2 AND confirmed_fact = ?3
    )sql"};
    find.bind(id, by, fact);
    return find.next();
}

bool has_revoked_decision(Database& db, std::int64_t id, std::int64_t by, std::int64_t fact,
                          std::int64_t reason) {
    Statement find{db, R"sql(
        SELECT 1 FROM line_decision
         WHERE id = ?1 AND revoked_by = ?2 AND revoked_fact = ?3 AND revoke_reason = ?4
    )sql"};
    find.bind(id, by, fact, reason);
    return find.next();
}

}  // namespace ontzorgd::store
