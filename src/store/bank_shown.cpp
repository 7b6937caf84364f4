// SPDX-License-Identifier: EUPL-1.2
#include "notice_rows.h"
#include "ontzorgd/store/bank.h"
#include "statement.h"

#include <string>

namespace ontzorgd::store {

namespace {

LineRow line_from(const Statement& row) {
    return {.key = {.statement = row.integer(0), .entry = row.integer(1), .detail = row.integer(2)},
            .booking_date = row.date(3),
            .cents = row.euro(4),
            .credit = row.flag(5),
            .claim = static_cast<LineClaim>(row.integer(6)),
            .place = static_cast<reconcile::Place>(row.integer(7)),
            .rule = row.text(8),
            .instruction = row.optional_integer(9).value_or(0),
            .attempt = row.optional_integer(10).value_or(0),
            .file = row.optional_integer(11).value_or(0),
            .return_reason = row.is_null(12) ? std::string_view{} : row.text(12),
            .fingerprint = row.integer(13),
            .counter = row.optional_integer(14),
            .repeats_statement = row.optional_integer(15).value_or(0),
            .repeats_entry = row.optional_integer(16).value_or(0),
            .household = row.optional_integer(17).value_or(0)};
}

}  // namespace

void for_each_shown_line(Database& db, std::int64_t fact, std::int64_t only_statement,
                         const std::function<void(const ShownLine&)>& visit) {
    Statement rows{db, R"sql(
        SELECT l.statement, l.entry, l.detail, l.booking_date, l.cents, l.credit, l.claim, l.place, l.rule,
               l.instruction, l.attempt, l.file, l.return_reason, l.fingerprint, l.counter,
               l.repeats_statement, l.repeats_entry, l.household, o.iban, o.id, s.statement_id, s.state, b.sha256
          FROM statement s JOIN statement_line l ON l.statement = s.id
          JOIN own_account o ON o.id = s.account
          JOIN bank_file b ON b.id = s.bank_file
         WHERE s.fact <= ?1 AND s.id BETWEEN ?2 AND ?3 AND (s.state <> 'set_aside' OR ?2 = ?3)
         ORDER BY s.id, l.entry, l.detail
    )sql"};
    const std::int64_t last = only_statement == 0 ? INT64_MAX : only_statement;
    rows.bind(fact, only_statement, last);
    while (rows.next()) {
        visit({.line = line_from(rows),
               .account = rows.text(18),
               .account_id = rows.integer(19),
               .statement_id = rows.text(20),
               .state = rows.text(21),
               .file_sha256 = rows.digest(22)});
    }
}

void for_each_candidate(Database& db, const LineKey& line,
                        const std::function<void(std::int64_t, std::int64_t)>& visit) {
    Statement rows{db, R"sql(
        SELECT instruction, attempt, file FROM line_candidate
         WHERE statement = ?1 AND entry = ?2 AND detail = ?3 ORDER BY file, instruction, attempt
    )sql"};
    rows.bind(line.statement, line.entry, line.detail);
    while (rows.next()) {
        if (rows.integer(2) != 0) {
            for_each_attempt_of_file(db, rows.integer(2), visit);
        } else {
            visit(rows.integer(0), rows.integer(1));
        }
    }
}

void for_each_attempt_of_file(Database& db, std::int64_t file,
                              const std::function<void(std::int64_t, std::int64_t)>& visit) {
    Statement rows{db, R"sql(
        SELECT instruction, number FROM attempt WHERE file = ?1 AND state <> 3 ORDER BY instruction, number
    )sql"};
    rows.bind(file);
    while (rows.next()) visit(rows.integer(0), rows.integer(1));
}

AccountFigures figures_of_account(Database& db, std::int64_t account, std::int64_t fact) {
    // One walk over the lines of the account: place 5 stands for a statement in conflict, 6 for a
    // page that waits for others.
    Statement rows{db, R"sql(
        SELECT CASE s.state WHEN 'conflict' THEN 5 WHEN 'incomplete' THEN 6 ELSE
               CASE WHEN l.repeats_statement IS NOT NULL OR s.state = 'notice' THEN 4
                    ELSE l.place END END AS shown,
               count(*), sum(l.cents * l.credit), sum(l.cents * (1 - l.credit)), min(l.booking_date)
          FROM statement s JOIN statement_line l ON l.statement = s.id
         WHERE s.account = ?1 AND s.fact <= ?2 AND s.state <> 'set_aside'
         GROUP BY shown
    )sql"};
    rows.bind(account, fact);
    AccountFigures figures;
    while (rows.next()) {
        const auto place = static_cast<std::size_t>(rows.integer(0));
        const PlaceFigures found{
            .lines = rows.integer(1), .credit = rows.euro(2), .debit = rows.euro(3)};
        if (place < figures.places.size()) {
            figures.places.at(place) = found;
        } else {
            constexpr std::size_t conflict = 5;
            (place == conflict ? figures.in_conflict : figures.incomplete) = found;
        }
        const bool is_open = place == static_cast<std::size_t>(reconcile::Place::proposed) ||
                             place == static_cast<std::size_t>(reconcile::Place::suspense);
        if (is_open && (!figures.oldest_open || rows.date(4) < *figures.oldest_open)) {
            figures.oldest_open = rows.date(4);
        }
    }
    return figures;
}

std::array<PlaceFigures, 5> figures_of_statement(Database& db, std::int64_t statement) {
    Statement rows{db, R"sql(
        SELECT CASE WHEN l.repeats_statement IS NOT NULL OR s.state = 'notice' THEN 4
                    ELSE l.place END AS shown,
               count(*), sum(l.cents * l.credit), sum(l.cents * (1 - l.credit))
          FROM statement s JOIN statement_line l ON l.statement = s.id WHERE s.id = ?1 GROUP BY shown
    )sql"};
    rows.bind(statement);
    std::array<PlaceFigures, 5> figures{};
    while (rows.next()) {
        figures.at(static_cast<std::size_t>(rows.integer(0))) = {
            .lines = rows.integer(1), .credit = rows.euro(2), .debit = rows.euro(3)};
    }
    return figures;
}

namespace {

constexpr std::string_view attempt_columns = R"sql(
    SELECT a.instruction, a.number,
           NOT EXISTS (SELECT 1 FROM attempt n WHERE n.instruction = a.instruction AND n.number > a.number),
           a.state, f.state, f.state_fact, f.fact, f.id, f.account, a.claims, i.cents, p.value,
           b.blind_index, f.execution_date, f.sha256, a.settled_on, a.returned_cents, a.return_reason,
           coalesce(a.bank_word, f.bank_word)
      FROM attempt a JOIN instruction i ON i.id = a.instruction
      JOIN file f ON f.id = a.file
      LEFT JOIN instruction_aim m ON m.instruction = a.instruction AND m.number = a.aim
      JOIN iban b ON b.id = coalesce(m.iban, i.iban)
      LEFT JOIN personal p ON p.id = b.value
)sql";

ShownAttempt attempt_from(const Statement& rows) {
    return {.instruction = rows.integer(0),
            .number = rows.integer(1),
            .is_last = rows.flag(2),
            .state = static_cast<AttemptRowState>(rows.integer(3)),
            .file_state = rows.text(4),
            .file_fact = rows.integer(5),
            .made_by_fact = rows.integer(6),
            .file = rows.integer(7),
            .account = rows.integer(8),
            .claims = rows.integer(9),
            .cents = rows.euro(10),
            .creditor_iban = rows.is_null(11) ? std::string_view{} : rows.blob(11),
            .counter = rows.integer(12),
            .execution_date = rows.date(13),
            .file_sha256 = rows.digest(14),
            .settled_on = rows.optional_date(15),
            .returned = rows.euro(16),
            .return_reason = rows.is_null(17) ? std::string_view{} : rows.text(17),
            .word = static_cast<payment::BankWord>(rows.integer(18))};
}

}  // namespace

void for_each_attempt(Database& db, const std::function<void(const ShownAttempt&)>& visit) {
    Statement rows{db, std::string{attempt_columns} + " ORDER BY a.instruction, a.number"};
    while (rows.next()) visit(attempt_from(rows));
}

void for_each_attempt_on(Database& db, std::int64_t instruction,
                         const std::function<void(const ShownAttempt&)>& visit) {
    Statement rows{db,
                   std::string{attempt_columns} + " WHERE a.instruction = ?1 ORDER BY a.number"};
    rows.bind(instruction);
    while (rows.next()) visit(attempt_from(rows));
}

bool has_open_claim(Database& db, std::int64_t instruction, std::int64_t number) {
    Statement find{db, R"sql(
        SELECT 1 FROM statement_line l JOIN statement s ON s.id = l.statement
         WHERE l.instruction = ?1 AND l.attempt = ?2 AND l.credit = 0 AND l.place <> 0
           AND l.repeats_statement IS NULL AND s.state IN ('chained', 'gap', 'conflict', 'incomplete')
        UNION ALL
        SELECT 1 FROM line_decision d JOIN statement_line l
            ON l.statement = d.statement AND l.entry = d.entry AND l.detail = d.detail
          JOIN statement s ON s.id = l.statement
         WHERE d.instruction_before = ?1 AND d.attempt_before = ?2 AND d.revoked_fact IS NULL
           AND l.credit = 0 AND l.place <> 0 AND l.repeats_statement IS NULL
           AND s.state IN ('chained', 'gap', 'conflict', 'incomplete') LIMIT 1
    )sql"};
    find.bind(instruction, number);
    return find.next();
}

namespace {

/// Of a debit `l` on statement `s`: two people said what it is, and from its day on the same of as
/// many credits as debits of its amount. The bank booked something once more and took it back.
constexpr std::string_view was_taken_back = R"sql(
    (l.place = 3 AND l.rule LIKE 'by_person:%' AND (
        SELECT sum(CASE c.credit WHEN 1 THEN 1 ELSE -1 END) FROM line_decision w
         CROSS JOIN statement_line c ON c.statement = w.statement AND c.entry = w.entry AND c.detail = w.detail
          JOIN statement t ON t.id = c.statement
         WHERE w.kind = 'other' AND w.revoked_fact IS NULL AND w.confirmed_by IS NOT NULL
           AND c.rule = l.rule AND c.place = 3 AND c.cents = l.cents AND c.repeats_statement IS NULL
           AND c.booking_date >= l.booking_date
           AND t.account = s.account AND t.state IN ('chained', 'gap')) >= 0)
)sql";

/// A condition on line `l` of statement `s`: it counts, or may yet count, and the bank did not take
/// it back. What a notice told waits until the statements reach past its day.
std::string counts_or_may_count() {
    return " l.repeats_statement IS NULL"
           " AND (s.state IN ('chained', 'gap', 'conflict', 'incomplete') OR (" +
           std::string{notice_may_count} + ")) AND NOT " + std::string{was_taken_back};
}

}  // namespace

bool has_open_debit_with(Database& db, std::int64_t instruction, std::int64_t number,
                         std::int64_t file) {
    Statement find{db, R"sql(
        SELECT 1 FROM statement_line l JOIN statement s ON s.id = l.statement
         WHERE ((l.instruction = ?1 AND l.attempt = ?2) OR l.file = ?3) AND l.credit = 0
           AND (l.place <> 0 OR s.state NOT IN ('chained', 'gap'))
           AND )sql" + counts_or_may_count() +
                           R"sql(
        UNION ALL
        SELECT 1 FROM line_candidate c
         CROSS JOIN statement_line l ON l.statement = c.statement AND l.entry = c.entry AND l.detail = c.detail
          JOIN statement s ON s.id = l.statement
         WHERE ((c.instruction = ?1 AND c.attempt = ?2) OR (c.instruction = 0 AND c.attempt = 0 AND c.file = ?3))
           AND l.credit = 0
           AND ((l.place <> 0 AND l.rule <> 'by_person:handmatige_betaling')
                OR s.state NOT IN ('chained', 'gap'))
           AND )sql" + counts_or_may_count() +
                           R"sql(
        UNION ALL
        SELECT 1 FROM line_decision d
         CROSS JOIN statement_line l ON l.statement = d.statement AND l.entry = d.entry AND l.detail = d.detail
          JOIN statement s ON s.id = l.statement
         WHERE ((d.instruction_before = ?1 AND d.attempt_before = ?2 AND d.revoked_fact IS NULL)
                OR (d.file_before = ?3 AND d.revoked_fact IS NULL))
           AND l.credit = 0 AND l.place <> 0
           AND )sql" + counts_or_may_count() +
                           R"sql(
        UNION ALL
        SELECT 1 FROM file f JOIN total_line t
            ON t.account = f.account AND t.cents = f.cents AND t.payments = f.count
          JOIN statement_line l ON l.statement = t.statement AND l.entry = t.entry AND l.detail = t.detail
          JOIN statement s ON s.id = l.statement
         WHERE f.id = ?3 AND l.credit = 0 AND l.place <> 0
           AND l.rule NOT IN ('foreign', 'by_person:handmatige_betaling')
           AND )sql" + counts_or_may_count() +
                           R"sql(
         LIMIT 1
    )sql"};
    find.bind(instruction, number, file);
    return find.next();
}

bool has_unplaced_debit(Database& db, std::int64_t account, values::Euro cents,
                        values::CivilDate from) {
    Statement find{db, R"sql(
        SELECT 1 FROM statement s JOIN statement_line l ON l.statement = s.id
         WHERE s.account = ?1 AND s.closing_date >= ?3 AND l.credit = 0 AND l.cents = ?2
           AND (l.place IN (1, 2) OR s.state IN ('conflict', 'incomplete'))
           AND )sql" + counts_or_may_count() +
                           " LIMIT 1"};
    find.bind(account, cents, from);
    return find.next();
}

std::optional<dossier::HouseholdId> household_of_instruction(Database& db,
                                                             std::int64_t instruction) {
    Statement find{db, "SELECT household FROM instruction WHERE id = ?1"};
    find.bind(instruction);
    if (!find.next()) return std::nullopt;
    return dossier::HouseholdId{find.integer(0)};
}

}  // namespace ontzorgd::store
