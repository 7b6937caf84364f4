// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/line_candidate.h"

#include "statement.h"

namespace ontzorgd::store {

namespace {

std::string text_of(const Statement& row, int column) {
    return row.is_null(column) ? std::string{} : std::string{row.blob(column)};
}

}  // namespace

std::optional<CandidatePayment> candidate_payment(Database& db, std::int64_t instruction,
                                                  std::int64_t attempt) {
    Statement find{db, R"sql(
        SELECT i.cents, f.account, f.id, f.name, f.state, a.state, a.settled_on, f.execution_date,
               b.blind_index, c.nummer, pn.value, pk.value, i.creditor IS NULL,
               NOT EXISTS (SELECT 1 FROM attempt n WHERE n.instruction = a.instruction AND n.number > a.number),
               coalesce(a.bank_word, f.bank_word)
          FROM attempt a JOIN instruction i ON i.id = a.instruction JOIN file f ON f.id = a.file
          JOIN client c ON c.id = i.client
          LEFT JOIN instruction_aim m ON m.instruction = a.instruction AND m.number = a.aim
          JOIN iban b ON b.id = coalesce(m.iban, i.iban)
          LEFT JOIN client_version cv
            ON cv.household = c.household AND cv.client = c.id AND cv.replaced IS NULL
          LEFT JOIN personal pn ON pn.id = cv.naam
          LEFT JOIN creditor_version kv ON kv.creditor = i.creditor AND kv.replaced IS NULL
          LEFT JOIN personal pk ON pk.id = kv.naam
         WHERE a.instruction = ?1 AND a.number = ?2
    )sql"};
    find.bind(instruction, attempt);
    if (!find.next()) return std::nullopt;
    const std::string client = text_of(find, 10);
    CandidatePayment payment{.instruction = instruction,
                             .attempt = attempt,
                             .cents = find.euro(0),
                             .account = find.integer(1),
                             .file = find.integer(2),
                             .file_name = std::string{find.text(3)},
                             .file_state = std::string{find.text(4)},
                             .state = static_cast<AttemptRowState>(find.integer(5)),
                             .word = static_cast<payment::BankWord>(find.integer(14)),
                             .settled_on = find.optional_date(6),
                             .execution_date = find.date(7),
                             .counter = find.integer(8),
                             .client = std::string{find.text(9)},
                             // A personal row of a client holds name and day of birth on two lines.
                             .client_name = client.substr(0, client.find('\n')),
                             .payee = {},
                             .is_last = find.flag(13)};
    payment.payee = find.flag(12) ? payment.client_name : text_of(find, 11);
    return payment;
}

std::vector<PossibleAttempt> attempts_of_amount(Database& db, std::int64_t account,
                                                values::Euro cents, values::CivilDate from,
                                                values::CivilDate until, std::size_t most) {
    Statement rows{db, R"sql(
        SELECT a.instruction, a.number
          FROM file f JOIN attempt a ON a.file = f.id JOIN instruction i ON i.id = a.instruction
         WHERE f.account = ?1 AND f.execution_date BETWEEN ?3 AND ?4 AND i.cents = ?2 AND a.state <> 3
           AND f.state IN ('handing_over', 'handed_over', 'handover_unknown')
         ORDER BY f.execution_date DESC, a.instruction, a.number LIMIT ?5
    )sql"};
    rows.bind(account, cents, from, until, most);
    std::vector<PossibleAttempt> all;
    while (rows.next()) all.push_back({.instruction = rows.integer(0), .attempt = rows.integer(1)});
    return all;
}

NotedCandidates noted_candidates(Database& db, const LineKey& line) {
    Statement rows{db, R"sql(
        SELECT instruction, attempt, file FROM line_candidate
         WHERE statement = ?1 AND entry = ?2 AND detail = ?3 ORDER BY file, instruction, attempt
    )sql"};
    rows.bind(line.statement, line.entry, line.detail);
    NotedCandidates noted;
    while (rows.next()) {
        if (rows.integer(2) != 0) {
            noted.files.push_back(rows.integer(2));
        } else {
            noted.payments.push_back({.instruction = rows.integer(0), .attempt = rows.integer(1)});
        }
    }
    return noted;
}

std::vector<AttemptName> made_again(Database& db, const LineStand& of) {
    Statement rows{db, R"sql(
        SELECT a.instruction, a.number
          FROM attempt a JOIN attempt n ON n.instruction = a.instruction AND n.number > a.number
          JOIN file f ON f.id = n.file
         WHERE (a.file = ?3 OR (a.instruction = ?1 AND a.number = ?2)) AND n.state <> 3
           AND f.state IN ('handing_over', 'handed_over', 'handover_unknown')
        UNION
        SELECT a.instruction, a.number
          FROM part_word w CROSS JOIN attempt n ON n.instruction = w.made
          JOIN file f ON f.id = n.file
          JOIN attempt a ON a.instruction = w.instruction AND a.number = w.attempt
         WHERE w.made IS NOT NULL AND (a.file = ?3 OR (a.instruction = ?1 AND a.number = ?2)) AND n.state <> 3
           AND f.state IN ('handing_over', 'handed_over', 'handover_unknown')
    )sql"};
    rows.bind(of.instruction, of.attempt, of.file);
    std::vector<AttemptName> all;
    while (rows.next()) all.push_back({.instruction = rows.integer(0), .attempt = rows.integer(1)});
    return all;
}

}  // namespace ontzorgd::store
