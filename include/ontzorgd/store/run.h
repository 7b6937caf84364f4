// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"
#include "ontzorgd/dossier/ids.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/people.h"
#include "ontzorgd/uitkering/run.h"
#include "ontzorgd/uitkering/split.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// @file
/// Runs as stored: head, records, and what the split made of them.
namespace ontzorgd::store {

using RunId = base::Id<struct RunTag>;

struct StoredRun {
    RunId id{};
    uitkering::RunHead head{};
    base::Digest sha256{};
    std::int64_t held = 0;  ///< records held by a finding at import
    values::Euro held_cents{};
    UserId imported_by{};
    std::int64_t fact = 0;
    std::string state{};  ///< validated, splitting, split, closed, rejected
    std::optional<values::CivilDate> pay_date{};
    std::optional<values::CivilDate> next_pay_date{};
    std::int64_t regelset = 0;
    UserId held_accepted_by{};
};

[[nodiscard]] std::optional<StoredRun> find_run(Database& db, std::string_view run_id);
[[nodiscard]] std::optional<StoredRun> run_by_id(Database& db, RunId id);
[[nodiscard]] std::vector<StoredRun> all_runs(Database& db);
/// The number the next run gets: one that no run has, and no run that is still being imported.
[[nodiscard]] RunId next_run_id(Database& db);
void add_run(Database& db, const StoredRun& run);
void accept_held(Database& db, RunId run, UserId by, std::int64_t fact, const base::Digest& list);
void reject_run(Database& db, RunId run);
/// Notes how far the split is, with the window and regelset of its first slice.
void mark_split(Database& db, RunId run, std::string_view state, values::CivilDate pay_date,
                values::CivilDate next_pay_date, std::int64_t regelset);

/// One record of a run. `finding` names why the money is held; empty when nothing is wrong.
struct RunRecordRow {
    RunId run{};
    std::int64_t number = 0;
    dossier::HouseholdId household{};  ///< none when the client is unknown
    values::Euro net{};
    values::Euro bijzondere_bijstand{};
    std::string finding{};
    std::int64_t split_fact = 0;  ///< 0 = not split
    std::string leaf{};           ///< exact text under the run's Merkle root
};

/// Writes the records of one run.
class RunRecordWriter {
public:
    RunRecordWriter(Database& db, RunId run);
    ~RunRecordWriter();
    RunRecordWriter(const RunRecordWriter&) = delete;
    RunRecordWriter& operator=(const RunRecordWriter&) = delete;
    RunRecordWriter(RunRecordWriter&&) = delete;
    RunRecordWriter& operator=(RunRecordWriter&&) = delete;
    void add(const RunRecordRow& row);
    /// Whether the household already has a record of zero or more in this run.
    [[nodiscard]] bool has_household(dossier::HouseholdId household);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// Records of households above `after` that are not split yet, by household, then number; at most
/// `most` and then the rest of the last household. Those of unknown clients are not among them.
[[nodiscard]] std::vector<RunRecordRow> unsplit_after(Database& db, RunId run,
                                                      dossier::HouseholdId after, std::size_t most);
/// Whether unsplit_after would give any.
[[nodiscard]] bool has_unsplit_after(Database& db, RunId run, dossier::HouseholdId after);
/// The first record of zero or more of a household in a run.
[[nodiscard]] std::optional<RunRecordRow> first_record_of(Database& db, RunId run,
                                                          dossier::HouseholdId household);
/// Rewrites finding and leaf of a record; only while the run is being imported.
void change_record(Database& db, const RunRecordRow& record);
/// The leaves of at most `most` records of a run above `after`, in their order. Returns the last of
/// them, `after` when there is none.
[[nodiscard]] std::int64_t for_each_leaf_after(Database& db, RunId run, std::int64_t after,
                                               std::int64_t most,
                                               const std::function<void(std::string_view)>& visit);
/// Unsplit records whose client is not in the dossier, by number.
[[nodiscard]] std::vector<RunRecordRow> records_of_unknown_clients(Database& db, RunId run);
/// How many records of zero and more the run has for a household: more than one is a finding.
[[nodiscard]] std::int64_t records_of_household(Database& db, RunId run,
                                                dossier::HouseholdId household);
/// Whether another regulier run of the same benefit month has the household: one that came in
/// before fact `fact`, or a later one that was split for it (its client may have been unknown when
/// this run was split). A month is paid once, whatever its run is called.
[[nodiscard]] bool is_in_another_regulier_run(Database& db, std::int64_t fact, values::Month month,
                                              dossier::HouseholdId household);
/// An unknown client has become known.
void change_household(Database& db, const RunRecordRow& record);
/// Records with a finding, split or not, by number.
void for_each_finding(Database& db, RunId run,
                      const std::function<void(const RunRecordRow&)>& visit);
/// Records of zero and more that are not split, by number.
void for_each_held(Database& db, RunId run, const std::function<void(const RunRecordRow&)>& visit);
void mark_record_split(Database& db, RunId run, std::int64_t number, std::int64_t fact);
void change_finding(Database& db, RunId run, std::int64_t number, std::string_view finding);
/// Sums over the records of a run.
struct RunFigures {
    std::int64_t records = 0;
    std::int64_t split = 0;
    values::Euro split_cents{};
    std::int64_t waiting = 0;  ///< nothing is wrong, and not split yet
    values::Euro waiting_cents{};
    std::int64_t held = 0;  ///< a finding holds it; nets of zero and more
    values::Euro held_cents{};
    std::int64_t below_zero = 0;
    values::Euro below_zero_cents{};
};
[[nodiscard]] RunFigures figures_of(Database& db, RunId run);

/// Whether the last attempt of every instruction of the run is confirmed by the bank; true without
/// instructions.
[[nodiscard]] bool is_all_paid(Database& db, RunId run);

/// One line of a split as stored: a bill's outcome, or leefgeld (no contract).
struct SplitLineRow {
    dossier::HouseholdId household{};
    std::int64_t number = 0;
    dossier::ContractId contract{};
    dossier::ClientId payee{};  ///< leefgeld only
    std::int64_t kind = 0;      ///< dossier::Kind, or leefgeld_kind
    std::optional<values::CivilDate> period_from{};
    std::optional<values::CivilDate> period_until{};
    std::optional<values::CivilDate> due{};
    values::Euro wanted{};
    values::Euro to_pay{};
    values::Euro draagdeel_eerste{};
    uitkering::Outcome outcome = uitkering::Outcome::te_betalen;
    uitkering::Reason reason = uitkering::Reason::none;
    bool grondslag_eindigt = false;
    std::int64_t instruction = 0;
};
/// The kind number of leefgeld, after those of dossier::Kind.
inline constexpr std::int64_t leefgeld_kind = 7;
[[nodiscard]] std::string_view kind_text(std::int64_t kind);

struct InstructionRow {
    std::int64_t id = 0;
    RunId run{};
    dossier::HouseholdId household{};
    std::int64_t kind = 0;
    dossier::ContractId contract{};
    std::optional<values::CivilDate> period_from{};
    unsigned part = 1;           ///< part of a bill, or tranche of leefgeld
    dossier::ClientId client{};  ///< in whose name, or who gets the leefgeld
    dossier::CreditorId creditor{};
    values::Euro cents{};
    values::Euro draagdeel_eerste{};
    values::CivilDate execution_date{};
    std::int64_t account = 0;
    std::int64_t iban = 0;
    std::int64_t contract_version = 0;
    /// The number of the aim that account, day, IBAN and contract version are of; 0: as it was
    /// split.
    std::int64_t aim = 0;
};

/// Writes what a split made of one household after the other.
class SplitWriter {
public:
    SplitWriter(Database& db, RunId run, std::int64_t fact, values::Month month);
    ~SplitWriter();
    SplitWriter(const SplitWriter&) = delete;
    SplitWriter& operator=(const SplitWriter&) = delete;
    SplitWriter(SplitWriter&&) = delete;
    SplitWriter& operator=(SplitWriter&&) = delete;

    void add_explanation(dossier::HouseholdId household, std::string_view explanation);
    void add_line(const SplitLineRow& line);
    /// Gives the instruction its number and writes it.
    std::int64_t add_instruction(const InstructionRow& row);
    /// The leaf of the instruction that was written last, until the next one.
    [[nodiscard]] std::string_view last_leaf() const;
    void add_bill(dossier::ContractId contract, values::CivilDate period_from, values::Euro bedrag,
                  values::Euro instructed);
    void mark_record(std::int64_t number);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// What earlier runs did with a bill that they took up.
struct BillState {
    values::CivilDate period_from;
    values::Euro instructed;  ///< in all parts, whatever became of them
};
class BillLookup {
public:
    explicit BillLookup(Database& db);
    ~BillLookup();
    BillLookup(const BillLookup&) = delete;
    BillLookup& operator=(const BillLookup&) = delete;
    BillLookup(BillLookup&&) = delete;
    BillLookup& operator=(BillLookup&&) = delete;
    /// The bills of the contract that were taken up before, oldest first. Valid until the next
    /// call.
    [[nodiscard]] const std::vector<BillState>& of(dossier::ContractId contract);
    /// The highest number that a part of the bill has, also one that pays again what came back; 0
    /// when there is none.
    [[nodiscard]] unsigned last_part_of(dossier::ContractId contract,
                                        values::CivilDate period_from);
    /// Leefgeld instructed for the household in this benefit month, by all runs, without
    /// bijzondere bijstand.
    [[nodiscard]] values::Euro leefgeld_of(dossier::HouseholdId household, values::Month month);
    /// Bills (period starts) of the contract that a run of this benefit month took up.
    [[nodiscard]] std::vector<values::CivilDate> taken_up_in(dossier::ContractId contract,
                                                             values::Month month);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

void for_each_split_line(Database& db, RunId run,
                         const std::function<void(const SplitLineRow&)>& visit);
/// The numbers that people know the parties of a line by.
struct LineNumbers {
    std::string client;    ///< in whose name: the tenant on the contract, or who gets the leefgeld
    std::string payee;     ///< creditor, or the client for leefgeld
    std::string contract;  ///< empty for leefgeld
};
class LineNumberLookup {
public:
    explicit LineNumberLookup(Database& db);
    ~LineNumberLookup();
    LineNumberLookup(const LineNumberLookup&) = delete;
    LineNumberLookup& operator=(const LineNumberLookup&) = delete;
    LineNumberLookup(LineNumberLookup&&) = delete;
    LineNumberLookup& operator=(LineNumberLookup&&) = delete;
    /// Valid until the next call.
    const LineNumbers& of(const SplitLineRow& line);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};
/// Bills that are paid beyond the last day of their ground, by household.
void for_each_paid_beyond_ground(Database& db, RunId run,
                                 const std::function<void(const SplitLineRow&)>& visit);
/// Bills that were not paid whole, by household.
void for_each_shortage(Database& db, RunId run,
                       const std::function<void(const SplitLineRow&)>& visit);
[[nodiscard]] std::vector<SplitLineRow> split_lines_of(Database& db, RunId run,
                                                       dossier::HouseholdId household);
[[nodiscard]] std::optional<std::string> explanation_of(Database& db, RunId run,
                                                        dossier::HouseholdId household);
[[nodiscard]] std::optional<InstructionRow> instruction_by_id(Database& db, std::int64_t id);
/// The fact that made it.
[[nodiscard]] std::optional<std::int64_t> fact_of_instruction(Database& db, std::int64_t id);
/// Every instruction of the run, by id.
void for_each_instruction(Database& db, RunId run,
                          const std::function<void(const InstructionRow&)>& visit);

}  // namespace ontzorgd::store
