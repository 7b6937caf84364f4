// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/books.h"

#include "live_attempt.h"
#include "ontzorgd/store/run.h"
#include "statement.h"

#include <map>

namespace ontzorgd::store {

namespace {

/// Adds what a query gives as (account number or kind, cents) under names that begin with `words`.
class Sums {
public:
    explicit Sums(Database& db) : db_{db} {}

    void add(const std::string& account, values::Euro amount) { sums_[account] += amount; }

    void add_numbered(std::string_view words, std::string_view sql, int sign) {
        Statement rows{db_, sql};
        while (rows.next()) {
            const values::Euro amount = rows.euro(1);
            add(std::string{words} + std::to_string(rows.integer(0)), sign < 0 ? -amount : amount);
        }
    }
    /// One sum that is no account's but the municipality's.
    void add_single(std::string_view account, std::string_view sql, int sign) {
        Statement rows{db_, sql};
        rows.next();
        const values::Euro amount = rows.euro(0);
        add(std::string{account}, sign < 0 ? -amount : amount);
    }
    void add_kinds(std::string_view sql) {
        Statement rows{db_, sql};
        while (rows.next()) {
            add("client:te_betalen:" + std::string{kind_text(rows.integer(0))}, -rows.euro(1));
        }
    }
    [[nodiscard]] const std::map<std::string, values::Euro>& all() const { return sums_; }

private:
    Database& db_;
    std::map<std::string, values::Euro> sums_;
};

constexpr std::string_view granted = R"sql(
    SELECT coalesce(sum(d.net_cents), 0) FROM run r JOIN run_record d ON d.run = r.id
     WHERE r.state <> 'rejected' AND d.net_cents >= 0
)sql";
constexpr std::string_view to_be_split = R"sql(
    SELECT coalesce(sum(d.net_cents), 0) FROM run r JOIN run_record d ON d.run = r.id
     WHERE r.state IN ('validated', 'splitting') AND d.net_cents >= 0 AND d.split_fact IS NULL
       AND d.finding IS NULL
)sql";
constexpr std::string_view held = R"sql(
    SELECT coalesce(sum(d.net_cents), 0) FROM run r JOIN run_record d ON d.run = r.id
     WHERE r.state <> 'rejected' AND d.net_cents >= 0 AND d.split_fact IS NULL
       AND (r.state NOT IN ('validated', 'splitting') OR d.finding IS NOT NULL)
)sql";
const std::string to_be_paid = R"sql(
    SELECT i.kind, sum(i.cents) FROM instruction i
     WHERE NOT EXISTS (SELECT 1 FROM attempt a JOIN file f ON f.id = a.file
                        WHERE a.instruction = i.id AND f.state = 'handed_over' AND )sql" +
                               std::string{attempt_is_live} + ") GROUP BY i.kind";
// Booked by the bank out of a file of which nobody said yet that it has it: that much too little.
constexpr std::string_view under_way = R"sql(
    SELECT account, sum(cents) FROM (
        SELECT f.account, i.cents
          FROM file f JOIN attempt a ON a.file = f.id AND a.state = 0 JOIN instruction i ON i.id = a.instruction
         WHERE f.state = 'handed_over'
        UNION ALL
        SELECT f.account, -i.cents
          FROM file f JOIN attempt a ON a.file = f.id AND a.state IN (1, 2, 4) JOIN instruction i ON i.id = a.instruction
         WHERE f.state = 'handover_unknown')
     GROUP BY account
)sql";
// Less what was set free to be paid again, whole or in part, also when the statement that told of
// the return is gone, until the payment is declared dead.
constexpr std::string_view came_back = R"sql(
    SELECT (SELECT coalesce(sum(returned_cents), 0) FROM attempt WHERE returned_cents > 0)
           - (SELECT coalesce(sum(z.cents), 0) FROM reissue z
                JOIN attempt a ON a.instruction = z.instruction AND a.number = z.attempt
               WHERE a.state <> 3)
           - (SELECT coalesce(sum(cents), 0) FROM part_word WHERE made IS NOT NULL)
)sql";
// What creditors paid back waits for somebody to decide.
constexpr std::string_view paid_back = R"sql(
    SELECT coalesce(sum(l.cents), 0) FROM statement_line l JOIN statement s ON s.id = l.statement
     WHERE l.household IS NOT NULL AND l.place = 0 AND s.state IN ('chained', 'gap') AND l.repeats_statement IS NULL
)sql";
constexpr std::string_view openings =
    "SELECT id, opening_cents FROM own_account WHERE confirmed_fact IS NOT NULL";

// Credits less debits of the lines that count: their statement is live and they repeat nothing.
std::string lines_in(std::string_view places) {
    return R"sql(
        SELECT s.account, sum(CASE l.credit WHEN 1 THEN l.cents ELSE -l.cents END)
          FROM statement s JOIN statement_line l ON l.statement = s.id
         WHERE s.state IN ('chained', 'gap') AND l.repeats_statement IS NULL AND l.place IN ()sql" +
           std::string{places} + ") GROUP BY s.account";
}

bool has_statements(Database& db) {
    Statement find{db, "SELECT 1 FROM statement LIMIT 1"};
    return find.next();
}

const std::string terms = R"sql(
    SELECT coalesce(d.household, 0), coalesce(h.nummer, 'client ' ||
               substr(substr(d.leaf, instr(d.leaf, '|') + 1), 1,
                      instr(substr(d.leaf, instr(d.leaf, '|') + 1), '|') - 1)) AS who,
           t.term, 0, d.net_cents
      FROM run r JOIN run_record d ON d.run = r.id
      JOIN (SELECT 0 AS term UNION ALL SELECT 1) t
      LEFT JOIN household h ON h.id = d.household
     WHERE r.periode = ?1 AND r.fact <= ?2 AND r.state <> 'rejected' AND d.net_cents >= 0
       AND (t.term = 0 OR d.split_fact IS NULL OR d.split_fact > ?2)
    UNION ALL
    SELECT i.household, h.nummer,
           CASE a.state WHEN 1 THEN 3 WHEN 4 THEN 3 WHEN 2 THEN 4 ELSE 2 END, i.kind,
           CASE a.state WHEN 2 THEN a.returned_cents WHEN 4 THEN i.cents - a.returned_cents ELSE i.cents END
      FROM run r JOIN instruction i ON i.run = r.id
      JOIN household h ON h.id = i.household
      LEFT JOIN attempt a ON a.instruction = i.id AND )sql" +
                          std::string{attempt_is_live} + R"sql(
     WHERE r.periode = ?1 AND i.fact <= ?2
    UNION ALL
    -- The part that came back of what is paid for the rest.
    SELECT i.household, h.nummer, 4, i.kind, a.returned_cents
      FROM attempt a INDEXED BY attempt_returned
     CROSS JOIN instruction i ON i.id = a.instruction JOIN run r ON r.id = i.run
      JOIN household h ON h.id = i.household
     WHERE a.returned_cents > 0 AND a.state = 4 AND r.periode = ?1 AND i.fact <= ?2
    UNION ALL
    -- What was paid again of what came back in part: an instruction of its own has it.
    SELECT i.household, h.nummer, 4, i.kind, -w.cents
      FROM part_word w CROSS JOIN instruction i ON i.id = w.instruction JOIN run r ON r.id = i.run
      JOIN household h ON h.id = i.household
     WHERE w.made IS NOT NULL AND w.fact <= ?2 AND r.periode = ?1
    UNION ALL
    -- Made again, and the return is not there any more, or not whole: paid, or on its way, twice.
    SELECT i.household, h.nummer, t.term, i.kind,
           CASE t.term WHEN 4 THEN -z.cents ELSE i.cents - a.returned_cents END
      FROM run r JOIN instruction i ON i.run = r.id
      JOIN reissue z ON z.instruction = i.id AND z.fact <= ?2
      JOIN attempt a ON a.instruction = z.instruction AND a.number = z.attempt AND a.state IN (0, 1, 4)
      JOIN household h ON h.id = i.household
      JOIN (SELECT 4 AS term UNION ALL SELECT 2 UNION ALL SELECT 3) t
     WHERE r.periode = ?1 AND (t.term = 4 OR t.term = CASE a.state WHEN 0 THEN 2 ELSE 3 END)
    UNION ALL
    SELECT l.household, h.nummer, t.term, 0, l.cents
      FROM statement_line l JOIN statement s ON s.id = l.statement JOIN household h ON h.id = l.household
      JOIN (SELECT 1 AS term UNION ALL SELECT 5) t
     WHERE l.household IS NOT NULL AND l.place = 0 AND l.booking_date / 100 = ?1 AND s.fact <= ?2
       AND s.state IN ('chained', 'gap') AND l.repeats_statement IS NULL
     ORDER BY 1, 2
)sql";

}  // namespace

std::vector<AccountSum> trial_balance(Database& db, std::int64_t until_fact) {
    Statement rows{db, R"sql(
        SELECT p.account, coalesce(sum(p.cents) FILTER (WHERE p.cents > 0), 0),
               coalesce(-sum(p.cents) FILTER (WHERE p.cents < 0), 0), count(DISTINCT p.entry)
          FROM journal_entry e JOIN posting p ON p.entry = e.id
         WHERE e.fact <= ?1 GROUP BY p.account ORDER BY p.account
    )sql"};
    rows.bind(until_fact);
    std::vector<AccountSum> all;
    while (rows.next()) {
        all.push_back({.account = std::string{rows.text(0)},
                       .debit = rows.euro(1),
                       .credit = rows.euro(2),
                       .entries = rows.integer(3)});
    }
    return all;
}

void for_each_subledger(
    Database& db,
    const std::function<void(std::string_view account, values::Euro balance)>& visit) {
    Sums sums{db};
    sums.add_single("uitkering:vordering", granted, 1);
    sums.add_single("client:te_verdelen", to_be_split, -1);
    sums.add_single("client:aangehouden", held, -1);
    sums.add_single("client:aangehouden", paid_back, -1);
    sums.add_kinds(to_be_paid);
    sums.add_numbered("onderweg:", under_way, -1);
    sums.add_single("client:teruggekomen", came_back, -1);
    sums.add_numbered("bank:", openings, 1);
    sums.add_numbered("beginsaldo:", openings, -1);
    if (has_statements(db)) {
        sums.add_numbered("bank:", lines_in("0, 1, 2, 3"), 1);
        sums.add_numbered("tussen:suspense:", lines_in("1, 2"), -1);
        sums.add_numbered("tussen:known_other:", lines_in("3"), -1);
    }
    for (const auto& [account, balance] : sums.all()) visit(account, balance);
}

std::vector<values::Month> benefit_months(Database& db, std::int64_t until_fact) {
    Statement rows{db, R"sql(
        SELECT periode FROM run WHERE fact <= ?1
        UNION
        SELECT l.booking_date / 100 FROM statement_line l JOIN statement s ON s.id = l.statement
         WHERE l.household IS NOT NULL AND l.place = 0 AND s.fact <= ?1
           AND s.state IN ('chained', 'gap') AND l.repeats_statement IS NULL
         ORDER BY 1
    )sql"};
    rows.bind(until_fact);
    std::vector<values::Month> months;
    while (rows.next()) months.push_back(rows.month(0));
    return months;
}

void for_each_conservation_term(Database& db, values::Month month, std::int64_t until_fact,
                                const std::function<void(const ConservationTerm&)>& visit) {
    Statement rows{db, terms};
    rows.bind(month, until_fact);
    while (rows.next()) {
        visit({.household = rows.integer(0),
               .who = rows.text(1),
               .term = static_cast<ConservationTerm::Kind>(rows.integer(2)),
               .kind = rows.integer(3),
               .cents = rows.euro(4)});
    }
}

}  // namespace ontzorgd::store
