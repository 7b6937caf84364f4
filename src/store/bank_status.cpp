// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/store/bank_status.h"

#include "attempt_is_kept.h"
#include "statement.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace ontzorgd::store {

namespace {

using payment::BankWord;
using payment::Heard;
using payment::Said;
using payment::SaidOf;

/// As it is stored: 0 when nothing is said of execution.
std::int64_t number_of(std::optional<Said> said) {
    return said ? static_cast<std::int64_t>(*said) + 1 : 0;
}
std::optional<Said> said_from(std::int64_t number) {
    return number == 0 ? std::nullopt : std::optional{static_cast<Said>(number - 1)};
}

std::optional<std::string_view> none_if_empty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<std::string_view>{text};
}

/// Of the reasons of a rejection one is told: of the payment itself before of all, a code before
/// none, and then by name, so that the order of the reports makes no difference.
class BestReason {
public:
    void add(bool itself, std::string_view reason) {
        const Rank rank{.of_all = !itself, .is_empty = reason.empty(), .code = std::string{reason}};
        if (!best_ || comes_before(rank, *best_)) best_ = rank;
    }
    [[nodiscard]] std::string take() { return best_ ? std::move(best_->code) : std::string{}; }

private:
    struct Rank {
        bool of_all = false;
        bool is_empty = false;
        std::string code;
    };
    static bool comes_before(const Rank& a, const Rank& b) {
        return std::tie(a.of_all, a.is_empty, a.code) < std::tie(b.of_all, b.is_empty, b.code);
    }
    std::optional<Rank> best_;
};

/// What a report says of all payments of a file that it does not name.
struct OfAll {
    std::int64_t report = 0;
    Said said = Said::received;
    std::string reason;
};

std::vector<OfAll> said_of_all(Database& db, std::int64_t file) {
    Statement rows{db, "SELECT report, word, reason FROM file_status WHERE file = ?1 ORDER BY id"};
    rows.bind(file);
    std::vector<OfAll> all;
    while (rows.next()) {
        all.push_back({.report = rows.integer(0),
                       .said = *said_from(rows.integer(1)),
                       .reason = std::string{rows.text(2)}});
    }
    return all;
}

/// Collects what is said of one payment.
class Collected {
public:
    void add(SaidOf level, Said said, std::string_view reason) {
        heard_.add(level, said);
        if (said == Said::rejected) reason_.add(level == SaidOf::itself, reason);
    }
    void name_in(std::int64_t report) { named_in_.push_back(report); }
    /// What is said of all counts where the payment is not named.
    SettledWord settle(const std::vector<OfAll>& of_all) {
        for (const OfAll& each : of_all) {
            if (std::ranges::find(named_in_, each.report) != named_in_.end()) continue;
            add(SaidOf::all, each.said, each.reason);
        }
        const BankWord word = heard_.word();
        return {.word = word, .reason = word == BankWord::rejected ? reason_.take() : ""};
    }

private:
    Heard heard_;
    BestReason reason_;
    std::vector<std::int64_t> named_in_;
};

std::int64_t next_id(Database& db, std::string_view table) {
    Statement next{db, "SELECT coalesce(max(id), 0) + 1 FROM " + std::string{table}};
    next.next();
    return next.integer(0);
}

std::vector<StatusReportRow> reports_where(Database& db, const std::string& condition,
                                           auto... keys) {
    Statement rows{
        db,
        "SELECT id, bank_file, msg_id, content_sha256, coalesce(repeats, 0), created, fact "
        "FROM status_report" +
            condition + " ORDER BY id"};
    rows.bind(keys...);
    std::vector<StatusReportRow> all;
    while (rows.next()) {
        all.push_back({.id = rows.integer(0),
                       .bank_file = rows.integer(1),
                       .msg_id = std::string{rows.text(2)},
                       .content = rows.digest(3),
                       .repeats = rows.integer(4),
                       .created = rows.optional_integer(5),
                       .fact = rows.integer(6)});
    }
    return all;
}

}  // namespace

std::int64_t next_status_report_id(Database& db) {
    return next_id(db, "status_report");
}

void add_status_report(Database& db, const StatusReportRow& report) {
    Statement add{db, "INSERT INTO status_report VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"};
    add.run_with(report.id, report.bank_file, report.msg_id, report.content,
                 none_if_zero(report.repeats), report.created, report.fact);
}

std::vector<StatusReportRow> status_reports(Database& db) {
    return reports_where(db, "");
}

std::optional<StatusReportRow> status_report_of_fact(Database& db, std::int64_t fact) {
    const auto found = reports_where(db, " WHERE fact = ?1", fact);
    return found.empty() ? std::nullopt : std::optional{found.front()};
}

base::Digest sha256_of_bank_file(Database& db, std::int64_t bank_file) {
    Statement find{db, "SELECT sha256 FROM bank_file WHERE id = ?1"};
    find.bind(bank_file);
    return find.next() ? find.digest(0) : base::Digest{};
}

std::vector<StatusReportRow> status_reports_named(Database& db, std::string_view msg_id) {
    return reports_where(db, " WHERE msg_id = ?1 AND repeats IS NULL", msg_id);
}

// --- writing ---

struct StatusWriter::Inside {
    Inside(Database& database, std::int64_t number)
        : db{database},
          fact{number},
          next_file_status{next_id(db, "file_status")},
          next_attempt_status{next_id(db, "attempt_status")},
          next_name_check{next_id(db, "name_check")},
          of_file{db, "INSERT INTO file_status VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"},
          of_attempt{db,
                     "INSERT INTO attempt_status VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"},
          // The name is the version that the file was made with, and so is the account.
          check{db, R"sql(
              INSERT INTO name_check
              SELECT ?1, ?2, a.instruction, a.number, ?5,
                     coalesce((SELECT v.naam FROM creditor_version v WHERE v.creditor = i.creditor
                                 AND v.fact < f.fact AND coalesce(v.replaced, f.fact) >= f.fact),
                              (SELECT v.naam FROM client_version v
                                WHERE v.household = i.household AND v.client = i.client
                                  AND v.fact < f.fact AND coalesce(v.replaced, f.fact) >= f.fact)),
                     coalesce(m.iban, i.iban), ?6, ?7
                FROM attempt a JOIN instruction i ON i.id = a.instruction JOIN file f ON f.id = a.file
                LEFT JOIN instruction_aim m ON m.instruction = a.instruction AND m.number = a.aim
               WHERE a.instruction = ?3 AND a.number = ?4
          )sql"},
          word_of_attempt{db, "UPDATE attempt SET bank_word = ?3, bank_reason = ?4, " +
                                  std::string{attempt_is_kept} +
                                  " WHERE instruction = ?1 AND number = ?2"
                                  " AND (bank_word IS NOT ?3 OR bank_reason IS NOT ?4)"} {}
    Database& db;
    std::int64_t fact;
    std::int64_t next_file_status;
    std::int64_t next_attempt_status;
    std::int64_t next_name_check;
    Statement of_file;
    Statement of_attempt;
    Statement check;
    Statement word_of_attempt;
};

StatusWriter::StatusWriter(Database& db, std::int64_t fact)
    : inside_{std::make_unique<Inside>(db, fact)} {}
StatusWriter::~StatusWriter() = default;

void StatusWriter::add_file_status(std::int64_t report, std::int64_t file, Said said,
                                   std::string_view code, std::string_view reason) {
    inside_->of_file.run_with(inside_->next_file_status++, report, file, number_of(said), code,
                              reason, inside_->fact);
}

void StatusWriter::add_attempt_status(const AttemptStatusRow& row) {
    inside_->of_attempt.run_with(inside_->next_attempt_status++, row.report, row.instruction,
                                 row.attempt, row.file, number_of(row.said), row.itself, row.code,
                                 row.reason, inside_->fact);
}

void StatusWriter::add_name_check(const NameCheckRow& row) {
    inside_->check.run_with(inside_->next_name_check++, row.report, row.instruction, row.attempt,
                            row.result, none_if_zero(row.answered_name), inside_->fact);
}

void StatusWriter::settle(std::int64_t file) {
    // Read whole before anything is written: what is written is read from.
    std::vector<std::pair<std::pair<std::int64_t, std::int64_t>, SettledWord>> named;
    const SettledWord of_file =
        settled_words(inside_->db, file,
                      [&](std::int64_t instruction, std::int64_t attempt, const SettledWord& word) {
                          constexpr std::size_t most_at_once = 10'000;
                          named.push_back({{instruction, attempt}, word});
                          if (named.size() < most_at_once) return;
                          for (const auto& [key, settled] : named) {
                              inside_->word_of_attempt.run_with(key.first, key.second,
                                                                static_cast<int>(settled.word),
                                                                none_if_empty(settled.reason));
                          }
                          named.clear();
                      });
    for (const auto& [key, settled] : named) {
        inside_->word_of_attempt.run_with(key.first, key.second, static_cast<int>(settled.word),
                                          none_if_empty(settled.reason));
    }
    Statement change{inside_->db, R"sql(
        UPDATE file SET bank_word = ?2, bank_reason = ?3
         WHERE id = ?1 AND (bank_word IS NOT ?2 OR bank_reason IS NOT ?3)
    )sql"};
    change.run_with(file, static_cast<int>(of_file.word), none_if_empty(of_file.reason));
}

// --- what it comes to ---

SettledWord settled_words(Database& db, std::int64_t file, const VisitSettled& visit) {
    const std::vector<OfAll> of_all = said_of_all(db, file);
    Statement rows{db, R"sql(
        SELECT instruction, attempt, report, word, itself, reason FROM attempt_status
         WHERE file = ?1 ORDER BY instruction, attempt, id
    )sql"};
    rows.bind(file);
    std::pair<std::int64_t, std::int64_t> key{};
    Collected collected;
    const auto close = [&] {
        if (key.first != 0) visit(key.first, key.second, collected.settle(of_all));
    };
    while (rows.next()) {
        const std::pair<std::int64_t, std::int64_t> found{rows.integer(0), rows.integer(1)};
        if (found != key) {
            close();
            key = found;
            collected = {};
        }
        collected.name_in(rows.integer(2));
        if (const auto said = said_from(rows.integer(3))) {
            collected.add(rows.flag(4) ? SaidOf::itself : SaidOf::all, *said, rows.text(5));
        }
    }
    close();
    return Collected{}.settle(of_all);
}

namespace {

/// Attempts that reports name, once each, with what they pay and to which account.
constexpr std::string_view named_attempts = R"sql(
      FROM (SELECT DISTINCT instruction, attempt FROM attempt_status WHERE file = ?1) s
      JOIN attempt a ON a.instruction = s.instruction AND a.number = s.attempt
      JOIN instruction i ON i.id = a.instruction
)sql";

}  // namespace

std::vector<Rejection> rejections_of(Database& db, std::int64_t file) {
    std::vector<Rejection> all;
    Statement whole{db, R"sql(
        SELECT coalesce(f.bank_reason, ''), count(*), sum(i.cents), min(i.id)
          FROM file f JOIN attempt a ON a.file = f.id JOIN instruction i ON i.id = a.instruction
         WHERE f.id = ?1 AND f.bank_word = ?2 AND a.bank_word IS NULL AND a.state = 0
        HAVING count(*) > 0
    )sql"};
    whole.bind(file, static_cast<int>(BankWord::rejected));
    if (whole.next()) {
        all.push_back({.iban = 0,
                       .reason = std::string{whole.text(0)},
                       .payments = whole.integer(1),
                       .cents = whole.euro(2),
                       .instruction = whole.integer(3)});
    }
    Statement named{db,
                    "SELECT min(b.id), coalesce(a.bank_reason, ''), count(*), sum(i.cents), "
                    "min(i.id), min(i.household), max(i.household)" +
                        std::string{named_attempts} + R"sql(
      LEFT JOIN instruction_aim m ON m.instruction = a.instruction AND m.number = a.aim
      JOIN iban b ON b.id = coalesce(m.iban, i.iban)
     WHERE a.bank_word = ?2 AND a.state = 0 GROUP BY b.client, b.creditor, b.value, a.bank_reason
     ORDER BY 1, 2
    )sql"};
    named.bind(file, static_cast<int>(BankWord::rejected));
    while (named.next()) {
        const bool is_one = named.integer(5) == named.integer(6);
        all.push_back({.iban = named.integer(0),
                       .reason = std::string{named.text(1)},
                       .payments = named.integer(2),
                       .cents = named.euro(3),
                       .instruction = named.integer(4),
                       .household = is_one ? dossier::HouseholdId{named.integer(5)}
                                           : dossier::HouseholdId{}});
    }
    return all;
}

WordCount count_with_word(Database& db, std::int64_t file, BankWord word, AttemptRowState state) {
    Statement named{
        db, "SELECT count(*), coalesce(sum(i.cents), 0)" + std::string{named_attempts} +
                " WHERE a.bank_word = ?2 AND CASE a.state WHEN 4 THEN 1 ELSE a.state END = ?3"};
    named.bind(file, static_cast<int>(word), static_cast<int>(state));
    named.next();
    WordCount count{.payments = named.integer(0), .cents = named.euro(1)};
    Statement others{db, R"sql(
        SELECT count(*), coalesce(sum(i.cents), 0)
          FROM file f JOIN attempt a ON a.file = f.id JOIN instruction i ON i.id = a.instruction
         WHERE f.id = ?1 AND f.bank_word = ?2 AND a.bank_word IS NULL AND CASE a.state WHEN 4 THEN 1 ELSE a.state END = ?3
    )sql"};
    others.bind(file, static_cast<int>(word), static_cast<int>(state));
    others.next();
    count.payments += others.integer(0);
    count.cents += others.euro(1);
    return count;
}

bool is_reported(Database& db, std::int64_t file) {
    Statement find{db, R"sql(
        SELECT EXISTS (SELECT 1 FROM file_status WHERE file = ?1)
            OR EXISTS (SELECT 1 FROM attempt_status WHERE file = ?1)
    )sql"};
    find.bind(file);
    find.next();
    return find.flag(0);
}

bool bank_knows_what_never_went(Database& db, std::int64_t instruction) {
    Statement find{db, R"sql(
        SELECT 1 FROM attempt a JOIN file f ON f.id = a.file
         WHERE a.instruction = ?1 AND f.state NOT IN ('handing_over', 'handed_over', 'handover_unknown')
           AND coalesce(a.bank_word, f.bank_word) <> 0 LIMIT 1
    )sql"};
    find.bind(instruction);
    return find.next();
}

std::array<std::int64_t, payment::all_bank_words.size()> payments_by_word(Database& db,
                                                                          std::int64_t file) {
    Statement rows{db, R"sql(
        SELECT coalesce(a.bank_word, f.bank_word), count(*)
          FROM attempt a JOIN file f ON f.id = a.file WHERE a.file = ?1 GROUP BY 1
    )sql"};
    rows.bind(file);
    std::array<std::int64_t, payment::all_bank_words.size()> counts{};
    while (rows.next()) counts.at(static_cast<std::size_t>(rows.integer(0))) = rows.integer(1);
    return counts;
}

void for_each_unnamed(Database& db, std::int64_t file, std::int64_t report,
                      const std::function<void(std::int64_t, std::int64_t)>& visit) {
    Statement rows{db, R"sql(
        SELECT instruction, number FROM attempt a
         WHERE a.file = ?1 AND NOT EXISTS (
               SELECT 1 FROM attempt_status s WHERE s.instruction = a.instruction
                  AND s.attempt = a.number AND s.report = ?2)
         ORDER BY instruction, number
    )sql"};
    rows.bind(file, report);
    while (rows.next()) visit(rows.integer(0), rows.integer(1));
}

void for_each_wrong_word(Database& db, const std::function<void(const WrongWord&)>& visit) {
    struct Stored {
        std::int64_t id;
        std::int64_t fact;
        SettledWord word;
    };
    std::vector<Stored> files;
    Statement rows{db,
                   "SELECT id, fact, bank_word, coalesce(bank_reason, '') FROM file ORDER BY id"};
    while (rows.next()) {
        files.push_back({.id = rows.integer(0),
                         .fact = rows.integer(1),
                         .word = {.word = static_cast<BankWord>(rows.integer(2)),
                                  .reason = std::string{rows.text(3)}}});
    }
    Statement of_attempt{db, R"sql(
        SELECT coalesce(bank_word, -1), coalesce(bank_reason, '') FROM attempt
         WHERE instruction = ?1 AND number = ?2
    )sql"};
    for (const Stored& file : files) {
        const SettledWord expected = settled_words(
            db, file.id,
            [&](std::int64_t instruction, std::int64_t attempt, const SettledWord& word) {
                of_attempt.bind(instruction, attempt);
                const bool is_right = of_attempt.next() &&
                                      of_attempt.integer(0) == static_cast<int>(word.word) &&
                                      of_attempt.text(1) == word.reason;
                of_attempt.reset();
                if (is_right) return;
                visit({.file = file.id, .instruction = instruction, .fact = file.fact});
            });
        if (expected == file.word) continue;
        visit({.file = file.id, .instruction = 0, .fact = file.fact});
    }
    Statement unsaid{db, R"sql(
        SELECT a.file, a.instruction, f.fact FROM attempt a JOIN file f ON f.id = a.file
         WHERE (a.bank_word IS NOT NULL OR a.bank_reason IS NOT NULL)
           AND NOT EXISTS (SELECT 1 FROM attempt_status s
                            WHERE s.instruction = a.instruction AND s.attempt = a.number)
         ORDER BY a.instruction, a.number
    )sql"};
    while (unsaid.next()) {
        visit({.file = unsaid.integer(0),
               .instruction = unsaid.integer(1),
               .fact = unsaid.integer(2)});
    }
}

}  // namespace ontzorgd::store
