// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/act.h"
#include "ontzorgd/store/batch.h"
#include "ontzorgd/store/dossier.h"
#include "ontzorgd/uitkering/regelset.h"

#include <map>
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
    /// For the payments of `run`, split under `regelset`.
    Staleness(Context& context, store::RunId run, const uitkering::Regelset& regelset);

    /// Why the payment may not be made now, as an error code; empty when it may.
    [[nodiscard]] std::string_view obstacle_to(const store::InstructionRow& instruction,
                                               const store::PayeeState& payee);

private:
    [[nodiscard]] bool is_past_cut_off(const store::InstructionRow& instruction);
    [[nodiscard]] std::string_view lost_cover(const store::InstructionRow& instruction);
    const dossier::Household& household(dossier::HouseholdId id);

    Context& context_;
    const uitkering::Regelset& regelset_;
    int minute_of_day_;
    std::unordered_map<std::int64_t, std::int64_t> returned_;
    std::unordered_set<std::int64_t> changed_;
    std::unordered_map<std::int64_t, dossier::Household> households_;
    std::map<std::pair<std::int64_t, std::int32_t>, bool> cut_off_;  ///< by account and date
};

struct StaleLine {
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
    std::int64_t file = 0;
    values::Euro cents;
    std::string_view reason;
};
/// The lines of a batch that may no longer be paid and are not on their way to the bank.
[[nodiscard]] std::vector<StaleLine> stale_lines(Context& context, const store::StoredBatch& batch,
                                                 const uitkering::Regelset& regelset);

/// The refusal that names them: how many, and the first twenty with their reason.
[[nodiscard]] base::Failure stale_refusal(const store::StoredBatch& batch,
                                          const std::vector<StaleLine>& stale);

/// The regelset that a run was split under. Errors (refused): regelset_is_missing.
[[nodiscard]] base::Result<uitkering::Regelset> regelset_of(store::Database& db, store::RunId run);

}  // namespace ontzorgd::service
