// SPDX-License-Identifier: EUPL-1.2
#include "instruction_rows.h"
#include "leaf.h"
#include "ontzorgd/store/run.h"
#include "statement.h"

#include <utility>

namespace ontzorgd::store {

namespace {

constexpr std::string_view line_columns = R"sql(
    SELECT household, number, contract, payee, kind, period_from, period_until, due, wanted_cents,
           to_pay_cents, draagdeel_eerste, outcome, reason, grondslag_eindigt, instruction FROM split_line
)sql";

SplitLineRow line_from(const Statement& row) {
    return {.household = dossier::HouseholdId{row.integer(0)},
            .number = row.integer(1),
            .contract = dossier::ContractId{row.optional_integer(2).value_or(0)},
            .payee = dossier::ClientId{row.optional_integer(3).value_or(0)},
            .kind = row.integer(4),
            .period_from = row.optional_date(5),
            .period_until = row.optional_date(6),
            .due = row.optional_date(7),
            .wanted = row.euro(8),
            .to_pay = row.euro(9),
            .draagdeel_eerste = row.euro(10),
            .outcome = static_cast<uitkering::Outcome>(row.integer(11)),
            .reason = static_cast<uitkering::Reason>(row.integer(12)),
            .grondslag_eindigt = row.flag(13),
            .instruction = row.optional_integer(14).value_or(0)};
}

/// As the split wrote it, whatever it was aimed at since.
constexpr std::string_view instruction_as_split = R"sql(
    SELECT id, run, household, kind, contract, period_from, part, client, creditor, cents,
           draagdeel_eerste, execution_date, account, iban, contract_version, 0 FROM instruction
)sql";

}  // namespace

std::string_view kind_text(std::int64_t kind) {
    if (kind == leefgeld_kind) return "leefgeld";
    return dossier::to_text(static_cast<dossier::Kind>(kind));
}

struct SplitWriter::Inside {
    Inside(Database& db, RunId run_id, std::int64_t fact_number, values::Month benefit_month)
        : run{run_id},
          fact{fact_number},
          month{benefit_month},
          explanation{db, "INSERT INTO split_explanation VALUES(?1, ?2, ?3, ?4)"},
          line{db, R"sql(
              INSERT INTO split_line VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,
                                            ?15, ?16, ?17)
          )sql"},
          instruction{db, R"sql(
              INSERT INTO instruction VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,
                                             ?15, ?16)
          )sql"},
          bill{db, "INSERT INTO bill VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"},
          record{db, "UPDATE run_record SET split_fact = ?3 WHERE run = ?1 AND number = ?2"} {
        Statement last{db, "SELECT coalesce(max(id), 0) FROM instruction"};
        last.next();
        last_instruction = last.integer(0);
    }

    RunId run;
    std::int64_t fact;
    values::Month month;
    Statement explanation;
    Statement line;
    Statement instruction;
    Statement bill;
    Statement record;
    std::int64_t last_instruction = 0;
    Leaf leaf;
};

SplitWriter::SplitWriter(Database& db, RunId run, std::int64_t fact, values::Month month)
    : inside_{std::make_unique<Inside>(db, run, fact, month)} {}
SplitWriter::~SplitWriter() = default;

void SplitWriter::add_explanation(dossier::HouseholdId household, std::string_view explanation) {
    inside_->explanation.run_with(inside_->run, household, inside_->fact, explanation);
}

void SplitWriter::add_line(const SplitLineRow& line) {
    inside_->line.run_with(inside_->run, line.household, line.number, inside_->fact,
                           none_if_zero(line.contract.number()), none_if_zero(line.payee.number()),
                           line.kind, line.period_from, line.period_until, line.due, line.wanted,
                           line.to_pay, line.draagdeel_eerste,
                           static_cast<std::int64_t>(line.outcome),
                           static_cast<std::int64_t>(line.reason), line.grondslag_eindigt,
                           none_if_zero(line.instruction));
}

std::int64_t SplitWriter::add_instruction(const InstructionRow& row) {
    const std::int64_t id = ++inside_->last_instruction;
    inside_->instruction.run_with(id, inside_->run, inside_->fact, row.household, row.kind,
                                  none_if_zero(row.contract.number()), row.period_from, row.part,
                                  row.client, none_if_zero(row.creditor.number()), row.cents,
                                  row.draagdeel_eerste, row.execution_date, row.account, row.iban,
                                  none_if_zero(row.contract_version));
    inside_->leaf.clear();
    inside_->leaf.add(id)
        .add(inside_->run.number())
        .add(row.household.number())
        .add(row.kind)
        .add(none_if_zero(row.contract.number()))
        .add(row.period_from)
        .add(std::int64_t{row.part})
        .add(row.client.number())
        .add(none_if_zero(row.creditor.number()))
        .add(row.cents.cents())
        .add(row.draagdeel_eerste.cents())
        .add(row.execution_date)
        .add(row.account)
        .add(row.iban)
        .add(none_if_zero(row.contract_version));
    return id;
}

std::string_view SplitWriter::last_leaf() const {
    return inside_->leaf.text();
}

void SplitWriter::add_bill(dossier::ContractId contract, values::CivilDate period_from,
                           values::Euro bedrag, values::Euro instructed) {
    inside_->bill.run_with(contract, period_from, inside_->run, inside_->fact, inside_->month,
                           bedrag, instructed);
}

void SplitWriter::mark_record(std::int64_t number) {
    inside_->record.run_with(inside_->run, number, inside_->fact);
}

struct BillLookup::Inside {
    Statement bills;
    Statement leefgeld;
    Statement taken_up;
    Statement last_part;
    std::vector<BillState> states = {};
};

BillLookup::BillLookup(Database& db)
    : inside_{std::make_unique<Inside>(Inside{.bills = Statement{db, R"sql(
              SELECT period_from, sum(instructed_cents) FROM bill
               WHERE contract = ?1 GROUP BY period_from ORDER BY period_from
          )sql"},
                                              .leefgeld = Statement{db, R"sql(
              SELECT coalesce((SELECT sum(l.to_pay_cents)
                                 FROM run r JOIN split_line l ON l.run = r.id AND l.household = ?1
                                WHERE r.periode = ?2 AND l.kind = 7), 0)
                   - coalesce((SELECT sum(min(c.bijzondere_bijstand_cents, c.net_cents))
                                 FROM run r JOIN run_record c ON c.run = r.id AND c.household = ?1
                                WHERE r.periode = ?2 AND c.split_fact IS NOT NULL), 0)
          )sql"},
                                              .taken_up = Statement{db, R"sql(
              SELECT DISTINCT period_from FROM bill WHERE contract = ?1 AND month = ?2 ORDER BY period_from
          )sql"},
                                              .last_part = Statement{db, R"sql(
              SELECT coalesce(max(part), 0) FROM instruction WHERE contract = ?1 AND period_from = ?2
          )sql"}})} {}
BillLookup::~BillLookup() = default;

const std::vector<BillState>& BillLookup::of(dossier::ContractId contract) {
    Statement& rows = inside_->bills;
    rows.bind(contract);
    inside_->states.clear();
    while (rows.next()) {
        inside_->states.push_back({.period_from = rows.date(0), .instructed = rows.euro(1)});
    }
    return inside_->states;
}

values::Euro BillLookup::leefgeld_of(dossier::HouseholdId household, values::Month month) {
    Statement& row = inside_->leefgeld;
    row.bind(household, month);
    row.next();
    const values::Euro leefgeld = row.euro(0);
    row.reset();
    return leefgeld;
}

unsigned BillLookup::last_part_of(dossier::ContractId contract, values::CivilDate period_from) {
    Statement& row = inside_->last_part;
    row.bind(contract, period_from);
    row.next();
    const auto part = static_cast<unsigned>(row.integer(0));
    row.reset();
    return part;
}

std::vector<values::CivilDate> BillLookup::taken_up_in(dossier::ContractId contract,
                                                       values::Month month) {
    Statement& rows = inside_->taken_up;
    rows.bind(contract, month);
    std::vector<values::CivilDate> periods;
    while (rows.next()) periods.push_back(rows.date(0));
    return periods;
}

void for_each_split_line(Database& db, RunId run,
                         const std::function<void(const SplitLineRow&)>& visit) {
    Statement rows{db, std::string{line_columns} + " WHERE run = ?1 ORDER BY household, number"};
    rows.bind(run);
    while (rows.next()) visit(line_from(rows));
}

void for_each_shortage(Database& db, RunId run,
                       const std::function<void(const SplitLineRow&)>& visit) {
    Statement rows{
        db, std::string{line_columns} +
                " WHERE run = ?1 AND to_pay_cents < wanted_cents ORDER BY household, number"};
    rows.bind(run);
    while (rows.next()) visit(line_from(rows));
}

struct LineNumberLookup::Inside {
    Statement contract;
    Statement client;
    LineNumbers found;
};

LineNumberLookup::LineNumberLookup(Database& db)
    : inside_{std::make_unique<Inside>(Inside{
          // The version the instruction was made of; of a bill that was not paid the newest one.
          .contract = Statement{db, R"sql(
              SELECT c.nummer, k.nummer, t.nummer FROM contract c
                JOIN contract_version v ON v.id = coalesce(
                     (SELECT contract_version FROM instruction WHERE id = ?2),
                     (SELECT max(w.id) FROM contract_version w WHERE w.household = c.household AND w.contract = c.id))
                JOIN creditor k ON k.id = v.crediteur
                JOIN client t ON t.id = v.op_naam_van
               WHERE c.id = ?1
          )sql"},
          .client = Statement{db, "SELECT nummer FROM client WHERE id = ?1"},
          .found = {}})} {}
LineNumberLookup::~LineNumberLookup() = default;

const LineNumbers& LineNumberLookup::of(const SplitLineRow& line) {
    LineNumbers& found = inside_->found;
    found = {};
    if (line.contract.is_none()) {
        Statement& row = inside_->client;
        row.bind(line.payee);
        if (row.next()) found.client = found.payee = row.text(0);
        row.reset();
        return found;
    }
    Statement& row = inside_->contract;
    row.bind(line.contract, line.instruction);
    if (row.next()) {
        found.contract = row.text(0);
        found.payee = row.text(1);
        found.client = row.text(2);
    }
    row.reset();
    return found;
}

void for_each_paid_beyond_ground(Database& db, RunId run,
                                 const std::function<void(const SplitLineRow&)>& visit) {
    Statement rows{db, std::string{line_columns} +
                           " WHERE run = ?1 AND grondslag_eindigt = 1 AND to_pay_cents > 0 ORDER "
                           "BY household, number"};
    rows.bind(run);
    while (rows.next()) visit(line_from(rows));
}

std::vector<SplitLineRow> split_lines_of(Database& db, RunId run, dossier::HouseholdId household) {
    Statement rows{
        db, std::string{line_columns} + " WHERE run = ?1 AND household = ?2 ORDER BY number"};
    rows.bind(run, household);
    std::vector<SplitLineRow> lines;
    while (rows.next()) lines.push_back(line_from(rows));
    return lines;
}

std::optional<std::string> explanation_of(Database& db, RunId run, dossier::HouseholdId household) {
    Statement find{db,
                   "SELECT explanation FROM split_explanation WHERE run = ?1 AND household = ?2"};
    find.bind(run, household);
    if (!find.next()) return std::nullopt;
    return std::string{find.text(0)};
}

std::optional<std::int64_t> fact_of_instruction(Database& db, std::int64_t id) {
    Statement find{db, "SELECT fact FROM instruction WHERE id = ?1"};
    find.bind(id);
    if (!find.next()) return std::nullopt;
    return find.integer(0);
}

std::optional<InstructionRow> instruction_by_id(Database& db, std::int64_t id) {
    Statement find{db, std::string{instruction_as_split} + " WHERE id = ?1"};
    find.bind(id);
    if (!find.next()) return std::nullopt;
    return instruction_from(find);
}

void for_each_instruction(Database& db, RunId run,
                          const std::function<void(const InstructionRow&)>& visit) {
    Statement rows{db, std::string{instruction_as_split} + " WHERE run = ?1 ORDER BY id"};
    rows.bind(run);
    while (rows.next()) visit(instruction_from(rows));
}

}  // namespace ontzorgd::store
