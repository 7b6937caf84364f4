// SPDX-License-Identifier: EUPL-1.2
#include "instruction_rows.h"
#include "live_attempt.h"
#include "ontzorgd/store/batch.h"
#include "statement.h"

#include <string>

namespace ontzorgd::store {

namespace {

// One that was returned waits for the next step and is no open debt.
const std::string no_live_attempt =
    " NOT EXISTS (SELECT 1 FROM attempt a WHERE a.instruction = i.id AND " +
    std::string{attempt_is_live} + ")";

constexpr std::string_view last_attempt = R"sql(,
               (SELECT coalesce(max(number), 0) FROM attempt a WHERE a.instruction = i.id)
)sql";

std::vector<OpenInstruction> open_from(Statement& rows) {
    std::vector<OpenInstruction> all;
    while (rows.next()) {
        all.push_back({.instruction = instruction_from(rows),
                       .last_attempt = rows.integer(20),
                       .payee = payee_from(rows)});
    }
    return all;
}

}  // namespace

std::vector<PayGroup> pay_groups_of(Database& db, RunId run) {
    // From one group to the next: every step is a search in the index, and none walks through it.
    Statement next{db, R"sql(
        SELECT execution_date, account FROM (
            SELECT execution_date, account FROM instruction INDEXED BY instruction_order
             WHERE run = ?1 AND execution_date = ?2 AND account > ?3 ORDER BY account LIMIT 1)
        UNION ALL
        SELECT execution_date, account FROM (
            SELECT execution_date, account FROM instruction INDEXED BY instruction_order
             WHERE run = ?1 AND execution_date > ?2 ORDER BY execution_date, account LIMIT 1)
         LIMIT 1
    )sql"};
    std::vector<PayGroup> groups;
    PayGroup last{.execution_date = values::CivilDate{1900, 1, 1}, .account = 0};
    for (;;) {
        next.bind(run, last.execution_date, last.account);
        if (!next.next()) return groups;
        last = {.execution_date = next.date(0), .account = next.integer(1)};
        groups.push_back(last);
        next.reset();
    }
}

std::vector<OpenInstruction> open_instructions_after(Database& db, RunId run, const PayGroup& group,
                                                     std::int64_t after, std::size_t most) {
    Statement rows{db, "SELECT " + std::string{instruction_columns} + std::string{payee_columns} +
                           std::string{last_attempt} + R"sql(
          FROM instruction i INDEXED BY instruction_order
          LEFT JOIN instruction_aim m ON m.instruction = i.id
          JOIN iban b ON b.id = i.iban
         WHERE i.run = ?1 AND i.execution_date = ?2 AND i.account = ?3 AND i.id > ?4
           AND m.id IS NULL AND )sql" +
                           no_live_attempt + " ORDER BY i.id LIMIT ?5"};
    rows.bind(run, group.execution_date, group.account, after, most);
    return open_from(rows);
}

std::vector<OpenInstruction> open_aimed_instructions_after(Database& db, RunId run,
                                                           std::int64_t after, std::size_t most) {
    Statement rows{db, "SELECT " + std::string{instruction_columns} + std::string{payee_columns} +
                           std::string{last_attempt} + R"sql(
          FROM instruction_aim m CROSS JOIN instruction i ON i.id = m.instruction
          JOIN iban b ON b.id = m.iban
         WHERE m.instruction > ?2 AND i.run = ?1 AND NOT EXISTS (
               SELECT 1 FROM instruction_aim n WHERE n.instruction = m.instruction AND n.number > m.number)
           AND )sql" + no_live_attempt +
                           " ORDER BY m.instruction LIMIT ?3"};
    rows.bind(run, after, most);
    return open_from(rows);
}

InstructionRange instructions_of(Database& db, RunId run) {
    Statement find{db, R"sql(
        SELECT coalesce(min(id), 0), coalesce(max(id), 0) FROM instruction WHERE run = ?1
    )sql"};
    find.bind(run);
    find.next();
    return {.first = find.integer(0), .last = find.integer(1)};
}

std::vector<OpenInstruction> open_instructions_in(Database& db, RunId run,
                                                  const InstructionRange& range, std::size_t most) {
    Statement rows{db, "SELECT " + std::string{instruction_columns} + std::string{payee_columns} +
                           std::string{last_attempt} + R"sql(
          FROM instruction i NOT INDEXED
          LEFT JOIN instruction_aim m ON m.instruction = i.id AND m.number = (
               SELECT max(n.number) FROM instruction_aim n WHERE n.instruction = i.id)
          JOIN iban b ON b.id = coalesce(m.iban, i.iban)
         WHERE i.id BETWEEN ?2 AND ?3 AND i.run = ?1 AND )sql" +
                           no_live_attempt + " ORDER BY i.id LIMIT ?4"};
    rows.bind(run, range.first, range.last, most);
    return open_from(rows);
}

bool has_open_instructions(Database& db, RunId run) {
    Statement find{
        db, "SELECT 1 FROM instruction i WHERE i.run = ?1 AND " + no_live_attempt + " LIMIT 1"};
    find.bind(run);
    return find.next();
}

void for_each_waiting_line(Database& db, std::int64_t batch,
                           const std::function<void(const WaitingLine&)>& visit) {
    Statement rows{db, R"sql(
        SELECT a.instruction, a.number, a.file, a.aim, i.household, coalesce(m.iban, i.iban)
          FROM batch x JOIN file f ON f.batch = x.id AND f.version = x.version AND f.state = 'built'
          JOIN attempt a ON a.file = f.id AND a.state <> 3
          JOIN instruction i ON i.id = a.instruction
)sql" + std::string{aim_of_attempt} +
                           " WHERE x.id = ?1 ORDER BY f.id, a.instruction"};
    rows.bind(batch);
    while (rows.next()) {
        visit({.instruction = rows.integer(0),
               .attempt = rows.integer(1),
               .file = rows.integer(2),
               .aim = rows.integer(3),
               .household = rows.integer(4),
               .iban = rows.integer(5)});
    }
}

BatchLine batch_line(Database& db, const WaitingLine& line) {
    Statement row{db, "SELECT " + std::string{instruction_columns} + std::string{payee_columns} +
                          R"sql(
          FROM attempt a JOIN instruction i ON i.id = a.instruction
)sql" + std::string{aim_of_attempt} +
                          R"sql(
          JOIN iban b ON b.id = coalesce(m.iban, i.iban)
         WHERE a.instruction = ?1 AND a.number = ?2
    )sql"};
    row.bind(line.instruction, line.attempt);
    row.next();
    return {.instruction = instruction_from(row),
            .attempt = line.attempt,
            .file = line.file,
            .payee = payee_from(row)};
}

}  // namespace ontzorgd::store
