// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/messages/dossier_file.h"

#include <map>
#include <vector>

/// @file
/// A sink that keeps what a dossier file said, for tests.
namespace ontzorgd::messages::test {

class KeptDossier : public DossierSink {
public:
    base::Result<base::Done> on_head(std::string_view given) override {
        gemeente = given;
        return base::Done{};
    }
    base::Result<base::Done> on_creditor(const CreditorLine& creditor) override {
        creditors.push_back(creditor);
        return base::Done{};
    }
    base::Result<base::Done> on_household(const HouseholdLine& household) override {
        if (household.nummer == refused_household) return base::refuse("household_is_refused");
        households.push_back(household);
        return base::Done{};
    }
    std::optional<std::string> mask_of(std::string_view creditor_nummer) override {
        const auto found = known_masks.find(std::string{creditor_nummer});
        if (found == known_masks.end()) return std::nullopt;
        return found->second;
    }

    std::string gemeente;
    std::vector<CreditorLine> creditors;
    std::vector<HouseholdLine> households;
    std::map<std::string, std::string> known_masks;
    std::string refused_household;
};

/// What was kept, written again.
inline std::string written(const KeptDossier& kept) {
    std::string text;
    DossierWriter writer{[&text](std::string_view bytes) { text += bytes; }};
    writer.write_head(kept.gemeente);
    for (const CreditorLine& creditor : kept.creditors) writer.write_creditor(creditor);
    for (const HouseholdLine& household : kept.households) writer.write_household(household);
    writer.write_end();
    return text;
}

}  // namespace ontzorgd::messages::test
