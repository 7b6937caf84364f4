// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/uitkering/run.h"

#include <algorithm>

namespace ontzorgd::uitkering {

namespace {

constexpr std::array<std::string_view, 5> soort_texts{"regulier", "correctie", "nabetaling",
                                                      "voorschot", "vakantietoeslag"};
constexpr std::array<std::string_view, component_soort_count> component_texts{
    "norm",
    "verhoging",
    "inkomstenkorting",
    "vrijlating",
    "maatregel",
    "vakantietoeslag_reservering",
    "vakantietoeslag_uitbetaling",
    "voorschot",
    "voorschot_verrekend",
    "leenbijstand_aflossing",
    "terugvordering_aflossing",
    "fraudevordering",
    "beslag_derden",
    "cak_premie",
    "collectieve_zorgverzekering",
    "correctie_vorige_periode",
    "nabetaling",
    "bijzondere_bijstand",
    "doorbetaling_derden",
    "overig"};

values::Euro signed_amount(const Component& component) {
    return component.credit ? component.bedrag : -component.bedrag;
}

}  // namespace

std::string_view to_text(SoortRun soort) {
    return soort_texts.at(static_cast<std::size_t>(soort));
}

std::optional<SoortRun> soort_run_from(std::string_view text) {
    const auto* found = std::find(soort_texts.begin(), soort_texts.end(), text);
    if (found == soort_texts.end()) return std::nullopt;
    return static_cast<SoortRun>(found - soort_texts.begin());
}

std::string_view to_text(ComponentSoort soort) {
    return component_texts.at(static_cast<std::size_t>(soort));
}

std::optional<ComponentSoort> component_soort_from(std::string_view text) {
    const auto* found = std::find(component_texts.begin(), component_texts.end(), text);
    if (found == component_texts.end()) return std::nullopt;
    return static_cast<ComponentSoort>(found - component_texts.begin());
}

values::Euro net_of(std::span<const Component> components) {
    values::Euro net;
    for (const Component& component : components) net += signed_amount(component);
    return net;
}

values::Euro bijzondere_bijstand_of(std::span<const Component> components) {
    values::Euro sum;
    for (const Component& component : components) {
        if (component.soort == ComponentSoort::bijzondere_bijstand) sum += signed_amount(component);
    }
    return std::max(sum, values::Euro{});
}

}  // namespace ontzorgd::uitkering
