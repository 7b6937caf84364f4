// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/dossier/household.h"
#include "ontzorgd/dossier/vaste_last.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

/// @file
/// Regelset: the policy of a municipality as data (schemas/regelset-1.md). No rule here is law: the
/// order of payment and the floor are local policy (R1.09).
namespace ontzorgd::uitkering {

enum class LeefgeldRitme : std::uint8_t { maand, week };
enum class EenGrondslag : std::uint8_t { alleen_eigen_helft, hele_uitkering };
enum class Bestemming : std::uint8_t { leefgeld, vaste_lasten_eerst };

/// A batch of at most `tot_en_met` needs `aantal` signatures; no bound in the last band.
struct HandtekeningBand {
    std::optional<values::Euro> tot_en_met;
    unsigned aantal = 2;
    bool operator==(const HandtekeningBand&) const = default;
};

struct Regelset {
    std::string gemeente;
    std::string naam;
    values::CivilDate geldig_vanaf;
    std::array<dossier::Kind, dossier::kind_count> volgorde = dossier::all_kinds;
    std::array<bool, dossier::kind_count> deelbetaling{};  ///< by kind
    std::array<values::Euro, dossier::household_type_count>
        minimum_leefgeld{};  ///< by household type
    LeefgeldRitme ritme = LeefgeldRitme::maand;
    bool betalen_op_vervaldag = false;
    unsigned voorloop_dagen = 2;
    unsigned achterstand_dagen = 62;
    bool openstaand_eerst = true;
    EenGrondslag een_grondslag = EenGrondslag::alleen_eigen_helft;
    bool doorbetalen_na_ingetrokken = true;
    Bestemming vakantietoeslag = Bestemming::leefgeld;
    Bestemming voorschot = Bestemming::leefgeld;
    std::array<std::string, dossier::kind_count> rekening_per_kind;
    std::string rekening_leefgeld;
    std::vector<HandtekeningBand> handtekeningen;

    /// Place of a kind in `volgorde`, from 0.
    [[nodiscard]] std::size_t rang(dossier::Kind kind) const;
    [[nodiscard]] values::Euro minimum_for(dossier::HouseholdType type) const;
    /// Signatures needed for a batch of this total.
    [[nodiscard]] unsigned signatures_for(values::Euro total) const;
    bool operator==(const Regelset&) const = default;
};

}  // namespace ontzorgd::uitkering
