// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/extra_debits.h"

#include "statement.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace ontzorgd::store {

namespace {

constexpr std::array<std::pair<std::string_view, ExtraKind>, 7> rules = {
    {{"second_debit_for_one_payment", ExtraKind::twice},
     {"single_debit_beside_batch_debit", ExtraKind::twice},
     {"batch_debit_beside_single_debit", ExtraKind::twice},
     {"total_of_a_booked_file", ExtraKind::twice},
     {"payment_was_declared_dead", ExtraKind::dead},
     {"payment_was_never_handed_over", ExtraKind::unasked},
     {"payee_differs", ExtraKind::elsewhere}}};

// A line has its payment or file as a claim, as its one candidate, or by a total of which the last
// file before it is meant.
constexpr std::string_view extra_debits = R"sql(
    SELECT x.statement, x.entry, x.detail, x.cents, x.rule,
           coalesce(a.file, x.file, x.of_total), coalesce(x.instruction, 0), coalesce(x.attempt, 0)
      FROM (
        SELECT l.statement, l.entry, l.detail, l.cents, l.rule,
               coalesce(l.instruction, nullif(c.instruction, 0)) AS instruction,
               coalesce(l.attempt, nullif(c.attempt, 0)) AS attempt,
               coalesce(l.file, nullif(c.file, 0)) AS file,
               (SELECT f.id FROM total_line t JOIN file f
                    ON f.account = t.account AND f.cents = t.cents AND f.count = t.payments
                 WHERE t.statement = l.statement AND t.entry = l.entry AND t.detail = l.detail
                   AND f.execution_date <= l.booking_date
                   AND f.state IN ('handing_over', 'handed_over', 'handover_unknown')
                 ORDER BY f.execution_date DESC, f.id DESC LIMIT 1) AS of_total
          FROM statement_line l INDEXED BY statement_line_extra
         CROSS JOIN statement s ON s.id = l.statement
          LEFT JOIN line_candidate c
            ON c.statement = l.statement AND c.entry = l.entry AND c.detail = l.detail
         WHERE l.credit = 0 AND l.place <> 0 AND l.repeats_statement IS NULL
           AND s.state IN ('chained', 'gap')
           AND l.rule IN ('second_debit_for_one_payment', 'single_debit_beside_batch_debit',
                          'batch_debit_beside_single_debit', 'total_of_a_booked_file',
                          'payment_was_declared_dead', 'payment_was_never_handed_over',
                          'payee_differs')
      ) x
      LEFT JOIN attempt a ON a.instruction = x.instruction AND a.number = x.attempt
     ORDER BY 6, x.statement, x.entry, x.detail
)sql";

// Credits count whatever place they have: the money is back.
constexpr std::string_view credits_on_file = R"sql(
    SELECT count(*) FROM line_candidate c
      JOIN statement_line l ON l.statement = c.statement AND l.entry = c.entry AND l.detail = c.detail
      JOIN statement s ON s.id = l.statement
     WHERE c.instruction = 0 AND c.attempt = 0 AND c.file = ?1 AND l.credit = 1
       AND l.rule = 'credit_names_a_batch' AND l.cents = (SELECT cents FROM file WHERE id = ?1)
       AND l.repeats_statement IS NULL AND s.state IN ('chained', 'gap')
)sql";

// Cents that came back of a payment, less those that were paid again since: these are not there for
// a second debit.
constexpr std::string_view came_back_and_stayed = R"sql(
    ((SELECT coalesce(sum(l.cents), 0) FROM statement_line l JOIN statement s ON s.id = l.statement
       WHERE l.instruction = a.instruction AND l.attempt = a.number AND l.credit = 1
         AND l.repeats_statement IS NULL AND s.state IN ('chained', 'gap'))
     - (SELECT coalesce(sum(z.cents), 0) FROM reissue z
         WHERE z.instruction = a.instruction AND z.attempt = a.number)
     - (SELECT coalesce(sum(w.cents), 0) FROM part_word w
         WHERE w.instruction = a.instruction AND w.attempt = a.number AND w.made IS NOT NULL))
)sql";

std::int64_t credits_on_whole(Database& db, std::int64_t file) {
    Statement count{db, credits_on_file};
    count.bind(file);
    count.next();
    return count.integer(0);
}

}  // namespace

std::optional<ExtraKind> extra_kind_of(std::string_view rule) {
    const auto* const found =
        std::ranges::find(rules, rule, &std::pair<std::string_view, ExtraKind>::first);
    if (found == rules.end()) return std::nullopt;
    return found->second;
}

void for_each_extra_debit(Database& db, const std::function<void(const ExtraDebit&)>& visit) {
    Statement rows{db, extra_debits};
    while (rows.next()) {
        visit({.key = {.statement = rows.integer(0),
                       .entry = rows.integer(1),
                       .detail = rows.integer(2)},
               .cents = rows.euro(3),
               .rule = rows.text(4),
               .kind = extra_kind_of(rows.text(4)).value_or(ExtraKind::twice),
               .file = rows.optional_integer(5).value_or(0),
               .instruction = rows.integer(6),
               .attempt = rows.integer(7)});
    }
}

StillOut still_out(Database& db, std::int64_t file, std::int64_t times) {
    Statement rows{db, R"sql(
        SELECT (?2 - ?3) * i.cents - )sql" +
                           std::string{came_back_and_stayed} + R"sql(
          FROM attempt a JOIN instruction i ON i.id = a.instruction WHERE a.file = ?1
    )sql"};
    rows.bind(file, times, credits_on_whole(db, file));
    StillOut out;
    while (rows.next()) {
        const values::Euro cents = rows.euro(0);
        if (cents <= values::Euro{}) continue;
        ++out.payments;
        out.cents += cents;
    }
    return out;
}

values::Euro came_back_of(Database& db, std::int64_t instruction, std::int64_t attempt,
                          std::int64_t file) {
    Statement sum{db, "SELECT ?3 * i.cents + " + std::string{came_back_and_stayed} + R"sql(
          FROM attempt a JOIN instruction i ON i.id = a.instruction
         WHERE a.instruction = ?1 AND a.number = ?2
    )sql"};
    sum.bind(instruction, attempt, credits_on_whole(db, file));
    return sum.next() ? sum.euro(0) : values::Euro{};
}

}  // namespace ontzorgd::store
