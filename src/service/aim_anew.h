// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/report.h"
#include "ontzorgd/store/aim.h"
#include "ontzorgd/store/batch.h"
#include "staleness.h"

#include <map>
#include <optional>
#include <string_view>

/// @file
/// What can be done for a payment that is open: pay it as it is, aim it anew, or first take away
/// what stands in its way.
namespace ontzorgd::service {

/// What an open payment asks for.
struct AimPlan {
    /// Why it cannot be paid and no aim helps, as an error code; empty otherwise.
    std::string_view obstacle{};
    /// What it must be aimed at; nothing when it goes well as it is.
    std::optional<store::InstructionRow> aimed{};
};

/// Decides for the open payments of one run, asked by ascending id.
class AimPlanner {
public:
    AimPlanner(Context& context, store::RunId run, const uitkering::Regelset& regelset);

    [[nodiscard]] AimPlan plan(const store::OpenInstruction& open);
    /// A payment of leefgeld that is paid on `day`: later tranches of that client do not come
    /// before it.
    void note(const store::InstructionRow& instruction, values::CivilDate day);
    /// The day of the tranche before, when it was noted.
    [[nodiscard]] std::optional<values::CivilDate> day_before(
        const store::InstructionRow& instruction) const;
    /// Why the payment may not be made as it stands now, as an error code; empty when it may.
    [[nodiscard]] std::string_view obstacle_now(const store::OpenInstruction& open);

private:
    [[nodiscard]] std::string_view lasting_obstacle(const store::OpenInstruction& open,
                                                    const store::AimTarget& target);

    Staleness staleness_;
    store::AimTargets targets_;
    dossier::HouseholdId household_{};
    std::map<std::int64_t, values::CivilDate> days_;  ///< by client of that household
};

/// Adds the open payments of a run that no batch holds, once a batch of it was proposed: why each
/// is left out now, and the next step.
void add_left_out(Context& context, const store::StoredRun& run, Report& report);

/// The number of the client or creditor that an instruction pays.
[[nodiscard]] std::string who_is_paid(store::Database& db,
                                      const store::InstructionRow& instruction);

}  // namespace ontzorgd::service
