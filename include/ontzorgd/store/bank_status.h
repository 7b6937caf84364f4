// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/payment/bank_word.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/values/euro.h"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// What the bank's status reports say, as stored: a row for each thing said, and on files and
/// attempts what all of it comes to.
namespace ontzorgd::store {

struct StatusReportRow {
    std::int64_t id = 0;
    std::int64_t bank_file = 0;
    std::string msg_id{};  ///< in the characters of an id
    base::Digest content{};
    std::int64_t repeats = 0;  ///< the report that said the same before; 0: none
    /// When the bank made it, in seconds since 1970.
    std::optional<std::int64_t> created{};
    std::int64_t fact = 0;
};
[[nodiscard]] std::int64_t next_status_report_id(Database& db);
void add_status_report(Database& db, const StatusReportRow& report);
[[nodiscard]] std::vector<StatusReportRow> status_reports(Database& db);
[[nodiscard]] std::optional<StatusReportRow> status_report_of_fact(Database& db, std::int64_t fact);
/// Of a kept bank file; of nothing when there is none.
[[nodiscard]] base::Digest sha256_of_bank_file(Database& db, std::int64_t bank_file);
/// Reports of one name that count.
[[nodiscard]] std::vector<StatusReportRow> status_reports_named(Database& db,
                                                                std::string_view msg_id);

/// What one report says of the execution of a payment that it names.
struct AttemptStatusRow {
    std::int64_t report = 0;
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
    std::int64_t file = 0;
    std::optional<payment::Said> said{};  ///< nothing: it names it without saying so
    bool itself = false;                  ///< of this payment, not of all
    std::string_view code{};
    std::string_view reason{};
};
/// A result of the Verification of Payee, as it is recorded.
struct NameCheckRow {
    std::int64_t report = 0;
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
    std::int64_t result = 0;         ///< reconcile::NameCheck
    std::int64_t answered_name = 0;  ///< personal row; 0: the bank gave no name
};

/// Writes what one report says, and settles what that makes of files and attempts.
class StatusWriter {
public:
    StatusWriter(Database& db, std::int64_t fact);
    ~StatusWriter();
    StatusWriter(const StatusWriter&) = delete;
    StatusWriter& operator=(const StatusWriter&) = delete;
    StatusWriter(StatusWriter&&) = delete;
    StatusWriter& operator=(StatusWriter&&) = delete;

    /// Of every payment of the file that the report does not name.
    void add_file_status(std::int64_t report, std::int64_t file, payment::Said said,
                         std::string_view code, std::string_view reason);
    void add_attempt_status(const AttemptStatusRow& row);
    /// With the name and account that the file was made with.
    void add_name_check(const NameCheckRow& row);
    /// Brings the words of the file and its payments up to everything that was said.
    void settle(std::int64_t file);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// What everything that was said of a file comes to.
struct SettledWord {
    payment::BankWord word = payment::BankWord::nothing;
    std::string reason{};  ///< the code, when it is rejected
    bool operator==(const SettledWord&) const = default;
};
/// A payment that reports name, with what it comes to.
using VisitSettled =
    std::function<void(std::int64_t instruction, std::int64_t attempt, const SettledWord& word)>;
/// Decides anew over every row about the file: the word of the payments that no report names, and
/// of each that one does.
[[nodiscard]] SettledWord settled_words(Database& db, std::int64_t file, const VisitSettled& visit);

/// Rejected payments of one account and reason, that no statement shows as booked.
struct Rejection {
    std::int64_t iban = 0;  ///< 0: of all payments of the file that no report names
    std::string reason{};
    std::int64_t payments = 0;
    values::Euro cents{};
    std::int64_t instruction = 0;      ///< the first of them
    dossier::HouseholdId household{};  ///< when they are of one
};
[[nodiscard]] std::vector<Rejection> rejections_of(Database& db, std::int64_t file);
/// Payments of the file with this word, by how their attempt stands; one of which a part came back
/// is still confirmed.
struct WordCount {
    std::int64_t payments = 0;
    values::Euro cents{};
};
[[nodiscard]] WordCount count_with_word(Database& db, std::int64_t file, payment::BankWord word,
                                        AttemptRowState state);
/// Payments of the file by what was said of them (payment::BankWord).
[[nodiscard]] std::array<std::int64_t, payment::all_bank_words.size()> payments_by_word(
    Database& db, std::int64_t file);
/// Whether a report ever said something of the file or a payment in it.
[[nodiscard]] bool is_reported(Database& db, std::int64_t file);
/// Whether reports tell of a file with this payment that never went to the bank from here.
[[nodiscard]] bool bank_knows_what_never_went(Database& db, std::int64_t instruction);
/// Payments of the file that the report does not name, by instruction.
void for_each_unnamed(
    Database& db, std::int64_t file, std::int64_t report,
    const std::function<void(std::int64_t instruction, std::int64_t attempt)>& visit);

/// A file or payment whose stored word is not what was said of it.
struct WrongWord {
    std::int64_t file = 0;
    std::int64_t instruction = 0;  ///< 0: the file
    std::int64_t fact = 0;         ///< that made the file
};
void for_each_wrong_word(Database& db, const std::function<void(const WrongWord&)>& visit);

// --- name checks ---

/// A result with what became of it.
struct ShownNameCheck {
    std::int64_t id = 0;
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
    std::int64_t file = 0;
    std::int64_t result = 0;
    std::int64_t fact = 0;
    values::Euro cents{};
    dossier::HouseholdId household{};
    std::string sent_name{};  ///< empty when it was destroyed
    std::string sent_iban{};
    std::string answered_name{};
    bool is_void = false;          ///< the payee has another name or account by now
    std::int64_t recorded_by = 0;  ///< who recorded the account that was sent
    std::optional<bool> go{};      ///< decided
    std::int64_t decided_by = 0;
    std::int64_t decided_fact = 0;
};
/// All results, oldest first.
[[nodiscard]] std::vector<ShownNameCheck> name_checks(Database& db);
/// Those of one attempt.
[[nodiscard]] std::vector<ShownNameCheck> name_checks_of(Database& db, std::int64_t instruction,
                                                         std::int64_t attempt);
struct NameCheckDecision {
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
    std::int64_t until = 0;  ///< the last result it is about
    bool go = false;
    std::int64_t reason = 0;  ///< personal row
    std::int64_t decided_by = 0;
    std::int64_t fact = 0;
};
void add_name_check_decision(Database& db, const NameCheckDecision& decision);

}  // namespace ontzorgd::store
