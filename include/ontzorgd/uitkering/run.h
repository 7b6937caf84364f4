// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// @file
/// UitkeringsRun: the monthly file of granted benefits, as ids and amounts
/// (schemas/uitkeringsrun-csv.md).
namespace ontzorgd::uitkering {

enum class SoortRun : std::uint8_t { regulier, correctie, nabetaling, voorschot, vakantietoeslag };

[[nodiscard]] std::string_view to_text(SoortRun soort);
[[nodiscard]] std::optional<SoortRun> soort_run_from(std::string_view text);

/// The head of a run file.
struct RunHead {
    std::string run_id;
    std::string gemeente;
    values::Month periode;
    SoortRun soort = SoortRun::regulier;
    values::CivilDate datum_run;
    std::int64_t aantal = 0;
    values::Euro totaal;
    bool operator==(const RunHead&) const = default;
};

enum class ComponentSoort : std::uint8_t {
    norm,
    verhoging,
    inkomstenkorting,
    vrijlating,
    maatregel,
    vakantietoeslag_reservering,
    vakantietoeslag_uitbetaling,
    voorschot,
    voorschot_verrekend,
    leenbijstand_aflossing,
    terugvordering_aflossing,
    fraudevordering,
    beslag_derden,
    cak_premie,
    collectieve_zorgverzekering,
    correctie_vorige_periode,
    nabetaling,
    bijzondere_bijstand,
    doorbetaling_derden,
    overig,
};
inline constexpr std::size_t component_soort_count = 20;

[[nodiscard]] std::string_view to_text(ComponentSoort soort);
[[nodiscard]] std::optional<ComponentSoort> component_soort_from(std::string_view text);

struct Component {
    ComponentSoort soort = ComponentSoort::norm;
    values::Euro bedrag;  ///< zero or more
    bool credit = true;   ///< true adds to what is paid, false takes off
    std::optional<values::CivilDate> begindatum;
    std::optional<values::CivilDate> einddatum;
    bool operator==(const Component&) const = default;
};

/// Sum of the components: credits less debits. May be below zero.
[[nodiscard]] values::Euro net_of(std::span<const Component> components);
/// Credits less debits of kind bijzondere_bijstand, never below zero: goes to leefgeld always.
[[nodiscard]] values::Euro bijzondere_bijstand_of(std::span<const Component> components);

}  // namespace ontzorgd::uitkering
