// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/uitkering/split.h"

#include <array>
#include <cstdint>

/// @file
/// What split and its stored form both need to know: how the net is divided over two people, what
/// the floor is, and whether and by whom a bill may be paid.
namespace ontzorgd::uitkering::decision {

using PerPartner = std::array<values::Euro, 2>;

/// Divides an amount over two partners. The second gets floor(amount * (100 - percentage) / 100),
/// the first the rest, so an odd cent is the first's.
[[nodiscard]] PerPartner divide(values::Euro amount, unsigned percentage_first);

/// What holds for the household as a whole on the pay date.
struct Facts {
    unsigned partners = 1;
    const dossier::JointRequest* joint = nullptr;
    std::array<dossier::MachtigingToestand, 2> machtiging{};
    bool takes_bills = true;           ///< false: a kind of run that goes to leefgeld whole
    values::Euro bijzondere_bijstand;  /// never more than the net
    values::Euro floor;                ///< what the rest may not go below
    PerPartner entitlement{};          ///< of the net
    PerPartner half{};                 ///< of the net less bijzondere bijstand: what may bear bills
};

[[nodiscard]] Facts facts_of(const Situation& situation);

/// How a bill is borne.
enum class Wijze : std::uint8_t {
    niemand,  ///< not covered
    eigen,    ///< by one person: his own contract, or a household of one
    samen,    ///< by both partners in equal shares
    helft,    ///< a household bill, by the half of the only covered partner
    heel,     ///< a household bill, by the covered partner first and then the other
};
[[nodiscard]] std::string_view to_text(Wijze wijze);

/// What the dossier and the dates say about one bill, before any money is looked at.
struct Assessment {
    values::Euro wanted;
    values::CivilDate execution_date;
    std::array<bool, 2> covered{};
    Wijze wijze = Wijze::niemand;
    std::size_t bearer = 0;                 ///< who bears it alone or first
    Outcome outcome = Outcome::te_betalen;  ///< te_betalen: may be paid, the money decides
    Reason reason = Reason::none;
    bool grondslag_eindigt = false;
};

[[nodiscard]] Assessment assess(const Situation& situation, const Facts& facts, const Bill& bill);

}  // namespace ontzorgd::uitkering::decision
