// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/open_debits.h"

#include "notice_rows.h"
#include "ontzorgd/store/bank_status.h"
#include "statement.h"

#include <algorithm>
#include <string_view>

namespace ontzorgd::store {

namespace {

// The first part is found by the index statement_line_open, the others by the few statements. A
// debit that somebody said is a payment made by hand is explained: what it stands for is not paid
// again. A debit to an account is not explained by any other word of a person, and one that named a
// payment and was taken off it went to the account of that payment.
std::string open_debits() {
    return R"sql(
    SELECT l.statement, l.entry, l.detail, l.counter, l.cents, l.booking_date, s.account,
           l.rule = 'payment_was_never_handed_over', l.place IN (1, 2),
           l.instruction IS NOT NULL OR EXISTS (
               SELECT 1 FROM line_decision d INDEXED BY line_decision_of_line
                WHERE d.statement = l.statement AND d.entry = l.entry AND d.detail = l.detail
                  AND d.instruction_before IS NOT NULL AND d.revoked_fact IS NULL),
           (SELECT f.id FROM file f WHERE f.id = l.file AND f.cents = l.cents)
      FROM statement_line l INDEXED BY statement_line_open CROSS JOIN statement s ON s.id = l.statement
     WHERE l.credit = 0 AND l.place <> 0 AND l.repeats_statement IS NULL AND s.state IN ('chained', 'gap')
       AND l.rule <> 'by_person:handmatige_betaling'
    UNION ALL
    SELECT l.statement, l.entry, l.detail, b.blind_index, l.cents, l.booking_date, s.account, 0, 0, 1, NULL
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
    SELECT l.statement, l.entry, l.detail, l.counter, l.cents, l.booking_date, s.account, 1, l.rule <> 'foreign',
           l.instruction IS NOT NULL, (SELECT f.id FROM file f WHERE f.id = l.file AND f.cents = l.cents)
      FROM statement s CROSS JOIN statement_line l ON l.statement = s.id
     WHERE s.state IN ('conflict', 'incomplete') AND l.credit = 0 AND l.repeats_statement IS NULL
    UNION ALL
    SELECT l.statement, l.entry, l.detail, l.counter, l.cents, l.booking_date, s.account, 1, l.rule <> 'foreign',
           l.instruction IS NOT NULL, (SELECT f.id FROM file f WHERE f.id = l.file AND f.cents = l.cents)
      FROM statement s CROSS JOIN statement_line l ON l.statement = s.id
     WHERE l.credit = 0 AND l.place <> 0 AND l.repeats_statement IS NULL AND )sql" +
           std::string{notice_may_count};
}

}  // namespace

OpenDebits::OpenDebits(Database& db) : db_{db} {
    Statement rows{db, open_debits()};
    while (rows.next()) {
        const std::int64_t cents = rows.integer(4);
        const values::CivilDate day = rows.date(5);
        const std::pair on_account{rows.integer(6), cents};
        if (const auto counter = rows.optional_integer(3)) {
            auto [place, is_new] = by_counter_.try_emplace({*counter, cents}, day);
            if (!is_new) place->second = std::max(place->second, day);
            continue;
        }
        if (rows.flag(7)) totals_.insert(on_account);
        if (!rows.flag(8)) continue;
        nameless_.emplace(on_account, Nameless{.line = {.statement = rows.integer(0),
                                                        .entry = rows.integer(1),
                                                        .detail = rows.integer(2)},
                                               .day = day,
                                               .names_payment = rows.flag(9),
                                               .file = rows.optional_integer(10)});
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

std::vector<LineKey> OpenDebits::that_could_have(const StoredFile& file, values::Euro cents,
                                                 std::size_t most) const {
    std::vector<LineKey> found;
    for (auto at = nameless_.lower_bound({file.account, cents.cents()});
         at != nameless_.end() && at->first.first == file.account && found.size() < most; ++at) {
        const Nameless& debit = at->second;
        const auto amount = values::Euro::from_cents(at->first.second);
        const bool is_exact = amount == cents || amount == file.cents;
        const bool is_of_another = debit.names_payment || debit.file.value_or(file.id) != file.id;
        if (file.execution_date <= debit.day && (is_exact || !is_of_another)) {
            found.push_back(debit.line);
        }
    }
    return found;
}

bool OpenDebits::could_have(const StoredFile& file, values::Euro cents) const {
    return !that_could_have(file, cents, 1).empty();
}

bool OpenDebits::could_be_dead_attempt_of(std::int64_t instruction) const {
    Statement dead{db_, R"sql(
        SELECT a.number, f.id, i.cents
          FROM attempt a JOIN file f ON f.id = a.file JOIN instruction i ON i.id = a.instruction
         WHERE a.instruction = ?1 AND a.state = 3
           AND f.state IN ('handing_over', 'handed_over', 'handover_unknown')
    )sql"};
    dead.bind(instruction);
    bool could_be = false;
    while (!could_be && dead.next()) {
        const auto file = file_by_id(db_, dead.integer(1));
        could_be = (file && could_have(*file, dead.euro(2))) ||
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

bool may_take_back(Database& db, std::int64_t account, values::Euro cents) {
    Statement find{db, R"sql(
        SELECT 1 FROM file WHERE account = ?1 AND cents = ?2
        UNION ALL
        SELECT 1 FROM line_decision d
         CROSS JOIN statement_line l ON l.statement = d.statement AND l.entry = d.entry AND l.detail = d.detail
          JOIN statement s ON s.id = l.statement
         WHERE d.kind = 'other' AND d.revoked_fact IS NULL AND d.confirmed_by IS NOT NULL
           AND l.credit = 0 AND l.cents = ?2 AND s.account = ?1
         LIMIT 1
    )sql"};
    find.bind(account, cents);
    return find.next();
}

bool may_have_payments_of_a_file(Database& db, std::int64_t account, values::Euro cents,
                                 values::CivilDate booked) {
    Statement files{db, R"sql(
        SELECT 1 FROM file f
         WHERE f.account = ?1 AND f.execution_date <= ?3
           AND EXISTS (SELECT 1 FROM attempt a JOIN instruction i ON i.id = a.instruction
                        WHERE a.file = f.id AND i.cents <= ?2)
         LIMIT 1
    )sql"};
    files.bind(account, cents, booked);
    return files.next();
}

}  // namespace ontzorgd::store
