// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/uitkering/split.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

/// @file
/// Households and months for the tests of the split, as short as the rule they show allows.
namespace ontzorgd::uitkering::testing {

using dossier::ClientId;
using dossier::ContractId;
using dossier::CreditorId;
using dossier::Grondslag;
using dossier::GrondslagSoort;
using dossier::HouseholdType;
using dossier::Kind;
using dossier::MachtigingToestand;
using dossier::Ritme;
using values::CivilDate;
using values::Euro;
using values::Month;
using values::operator""_cent;

inline const ClientId first{1};
inline const ClientId second{2};

/// What a contract is, with the rest as usual: monthly, on the 1st, since 2026, borne by the
/// household.
struct Contract {
    Kind kind = Kind::huur;
    Euro bedrag;
    unsigned vervaldag = 1;
    Ritme ritme = Ritme::maand;
    CivilDate vanaf{2026, 1, 1};
    ClientId drager = {};
};

inline Regelset rules_without_floor() {
    Regelset rules;
    rules.gemeente = "1734";
    rules.naam = "test";
    rules.rekening_leefgeld = "leefgeld";
    rules.handtekeningen = {{std::nullopt, 2}};
    return rules;
}

/// A household, a regelset and a month; `run()` splits what the window takes up.
class Case {
public:
    explicit Case(HouseholdType type = HouseholdType::alleenstaand) {
        household.id = dossier::HouseholdId{7};
        household.type = type;
        household.clienten.push_back({first, {}, {}});
        if (dossier::is_couple(type)) household.clienten.push_back({second, {}, {}});
        // November 2026 with a pay date on the last working day.
        window = {CivilDate{2026, 11, 30}, CivilDate{2026, 12, 31}};
        month = Month{2026, 11};
    }

    Case& ground(ClientId client, GrondslagSoort basis = GrondslagSoort::art57,
                 CivilDate from = CivilDate{2026, 1, 1},
                 std::optional<CivilDate> until = std::nullopt) {
        person(client).grondslagen.push_back({basis, from, until});
        return *this;
    }
    Case& machtiging(ClientId client, MachtigingToestand toestand,
                     CivilDate on = CivilDate{2026, 1, 1}) {
        person(client).machtigingen.push_back({toestand, on});
        return *this;
    }
    Case& contract(const Contract& like) {
        dossier::VasteLast last;
        last.id = ContractId{static_cast<std::int64_t>(household.contracten.size()) + 1};
        last.kind = like.kind;
        last.drager = like.drager;
        last.op_naam_van = like.drager.is_none() ? first : like.drager;
        last.crediteur = CreditorId{1};
        last.bedragen = {{like.vanaf, like.bedrag}};
        last.ritme = like.ritme;
        last.vervaldag = like.vervaldag;
        last.vanaf = like.vanaf;
        last.betalen_vanaf = like.vanaf;
        household.contracten.push_back(last);
        return *this;
    }
    Case& joint(unsigned percentage_first) {
        household.gezamenlijke_verzoeken = {
            {CivilDate{2026, 1, 1}, std::nullopt, percentage_first}};
        return *this;
    }
    Case& floor(Euro minimum) {
        rules.minimum_leefgeld.fill(minimum);
        return *this;
    }
    Case& partly(Kind kind) {
        rules.deelbetaling.at(static_cast<std::size_t>(kind)) = true;
        return *this;
    }

    /// Bills of the window; those of earlier windows count as paid.
    [[nodiscard]] Situation situation(Euro net) const {
        Situation made;
        made.household = &household;
        made.regelset = &rules;
        made.soort = soort;
        made.benefit_month = month;
        made.window = window;
        made.net = net;
        for (const dossier::VasteLast& contract : household.contracten) {
            for (const dossier::BillPeriod& period : bills_in_window(contract, window)) {
                made.bills.push_back({.contract = &contract, .period = period, .already_paid = {}});
            }
        }
        return made;
    }
    [[nodiscard]] Verdeling run(Euro net) const { return split(situation(net)).value; }

    dossier::Household household;
    Regelset rules = rules_without_floor();
    SoortRun soort = SoortRun::regulier;
    Month month;
    PayWindow window;

private:
    dossier::Client& person(ClientId client) {
        return household.clienten.at(client == first ? 0 : 1);
    }
};

/// The bill of the contract with this number in the order they were added, from 1. The first one
/// when there are more.
inline const BillOutcome& bill_of(const Verdeling& verdeling, std::int64_t contract) {
    for (const BillOutcome& bill : verdeling.bills) {
        if (bill.contract == ContractId{contract}) return bill;
    }
    static const BillOutcome none;
    return none;
}

/// "te_betalen 612.40" or "niet_betaald(minimum_leefgeld)".
inline std::string told(const BillOutcome& bill) {
    std::string text{to_text(bill.outcome)};
    if (bill.reason != Reason::none) text += "(" + std::string{to_text(bill.reason)} + ")";
    if (!bill.to_pay.is_zero()) text += " " + bill.to_pay.to_string();
    return text;
}

inline Euro leefgeld_of(const Verdeling& verdeling) {
    return verdeling.leefgeld[0] + verdeling.leefgeld[1];
}

}  // namespace ontzorgd::uitkering::testing
