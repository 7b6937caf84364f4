// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/dossier/household.h"

#include <algorithm>
#include <array>

namespace ontzorgd::dossier {

namespace {

constexpr std::array<std::string_view, household_type_count> household_texts{
    "alleenstaand", "alleenstaande_ouder", "paar", "paar_met_kinderen"};

}  // namespace

std::string_view to_text(HouseholdType type) {
    return household_texts.at(static_cast<std::size_t>(type));
}

std::optional<HouseholdType> household_type_from(std::string_view text) {
    const auto* found = std::find(household_texts.begin(), household_texts.end(), text);
    if (found == household_texts.end()) return std::nullopt;
    return static_cast<HouseholdType>(found - household_texts.begin());
}

bool is_couple(HouseholdType type) {
    return type == HouseholdType::paar || type == HouseholdType::paar_met_kinderen;
}

const Grondslag* Client::grondslag_on(values::CivilDate day) const {
    for (const Grondslag& grondslag : grondslagen) {
        if (grondslag.holds_on(day)) return &grondslag;
    }
    return nullptr;
}

const JointRequest* joint_request_on(const Household& household, values::CivilDate day) {
    const JointRequest* found = nullptr;
    for (const JointRequest& request : household.gezamenlijke_verzoeken) {
        // What the couple asked last counts, in whatever order the requests are listed.
        if (request.holds_on(day) && (found == nullptr || request.vanaf >= found->vanaf))
            found = &request;
    }
    return found;
}

}  // namespace ontzorgd::dossier
