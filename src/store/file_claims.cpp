// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/file_claims.h"

#include "claim_rows.h"
#include "ontzorgd/payment/bank_word.h"
#include "statement.h"

#include <algorithm>

namespace ontzorgd::store {

namespace {

using payment::Said;

/// As a report's word is stored.
constexpr std::int64_t says_rejected = static_cast<std::int64_t>(Said::rejected) + 1;
constexpr std::size_t most_bits = 64;

/// Reports that reject something of the file, and whether they say it of all that they do not name.
struct Rejecting {
    std::int64_t report = 0;
    bool of_all = false;
    std::optional<std::int64_t> made{};
};

std::vector<Rejecting> rejecting_reports(Database& db, std::int64_t file) {
    Statement rows{db, R"sql(
        SELECT said.report, max(of_all), r.created FROM (
            SELECT report, 1 AS of_all FROM file_status WHERE file = ?1 AND word = ?2
            UNION ALL SELECT report, 0 FROM attempt_status WHERE file = ?1 AND word = ?2) said
          JOIN status_report r ON r.id = said.report
         GROUP BY said.report ORDER BY said.report
    )sql"};
    rows.bind(file, says_rejected);
    std::vector<Rejecting> all;
    while (rows.next()) {
        all.push_back(
            {.report = rows.integer(0), .of_all = rows.flag(1), .made = rows.optional_integer(2)});
    }
    return all;
}

std::uint64_t bit_of(std::size_t index) {
    return std::uint64_t{1} << std::min(index, most_bits - 1);
}

/// The reports that reject one payment, of those that reject something of its file.
class RejectedBy {
public:
    RejectedBy(Database& db, std::int64_t file)
        : reports_{rejecting_reports(db, file)},
          named_{db,
                 "SELECT report, max(word = ?3) FROM attempt_status"
                 " WHERE instruction = ?1 AND attempt = ?2 GROUP BY report"} {}

    std::uint64_t operator()(std::int64_t instruction, std::int64_t attempt) {
        std::uint64_t reports = 0;
        std::vector<std::int64_t> naming;
        named_.bind(instruction, attempt, says_rejected);
        while (named_.next()) {
            naming.push_back(named_.integer(0));
            const auto known = std::ranges::find(reports_, named_.integer(0), &Rejecting::report);
            if (!named_.flag(1) || known == reports_.end()) continue;
            reports |= bit_of(static_cast<std::size_t>(known - reports_.begin()));
        }
        for (std::size_t i = 0; i < reports_.size(); ++i) {
            const bool is_named = std::ranges::find(naming, reports_[i].report) != naming.end();
            if (reports_[i].of_all && !is_named) reports |= bit_of(i);
        }
        return reports;
    }

    [[nodiscard]] std::vector<std::optional<std::int64_t>> made() const {
        std::vector<std::optional<std::int64_t>> all;
        for (std::size_t i = 0; i < reports_.size(); ++i) {
            if (i < most_bits) {
                all.push_back(reports_[i].made);
            } else if (!reports_[i].made || !all.back() || *all.back() < *reports_[i].made) {
                all.back() = reports_[i].made;
            }
        }
        return all;
    }

private:
    std::vector<Rejecting> reports_;
    Statement named_;
};

}  // namespace

std::vector<FileClaimRow> claims_on_file(Database& db, std::int64_t file) {
    Statement rows{db, std::string{claim_columns} + R"sql(,
        (SELECT t.payments FROM total_line t
          WHERE l.claim IN (5, 7) AND t.statement = l.statement AND t.entry = l.entry AND t.detail = l.detail)
    )sql" + std::string{counting_lines} +
                           " l.file = ?1" + std::string{claim_order}};
    rows.bind(file);
    std::vector<FileClaimRow> all;
    while (rows.next()) {
        all.push_back({.line = claim_from(rows), .payments = rows.optional_integer(11)});
    }
    return all;
}

std::optional<std::int64_t> count_of_line(Database& db, const LineKey& line) {
    Statement find{db, R"sql(
        SELECT payments FROM total_line WHERE statement = ?1 AND entry = ?2 AND detail = ?3
    )sql"};
    find.bind(line.statement, line.entry, line.detail);
    return find.next() ? std::optional{find.integer(0)} : std::nullopt;
}

RejectedPayments rejected_payments(Database& db, std::int64_t file) {
    RejectedBy rejected_by{db, file};
    RejectedPayments all{.made = rejected_by.made()};
    Statement rows{db, R"sql(
        SELECT a.instruction, a.number, i.cents,
               coalesce(CASE WHEN a.bank_word IS NULL THEN f.bank_reason ELSE a.bank_reason END, ''),
               EXISTS (SELECT 1 FROM statement_line l JOIN statement s ON s.id = l.statement
                        WHERE l.instruction = a.instruction AND l.attempt = a.number AND l.credit = 0
                          AND l.repeats_statement IS NULL AND s.state IN ('chained', 'gap')),
               a.state = 3
          FROM attempt a JOIN file f ON f.id = a.file JOIN instruction i ON i.id = a.instruction
         WHERE a.file = ?1 ORDER BY a.instruction, a.number
    )sql"};
    rows.bind(file);
    while (rows.next()) {
        ++all.amounts[rows.euro(2)];
        const std::uint64_t reports = rejected_by(rows.integer(0), rows.integer(1));
        if (reports == 0) {
            all.has_another_dead = all.has_another_dead || rows.flag(5);
            continue;
        }
        all.payments.push_back({.instruction = rows.integer(0),
                                .attempt = rows.integer(1),
                                .cents = rows.euro(2),
                                .reason = std::string{rows.text(3)},
                                .reports = reports,
                                .has_debit = rows.flag(4),
                                .is_dead = rows.flag(5)});
    }
    return all;
}

std::vector<std::int64_t> files_with_rejections(Database& db, std::int64_t account,
                                                values::Euro total, values::CivilDate from,
                                                values::CivilDate until) {
    Statement rows{db, R"sql(
        SELECT f.id FROM file f
         WHERE f.account = ?1 AND f.execution_date BETWEEN ?3 AND ?4 AND f.cents > ?2
           AND f.state IN ('handing_over', 'handed_over', 'handover_unknown')
           AND (EXISTS (SELECT 1 FROM file_status x WHERE x.file = f.id AND x.word = ?5)
                OR EXISTS (SELECT 1 FROM attempt_status y WHERE y.file = f.id AND y.word = ?5))
         ORDER BY f.id
    )sql"};
    rows.bind(account, total, from, until, says_rejected);
    std::vector<std::int64_t> all;
    while (rows.next()) all.push_back(rows.integer(0));
    return all;
}

std::vector<TotalKey> totals_below(Database& db, std::int64_t file, values::CivilDate until) {
    Statement rows{db, R"sql(
        SELECT DISTINCT t.account, t.cents, t.payments
          FROM file f JOIN total_line t ON t.account = f.account AND t.cents < f.cents
          JOIN statement_line l ON l.statement = t.statement AND l.entry = t.entry AND l.detail = t.detail
         WHERE f.id = ?1 AND l.claim = 4 AND l.booking_date BETWEEN f.execution_date AND ?2
         ORDER BY 1, 2, 3
    )sql"};
    rows.bind(file, until);
    std::vector<TotalKey> all;
    while (rows.next()) {
        all.push_back(
            {.account = rows.integer(0), .cents = rows.euro(1), .payments = rows.integer(2)});
    }
    return all;
}

bool each_has_a_single_debit(Database& db, std::int64_t file) {
    Statement enough{db, "SELECT 1 FROM file WHERE id = ?1 AND single_debits >= count"};
    enough.bind(file);
    if (!enough.next()) return false;
    Statement without{db, R"sql(
        SELECT 1 FROM attempt a WHERE a.file = ?1 AND NOT EXISTS(
            SELECT 1 FROM statement_line l JOIN statement s ON s.id = l.statement
             WHERE l.instruction = a.instruction AND l.attempt = a.number AND l.credit = 0
               AND l.repeats_statement IS NULL AND s.state IN ('chained', 'gap')) LIMIT 1
    )sql"};
    without.bind(file);
    return !without.next();
}

}  // namespace ontzorgd::store
