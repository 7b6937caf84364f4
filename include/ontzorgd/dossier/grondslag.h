// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/dossier/vaste_last.h"
#include "ontzorgd/values/civil_date.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

/// @file
/// Grondslag: the legal basis on which the municipality pays somebody's vaste lasten, per person
/// and with its own begin and end (R1.01 to R1.12, R1.05: never without beschikking).
namespace ontzorgd::dossier {

enum class GrondslagSoort : std::uint8_t {
    verplicht_56a,       ///< art. 56a Participatiewet: six months from the start of the right
    maatwerk_afwijking,  ///< motivated deviation from 56a (R1.11)
    vrijwillig,          ///< agreement, cancellable; needs a machtiging that is getekend
    art57,               ///< art. 57 Participatiewet: obliged co-operation, reviewed periodically
    geen,                ///< recorded decision that there is no ground
};

[[nodiscard]] std::string_view to_text(GrondslagSoort soort);
[[nodiscard]] std::optional<GrondslagSoort> grondslag_soort_from(std::string_view text);

/// A period in which a ground holds for one client. Both days are covered days.
struct Grondslag {
    GrondslagSoort soort = GrondslagSoort::geen;
    values::CivilDate vanaf;
    std::optional<values::CivilDate> tot_en_met;

    [[nodiscard]] bool holds_on(values::CivilDate day) const {
        return vanaf <= day && (!tot_en_met || day <= *tot_en_met);
    }
    bool operator==(const Grondslag&) const = default;
};

/// Which kinds of vaste last a ground allows to be paid (R1.03): 56a and maatwerk huur, gas,
/// stroom, energie, water, zorgverzekering; vrijwillig and art. 57 those and overig; geen none.
[[nodiscard]] bool allows(GrondslagSoort soort, Kind kind);

/// Errors (malformed): grondslag_ends_before_it_starts, grondslag_56a_has_no_end,
/// grondslag_56a_is_longer_than_six_months, grondslagen_overlap.
[[nodiscard]] base::Result<base::Done> check_grondslagen(std::span<const Grondslag> periods);

enum class MachtigingToestand : std::uint8_t { geen, gevraagd, getekend, ingetrokken, geweigerd };

[[nodiscard]] std::string_view to_text(MachtigingToestand toestand);
[[nodiscard]] std::optional<MachtigingToestand> machtiging_toestand_from(std::string_view text);

/// A client's authorisation to pay on his behalf, from `datum` on (R1.06: always revocable).
struct Machtiging {
    MachtigingToestand toestand = MachtigingToestand::geen;
    values::CivilDate datum;
    bool operator==(const Machtiging&) const = default;
};

/// The state on a day: the last recorded one on or before it; `geen` before the first.
[[nodiscard]] MachtigingToestand machtiging_on(std::span<const Machtiging> history,
                                               values::CivilDate day);

}  // namespace ontzorgd::dossier
