// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/bank.h"
#include "statement.h"

#include <map>
#include <unordered_map>

namespace ontzorgd::store {

namespace {

/// Nothing instead of zero: what is not there is NULL.
std::optional<std::int64_t> unless_zero(std::int64_t number) {
    return number == 0 ? std::nullopt : std::optional{number};
}

}  // namespace

struct LineWriter::Inside {
    explicit Inside(Database& db)
        : insert{db, R"sql(
              INSERT INTO statement_line VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,
                                                ?15, NULL, NULL, ?16)
          )sql"},
          candidate{db, "INSERT OR IGNORE INTO line_candidate VALUES(?1, ?2, ?3, ?4, ?5, ?6)"},
          total{db, "INSERT INTO total_line VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"},
          cost{db, "INSERT INTO line_cost VALUES(?1, ?2, ?3, ?4)"},
          refund{db, "INSERT OR IGNORE INTO refund_contract VALUES(?1, ?2, ?3, ?4)"} {}
    Statement insert;
    Statement candidate;
    Statement total;
    Statement cost;
    Statement refund;
};

LineWriter::LineWriter(Database& db) : inside_{std::make_unique<Inside>(db)} {}
LineWriter::~LineWriter() = default;

void LineWriter::add(const LineRow& line) {
    const std::optional<std::string_view> reason =
        line.return_reason.empty() ? std::nullopt : std::optional{line.return_reason};
    inside_->insert.run_with(line.key.statement, line.key.entry, line.key.detail, line.booking_date,
                             line.cents, line.credit, static_cast<int>(line.claim),
                             static_cast<int>(line.place), line.rule, unless_zero(line.instruction),
                             unless_zero(line.attempt), unless_zero(line.file), reason,
                             line.fingerprint, line.counter, unless_zero(line.household));
}

void LineWriter::add_candidate(const LineKey& line, std::int64_t instruction,
                               std::int64_t attempt) {
    inside_->candidate.run_with(line.statement, line.entry, line.detail, instruction, attempt, 0);
}

void LineWriter::add_candidate_file(const LineKey& line, std::int64_t file) {
    inside_->candidate.run_with(line.statement, line.entry, line.detail, 0, 0, file);
}

void LineWriter::add_total(const LineKey& line, std::int64_t account, values::Euro cents,
                           std::int64_t payments, bool has_trace) {
    inside_->total.run_with(line.statement, line.entry, line.detail, account, cents, payments,
                            has_trace);
}

void LineWriter::add_cost(const LineKey& line, values::Euro cents) {
    inside_->cost.run_with(line.statement, line.entry, line.detail, cents);
}

void LineWriter::add_refund_contract(const LineKey& line, std::int64_t contract) {
    inside_->refund.run_with(line.statement, line.entry, line.detail, contract);
}

void for_each_line(Database& db, std::int64_t statement,
                   const std::function<void(const LineRow&)>& visit) {
    Statement rows{db, R"sql(
        SELECT entry, detail, booking_date, cents, credit, claim, place, rule, instruction, attempt, file,
               return_reason, fingerprint, counter, repeats_statement, repeats_entry, household
          FROM statement_line WHERE statement = ?1 ORDER BY entry, detail
    )sql"};
    rows.bind(statement);
    while (rows.next()) {
        visit({.key = {.statement = statement, .entry = rows.integer(0), .detail = rows.integer(1)},
               .booking_date = rows.date(2),
               .cents = rows.euro(3),
               .credit = rows.flag(4),
               .claim = static_cast<LineClaim>(rows.integer(5)),
               .place = static_cast<reconcile::Place>(rows.integer(6)),
               .rule = rows.text(7),
               .instruction = rows.optional_integer(8).value_or(0),
               .attempt = rows.optional_integer(9).value_or(0),
               .file = rows.optional_integer(10).value_or(0),
               .return_reason = rows.is_null(11) ? std::string_view{} : rows.text(11),
               .fingerprint = rows.integer(12),
               .counter = rows.optional_integer(13),
               .repeats_statement = rows.optional_integer(14).value_or(0),
               .repeats_entry = rows.optional_integer(15).value_or(0),
               .household = rows.optional_integer(16).value_or(0)});
    }
}

namespace {

/// Attempts to an account by their amount: "= ?3", or another comparison with it. From the account
/// on: by the files of the days it would walk through every payment of them.
std::string sql_of_like(std::string_view amount) {
    const std::string cents = "i.cents " + std::string{amount};
    return R"sql(
              SELECT i.id, a.number FROM iban b CROSS JOIN instruction i ON i.iban = b.id
               CROSS JOIN attempt a ON a.instruction = i.id AND a.aim = 0 JOIN file f ON f.id = a.file
               WHERE b.blind_index = ?2 AND )sql" +
           cents + R"sql( AND f.account = ?1
                 AND f.execution_date BETWEEN ?4 AND ?5 AND a.state <> 3
                 AND f.state IN ('handing_over', 'handed_over', 'handover_unknown')
              UNION ALL
              SELECT i.id, a.number FROM iban b CROSS JOIN instruction_aim m ON m.iban = b.id
               CROSS JOIN instruction i ON i.id = m.instruction
               CROSS JOIN attempt a ON a.instruction = i.id AND a.aim = m.number
                JOIN file f ON f.id = a.file
               WHERE b.blind_index = ?2 AND )sql" +
           cents + R"sql( AND f.account = ?1
                 AND f.execution_date BETWEEN ?4 AND ?5 AND a.state <> 3
                 AND f.state IN ('handing_over', 'handed_over', 'handover_unknown')
               ORDER BY 1, 2 LIMIT ?6
          )sql";
}

}  // namespace

struct PaymentLookup::Inside {
    explicit Inside(Database& database)
        : db{database},
          attempt{db, R"sql(
              SELECT i.cents, coalesce(m.account, i.account), a.file, coalesce(m.iban, i.iban), a.state = 3,
                     a.returned_cents > 0
                FROM attempt a JOIN instruction i ON i.id = a.instruction
                LEFT JOIN instruction_aim m ON m.instruction = a.instruction AND m.number = a.aim
               WHERE a.instruction = ?1 AND a.number = ?2
          )sql"},
          with_total{db, R"sql(
              SELECT id FROM file WHERE account = ?1 AND cents = ?2 AND execution_date BETWEEN ?3 AND ?4
                 AND state IN ('handing_over', 'handed_over', 'handover_unknown')
                 AND NOT EXISTS (SELECT 1 FROM attempt x WHERE x.file = file.id AND x.state = 3)
               ORDER BY id
          )sql"},
          like{db, sql_of_like("= ?3")},
          at_least{db, sql_of_like(">= ?3")},
          leefgeld{db, R"sql(
              SELECT r.periode, i.part FROM instruction i JOIN run r ON r.id = i.run
               WHERE i.id = ?1 AND i.contract IS NULL
          )sql"},
          kenmerk{db, R"sql(
              SELECT p.value FROM attempt a JOIN instruction i ON i.id = a.instruction
                LEFT JOIN instruction_aim m ON m.instruction = a.instruction AND m.number = a.aim
                JOIN contract_version v ON v.id = coalesce(m.contract_version, i.contract_version)
                JOIN personal p ON p.id = v.kenmerk
               WHERE a.instruction = ?1 AND a.number = ?2
          )sql"},
          counter_of{db, "SELECT blind_index FROM iban WHERE id = ?1"},
          counter{db, "SELECT 1 FROM iban WHERE blind_index = ?1 LIMIT 1"},
          number{db, R"sql(
              SELECT 1 FROM client WHERE nummer = ?1 UNION ALL SELECT 1 FROM contract WHERE nummer = ?1
          )sql"} {}
    Database& db;
    Statement attempt;
    Statement with_total;
    Statement like;
    Statement at_least;
    Statement leefgeld;
    Statement kenmerk;
    Statement counter_of;
    Statement counter;
    Statement number;
    KenmerkLookup kenmerken{db};
    std::unordered_map<std::int64_t, StoredFile> files;
    std::map<std::string, std::int64_t, std::less<>> by_msg_id;  // 0: there is none
};

PaymentLookup::PaymentLookup(Database& db) : inside_{std::make_unique<Inside>(db)} {}
PaymentLookup::~PaymentLookup() = default;

std::optional<AttemptHit> PaymentLookup::attempt(std::int64_t instruction, std::int64_t number) {
    Statement& find = inside_->attempt;
    find.bind(instruction, number);
    if (!find.next()) return std::nullopt;
    const AttemptHit hit{.cents = find.euro(0),
                         .account = find.integer(1),
                         .file = find.integer(2),
                         .iban = find.integer(3),
                         .is_dead = find.flag(4),
                         .came_back = find.flag(5)};
    find.reset();
    return hit;
}

const StoredFile* PaymentLookup::file(std::int64_t id) {
    const auto known = inside_->files.find(id);
    if (known != inside_->files.end()) return &known->second;
    auto found = file_by_id(inside_->db, id);
    if (!found) return nullptr;
    return &inside_->files.emplace(id, *std::move(found)).first->second;
}

const StoredFile* PaymentLookup::file_with_msg_id(const std::string& msg_id) {
    constexpr std::size_t most_names = 10'000;
    const auto known = inside_->by_msg_id.find(msg_id);
    if (known != inside_->by_msg_id.end())
        return known->second == 0 ? nullptr : file(known->second);
    const auto found = store::file_with_msg_id(inside_->db, msg_id);
    // Names that are not ours come in any number; they are not worth the memory for ever.
    if (inside_->by_msg_id.size() >= most_names) inside_->by_msg_id.clear();
    inside_->by_msg_id.emplace(msg_id, found ? found->id : 0);
    return found ? file(found->id) : nullptr;
}

std::vector<std::int64_t> PaymentLookup::files_with_total(std::int64_t account, values::Euro cents,
                                                          values::CivilDate from,
                                                          values::CivilDate until) {
    Statement& find = inside_->with_total;
    find.bind(account, cents, from, until);
    std::vector<std::int64_t> all;
    while (find.next()) all.push_back(find.integer(0));
    return all;
}

namespace {

std::vector<PossibleAttempt> attempts_from(Statement& rows) {
    std::vector<PossibleAttempt> all;
    while (rows.next()) all.push_back({.instruction = rows.integer(0), .attempt = rows.integer(1)});
    return all;
}

}  // namespace

std::vector<PossibleAttempt> PaymentLookup::attempts_like(std::int64_t account,
                                                          std::int64_t counter, values::Euro cents,
                                                          values::CivilDate from,
                                                          values::CivilDate until,
                                                          std::size_t most) {
    inside_->like.bind(account, counter, cents, from, until, most);
    return attempts_from(inside_->like);
}

std::vector<PossibleAttempt> PaymentLookup::attempts_of_at_least(
    std::int64_t account, std::int64_t counter, values::Euro cents, values::CivilDate from,
    values::CivilDate until, std::size_t most) {
    inside_->at_least.bind(account, counter, cents, from, until, most);
    return attempts_from(inside_->at_least);
}

std::optional<PaymentLookup::Leefgeld> PaymentLookup::leefgeld_of(std::int64_t instruction) {
    Statement& find = inside_->leefgeld;
    find.bind(instruction);
    if (!find.next()) return std::nullopt;
    const Leefgeld leefgeld{.month = find.month(0), .part = static_cast<unsigned>(find.integer(1))};
    find.reset();
    return leefgeld;
}

std::string PaymentLookup::kenmerk_of(std::int64_t instruction, std::int64_t attempt) {
    Statement& find = inside_->kenmerk;
    find.bind(instruction, attempt);
    std::string kenmerk;
    if (find.next() && !find.is_null(0)) kenmerk = find.blob(0);
    find.reset();
    return kenmerk;
}

std::int64_t PaymentLookup::counter_of(std::int64_t iban) {
    inside_->counter_of.bind(iban);
    base::expects(inside_->counter_of.next(), "an account that is paid is known");
    const std::int64_t counter = inside_->counter_of.integer(0);
    inside_->counter_of.reset();
    return counter;
}

bool PaymentLookup::is_known_counter(std::int64_t counter) {
    inside_->counter.bind(counter);
    const bool known = inside_->counter.next();
    inside_->counter.reset();
    return known;
}

KenmerkLookup& PaymentLookup::kenmerken() {
    return inside_->kenmerken;
}

bool PaymentLookup::is_known_number(std::string_view number) {
    inside_->number.bind(number);
    const bool known = inside_->number.next();
    inside_->number.reset();
    return known;
}

}  // namespace ontzorgd::store
