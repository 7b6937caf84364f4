// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/aim.h"

#include "live_attempt.h"
#include "statement.h"

#include <array>

namespace ontzorgd::store {

namespace {

// The instruction as aim `m` has it, and as the one before had it (`w`, NULL: the split).
constexpr std::string_view change_columns = R"sql(
    SELECT i.id, i.run, i.household, i.kind, i.contract, i.client, i.creditor, i.cents, i.part,
           m.execution_date, m.account, m.iban, m.contract_version, m.number,
           coalesce(w.execution_date, i.execution_date), po.value, pn.value,
           o.blind_index <> n.blind_index
)sql";
constexpr std::string_view change_joins = R"sql(
      JOIN iban o ON o.id = coalesce(w.iban, i.iban)
      JOIN iban n ON n.id = m.iban
      LEFT JOIN personal po ON po.id = o.value
      LEFT JOIN personal pn ON pn.id = n.value
)sql";

AimChange change_from(const Statement& row) {
    AimChange change;
    InstructionRow& to = change.instruction;
    to.id = row.integer(0);
    to.run = RunId{row.integer(1)};
    to.household = dossier::HouseholdId{row.integer(2)};
    to.kind = row.integer(3);
    to.contract = dossier::ContractId{row.optional_integer(4).value_or(0)};
    to.client = dossier::ClientId{row.integer(5)};
    to.creditor = dossier::CreditorId{row.optional_integer(6).value_or(0)};
    to.cents = row.euro(7);
    to.part = static_cast<unsigned>(row.integer(8));
    to.execution_date = row.date(9);
    to.account = row.integer(10);
    to.iban = row.integer(11);
    to.contract_version = row.optional_integer(12).value_or(0);
    to.aim = row.integer(13);
    change.was_execution_date = row.date(14);
    if (!row.is_null(15)) change.was_iban = std::string{row.blob(15)};
    if (!row.is_null(16)) change.iban = std::string{row.blob(16)};
    change.other_iban = row.flag(17);
    return change;
}

std::int64_t next_exception(Database& db) {
    Statement last{db, "SELECT coalesce(max(id), 0) + 1 FROM exception"};
    last.next();
    return last.integer(0);
}

}  // namespace

struct AimTargets::Inside {
    explicit Inside(Database& db)
        : of_client{db, R"sql(
              SELECT b.id, b.confirmed_by IS NOT NULL, b.blind_index, b.fact FROM iban b
               WHERE b.household = ?1 AND b.client = ?2 AND b.replaced IS NULL
          )sql"},
          of_creditor{db, R"sql(
              SELECT b.id, b.confirmed_by IS NOT NULL, b.blind_index, b.fact FROM iban b
               WHERE b.creditor = ?1 AND b.replaced IS NULL
          )sql"},
          hold{db, "SELECT 1 FROM client_hold WHERE household = ?1 AND replaced IS NULL LIMIT 1"},
          contract{db, R"sql(
              SELECT v.id, v.crediteur, v.incasso, v.tot_en_met,
                     NOT EXISTS (SELECT 1 FROM contract_version w JOIN personal p ON p.id = w.kenmerk
                                   JOIN personal q ON q.id = v.kenmerk AND q.value = p.value
                                  WHERE w.id = ?3)
                FROM contract_version v
               WHERE v.household = ?1 AND v.contract = ?2 AND v.replaced IS NULL
          )sql"},
          // Whose name the payment carries, and who is paid.
          names{db, R"sql(
              SELECT EXISTS (SELECT 1 FROM client_version v JOIN personal p ON p.id = v.naam
                              WHERE v.household = ?1 AND v.client = ?2 AND v.replaced IS NULL)
                 AND (?3 = 0 OR EXISTS (SELECT 1 FROM creditor_version k JOIN personal p ON p.id = k.naam
                                         WHERE k.creditor = ?3 AND k.replaced IS NULL))
          )sql"} {}
    Statement of_client;
    Statement of_creditor;
    Statement hold;
    Statement contract;
    Statement names;
};

AimTargets::AimTargets(Database& db) : inside_{std::make_unique<Inside>(db)} {}
AimTargets::~AimTargets() = default;

AimTarget AimTargets::of(const InstructionRow& instruction) {
    AimTarget target;
    const bool leefgeld = instruction.kind == leefgeld_kind;
    Statement& names = inside_->names;
    names.bind(instruction.household, instruction.client, instruction.creditor);
    target.payee_is_destroyed = !names.next() || !names.flag(0);
    names.reset();
    Statement& iban = leefgeld ? inside_->of_client : inside_->of_creditor;
    if (leefgeld) {
        iban.bind(instruction.household, instruction.client);
    } else {
        iban.bind(instruction.creditor);
    }
    if (iban.next()) {
        target.iban = iban.integer(0);
        target.payee.iban_usable = iban.flag(1);
        target.payee.iban_index = iban.integer(2);
        target.payee.iban_fact = iban.integer(3);
    }
    iban.reset();
    Statement& hold = inside_->hold;
    hold.bind(instruction.household);
    target.payee.client_on_hold = hold.next();
    hold.reset();
    if (leefgeld) return target;
    Statement& contract = inside_->contract;
    contract.bind(instruction.household, instruction.contract, instruction.contract_version);
    if (contract.next()) {
        target.contract_version = contract.integer(0);
        target.creditor = dossier::CreditorId{contract.integer(1)};
        target.is_direct_debit = contract.flag(2);
        target.contract_until = contract.optional_date(3);
        target.kenmerk_differs = contract.flag(4);
    }
    contract.reset();
    return target;
}

struct AimWriter::Inside {
    Inside(Database& db, std::int64_t fact_number)
        : insert{db, "INSERT INTO instruction_aim VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"},
          fact{fact_number} {
        Statement last{db, "SELECT coalesce(max(id), 0) FROM instruction_aim"};
        last.next();
        last_id = last.integer(0);
    }
    Statement insert;
    std::int64_t fact;
    std::int64_t last_id = 0;
};

AimWriter::AimWriter(Database& db, std::int64_t fact)
    : inside_{std::make_unique<Inside>(db, fact)} {}
AimWriter::~AimWriter() = default;

void AimWriter::add(const InstructionRow& aimed) {
    inside_->insert.run_with(++inside_->last_id, aimed.id, aimed.aim, aimed.iban, aimed.account,
                             aimed.execution_date, none_if_zero(aimed.contract_version),
                             inside_->fact);
}

std::optional<AimChange> aim_change(Database& db, std::int64_t instruction, std::int64_t aim) {
    Statement find{db, std::string{change_columns} + R"sql(
      FROM instruction i
      JOIN instruction_aim m ON m.instruction = i.id AND m.number = ?2
      LEFT JOIN instruction_aim w ON w.instruction = i.id AND w.number = ?2 - 1
)sql" + std::string{change_joins} +
                           " WHERE i.id = ?1"};
    find.bind(instruction, aim);
    if (!find.next()) return std::nullopt;
    return change_from(find);
}

void for_each_aimed_in_batch(Database& db, std::int64_t batch,
                             const std::function<void(const AimChange&)>& visit) {
    Statement rows{db, std::string{change_columns} + R"sql(
      FROM batch x JOIN file f ON f.batch = x.id AND f.version = x.version
      JOIN attempt a ON a.file = f.id AND a.state <> 3 AND a.aim > 0
      JOIN instruction i ON i.id = a.instruction
      JOIN instruction_aim m ON m.instruction = a.instruction AND m.number = a.aim
      LEFT JOIN attempt d ON d.instruction = a.instruction AND d.number = a.number - 1
      LEFT JOIN instruction_aim w ON w.instruction = a.instruction AND w.number = d.aim
)sql" + std::string{change_joins} +
                           " WHERE x.id = ?1 ORDER BY a.instruction"};
    rows.bind(batch);
    while (rows.next()) visit(change_from(rows));
}

std::string_view state_of_instruction(Database& db, RunId run, std::int64_t instruction) {
    // By AttemptRowState; a dead one is not live.
    constexpr std::array<std::string_view, 5> live{"in_batch", "paid", "returned", "", "returned"};
    Statement find{db, "SELECT (SELECT a.state FROM attempt a WHERE a.instruction = i.id AND " +
                           std::string{attempt_is_live} +
                           ") FROM instruction i WHERE i.id = ?1 AND i.run = ?2"};
    find.bind(instruction, run);
    if (!find.next()) return {};
    const auto state = find.optional_integer(0);
    return state ? live.at(static_cast<std::size_t>(*state)) : "open";
}

namespace {

constexpr std::string_view left_out_row = R"sql(
    INSERT OR IGNORE INTO exception
    SELECT ?1 + row_number() OVER (ORDER BY i.id) - 1, 'betaling_buiten_batch', i.id || '|' || s.attempt,
           i.household, 'rechtmatigheid', i.cents,
           'instruction=' || i.id || '|run=' || r.run_id || '|reden=' || ?2, ?3, ?4, NULL
)sql";

}  // namespace

void open_left_out_of_file(Database& db, std::int64_t file, const LeftOut& why) {
    Statement open{db, std::string{left_out_row} + R"sql(
      FROM (SELECT instruction, number AS attempt FROM attempt WHERE file = ?5 AND state = 0) s
      JOIN instruction i ON i.id = s.instruction JOIN run r ON r.id = i.run
)sql"};
    open.run_with(next_exception(db), why.reason, why.today, why.fact, file);
}

void open_left_out(Database& db, std::int64_t instruction, std::int64_t attempt,
                   const LeftOut& why) {
    Statement open{db, std::string{left_out_row} + R"sql(
      FROM (SELECT ?5 AS instruction, ?6 AS attempt) s
      JOIN instruction i ON i.id = s.instruction JOIN run r ON r.id = i.run
)sql"};
    open.run_with(next_exception(db), why.reason, why.today, why.fact, instruction, attempt);
}

void close_left_out(Database& db, std::int64_t batch, std::int64_t fact) {
    // A cause begins with the number of its instruction.
    Statement close{db, R"sql(
        UPDATE exception SET closed_fact = ?2
         WHERE kind = 'betaling_buiten_batch' AND closed_fact IS NULL AND EXISTS (
               SELECT 1 FROM attempt a
                WHERE a.instruction = CAST(exception.cause AS INTEGER) AND a.batch = ?1 AND a.state <> 3)
    )sql"};
    close.run_with(batch, fact);
}

}  // namespace ontzorgd::store
