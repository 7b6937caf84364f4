// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "booked_once_more.h"
#include "lost_copy.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/store/aim.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/store/open_debits.h"
#include "ontzorgd/store/part_word.h"
#include "ontzorgd/uitkering/regelset.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

/// @file
/// Staleness: whether the dossier of this moment still allows a payment that was decided earlier.
/// Propose, every signature and release ask it.
namespace ontzorgd::service {

class Staleness {
public:
    /// For the payments of `run`, split under `regelset`; `batch` is the one they are in or taken
    /// up by, 0 when they are in none, and `speed` how it pays.
    Staleness(Context& context, store::RunId run, const uitkering::Regelset& regelset,
              std::int64_t batch = 0, payment::Speed speed = payment::Speed::ordinary);

    /// Why the payment may not be made now, as an error code; empty when it may.
    [[nodiscard]] std::string_view obstacle_to(const store::InstructionRow& instruction,
                                               const store::PayeeState& payee);

    /// Whether the bank takes nothing more for the day of the instruction.
    [[nodiscard]] bool is_past_cut_off(const store::InstructionRow& instruction);
    /// The rule of every new attempt (the pay-again guard): a debit of this amount to this account
    /// that is booked and open, or a second one that names the last attempt, may be this payment
    /// made by hand.
    /// Before a first attempt this is asked only of a payment that missed a batch of its run, and
    /// of debits booked since the split: nobody pays by hand what is yet to go.
    [[nodiscard]] bool was_paid_by_hand(const store::InstructionRow& instruction,
                                        std::int64_t last_attempt, std::int64_t iban_index) const;
    /// Why the bank may have made the payment already, as an error code; empty when it did not:
    /// paid_by_a_lost_copy, lost_copy_may_have_paid, paid_by_hand, hand_made_payment_is_open,
    /// earlier_attempt_is_booked, a_statement_is_missing, file_was_booked_already. `file` is the
    /// one it waits in, 0 when it is in none; `last_attempt` the last one before that.
    [[nodiscard]] std::string_view may_be_paid_already(const store::InstructionRow& instruction,
                                                       std::int64_t last_attempt,
                                                       std::int64_t iban_index,
                                                       std::int64_t file = 0);
    /// The lines of the batch that one of these questions could be answered differently about than
    /// when they were put in it. Each change since the split is looked up once, so that no line has
    /// to be asked about that nothing touched.
    void for_each_doubtful_line(const store::StoredBatch& batch,
                                const std::function<void(const store::BatchLine&)>& visit);
    /// The first TARGET day on or after `not_before` that leaves the regelset's lead time, as a
    /// split after the pay date takes it, and that the bank still takes payments for.
    [[nodiscard]] values::CivilDate first_possible_day(std::int64_t account,
                                                       values::CivilDate not_before);

private:
    [[nodiscard]] const payment::BankProfile& profile_of(std::int64_t account);
    [[nodiscard]] bool may_be_booked_once_more(std::int64_t instruction) const;
    [[nodiscard]] std::string_view obstacle_to_part(std::int64_t instruction,
                                                    std::int64_t iban_index) const;
    [[nodiscard]] std::string_view obstacle_to_part_of(const store::AttemptName& paid,
                                                       std::int64_t iban_index) const;
    [[nodiscard]] std::string_view lost_cover(const store::InstructionRow& instruction);
    const dossier::Household& household(dossier::HouseholdId id);
    [[nodiscard]] std::unordered_set<std::int64_t> touched_households() const;
    [[nodiscard]] std::unordered_set<std::int64_t> touched_ibans() const;
    [[nodiscard]] bool is_doubtful(const store::StoredFile& file);

    Context& context_;
    const uitkering::Regelset& regelset_;
    payment::Speed speed_;
    int minute_of_day_;
    std::int64_t split_fact_;  ///< the first one that split the run
    std::unordered_map<std::int64_t, std::int64_t> returned_;
    std::unordered_set<std::int64_t> changed_;
    std::unordered_set<std::int64_t> other_contract_;  ///< households with a contract changed since
    values::CivilDate split_on_;
    bool had_batch_;  ///< the run had a batch before this one
    store::OpenDebits debits_;
    BookedOnceMore once_more_;
    std::unordered_map<std::int64_t, store::AttemptName> parts_;  ///< what pays a part again
    std::unordered_set<std::int64_t> lost_;  ///< what a later copy of the directory paid
    /// The last day that the backup knew, when the directory was put back from one: whatever was
    /// booked since may be a payment of the copy that was lost.
    std::optional<values::CivilDate> knows_until_;
    std::optional<MaybeOfLostCopy> lost_copy_;
    std::set<std::int64_t> with_gap_;  ///< accounts of which a statement is missing
    store::AimTargets targets_;
    std::unordered_map<std::int64_t, bool> booked_;  ///< by file
    std::unordered_map<std::int64_t, dossier::Household> households_;
    std::map<std::pair<std::int64_t, std::int32_t>, bool> cut_off_;  ///< by account and date
    std::map<std::int64_t, payment::BankProfile> profiles_;          ///< by account
};

struct StaleLine {
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
    std::int64_t file = 0;
    values::Euro cents;
    std::string_view reason;
};
/// The word by which an exception tells why a payment was left out: of an obstacle, or of what
/// became of its batch (batch_withdrawn, file_stopped, line_dropped).
[[nodiscard]] std::string_view left_out_word(std::string_view code);

/// The lines of a batch that may no longer be paid and are not on their way to the bank.
[[nodiscard]] std::vector<StaleLine> stale_lines(Context& context, const store::StoredBatch& batch,
                                                 const uitkering::Regelset& regelset);

/// The refusal that names them: how many, and the first twenty with their reason.
[[nodiscard]] base::Failure stale_refusal(const store::StoredBatch& batch,
                                          const std::vector<StaleLine>& stale);

/// The regelset that a run was split under. Errors (refused): regelset_is_missing.
[[nodiscard]] base::Result<uitkering::Regelset> regelset_of(store::Database& db, store::RunId run);

}  // namespace ontzorgd::service
