// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/dossier/grondslag.h"
#include "ontzorgd/dossier/ids.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// @file
/// Household and client: who a benefit is for, as the split sees them.
namespace ontzorgd::dossier {

enum class HouseholdType : std::uint8_t {
    alleenstaand,
    alleenstaande_ouder,
    paar,
    paar_met_kinderen
};
inline constexpr std::size_t household_type_count = 4;

[[nodiscard]] std::string_view to_text(HouseholdType type);
[[nodiscard]] std::optional<HouseholdType> household_type_from(std::string_view text);
[[nodiscard]] bool is_couple(HouseholdType type);

struct Client {
    ClientId id;
    std::vector<Grondslag> grondslagen;
    std::vector<Machtiging> machtigingen;  ///< ascending by date

    /// The ground that holds on `day`, or null.
    [[nodiscard]] const Grondslag* grondslag_on(values::CivilDate day) const;
    bool operator==(const Client&) const = default;
};

/// A couple's joint request to divide the benefit otherwise (art. 45 lid 4).
struct JointRequest {
    values::CivilDate vanaf;
    std::optional<values::CivilDate> tot_en_met;
    unsigned aandeel_eerste = 50;  ///< whole percentage for the partner named first

    [[nodiscard]] bool holds_on(values::CivilDate day) const {
        return vanaf <= day && (!tot_en_met || day <= *tot_en_met);
    }
    bool operator==(const JointRequest&) const = default;
};

struct Household {
    HouseholdId id;
    HouseholdType type = HouseholdType::alleenstaand;
    std::vector<Client>
        clienten;  ///< one, or two of a couple; the first is the partner named first
    std::vector<JointRequest> gezamenlijke_verzoeken;
    std::vector<VasteLast> contracten;
    bool operator==(const Household&) const = default;
};

[[nodiscard]] const JointRequest* joint_request_on(const Household& household,
                                                   values::CivilDate day);

}  // namespace ontzorgd::dossier
