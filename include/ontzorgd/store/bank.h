// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/payment/bank_ways.h"
#include "ontzorgd/payment/bank_word.h"
#include "ontzorgd/reconcile/place.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/kenmerk_lookup.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// What came back from the bank as stored: files, statements and their lines.
///
/// A statement is live when it is `chained` or has a `gap` before it. A line counts when its
/// statement is live and it repeats nothing: only then it has a claim on a payment, a place in the
/// sums and money. A notice (camt.052, camt.054) is never live: the statement of the day tells the
/// same, and only that has the money. A page of a statement is `incomplete` until all its pages are
/// here (pages.h).
namespace ontzorgd::store {

struct BankFileRow {
    std::int64_t id = 0;
    base::Digest sha256{};
    std::int64_t fact = 0;
    std::int64_t statements = 0;
    std::string finding{};  ///< why nothing in it was placed; empty when it was
    std::string answer{};   ///< empty with a finding
};
/// The newest: a file that was kept aside has a second row once a later version can read it.
[[nodiscard]] std::optional<BankFileRow> bank_file_with_sha256(Database& db,
                                                               const base::Digest& sha256);
[[nodiscard]] std::vector<BankFileRow> bank_files(Database& db);
[[nodiscard]] std::int64_t next_bank_file_id(Database& db);
void add_bank_file(Database& db, const BankFileRow& file);
/// Of a file that was added in the same transaction, before its answer was known.
void set_bank_file_answer(Database& db, std::int64_t id, std::string_view answer);

struct BankStatementRow {
    std::int64_t id = 0;  ///< the delivery: statements are numbered as they were ingested
    std::int64_t bank_file = 0;
    std::int64_t account = 0;
    std::string statement_id{};
    std::string sequence{};
    values::Euro opening{};
    values::Euro closing{};
    values::CivilDate opening_date{};
    values::CivilDate closing_date{};
    std::optional<values::CivilDate> first_booking{};
    std::optional<values::CivilDate> last_booking{};
    std::int64_t lines = 0;
    std::int64_t repeated = 0;  ///< lines that repeat an entry of another statement
    values::Euro lead{};        ///< what repeated entries at the beginning add
    values::Euro trail{};       ///< what the other repeated entries add
    std::string state{};        ///< chained, gap, conflict, set_aside, notice, incomplete
    base::Digest content_sha256{};
    std::int64_t fact = 0;
    payment::BankWays ways{};  ///< how its lines show that the bank books

    [[nodiscard]] bool is_live() const { return state == "chained" || state == "gap"; }
    [[nodiscard]] bool is_notice() const { return state == "notice"; }
    /// A page of a statement of which others are missing, or that do not prove together.
    [[nodiscard]] bool is_incomplete() const { return state == "incomplete"; }
};
[[nodiscard]] std::int64_t next_statement_id(Database& db);
/// Live statements with repeated entries that begin at the balance at which this one ends.
[[nodiscard]] std::vector<std::int64_t> repeaters_that_follow(Database& db,
                                                              const BankStatementRow& statement);
void add_statement(Database& db, const BankStatementRow& statement);
/// Whether a statement that was set aside was a notice before.
[[nodiscard]] bool was_notice(Database& db, std::int64_t id);
/// The deliveries in a file.
[[nodiscard]] std::vector<BankStatementRow> statements_in(Database& db, std::int64_t bank_file);
[[nodiscard]] std::optional<BankStatementRow> statement_by_id(Database& db, std::int64_t id);
/// All of an account, in the order of their days; of one day by sequence, then by what the bank
/// called them.
[[nodiscard]] std::vector<BankStatementRow> statements_of(Database& db, std::int64_t account);
/// Those the bank gave the same name for the same day, set aside or not, by delivery.
[[nodiscard]] std::vector<BankStatementRow> statements_like(Database& db,
                                                            const BankStatementRow& statement);
/// Those of an account that close on a day, by delivery.
[[nodiscard]] std::vector<BankStatementRow> statements_closing_on(Database& db,
                                                                  std::int64_t account,
                                                                  values::CivilDate day);
void change_statement_state(Database& db, std::int64_t id, std::string_view state);
/// Live statements with a line that is matched to a file of several payments by nothing but its
/// total and count.
[[nodiscard]] std::vector<std::int64_t> statements_matched_by_total(Database& db,
                                                                    std::int64_t account);

/// How a line names a payment of ours. With `batch_total` it names none: it has the amount and the
/// count of payments that a file may have. With `by_person` somebody said which payment or file it
/// is (line_decision.h). With `refund` a creditor pays money of a household back. With `file_part`
/// it names a file of ours and has another total: what the bank rejected decides what it is of.
enum class LineClaim : std::uint8_t {
    nothing,
    reference,
    recovered,
    batch_reference,
    batch_total,
    by_person,
    refund,
    file_part
};

struct LineKey {
    std::int64_t statement = 0;
    std::int64_t entry = 0;
    std::int64_t detail = 0;
    auto operator<=>(const LineKey&) const = default;
};

struct LineRow {
    LineKey key{};
    values::CivilDate booking_date{};
    values::Euro cents{};
    bool credit = false;
    LineClaim claim = LineClaim::nothing;
    reconcile::Place place = reconcile::Place::suspense;  ///< never duplicate_delivery
    std::string_view rule{};
    std::int64_t instruction = 0;  ///< with a claim on a payment
    std::int64_t attempt = 0;
    std::int64_t file = 0;  ///< with a claim on a file
    std::string_view return_reason{};
    std::int64_t fingerprint = 0;
    std::optional<std::int64_t> counter{};
    std::int64_t repeats_statement = 0;  ///< 0 when it repeats nothing
    std::int64_t repeats_entry = 0;
    std::int64_t household = 0;  ///< with LineClaim::refund: whose money it is
};

/// What a line claims and where that puts it.
struct LineStand {
    LineClaim claim = LineClaim::nothing;
    reconcile::Place place = reconcile::Place::suspense;
    std::string rule{};
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
    std::int64_t file = 0;
    std::int64_t household = 0;  ///< with LineClaim::refund
    bool operator==(const LineStand&) const = default;
};

/// Writes lines. They are staging until their statement is there.
class LineWriter {
public:
    explicit LineWriter(Database& db);
    ~LineWriter();
    LineWriter(const LineWriter&) = delete;
    LineWriter& operator=(const LineWriter&) = delete;
    LineWriter(LineWriter&&) = delete;
    LineWriter& operator=(LineWriter&&) = delete;
    void add(const LineRow& line);
    void add_candidate(const LineKey& line, std::int64_t instruction, std::int64_t attempt);
    void add_candidate_file(const LineKey& line, std::int64_t file);
    /// A line with LineClaim::batch_total.
    void add_total(const LineKey& line, std::int64_t account, values::Euro cents,
                   std::int64_t payments, bool has_trace);
    /// What the bank kept of a return, above zero.
    void add_cost(const LineKey& line, values::Euro cents);
    /// A contract that the line may pay money back of.
    void add_refund_contract(const LineKey& line, std::int64_t contract);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// Every line of the statement in order. Views are valid during the call, in which places and
/// attempts may be changed.
void for_each_line(Database& db, std::int64_t statement,
                   const std::function<void(const LineRow&)>& visit);

/// An attempt that a line names.
struct AttemptHit {
    values::Euro cents{};
    std::int64_t account = 0;
    std::int64_t file = 0;
    std::int64_t iban = 0;  ///< row of the account we pay to
    bool is_dead = false;
    bool came_back = false;  ///< whole or in part
};
/// A payment that a line could be.
struct PossibleAttempt {
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
};

/// What placing looks up of our own payments.
class PaymentLookup {
public:
    explicit PaymentLookup(Database& db);
    ~PaymentLookup();
    PaymentLookup(const PaymentLookup&) = delete;
    PaymentLookup& operator=(const PaymentLookup&) = delete;
    PaymentLookup(PaymentLookup&&) = delete;
    PaymentLookup& operator=(PaymentLookup&&) = delete;

    [[nodiscard]] std::optional<AttemptHit> attempt(std::int64_t instruction, std::int64_t number);
    /// Kept in memory once read: a file stands behind many lines.
    [[nodiscard]] const StoredFile* file(std::int64_t id);
    [[nodiscard]] const StoredFile* file_with_msg_id(const std::string& msg_id);
    /// Files of the account with this total, of which the bank has or may have the bytes.
    [[nodiscard]] std::vector<std::int64_t> files_with_total(std::int64_t account,
                                                             values::Euro cents,
                                                             values::CivilDate from,
                                                             values::CivilDate until);
    /// Attempts of this amount to this other account (blind index), in files the bank has; at most
    /// `most`.
    [[nodiscard]] std::vector<PossibleAttempt> attempts_like(
        std::int64_t account, std::int64_t counter, values::Euro cents, values::CivilDate from,
        values::CivilDate until, std::size_t most);
    /// The same of at least this amount.
    [[nodiscard]] std::vector<PossibleAttempt> attempts_of_at_least(
        std::int64_t account, std::int64_t counter, values::Euro cents, values::CivilDate from,
        values::CivilDate until, std::size_t most);
    /// What leefgeld is for: the month and the number of the tranche; nothing of other payments.
    struct Leefgeld {
        values::Month month;
        unsigned part = 1;
    };
    [[nodiscard]] std::optional<Leefgeld> leefgeld_of(std::int64_t instruction);
    /// The kenmerk of the contract that an attempt pays; empty when it has none or was destroyed.
    [[nodiscard]] std::string kenmerk_of(std::int64_t instruction, std::int64_t attempt);
    /// The blind index of this row of an account.
    [[nodiscard]] std::int64_t counter_of(std::int64_t iban);
    /// Is or ever was an account of a creditor or client.
    [[nodiscard]] bool is_known_counter(std::int64_t counter);
    /// The number of a client or contract of ours.
    [[nodiscard]] bool is_known_number(std::string_view number);
    /// Contracts by what creditors write.
    [[nodiscard]] KenmerkLookup& kenmerken();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// A counting line that claims a payment or a file, with the account of its statement.
struct ClaimRow {
    LineKey key{};
    std::int64_t account = 0;
    values::CivilDate booking_date{};
    values::Euro cents{};
    bool credit = false;
    LineClaim claim = LineClaim::nothing;
    reconcile::Place place = reconcile::Place::suspense;
    std::string rule{};
    std::string return_reason{};
};

/// Account, amount and count by which lines and files are one.
struct TotalKey {
    std::int64_t account = 0;
    values::Euro cents{};
    std::int64_t payments = 0;
    auto operator<=>(const TotalKey&) const = default;
};
/// A counting line with LineClaim::batch_total.
struct TotalLineRow {
    ClaimRow claim{};
    std::int64_t file = 0;  ///< to which it is matched now
    bool has_trace = false;
};
/// A file that the bank has or may have.
struct TotalFileRow {
    std::int64_t id = 0;
    values::CivilDate execution_date{};
};

struct AttemptSettlement {
    AttemptRowState state = AttemptRowState::as_file;
    std::optional<values::CivilDate> settled_on{};
    values::Euro returned{};
    std::string_view return_reason{};
};

/// Changes what lines claim, where they stand, and what that makes of attempts.
class Settling {
public:
    /// `fact` is the one being recorded.
    Settling(Database& db, std::int64_t fact);
    ~Settling();
    Settling(const Settling&) = delete;
    Settling& operator=(const Settling&) = delete;
    Settling(Settling&&) = delete;
    Settling& operator=(Settling&&) = delete;

    /// The first claim on an attempt nobody claimed: confirms it. False, and nothing changed,
    /// otherwise.
    bool confirm_unclaimed(std::int64_t instruction, std::int64_t number, values::CivilDate day);
    void add_claims(std::int64_t instruction, std::int64_t number, int more);
    void add_single_debits(std::int64_t file, std::int64_t more);
    /// Whether a counting debit names a payment of the file by itself, whatever amount or payee it
    /// has, or names the file with another total or count.
    [[nodiscard]] bool is_contradicted(std::int64_t file);
    /// The files a proposed line contradicts so, when it counts.
    [[nodiscard]] std::vector<std::int64_t> contradicted_by(const LineKey& line);
    /// Counting lines on one attempt, in the order of their days, whatever the delivery.
    [[nodiscard]] std::vector<ClaimRow> claims_on(std::int64_t instruction, std::int64_t number);
    void place(const LineKey& line, reconcile::Place place, std::string_view rule);
    /// What a person decides about a line, or takes back.
    void stand(const LineKey& line, const LineStand& stand);

    [[nodiscard]] std::optional<TotalKey> total_of_line(const LineKey& line);
    [[nodiscard]] std::optional<TotalKey> total_of_file(std::int64_t file);
    /// Counting lines of the key, in the order of their days, whatever the delivery.
    [[nodiscard]] std::vector<TotalLineRow> lines_with_total(const TotalKey& key);
    [[nodiscard]] std::vector<TotalFileRow> files_with_total(const TotalKey& key);
    /// Whether a counting line names the whole file.
    [[nodiscard]] bool is_named_whole(std::int64_t file);
    /// The files a line with a total could be, and the one it is (0: none).
    void set_total(const LineKey& line, std::int64_t file,
                   const std::vector<std::int64_t>& could_be);

    void settle(std::int64_t instruction, std::int64_t number, const AttemptSettlement& settlement);
    /// The day on which one line booked the whole file, as it is settled now.
    [[nodiscard]] std::optional<values::CivilDate> batch_day(std::int64_t file);
    void set_batch_day(std::int64_t file, std::optional<values::CivilDate> day);
    /// Confirms every attempt of the file that no line claims by itself, or with no day takes that
    /// back.
    void settle_unclaimed_of(std::int64_t file, std::optional<values::CivilDate> day);

    // Attempts to settle anew, each once.
    void touch(std::int64_t instruction, std::int64_t number);
    /// Attempts of the file that lines claim by themselves.
    void touch_claimed_of(std::int64_t file);
    /// All attempts of the file.
    void touch_all_of(std::int64_t file);
    void for_each_touched(const std::function<void(std::int64_t, std::int64_t)>& visit);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// Notes which entries of a live statement, or of a notice, stand in another live statement of its
/// account as well: as often as they stand there, no more. Entries that repeat something already
/// stay as they are. Returns how many entries were found.
std::int64_t mark_repeats(Database& db, const BankStatementRow& statement);
/// Notices of the account with entries of the days of this statement.
[[nodiscard]] std::vector<BankStatementRow> notices_beside(Database& db,
                                                           const BankStatementRow& statement);
/// Frees the entries of one statement that repeat entries of another, which counts no more.
void free_repeats(Database& db, std::int64_t statement, std::int64_t of);
/// Whether free_repeats() freed this entry since the last call.
[[nodiscard]] bool was_freed(Database& db, std::int64_t statement, std::int64_t entry);
/// Frees whatever a statement repeats.
void free_all_repeats(Database& db, std::int64_t statement);
/// Statements with entries that repeat entries of this one.
[[nodiscard]] std::vector<std::int64_t> repeaters_of(Database& db, std::int64_t statement);
/// Sums anew what the repeated entries of a statement add to its balance.
void sum_repeats(Database& db, std::int64_t statement);

// --- reading ---

/// One line as it is shown: a line of a statement in conflict, or one that repeats, has no claim
/// and no money.
struct ShownLine {
    LineRow line{};
    std::string_view account{};  ///< IBAN
    std::int64_t account_id = 0;
    std::string_view statement_id{};
    std::string_view state{};
    base::Digest file_sha256{};
};
/// Lines of statements that are not set aside and were ingested by facts up to `fact`; by delivery,
/// or of one statement only.
void for_each_shown_line(Database& db, std::int64_t fact, std::int64_t only_statement,
                         const std::function<void(const ShownLine&)>& visit);
/// What a line could be, files opened up.
void for_each_candidate(
    Database& db, const LineKey& line,
    const std::function<void(std::int64_t instruction, std::int64_t attempt)>& visit);
/// The live attempts in a file, by instruction.
void for_each_attempt_of_file(
    Database& db, std::int64_t file,
    const std::function<void(std::int64_t instruction, std::int64_t attempt)>& visit);

/// Lines and cents in one place.
struct PlaceFigures {
    std::int64_t lines = 0;
    values::Euro credit{};
    values::Euro debit{};
};
struct AccountFigures {
    std::array<PlaceFigures, 5> places{};  ///< by reconcile::Place
    PlaceFigures in_conflict{};
    PlaceFigures incomplete{};                       ///< on pages that wait for others
    std::optional<values::CivilDate> oldest_open{};  ///< proposed or suspense
};
[[nodiscard]] AccountFigures figures_of_account(Database& db, std::int64_t account,
                                                std::int64_t fact);

/// Lines of one statement by place, repeated ones as duplicate_delivery.
[[nodiscard]] std::array<PlaceFigures, 5> figures_of_statement(Database& db,
                                                               std::int64_t statement);

/// One attempt with what an outside tool is told about it.
struct ShownAttempt {
    std::int64_t instruction = 0;
    std::int64_t number = 0;
    bool is_last = false;
    AttemptRowState state = AttemptRowState::as_file;
    std::string_view file_state{};
    std::int64_t file_fact = 0;  ///< of the file's last state
    std::int64_t made_by_fact = 0;
    std::int64_t file = 0;
    std::int64_t account = 0;
    std::int64_t claims = 0;
    values::Euro cents{};
    std::string_view creditor_iban{};  ///< empty when it was destroyed
    std::int64_t counter = 0;
    values::CivilDate execution_date{};
    base::Digest file_sha256{};
    std::optional<values::CivilDate> settled_on{};
    values::Euro returned{};
    std::string_view return_reason{};
    payment::BankWord word = payment::BankWord::nothing;  ///< of the bank's status reports
};
void for_each_attempt(Database& db, const std::function<void(const ShownAttempt&)>& visit);
/// Those of one instruction, the first first.
void for_each_attempt_on(Database& db, std::int64_t instruction,
                         const std::function<void(const ShownAttempt&)>& visit);
/// Whether a debit that names this attempt is booked beside the one that confirmed it, or was taken
/// off it by a person.
[[nodiscard]] bool has_open_claim(Database& db, std::int64_t instruction, std::int64_t number);
/// Whether a debit that counts and is not matched names this attempt or the file it is in, or could
/// be one of them: a booking of the file less what was rejected looks like that. Also one that a
/// notice told of, until the statements reach past its day. Not one of which two people said what
/// it is, and the same of as many credits as debits of its amount since.
[[nodiscard]] bool has_open_debit_with(Database& db, std::int64_t instruction, std::int64_t number,
                                       std::int64_t file);
/// Whether an unplaced debit of the account has this amount.
[[nodiscard]] bool has_unplaced_debit(Database& db, std::int64_t account, values::Euro cents,
                                      values::CivilDate from);
[[nodiscard]] std::optional<dossier::HouseholdId> household_of_instruction(
    Database& db, std::int64_t instruction);

}  // namespace ontzorgd::store
