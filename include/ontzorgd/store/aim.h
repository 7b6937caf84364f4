// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/database.h"
#include "ontzorgd/store/run.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// Payments aimed anew. An instruction keeps the account and day it was split with; an aim beside
/// it says where and when attempts made after it go. Payee and amount are never part of an aim.
namespace ontzorgd::store {

/// Where the payee of an instruction is paid now, as the dossier has it.
struct AimTarget {
    bool payee_is_destroyed = false;
    std::int64_t iban = 0;  ///< the payee's current row; 0 when there is none
    PayeeState payee{};
    // Of a vaste last only:
    std::int64_t contract_version = 0;  ///< current; 0 when there is none
    dossier::CreditorId creditor{};     ///< of that version
    bool is_direct_debit = false;
    std::optional<values::CivilDate> contract_until{};
    bool kenmerk_differs = false;  ///< from the one the instruction goes with now
};

class AimTargets {
public:
    explicit AimTargets(Database& db);
    ~AimTargets();
    AimTargets(const AimTargets&) = delete;
    AimTargets& operator=(const AimTargets&) = delete;
    AimTargets(AimTargets&&) = delete;
    AimTargets& operator=(AimTargets&&) = delete;

    [[nodiscard]] AimTarget of(const InstructionRow& instruction);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// Writes aims of one fact, each the next of its instruction.
class AimWriter {
public:
    AimWriter(Database& db, std::int64_t fact);
    ~AimWriter();
    AimWriter(const AimWriter&) = delete;
    AimWriter& operator=(const AimWriter&) = delete;
    AimWriter(AimWriter&&) = delete;
    AimWriter& operator=(AimWriter&&) = delete;

    /// `aimed` has the account, day, IBAN and contract version to go with, and in `aim` its number.
    void add(const InstructionRow& aimed);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// An aim beside what it took the place of.
struct AimChange {
    InstructionRow instruction;  ///< as the aim has it
    values::CivilDate was_execution_date{};
    std::string was_iban{};  ///< empty when it was destroyed
    std::string iban{};
    bool other_iban = false;  ///< another account number, not merely another row
};
/// The instruction as its aim of that number has it beside what it was before.
[[nodiscard]] std::optional<AimChange> aim_change(Database& db, std::int64_t instruction,
                                                  std::int64_t aim);
/// The payments of the current version of a batch that were aimed anew, by instruction. `was` is
/// what the attempt before had, or the split when there was none.
void for_each_aimed_in_batch(Database& db, std::int64_t batch,
                             const std::function<void(const AimChange&)>& visit);

/// The state of an instruction for those who ask to aim it anew: `open`, `in_batch` (a live attempt
/// that is on its way or waits), `paid`, `returned`; empty when the run has no such instruction.
[[nodiscard]] std::string_view state_of_instruction(Database& db, RunId run,
                                                    std::int64_t instruction);

// Payments that are open and in no batch, as exceptions `betaling_buiten_batch` for rechtmatigheid:
// one per instruction and the attempt that died, 0 when there was none. They are closed by the
// batch that takes the payment up.
struct LeftOut {
    std::int64_t fact = 0;
    values::CivilDate today{};
    std::string_view reason{};  ///< a word of Dutch for the details of the exception
};
/// For every attempt of the file that is to die; to be called before kill_attempts_of().
void open_left_out_of_file(Database& db, std::int64_t file, const LeftOut& why);
/// The same for one attempt, 0 for a payment that was never in a batch.
void open_left_out(Database& db, std::int64_t instruction, std::int64_t attempt,
                   const LeftOut& why);
/// Closes those whose payment has a live attempt in the batch.
void close_left_out(Database& db, std::int64_t batch, std::int64_t fact);

}  // namespace ontzorgd::store
