// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/uitkering/split.h"
#include "ontzorgd/values/target_calendar.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <rapidcheck.h>
#include <utility>
#include <vector>

/// @file
/// RandomMonth: any household in any month of any kind of run. Only the dossier's own promises hold
/// (grounds of one person do not overlap, amounts are above zero); everything else may happen.
namespace ontzorgd::property {

using values::CivilDate;
using values::Euro;

/// A whole number from `least` to `most`, both included.
inline std::int64_t pick(std::int64_t least, std::int64_t most) {
    return *rc::gen::inRange<std::int64_t>(least, most + 1);
}
inline bool one_in(std::int64_t n) {
    return pick(1, n) == n;
}
inline CivilDate day_after(CivilDate from, int most) {
    return from.plus_days(static_cast<std::int32_t>(pick(0, most)));
}
inline Euro cents(std::int64_t least, std::int64_t most) {
    return Euro::from_cents(pick(least, most));
}

class RandomMonth {
public:
    RandomMonth() {
        const auto type = static_cast<dossier::HouseholdType>(pick(0, 3));
        household->id = dossier::HouseholdId{pick(1, 1000)};
        household->type = type;
        const std::int64_t people = dossier::is_couple(type) ? 2 : 1;
        for (std::int64_t i = 1; i <= people; ++i) household->clienten.push_back(client(i));
        if (people == 2 && one_in(3)) household->gezamenlijke_verzoeken.push_back(joint_request());
        for (std::int64_t i = pick(0, 6); i > 0; --i) household->contracten.push_back(contract(i));
        choose_rules();
        choose_situation();
        for (const dossier::VasteLast& last : household->contracten) add_bills(last);
    }

    /// The bills of a contract that the run might take up; earlier ones partly paid now and then.
    void add_bills(const dossier::VasteLast& last) {
        auto periods = uitkering::bills_in_window(last, situation.window);
        const auto overdue = uitkering::bills_overdue(last, situation.window);
        const std::size_t most = std::min<std::size_t>(overdue.size(), 2);
        periods.insert(periods.end(), overdue.end() - static_cast<std::ptrdiff_t>(most),
                       overdue.end());
        for (const dossier::BillPeriod& period : periods) {
            uitkering::Bill bill{.contract = &last, .period = period, .already_paid = {}};
            if (one_in(6)) {
                bill.already_paid = cents(1, period.bedrag.cents());
                bill.next_part = 2;
            }
            bill.creditor_iban_confirmed = !one_in(10);
            situation.bills.push_back(bill);
        }
    }

    std::unique_ptr<dossier::Household> household = std::make_unique<dossier::Household>();
    std::unique_ptr<uitkering::Regelset> rules = std::make_unique<uitkering::Regelset>();
    uitkering::Situation situation;

private:
    static dossier::Client client(std::int64_t number) {
        dossier::Client made{dossier::ClientId{number}, {}, {}};
        CivilDate from = day_after(CivilDate{2026, 3, 1}, 300);
        for (std::int64_t i = pick(0, 2); i > 0; --i) {
            const CivilDate until = day_after(from, 250);
            const bool open = i == 1 && one_in(3);
            made.grondslagen.push_back({static_cast<dossier::GrondslagSoort>(pick(0, 4)), from,
                                        open ? std::nullopt : std::optional{until}});
            from = day_after(until, 3).plus_days(1);
        }
        CivilDate datum = CivilDate{2026, 3, 1};
        for (std::int64_t i = pick(0, 2); i > 0; --i) {
            datum = day_after(datum, 200).plus_days(1);
            made.machtigingen.push_back(
                {static_cast<dossier::MachtigingToestand>(pick(1, 4)), datum});
        }
        return made;
    }

    static dossier::JointRequest joint_request() {
        const CivilDate from = day_after(CivilDate{2026, 3, 1}, 300);
        return {from, one_in(2) ? std::nullopt : std::optional{day_after(from, 200)},
                static_cast<unsigned>(pick(0, 100))};
    }

    [[nodiscard]] dossier::VasteLast contract(std::int64_t number) const {
        dossier::VasteLast made;
        made.id = dossier::ContractId{number};
        made.kind = dossier::all_kinds.at(static_cast<std::size_t>(pick(0, 6)));
        made.op_naam_van = household->clienten.front().id;
        if (one_in(2)) {
            const auto who = pick(0, static_cast<std::int64_t>(household->clienten.size()) - 1);
            made.drager = household->clienten[static_cast<std::size_t>(who)].id;
        }
        made.ritme = static_cast<dossier::Ritme>(pick(0, 3));
        made.vervaldag =
            static_cast<unsigned>(pick(1, made.ritme == dossier::Ritme::vier_weken ? 28 : 31));
        made.vanaf = day_after(CivilDate{2025, 12, 1}, 400);
        if (one_in(4)) made.tot_en_met = day_after(made.vanaf, 300);
        made.betalen_vanaf = one_in(3) ? day_after(made.vanaf, 100) : made.vanaf;
        made.bedragen = {{made.vanaf, cents(1, one_in(2) ? 2000 : 150000)}};
        if (one_in(3)) made.bedragen.push_back({day_after(made.vanaf, 300), cents(1, 90000)});
        if (one_in(5)) made.eerste_bedrag = cents(1, 90000);
        made.incasso = one_in(10);
        return made;
    }

    void choose_rules() {
        auto order = std::vector(dossier::all_kinds.begin(), dossier::all_kinds.end());
        for (std::size_t i = order.size() - 1; i > 0; --i)
            std::swap(order[i], order[static_cast<std::size_t>(pick(0, std::int64_t(i)))]);
        std::copy(order.begin(), order.end(), rules->volgorde.begin());
        for (bool& part : rules->deelbetaling) part = one_in(2);
        rules->minimum_leefgeld.fill(one_in(4) ? Euro{} : cents(1, 60000));
        rules->ritme = static_cast<uitkering::LeefgeldRitme>(pick(0, 1));
        rules->betalen_op_vervaldag = one_in(2);
        rules->achterstand_dagen = static_cast<unsigned>(pick(0, 100));
        rules->openstaand_eerst = one_in(2);
        rules->een_grondslag = static_cast<uitkering::EenGrondslag>(pick(0, 1));
        rules->doorbetalen_na_ingetrokken = one_in(2);
        rules->vakantietoeslag = static_cast<uitkering::Bestemming>(pick(0, 1));
        rules->voorschot = static_cast<uitkering::Bestemming>(pick(0, 1));
    }

    void choose_situation() {
        situation.household = household.get();
        situation.regelset = rules.get();
        situation.soort = one_in(2) ? static_cast<uitkering::SoortRun>(pick(0, 4))
                                    : uitkering::SoortRun::regulier;
        const CivilDate pay_date = day_after(CivilDate{2026, 5, 15}, 300);
        situation.window = uitkering::pay_window(
            pay_date, pay_date.plus_days(static_cast<std::int32_t>(pick(20, 40))));
        situation.benefit_month = values::Month::of(pay_date).plus(static_cast<int>(pick(-1, 0)));
        if (one_in(8)) {
            situation.not_before = values::target_day_on_or_after(
                situation.window.pay_date.plus_days(static_cast<std::int32_t>(pick(0, 60))));
        }
        situation.net = one_in(8) ? Euro{} : cents(1, one_in(3) ? 20000 : 300000);
        if (one_in(5)) situation.bijzondere_bijstand = cents(0, 50000);
        if (one_in(5)) situation.leefgeld_already = cents(0, 70000);
    }
};

}  // namespace ontzorgd::property
