// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/open_debits.h"

#include "ontzorgd/store/bank.h"
#include "ontzorgd/store/bank_status.h"
#include "statement.h"

#include <algorithm>
#include <string_view>

namespace ontzorgd::store {

namespace {

// The first part is found by the index statement_line_open, the others by the few statements. What
// a notice told counts until the statement of its day is here. A debit that somebody said is a
// payment made by hand is explained: what it stands for is not paid again. Any other word of a
// person explains nothing here, and a debit that named a payment and was taken off it went to the
// account of that payment.
constexpr std::string_view open_debits = R"sql(
    SELECT l.counter, l.cents, l.booking_date, s.account, l.rule = 'payment_was_never_handed_over',
           l.rule <> 'foreign',
           l.place IN (1, 2) AND l.instruction IS NULL AND NOT EXISTS (
               SELECT 1 FROM line_decision d INDEXED BY line_decision_of_line
                WHERE d.statement = l.statement AND d.entry = l.entry AND d.detail = l.detail
                  AND d.instruction_before IS NOT NULL AND d.revoked_fact IS NULL),
           l.file
      FROM statement_line l INDEXED BY statement_line_open CROSS JOIN statement s ON s.id = l.statement
     WHERE l.credit = 0 AND l.place <> 0 AND l.repeats_statement IS NULL AND s.state IN ('chained', 'gap')
       AND l.rule <> 'by_person:handmatige_betaling'
    UNION ALL
    SELECT b.blind_index, l.cents, l.booking_date, s.account, 0, 0, 0, NULL
      FROM line_decision d INDEXED BY line_decision_named
      CROSS JOIN statement_line l ON l.statement = d.statement AND l.entry = d.entry AND l.detail = d.detail
      JOIN statement s ON s.id = l.statement
      JOIN instruction i ON i.id = d.instruction_before
      JOIN attempt a ON a.instruction = d.instruction_before AND a.number = d.attempt_before
      LEFT JOIN instruction_aim m ON m.instruction = a.instruction AND m.number = a.aim
      JOIN iban b ON b.id = coalesce(m.iban, i.iban)
     WHERE d.instruction_before IS NOT NULL AND d.revoked_fact IS NULL
       AND l.credit = 0 AND l.place <> 0 AND l.counter IS NULL AND l.repeats_statement IS NULL
       AND s.state IN ('chained', 'gap') AND l.rule <> 'by_person:handmatige_betaling'
    UNION ALL
    SELECT l.counter, l.cents, l.booking_date, s.account, 1, 1, l.instruction IS NULL, l.file
      FROM statement s CROSS JOIN statement_line l ON l.statement = s.id
     WHERE s.state IN ('conflict', 'incomplete') AND l.credit = 0 AND l.repeats_statement IS NULL
    UNION ALL
    SELECT l.counter, l.cents, l.booking_date, s.account, 1, 1, l.place IN (1, 2) AND l.instruction IS NULL, l.file
      FROM statement s CROSS JOIN statement_line l ON l.statement = s.id
     WHERE s.state = 'notice' AND l.credit = 0 AND l.place <> 0 AND l.repeats_statement IS NULL
       AND NOT EXISTS (SELECT 1 FROM statement t WHERE t.account = s.account
                          AND t.state IN ('chained', 'gap')
                          AND l.booking_date BETWEEN t.opening_date AND t.closing_date)
)sql";

}  // namespace

OpenDebits::OpenDebits(Database& db) : db_{db} {
    Statement rows{db, open_debits};
    while (rows.next()) {
        const std::int64_t cents = rows.integer(1);
        if (const auto counter = rows.optional_integer(0)) {
            const values::CivilDate day = rows.date(2);
            auto [place, is_new] = by_counter_.try_emplace({*counter, cents}, day);
            if (!is_new) place->second = std::max(place->second, day);
            continue;
        }
        if (rows.flag(4)) totals_.emplace(rows.integer(3), cents);
        if (rows.flag(5)) nameless_.emplace(rows.integer(3), cents);
        if (rows.flag(6)) {
            unsettled_.emplace(std::pair{rows.integer(3), cents},
                               Unsettled{.day = rows.date(2), .file = rows.optional_integer(7)});
        }
    }
    Statement by_hand{db, R"sql(
        SELECT instruction FROM line_decision INDEXED BY line_decision_by_hand
         WHERE label = 'handmatige_betaling' AND revoked_fact IS NULL AND claim_before IS NOT NULL
    )sql"};
    while (by_hand.next()) by_hand_.insert(by_hand.integer(0));
}

std::optional<values::CivilDate> OpenDebits::newest(std::int64_t counter,
                                                    values::Euro cents) const {
    const auto found = by_counter_.find({counter, cents.cents()});
    if (found == by_counter_.end()) return std::nullopt;
    return found->second;
}

std::set<std::int64_t> OpenDebits::counters() const {
    std::set<std::int64_t> all;
    for (const auto& [debit, day] : by_counter_) all.insert(debit.first);
    return all;
}

bool OpenDebits::could_be_file(std::int64_t account, values::Euro total) const {
    return totals_.contains({account, total.cents()});
}

std::vector<values::Euro> OpenDebits::nameless_on(std::int64_t account) const {
    std::vector<values::Euro> all;
    for (auto at = nameless_.lower_bound({account, 0});
         at != nameless_.end() && at->first == account; ++at) {
        all.push_back(values::Euro::from_cents(at->second));
    }
    return all;
}

bool OpenDebits::could_be_most_of(const StoredFile& file, values::Euro cents) const {
    const auto from = unsettled_.lower_bound({file.account, cents.cents()});
    const auto end = unsettled_.upper_bound({file.account, file.cents.cents()});
    return cents <= file.cents && std::any_of(from, end, [&](const auto& debit) {
               const Unsettled& found = debit.second;
               return file.execution_date <= found.day && found.file.value_or(file.id) == file.id;
           });
}

bool OpenDebits::could_be_dead_attempt_of(std::int64_t instruction) const {
    Statement dead{db_, R"sql(
        SELECT a.number, f.id, f.account, f.cents, i.cents
          FROM attempt a JOIN file f ON f.id = a.file JOIN instruction i ON i.id = a.instruction
         WHERE a.instruction = ?1 AND a.state = 3
           AND f.state IN ('handing_over', 'handed_over', 'handover_unknown')
    )sql"};
    dead.bind(instruction);
    bool could_be = false;
    while (!could_be && dead.next()) {
        const std::int64_t account = dead.integer(2);
        could_be = nameless_.contains({account, dead.integer(3)}) ||
                   nameless_.contains({account, dead.integer(4)}) ||
                   has_open_debit_with(db_, instruction, dead.integer(0), dead.integer(1));
    }
    return could_be;
}

bool OpenDebits::could_be_file_of(std::int64_t instruction) const {
    if (bank_knows_what_never_went(db_, instruction)) return true;
    if (could_be_dead_attempt_of(instruction)) return true;
    if (totals_.empty()) return false;
    Statement files{db_, R"sql(
        SELECT f.account, f.cents FROM attempt a JOIN file f ON f.id = a.file WHERE a.instruction = ?1
    )sql"};
    files.bind(instruction);
    bool could_be = false;
    while (files.next()) {
        could_be = could_be || could_be_file(files.integer(0), files.euro(1));
    }
    return could_be;
}

bool may_have_payments_of_a_file(Database& db, std::int64_t account, values::Euro cents,
                                 values::CivilDate booked) {
    Statement files{db, R"sql(
        SELECT 1 FROM file f
         WHERE f.account = ?1 AND f.cents >= ?2 AND f.execution_date <= ?3
           AND f.state IN ('handing_over', 'handed_over', 'handover_unknown')
           AND EXISTS (SELECT 1 FROM attempt a JOIN instruction i ON i.id = a.instruction
                        WHERE a.file = f.id AND i.cents <= ?2)
         LIMIT 1
    )sql"};
    files.bind(account, cents, booked);
    return files.next();
}

}  // namespace ontzorgd::store
