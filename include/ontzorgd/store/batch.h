// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/facts/book.h"
#include "ontzorgd/payment/bank_profile.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"
#include "ontzorgd/store/run.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

/// @file
/// Batches, their versions, signatures, files and attempts as stored.
namespace ontzorgd::store {

struct StoredBatch {
    std::int64_t id = 0;
    std::int64_t version = 0;
    std::string state{};  ///< proposed, signing, signed, released, withdrawn
    RunId run{};
    UserId proposed_by{};
    UserId released_by{};
    std::int64_t fact = 0;
    payment::Speed speed = payment::Speed::ordinary;
    // Of the current version:
    std::int64_t count = 0;
    values::Euro cents{};
    std::int64_t needed_signatures = 0;
    std::string sheet{};
    base::Digest sheet_sha256{};
    UserId made_by{};
    std::string
        change{};  ///< what this version has less than the one before: "COUNT CENTS"; empty for 1
};
/// All that the run instructed, paid or not: what the number of signatures is counted by, so that a
/// batch cannot be cut into smaller ones that need fewer.
[[nodiscard]] values::Euro instructed_by(Database& db, RunId run);
/// What the batch is now: the stored state, and after release what its files and the bank say of
/// it: `settling` when a file went to the bank, `settled` when no payment of it is open any more.
[[nodiscard]] std::string state_of(Database& db, const StoredBatch& batch);
[[nodiscard]] std::optional<StoredBatch> batch_by_id(Database& db, std::int64_t id);
[[nodiscard]] std::vector<StoredBatch> all_batches(Database& db);
[[nodiscard]] std::int64_t next_batch_id(Database& db);
/// Adds the batch, or with an existing id a new version of it.
void add_batch_version(Database& db, const StoredBatch& batch, std::int64_t fact);
void change_batch_state(Database& db, std::int64_t id, std::string_view state);
void mark_released(Database& db, std::int64_t id, UserId by, std::int64_t fact);

/// A version of a batch as it was signed.
struct StoredSheet {
    std::string text{};
    base::Digest sha256{};
    std::int64_t count = 0;
    values::Euro cents{};
    std::int64_t fact = 0;
};
[[nodiscard]] std::optional<StoredSheet> sheet_of_version(Database& db, std::int64_t batch,
                                                          std::int64_t version);

struct StoredSignature {
    UserId user{};
    base::Digest sheet_sha256{};
    std::int64_t fact = 0;
};
[[nodiscard]] std::vector<StoredSignature> signatures_of(Database& db, std::int64_t batch,
                                                         std::int64_t version);
void add_signature(Database& db, std::int64_t batch, std::int64_t version,
                   const StoredSignature& signature);

struct StoredFile {
    std::int64_t id = 0;
    std::int64_t batch = 0;
    std::int64_t version = 0;
    std::int64_t account = 0;
    values::CivilDate execution_date{};
    std::string name{};
    std::string msg_id{};
    base::Digest sha256{};
    std::int64_t count = 0;
    values::Euro cents{};
    std::string
        state{};  ///< built, handing_over, handed_over, handover_unknown, stopped, superseded
    std::int64_t state_fact = 0;  ///< that brought it into the state; 0 for handing_over
    /// Payments with a name in other letters; known only while it is built.
    std::int64_t respelled = 0;
};
/// Whether the bank has the bytes of a file in this state, or may have.
[[nodiscard]] inline bool is_with_the_bank(std::string_view file_state) {
    return file_state == "handed_over" || file_state == "handing_over" ||
           file_state == "handover_unknown";
}
[[nodiscard]] std::int64_t next_file_id(Database& db);
void add_file(Database& db, const StoredFile& file, std::int64_t fact);
[[nodiscard]] std::vector<StoredFile> files_of(Database& db, std::int64_t batch,
                                               std::int64_t version);
[[nodiscard]] std::optional<StoredFile> file_by_id(Database& db, std::int64_t id);
[[nodiscard]] std::optional<StoredFile> file_named(Database& db, std::string_view name);
/// The file with this MsgId (which is its PmtInfId as well).
[[nodiscard]] std::optional<StoredFile> file_with_msg_id(Database& db, std::string_view msg_id);
void change_file_state(Database& db, std::int64_t id, std::string_view state, std::int64_t fact);
/// Cents per kind of vaste last and leefgeld in a file.
[[nodiscard]] facts::KindTotals kind_totals_of(Database& db, std::int64_t file);

/// States of an attempt as stored; `as_file` means what the file says.
enum class AttemptRowState : std::uint8_t { as_file, confirmed, returned, dead, returned_part };
/// Whether the bank booked it, whatever came back of it since.
[[nodiscard]] inline bool is_booked(AttemptRowState state) {
    return state == AttemptRowState::confirmed || state == AttemptRowState::returned ||
           state == AttemptRowState::returned_part;
}

struct AttemptRow {
    std::int64_t instruction = 0;
    std::int64_t number = 0;
    std::int64_t batch = 0;
    std::int64_t file = 0;
    AttemptRowState state = AttemptRowState::as_file;
    std::optional<values::CivilDate> settled_on{};
    values::Euro returned{};
    std::string return_reason{};
    std::int64_t aim = 0;  ///< number of the aim it was made with; 0: as it was split
};

/// What the dossier says at this moment about the account and the household of a payment.
struct PayeeState {
    bool iban_usable = false;  ///< current and confirmed
    bool client_on_hold = false;
    std::int64_t iban_index = 0;  ///< the same for every row with the same account number
    std::int64_t iban_fact = 0;   ///< the fact that recorded the row
};

/// An instruction that has no live attempt, as its newest aim has it, with what a batch needs to
/// know.
struct OpenInstruction {
    InstructionRow instruction;
    std::int64_t last_attempt = 0;  ///< number of the last attempt, 0 when there is none
    PayeeState payee;
};
/// A day and the account that pays on it.
struct PayGroup {
    values::CivilDate execution_date{};
    std::int64_t account = 0;
};
/// The days and accounts that instructions of the run were split to, in that order.
[[nodiscard]] std::vector<PayGroup> pay_groups_of(Database& db, RunId run);
/// Instructions of the run and group without a live attempt that were never aimed anew, by id,
/// after the given one; at most `most`.
[[nodiscard]] std::vector<OpenInstruction> open_instructions_after(Database& db, RunId run,
                                                                   const PayGroup& group,
                                                                   std::int64_t after,
                                                                   std::size_t most);
/// Those that were aimed anew, by id, after the given one.
[[nodiscard]] std::vector<OpenInstruction> open_aimed_instructions_after(Database& db, RunId run,
                                                                         std::int64_t after,
                                                                         std::size_t most);
/// The lowest and highest number of the run's instructions; 0 and 0 when it has none. Instructions
/// of other runs may lie between them.
struct InstructionRange {
    std::int64_t first = 0;
    std::int64_t last = 0;
};
[[nodiscard]] InstructionRange instructions_of(Database& db, RunId run);
/// Instructions of the run without a live attempt, aimed anew or not, in a range of ids, by id.
[[nodiscard]] std::vector<OpenInstruction> open_instructions_in(Database& db, RunId run,
                                                                const InstructionRange& range,
                                                                std::size_t most);
/// True when the run has at least one instruction without a live attempt.
[[nodiscard]] bool has_open_instructions(Database& db, RunId run);
/// True when a batch of the run was ever proposed; with `before`, one before that batch.
[[nodiscard]] bool has_batch(Database& db, RunId run, std::int64_t before = 0);

class AttemptWriter {
public:
    explicit AttemptWriter(Database& db);
    ~AttemptWriter();
    AttemptWriter(const AttemptWriter&) = delete;
    AttemptWriter& operator=(const AttemptWriter&) = delete;
    AttemptWriter(AttemptWriter&&) = delete;
    AttemptWriter& operator=(AttemptWriter&&) = delete;
    void add(const AttemptRow& attempt);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};
/// Moves the live attempts of one file to another (a new version of the batch).
void move_attempts(Database& db, std::int64_t from_file, std::int64_t to_file);
/// Live attempts in a file.
[[nodiscard]] std::int64_t count_of_file(Database& db, std::int64_t file);
/// Whether the batch once held this payment and it was dropped.
[[nodiscard]] bool was_dropped(Database& db, std::int64_t batch, std::int64_t instruction);
/// Ends every live attempt of the file by door (a): its instructions are open again.
std::int64_t kill_attempts_of(Database& db, std::int64_t file);
bool kill_attempt(Database& db, std::int64_t instruction, std::int64_t number);
/// Whether a payment of the file is dead. Of a file that the bank has, somebody let it be so.
[[nodiscard]] bool has_dead_attempt(Database& db, std::int64_t file);
/// Files of released batches that are still to go to the bank, and those between two steps.
[[nodiscard]] std::vector<StoredFile> files_in_state(Database& db, std::string_view state);
[[nodiscard]] std::optional<AttemptRow> attempt_of(Database& db, std::int64_t instruction,
                                                   std::int64_t number);
/// Whether an attempt up to and with this number neither came back nor is dead.
[[nodiscard]] bool has_unfinished_attempt(Database& db, std::int64_t instruction,
                                          std::int64_t up_to);

/// An attempt and the file it is in, whatever became of either since.
struct AttemptInFile {
    std::int64_t number = 0;
    StoredFile file{};
};
[[nodiscard]] std::vector<AttemptInFile> attempts_in_files(Database& db, std::int64_t instruction);

/// The account of the newest attempt up to and with this number that the bank has or may have.
[[nodiscard]] std::optional<std::int64_t> account_that_paid(Database& db, std::int64_t instruction,
                                                            std::int64_t up_to);

/// One transfer of a file as it is rendered.
struct TransferRow {
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
    std::int64_t kind = 0;
    unsigned part = 1;
    values::Month month{};
    values::Euro cents{};
    std::string_view creditor_iban{};
    std::string_view creditor_name{};  ///< the creditor's, or the client's for leefgeld
    std::string_view client_name{};    ///< on whose behalf; empty for leefgeld
    std::string_view kenmerk{};        ///< empty for leefgeld
    std::string_view kenmerkmasker{};
};
/// The live transfers of a file, by instruction. Views are valid during the call.
void for_each_transfer(Database& db, std::int64_t file,
                       const std::function<void(const TransferRow&)>& visit);

/// The payments of a file that carry one name of the dossier.
struct NamedPayments {
    std::int64_t creditor = 0;  ///< 0 when it is the name of the client
    std::int64_t client = 0;    ///< 0 when it is the name of the creditor
    std::string_view name{};    ///< as the dossier had it when the file was made
    std::int64_t count = 0;
    values::Euro cents{};
};
/// The names in a file, those of its creditors first; without those that were destroyed since.
/// Views are valid during the call.
void for_each_named(Database& db, std::int64_t file,
                    const std::function<void(const NamedPayments&)>& visit);

/// One line of a batch as the dossier of the moment has its payee.
struct BatchLine {
    InstructionRow instruction;
    std::int64_t attempt = 0;
    std::int64_t file = 0;
    PayeeState payee;
};
/// As much of a line as tells whether anything that it depends on may have changed.
struct WaitingLine {
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
    std::int64_t file = 0;
    std::int64_t aim = 0;
    std::int64_t household = 0;
    std::int64_t iban = 0;
};
/// The lines of the current version that lie in files in state `built`: not on their way to the
/// bank.
void for_each_waiting_line(Database& db, std::int64_t batch,
                           const std::function<void(const WaitingLine&)>& visit);
[[nodiscard]] BatchLine batch_line(Database& db, const WaitingLine& line);
/// The live attempt of an instruction in the current version of a batch.
[[nodiscard]] std::optional<AttemptRow> live_attempt_in(Database& db, const StoredBatch& batch,
                                                        std::int64_t instruction);

/// Account numbers (as iban_index) from which money came back, each with the fact of the last
/// payment that did. A row recorded after that fact answers the return; so does a person who lets
/// the payment be made again, when the reason says nothing of the account.
[[nodiscard]] std::unordered_map<std::int64_t, std::int64_t> returned_ibans(Database& db);
/// Households whose grounds or machtigingen changed after `fact`.
[[nodiscard]] std::unordered_set<std::int64_t> households_with_changed_cover(Database& db,
                                                                             std::int64_t fact);
/// Households of which a contract was changed, ended or added after `fact`.
[[nodiscard]] std::unordered_set<std::int64_t> households_with_changed_contract(Database& db,
                                                                                std::int64_t fact);
/// Households of which a client was put on hold after `fact`.
[[nodiscard]] std::unordered_set<std::int64_t> households_held_since(Database& db,
                                                                     std::int64_t fact);
/// Accounts that gave way to another one after `fact`. A confirmation is never taken back, so these
/// are the ones that were usable at `fact` and are not now.
[[nodiscard]] std::unordered_set<std::int64_t> ibans_replaced_since(Database& db,
                                                                    std::int64_t fact);
/// Rows with this account number, of whoever and whenever.
[[nodiscard]] std::vector<std::int64_t> ibans_with_index(Database& db, std::int64_t blind_index);
/// True when a payment was aimed anew after `fact`.
[[nodiscard]] bool has_aim_since(Database& db, std::int64_t fact);

/// A file that is taken over unchanged into a new version of its batch.
void carry_file(Database& db, std::int64_t file, std::int64_t version);
/// Users who recorded or confirmed an account that this batch pays for the first time.
[[nodiscard]] std::vector<UserId> users_of_first_ibans(Database& db, std::int64_t batch);

}  // namespace ontzorgd::store
