// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/listed.h"

#include "ontzorgd/base/text.h"
#include "statement.h"

#include <string>

namespace ontzorgd::store {

namespace {

std::string_view text_or_nothing(const Statement& row, int column) {
    return row.is_null(column) ? std::string_view{} : row.text(column);
}

std::string_view blob_or_nothing(const Statement& row, int column) {
    return row.is_null(column) ? std::string_view{} : row.blob(column);
}

std::string_view client_in(std::string_view leaf) {
    const auto parts = base::split_text(leaf, '|');
    return parts.size() > 1 ? parts[1] : std::string_view{};
}

/// A personal row of a client holds name and day of birth on two lines.
std::string_view first_line(std::string_view text) {
    return text.substr(0, text.find('\n'));
}

}  // namespace

void for_each_held_record(Database& db, std::int64_t fact,
                          const std::function<void(const HeldRecord&)>& visit) {
    Statement rows{db, R"sql(
        SELECT r.run_id, r.periode, d.number, d.leaf, h.nummer, d.net_cents, d.finding, k.day
          FROM run r JOIN run_record d ON d.run = r.id
          JOIN audit_link k ON k.number = r.fact
          LEFT JOIN household h ON h.id = d.household
         WHERE r.fact <= ?1 AND r.state <> 'rejected' AND d.net_cents >= 0
           AND (d.split_fact IS NULL OR d.split_fact > ?1)
           AND (d.finding IS NOT NULL OR r.state NOT IN ('validated', 'splitting'))
         ORDER BY r.id, d.number
    )sql"};
    rows.bind(fact);
    while (rows.next()) {
        visit({.run_id = rows.text(0),
               .month = rows.month(1),
               .record = rows.integer(2),
               .client = client_in(rows.text(3)),
               .household = text_or_nothing(rows, 4),
               .net = rows.euro(5),
               .finding = text_or_nothing(rows, 6),
               .since = rows.date(7)});
    }
}

void for_each_short_bill(Database& db, std::int64_t fact,
                         const std::function<void(const ShortBill&)>& visit) {
    Statement rows{db, R"sql(
        SELECT r.run_id, r.periode, h.nummer, c.nummer, l.kind, l.period_from, l.period_until, l.due,
               l.wanted_cents, l.to_pay_cents, l.outcome, l.reason
          FROM run r JOIN split_line l ON l.run = r.id
          JOIN household h ON h.id = l.household
          JOIN contract c ON c.id = l.contract
         WHERE l.fact <= ?1 AND l.to_pay_cents < l.wanted_cents
           AND NOT EXISTS (SELECT 1 FROM bill b WHERE b.contract = l.contract
                              AND b.period_from = l.period_from AND b.fact > l.fact AND b.fact <= ?1)
         ORDER BY r.id, l.household, l.number
    )sql"};
    rows.bind(fact);
    while (rows.next()) {
        visit({.run_id = rows.text(0),
               .month = rows.month(1),
               .household = rows.text(2),
               .contract = rows.text(3),
               .kind = rows.integer(4),
               .period_from = rows.optional_date(5),
               .period_until = rows.optional_date(6),
               .due = rows.optional_date(7),
               .wanted = rows.euro(8),
               .to_pay = rows.euro(9),
               .outcome = static_cast<uitkering::Outcome>(rows.integer(10)),
               .reason = static_cast<uitkering::Reason>(rows.integer(11))});
    }
}

void for_each_specified_payment(Database& db, std::int64_t creditor, std::int64_t fact,
                                const std::function<void(const SpecifiedPayment&)>& visit) {
    Statement rows{db, R"sql(
        SELECT f.execution_date, f.name, f.state, i.id, a.number, i.kind, c.nummer, i.period_from, i.part,
               pn.value, pk.value, i.cents
          FROM instruction i
          JOIN attempt a ON a.instruction = i.id AND a.state <> 3
          JOIN file f ON f.id = a.file
          JOIN contract c ON c.id = i.contract
          LEFT JOIN instruction_aim m ON m.instruction = a.instruction AND m.number = a.aim
          JOIN contract_version v ON v.id = coalesce(m.contract_version, i.contract_version)
          LEFT JOIN client_version w ON w.household = i.household AND w.client = i.client
                                    AND w.replaced IS NULL
          LEFT JOIN personal pn ON pn.id = w.naam
          LEFT JOIN personal pk ON pk.id = v.kenmerk
         WHERE i.creditor = ?1 AND f.fact <= ?2 AND f.state NOT IN ('stopped', 'superseded')
         ORDER BY f.execution_date, f.id, i.id
    )sql"};
    rows.bind(creditor, fact);
    while (rows.next()) {
        visit({.execution_date = rows.date(0),
               .file = rows.text(1),
               .file_state = rows.text(2),
               .instruction = rows.integer(3),
               .attempt = rows.integer(4),
               .kind = rows.integer(5),
               .contract = rows.text(6),
               .period_from = rows.date(7),
               .part = rows.integer(8),
               .naam = first_line(blob_or_nothing(rows, 9)),
               .kenmerk = blob_or_nothing(rows, 10),
               .cents = rows.euro(11)});
    }
}

std::int64_t count_of_attempts(Database& db, std::int64_t fact) {
    Statement count{db, R"sql(
        SELECT count(*) FROM attempt a JOIN file f ON f.id = a.file WHERE f.fact <= ?1
    )sql"};
    count.bind(fact);
    count.next();
    return count.integer(0);
}

void for_each_story(Database& db, std::int64_t fact,
                    const std::function<std::int64_t()>& next_place,
                    const std::function<void(const PaymentStory&)>& visit) {
    Statement attempts{db, R"sql(
        SELECT a.instruction, a.number FROM attempt a JOIN file f ON f.id = a.file
         WHERE f.fact <= ?1 ORDER BY a.instruction, a.number
    )sql"};
    Statement story{db, R"sql(
        SELECT a.state, i.cents, i.kind, r.run_id, r.id, r.periode, i.household, h.nummer, c.nummer,
               i.client, k.nummer, t.nummer,
               coalesce(m.contract_version, i.contract_version, 0), f.account, f.name,
               lower(hex(f.sha256)), f.state, f.execution_date, f.batch, f.version, d.leaf, i.fact,
               e.explanation, a.settled_on, f.id
          FROM attempt a JOIN instruction i ON i.id = a.instruction
          LEFT JOIN instruction_aim m ON m.instruction = a.instruction AND m.number = a.aim
          JOIN run r ON r.id = i.run
          JOIN household h ON h.id = i.household
          JOIN client c ON c.id = i.client
          JOIN file f ON f.id = a.file
          LEFT JOIN creditor k ON k.id = i.creditor
          LEFT JOIN contract t ON t.id = i.contract
          LEFT JOIN run_record d ON d.run = i.run AND d.household = i.household AND d.split_fact = i.fact
          LEFT JOIN split_explanation e ON e.run = i.run AND e.household = i.household
         WHERE a.instruction = ?1 AND a.number = ?2
    )sql"};
    attempts.bind(fact);
    std::int64_t wanted = next_place();
    for (std::int64_t place = 0; wanted >= 0 && attempts.next(); ++place) {
        if (place != wanted) continue;
        wanted = next_place();
        story.bind(attempts.integer(0), attempts.integer(1));
        if (!story.next()) continue;
        visit({.instruction = attempts.integer(0),
               .attempt = attempts.integer(1),
               .state = story.integer(0),
               .cents = story.euro(1),
               .kind = story.integer(2),
               .run_id = story.text(3),
               .run = story.integer(4),
               .month = story.month(5),
               .household_id = story.integer(6),
               .household = story.text(7),
               .client = story.text(8),
               .client_id = story.integer(9),
               .creditor = text_or_nothing(story, 10),
               .contract = text_or_nothing(story, 11),
               .contract_version = story.integer(12),
               .account = story.integer(13),
               .file = story.text(14),
               .file_sha256 = story.text(15),
               .file_state = story.text(16),
               .execution_date = story.date(17),
               .file_id = story.integer(24),
               .batch = story.integer(18),
               .version = story.integer(19),
               .record_leaf = text_or_nothing(story, 20),
               .split_fact = story.integer(21),
               .explanation = text_or_nothing(story, 22),
               .settled_on = story.optional_date(23)});
        story.reset();
    }
}

void for_each_matched_line(Database& db, const PaymentStory& payment,
                           const std::function<void(const MatchedLine&)>& visit) {
    Statement lines{db, R"sql(
        SELECT s.statement_id, l.entry, l.detail, l.booking_date, l.credit, l.cents, l.statement, 0
          FROM statement_line l JOIN statement s ON s.id = l.statement
         WHERE l.instruction = ?1 AND l.attempt = ?2 AND l.place = 0 AND s.state IN ('chained', 'gap')
        UNION ALL
        SELECT s.statement_id, l.entry, l.detail, l.booking_date, l.credit, l.cents, l.statement, 1
          FROM statement_line l JOIN statement s ON s.id = l.statement
         WHERE l.file = ?3 AND l.place = 0 AND s.state IN ('chained', 'gap')
         ORDER BY 4
    )sql"};
    lines.bind(payment.instruction, payment.attempt, payment.file_id);
    while (lines.next()) {
        visit({.key = {.statement = lines.integer(6),
                       .entry = lines.integer(1),
                       .detail = lines.integer(2)},
               .is_of_file = lines.flag(7),
               .statement_id = lines.text(0),
               .entry = lines.integer(1),
               .detail = lines.integer(2),
               .booking_date = lines.date(3),
               .credit = lines.flag(4),
               .cents = lines.euro(5)});
    }
}

}  // namespace ontzorgd::store
