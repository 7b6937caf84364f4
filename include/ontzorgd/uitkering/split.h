// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/explanation.h"
#include "ontzorgd/dossier/household.h"
#include "ontzorgd/uitkering/pay_window.h"
#include "ontzorgd/uitkering/regelset.h"
#include "ontzorgd/uitkering/run.h"
#include "ontzorgd/values/civil_date.h"
#include "ontzorgd/values/euro.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// split: how one household's benefit is divided over its vaste lasten and leefgeld.
///
/// Laws, whatever the input: the parts add up to the net; no part is below zero; with more net the
/// first bill in the order that changes is paid more, never less; the order of input rows changes
/// nothing; a bill that is not covered never changes what others get; no personal data in an
/// explanation.
namespace ontzorgd::uitkering {

/// Stored with every split; a change of outcome is a new version.
inline constexpr int split_version = 1;

enum class Outcome : std::uint8_t {
    te_betalen,    ///< paid whole
    deels,         ///< paid in part
    niet_betaald,  ///< covered, but the money does not reach
    niet_gedekt,   ///< no ground (or needed machtiging) allows payment
    geblokkeerd,   ///< something else forbids a transfer
};
[[nodiscard]] std::string_view to_text(Outcome outcome);

/// Why an outcome is not te_betalen. The texts are stored and shown by wording.
enum class Reason : std::uint8_t {
    none,
    minimum_leefgeld,      ///< niet_betaald: the household's floor would be broken
    eigen_helft,           ///< niet_betaald: the half (or halves) that may bear it do not reach
    netto_nul,             ///< niet_betaald: the net is zero
    geen_grondslag,        ///< niet_gedekt: no ground in the benefit month, on the period, or on
                           ///< execution
    kind_niet_toegestaan,  ///< niet_gedekt: the ground does not allow this kind (R1.03)
    machtiging,            ///< niet_gedekt: a needed machtiging is not getekend
    periode_voorbij_grondslag,  ///< geblokkeerd: a quarterly or yearly bill reaches beyond the
                                ///< ground
    incasso,                    ///< geblokkeerd: the creditor collects by direct debit
    iban_niet_bevestigd,        ///< geblokkeerd: the creditor's IBAN is not confirmed
    te_oud,  ///< geblokkeerd: overdue for longer than achterstand_dagen; a person decides
    deel_niet_toegestaan,  ///< geblokkeerd: only a rest is left, and the regelset pays no parts of
                           ///< this kind
};
[[nodiscard]] std::string_view to_text(Reason reason);

/// A bill that may be taken up: one in the window, an overdue one, or an open one of the benefit
/// month.
struct Bill {
    const dossier::VasteLast* contract = nullptr;
    dossier::BillPeriod period;
    values::Euro already_paid;  ///< instructed by earlier parts, whatever became of them: money
                                ///< that came back is paid again by its own instruction only
    unsigned next_part = 1;
    /// Place of the contract's number among those of the household. Only needed where two bills of
    /// one kind fall due on one day.
    unsigned volgnummer = 0;
    bool creditor_iban_confirmed = true;
};

/// Everything the decision may look at.
struct Situation {
    const dossier::Household* household = nullptr;
    const Regelset* regelset = nullptr;
    SoortRun soort = SoortRun::regulier;
    values::Month benefit_month;
    PayWindow window;
    /// The first day the bank can still execute; only counts when P has passed.
    values::CivilDate not_before;
    values::Euro net;                  ///< zero or more
    values::Euro bijzondere_bijstand;  ///< part of net that is leefgeld always; at most net is used
    values::Euro leefgeld_already;  ///< leefgeld of this benefit month from earlier runs, without
                                    ///< bijzondere bijstand (lowers the floor)
    std::vector<Bill> bills;        ///< in any order

    /// P, or later when P has passed: nothing is executed before it.
    [[nodiscard]] values::CivilDate first_execution() const {
        return std::max(window.pay_date, not_before);
    }
};

/// What became of one bill.
struct BillOutcome {
    dossier::ContractId contract;
    dossier::Kind kind = dossier::Kind::huur;
    dossier::BillPeriod period;
    values::Euro wanted;  ///< what is still to be paid of the bill
    values::Euro to_pay;
    std::array<values::Euro, 2> draagdeel{};  ///< what each partner bears of to_pay
    Outcome outcome = Outcome::niet_betaald;
    Reason reason = Reason::none;
    values::CivilDate execution_date;
    unsigned part = 1;
    bool grondslag_eindigt = false;  ///< the bill reaches beyond the ground's last day
};

/// One payment of leefgeld to one partner.
struct Tranche {
    std::uint8_t partner = 0;  ///< 0 = named first
    unsigned number = 1;       ///< from 1, per partner
    values::CivilDate execution_date;
    values::Euro bedrag;  ///< above zero
};

struct Verdeling {
    std::vector<BillOutcome> bills;          ///< in the order they were considered
    std::array<values::Euro, 2> leefgeld{};  ///< per partner
    std::vector<Tranche> tranches;           ///< by partner, then number
};

/// Divides the net. Always holds: sum(to_pay) + sum(leefgeld) == net, and per partner the tranches
/// add up to the leefgeld.
[[nodiscard]] base::Explained<Verdeling> split(const Situation& situation);

/// Why a payment of a vaste last that was decided earlier is no longer covered on its execution
/// date, with the dossier as it is now: geen_grondslag, kind_niet_toegestaan or machtiging; `none`
/// when it still is. Every partner who bears a share must still be covered himself, or agree to
/// bear it for the other.
[[nodiscard]] Reason cover_lost(const dossier::Household& household, const Regelset& regelset,
                                dossier::Kind kind, values::CivilDate execution_date,
                                const std::array<values::Euro, 2>& draagdeel);

/// The bills a regulier run may take up for this contract: those in the window, and the overdue
/// ones since `betalen_vanaf` (due on or before P) that the caller must still check for being
/// unpaid.
[[nodiscard]] std::vector<dossier::BillPeriod> bills_in_window(const dossier::VasteLast& contract,
                                                               const PayWindow& window);
[[nodiscard]] std::vector<dossier::BillPeriod> bills_overdue(const dossier::VasteLast& contract,
                                                             const PayWindow& window);

/// The compact stored form of an explanation and a Verdeling (grammar:
/// schemas/audit/explanation-1.md).
[[nodiscard]] std::string encode_explanation(const Situation& situation,
                                             const base::Explained<Verdeling>& split);

}  // namespace ontzorgd::uitkering
