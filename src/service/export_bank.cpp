// SPDX-License-Identifier: EUPL-1.2
#include "booked_file.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/service/bank.h"
#include "ontzorgd/store/chain.h"
#include "ontzorgd/store/dossier.h"
#include "pay_again_of.h"
#include "payment_reference.h"

#include <string>

namespace ontzorgd::service {

namespace {

constexpr std::size_t piece_size = 65'536;

/// Writes CSV (RFC 4180) in pieces.
class CsvWriter {
public:
    explicit CsvWriter(const TextOut& out) : out_{out} {}
    ~CsvWriter() = default;
    CsvWriter(const CsvWriter&) = delete;
    CsvWriter& operator=(const CsvWriter&) = delete;
    CsvWriter(CsvWriter&&) = delete;
    CsvWriter& operator=(CsvWriter&&) = delete;

    void field(std::string_view text) {
        if (!is_first_) text_ += ',';
        is_first_ = false;
        if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
            text_ += text;
            return;
        }
        text_ += '"';
        for (const char character : text) {
            if (character == '"') text_ += '"';
            text_ += character;
        }
        text_ += '"';
    }
    void field(std::int64_t number) { field(std::to_string(number)); }
    /// One more item in a list that is separated by bars; items never need quotes.
    void item(std::string_view text, bool is_first_item) {
        if (!is_first_item) text_ += '|';
        text_ += text;
    }
    void begin_list() {
        if (!is_first_) text_ += ',';
        is_first_ = false;
    }
    [[nodiscard]] Report finish() {
        out_(text_);
        text_.clear();
        Report report;
        report.add("regels", Value{rows_ - 1});
        return report;
    }
    void end_row() {
        ++rows_;
        text_ += '\n';
        is_first_ = true;
        if (text_.size() < piece_size) return;
        out_(text_);
        text_.clear();
    }

private:
    const TextOut& out_;
    std::string text_;
    bool is_first_ = true;
    std::int64_t rows_ = 0;
};

using reconcile::Place;

/// The place and rule a line has for whoever reads it.
struct Shown {
    Place place = Place::suspense;
    std::string rule;
};

Shown shown_of(const store::ShownLine& shown) {
    const store::LineRow& line = shown.line;
    if (shown.state == "conflict")
        return {.place = Place::suspense, .rule = "statement_in_conflict"};
    if (shown.state == "incomplete")
        return {.place = Place::suspense, .rule = "statement_is_incomplete"};
    if (shown.state == "set_aside")
        return {.place = Place::suspense, .rule = "statement_set_aside"};
    if (shown.state == "notice" && line.repeats_statement == 0)
        return {.place = Place::duplicate_delivery, .rule = "announced"};
    if (line.repeats_statement != 0) {
        return {.place = Place::duplicate_delivery,
                .rule = "repeats:" + std::to_string(line.repeats_statement) + ':' +
                        std::to_string(line.repeats_entry)};
    }
    return {.place = line.place, .rule = std::string{line.rule}};
}

/// Writes the payments of a line: those it is matched to, and those it could be.
class EntryExport {
public:
    EntryExport(Municipality& town, CsvWriter& csv)
        : db_{town.db()}, references_{town}, csv_{csv} {}

    void add(const store::ShownLine& shown) {
        const store::LineRow& line = shown.line;
        const Shown placed = shown_of(shown);
        csv_.field(shown.account);
        csv_.field(shown.statement_id);
        csv_.field(line.key.entry);
        csv_.field(line.key.detail);
        csv_.field(line.booking_date.to_string());
        csv_.field(line.cents.cents());
        csv_.field(line.credit ? "CRDT" : "DBIT");
        csv_.field(reconcile::to_text(placed.place));
        csv_.field(placed.rule);
        csv_.begin_list();
        if (placed.place == Place::matched) add_claimed(line);
        csv_.begin_list();
        if (placed.place == Place::proposed) add_proposed(line);
        csv_.field(base::to_hex(shown.file_sha256));
        csv_.field(line.key.statement);
        csv_.field(line.household == 0
                       ? std::string{}
                       : store::household_nummer(db_, dossier::HouseholdId{line.household}));
        csv_.end_row();
    }

private:
    void add_claimed(const store::LineRow& line) {
        bool first = true;
        const auto add_one = [&](std::int64_t instruction, std::int64_t attempt) {
            csv_.item(references_.of(instruction, attempt).view(), first);
            first = false;
        };
        if (line.instruction != 0) add_one(line.instruction, line.attempt);
        if (line.file == 0) return;
        const BookedFile booked{db_, line.file};
        store::for_each_attempt_of_file(
            db_, line.file, [&](std::int64_t instruction, std::int64_t attempt) {
                const bool is_out =
                    line.place == Place::matched && !booked.is_of(line.key, {instruction, attempt});
                if (!is_out) add_one(instruction, attempt);
            });
    }
    void add_proposed(const store::LineRow& line) {
        if (line.instruction != 0 || line.file != 0) {
            add_claimed(line);
            return;
        }
        bool first = true;
        store::for_each_candidate(db_, line.key,
                                  [&](std::int64_t instruction, std::int64_t attempt) {
                                      csv_.item(references_.of(instruction, attempt).view(), first);
                                      first = false;
                                  });
    }

    store::Database& db_;
    References references_;
    CsvWriter& csv_;
};

/// Writes attempts as they are known at the end of a day.
class AttemptExport {
public:
    AttemptExport(Municipality& town, std::int64_t fact, CsvWriter& csv)
        : references_{town}, fact_{fact}, csv_{csv}, may_pay_again_{town, fact} {}

    void add(const store::ShownAttempt& attempt) {
        if (attempt.made_by_fact > fact_) return;
        csv_.field(references_.of(attempt.instruction, attempt.number, attempt.file).view());
        csv_.field(attempt.instruction);
        csv_.field(attempt.number);
        csv_.field(payment::to_text(state_of(attempt)));
        csv_.field(attempt.cents.cents());
        csv_.field(attempt.creditor_iban);
        csv_.field(attempt.execution_date.to_string());
        csv_.field(base::to_hex(attempt.file_sha256));
        csv_.field(attempt.settled_on ? attempt.settled_on->to_string() : std::string{});
        csv_.field(attempt.return_reason);
        csv_.field(payment::to_text(may_pay_again_(attempt).answer));
        csv_.end_row();
    }

private:
    References references_;
    std::int64_t fact_;
    CsvWriter& csv_;
    PayAgainOf may_pay_again_;
};

}  // namespace

base::Result<Report> export_entries(Municipality& town, values::CivilDate as_of,
                                    const TextOut& out) {
    CsvWriter csv{out};
    for (const std::string_view name :
         {"account", "statement_id", "entry_index", "detail_index", "booking_date", "amount_cents",
          "direction", "place", "rule", "end_to_end_ids", "proposed_end_to_end_ids", "file_sha256",
          "delivery", "household"}) {
        csv.field(name);
    }
    csv.end_row();
    EntryExport entries{town, csv};
    store::for_each_shown_line(town.db(), store::last_fact_on(town.db(), as_of), 0,
                               [&](const store::ShownLine& line) { entries.add(line); });
    return csv.finish();
}

base::Result<Report> export_attempts(Municipality& town, values::CivilDate as_of,
                                     const TextOut& out) {
    CsvWriter csv{out};
    for (const std::string_view name :
         {"end_to_end_id", "instruction_id", "attempt_no", "state", "amount_cents", "creditor_iban",
          "execution_date", "file_sha256", "settled_on", "return_reason", "may_pay_again"}) {
        csv.field(name);
    }
    csv.end_row();
    AttemptExport attempts{town, store::last_fact_on(town.db(), as_of), csv};
    store::for_each_attempt(town.db(),
                            [&](const store::ShownAttempt& attempt) { attempts.add(attempt); });
    return csv.finish();
}

}  // namespace ontzorgd::service
