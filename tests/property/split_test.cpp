// SPDX-License-Identifier: EUPL-1.2
//
// Cents never vanish: the laws of the split, for any household in any month.
#include "random_month.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <set>
#include <sstream>
#include <tuple>

namespace ontzorgd::property {
namespace {

using uitkering::Bill;
using uitkering::BillOutcome;
using uitkering::Outcome;
using uitkering::Situation;
using uitkering::Verdeling;

Euro to_pay_of(const Verdeling& verdeling) {
    Euro sum;
    for (const BillOutcome& bill : verdeling.bills) sum += bill.to_pay;
    return sum;
}
Euro leefgeld_of(const Verdeling& verdeling) {
    return verdeling.leefgeld[0] + verdeling.leefgeld[1];
}
std::string explained(const Situation& situation) {
    return uitkering::encode_explanation(situation, uitkering::split(situation));
}

/// What became of a bill, without its place in the order.
auto fate_of(const BillOutcome& bill) {
    return std::tuple{bill.contract, bill.period.from, bill.wanted,
                      bill.to_pay,   bill.draagdeel,   bill.outcome,
                      bill.reason,   bill.part,        bill.execution_date};
}

RC_GTEST_PROP(Split, GivesOutEveryCentOfTheNetAndNoOther, ()) {
    const RandomMonth month;
    const Verdeling verdeling = uitkering::split(month.situation).value;
    RC_ASSERT(to_pay_of(verdeling) + leefgeld_of(verdeling) == month.situation.net);
    std::array<Euro, 2> paid{};
    for (const uitkering::Tranche& tranche : verdeling.tranches) {
        RC_ASSERT(tranche.bedrag > Euro{});
        paid.at(tranche.partner) += tranche.bedrag;
    }
    RC_ASSERT(paid == verdeling.leefgeld);
    RC_TAG(verdeling.bills.empty() ? "without bills" : "with bills");
}

RC_GTEST_PROP(Split, PaysNothingBelowZeroAndNoBillMoreThanItIs, ()) {
    const RandomMonth month;
    const Verdeling verdeling = uitkering::split(month.situation).value;
    for (const Euro leefgeld : verdeling.leefgeld) RC_ASSERT(!leefgeld.is_negative());
    for (const BillOutcome& bill : verdeling.bills) {
        RC_ASSERT(bill.wanted > Euro{});
        RC_ASSERT(bill.to_pay <= bill.wanted);
        RC_ASSERT(!bill.draagdeel[0].is_negative());
        RC_ASSERT(!bill.draagdeel[1].is_negative());
        RC_ASSERT(bill.draagdeel[0] + bill.draagdeel[1] == bill.to_pay);
        switch (bill.outcome) {
            case Outcome::te_betalen: RC_ASSERT(bill.to_pay == bill.wanted); break;
            case Outcome::deels:
                RC_ASSERT(bill.to_pay > Euro{});
                RC_ASSERT(bill.to_pay < bill.wanted);
                RC_ASSERT(month.rules->deelbetaling.at(static_cast<std::size_t>(bill.kind)));
                break;
            case Outcome::niet_betaald:
            case Outcome::niet_gedekt:
            case Outcome::geblokkeerd: RC_ASSERT(bill.to_pay.is_zero()); break;
        }
        RC_ASSERT((bill.outcome == Outcome::te_betalen) ==
                  (bill.reason == uitkering::Reason::none));
    }
}

RC_GTEST_PROP(Split, NeverPaysABillBelowTheFloorOfTheHousehold, ()) {
    const RandomMonth month;
    const Situation& situation = month.situation;
    const Verdeling verdeling = uitkering::split(situation).value;
    if (to_pay_of(verdeling).is_zero()) return;
    const Euro extra = std::min(situation.bijzondere_bijstand, situation.net);
    const Euro floor = std::max(
        month.rules->minimum_for(month.household->type) - situation.leefgeld_already, Euro{});
    RC_ASSERT(leefgeld_of(verdeling) >= floor + extra);
}

RC_GTEST_PROP(Split, ExecutesOnOpenDaysFromThePayDateOn, ()) {
    const RandomMonth month;
    const Verdeling verdeling = uitkering::split(month.situation).value;
    for (const BillOutcome& bill : verdeling.bills) {
        RC_ASSERT(values::is_target_day(bill.execution_date));
        RC_ASSERT(bill.execution_date >= month.situation.first_execution());
    }
    for (const uitkering::Tranche& tranche : verdeling.tranches) {
        RC_ASSERT(values::is_target_day(tranche.execution_date));
        RC_ASSERT(tranche.execution_date >= month.situation.first_execution());
    }
}

RC_GTEST_PROP(Split, PaysOnlyUnderAGroundOfSomebodyWhoBearsIt, ()) {
    const RandomMonth month;
    for (const BillOutcome& bill : uitkering::split(month.situation).value.bills) {
        if (bill.to_pay.is_zero()) continue;
        const auto& contracts = month.household->contracten;
        const auto contract =
            std::find_if(contracts.begin(), contracts.end(),
                         [&](const auto& each) { return each.id == bill.contract; });
        bool covered = false;
        for (const dossier::Client& client : month.household->clienten) {
            if (!contract->drager.is_none() && contract->drager != client.id) continue;
            const dossier::Grondslag* ground = client.grondslag_on(bill.execution_date);
            covered |= ground != nullptr && dossier::allows(ground->soort, bill.kind);
        }
        RC_ASSERT(covered);
        RC_ASSERT(!contract->incasso);
    }
}

// With one more cent or many, the first bill in the order that changes gets more, never less.
RC_GTEST_PROP(Split, WithMoreNetPaysTheFirstBillThatChangesMore, ()) {
    RandomMonth month;
    const Verdeling less = uitkering::split(month.situation).value;
    month.situation.net += cents(1, one_in(2) ? 3 : 100000);
    const Verdeling more = uitkering::split(month.situation).value;
    RC_ASSERT(less.bills.size() == more.bills.size());
    for (std::size_t i = 0; i < less.bills.size(); ++i) {
        RC_ASSERT(less.bills[i].contract == more.bills[i].contract);
        if (less.bills[i].to_pay == more.bills[i].to_pay) continue;
        RC_ASSERT(more.bills[i].to_pay > less.bills[i].to_pay);
        return;
    }
    RC_ASSERT(leefgeld_of(more) > leefgeld_of(less));
}

RC_GTEST_PROP(Split, DoesNotDependOnTheOrderOfRows, ()) {
    RandomMonth month;
    const std::string before = explained(month.situation);
    dossier::Household turned = *month.household;
    std::reverse(turned.contracten.begin(), turned.contracten.end());
    std::reverse(turned.gezamenlijke_verzoeken.begin(), turned.gezamenlijke_verzoeken.end());
    for (dossier::Client& client : turned.clienten) {
        std::reverse(client.grondslagen.begin(), client.grondslagen.end());
        std::reverse(client.machtigingen.begin(), client.machtigingen.end());
    }
    Situation other = month.situation;
    other.household = &turned;
    for (Bill& bill : other.bills) {
        const auto found =
            std::find_if(turned.contracten.begin(), turned.contracten.end(),
                         [&](const auto& each) { return each.id == bill.contract->id; });
        bill.contract = &*found;
    }
    for (std::size_t i = other.bills.size(); i > 1; --i) {
        std::swap(other.bills[i - 1],
                  other.bills[static_cast<std::size_t>(pick(0, std::int64_t(i) - 1))]);
    }
    RC_ASSERT(explained(other) == before);
}

RC_GTEST_PROP(Split, OfABillThatIsNotCoveredChangesNothingForTheOthers, ()) {
    RandomMonth month;
    const Verdeling with = uitkering::split(month.situation).value;
    std::vector<Bill> kept;
    for (const Bill& bill : month.situation.bills) {
        const auto found =
            std::find_if(with.bills.begin(), with.bills.end(), [&](const BillOutcome& outcome) {
                return outcome.contract == bill.contract->id &&
                       outcome.period.from == bill.period.from;
            });
        const bool not_payable =
            found != with.bills.end() &&
            (found->outcome == Outcome::niet_gedekt || found->outcome == Outcome::geblokkeerd);
        if (!not_payable) kept.push_back(bill);
    }
    month.situation.bills = kept;
    const Verdeling without = uitkering::split(month.situation).value;
    RC_ASSERT(with.leefgeld == without.leefgeld);
    std::size_t next = 0;
    for (const BillOutcome& bill : with.bills) {
        if (bill.outcome == Outcome::niet_gedekt || bill.outcome == Outcome::geblokkeerd) continue;
        RC_ASSERT(next < without.bills.size());
        RC_ASSERT(fate_of(without.bills[next]) == fate_of(bill));
        ++next;
    }
    RC_ASSERT(next == without.bills.size());
}

// A bill is paid at most once: what a run paid is not paid again by the next one that takes it up.
RC_GTEST_PROP(Split, InPartsNeverPaysABillMoreThanOnce, ()) {
    RandomMonth month;
    const Verdeling now = uitkering::split(month.situation).value;
    for (Bill& bill : month.situation.bills) {
        for (const BillOutcome& outcome : now.bills) {
            if (outcome.contract != bill.contract->id || outcome.period.from != bill.period.from)
                continue;
            bill.already_paid += outcome.to_pay;
            if (!outcome.to_pay.is_zero()) ++bill.next_part;
        }
    }
    month.situation.net = cents(0, 300000);
    for (const BillOutcome& outcome : uitkering::split(month.situation).value.bills) {
        for (const Bill& bill : month.situation.bills) {
            if (outcome.contract != bill.contract->id || outcome.period.from != bill.period.from)
                continue;
            RC_ASSERT(bill.already_paid + outcome.to_pay <= bill.period.bedrag);
            RC_ASSERT(outcome.to_pay.is_zero() || outcome.part == bill.next_part);
        }
    }
}

RC_GTEST_PROP(Halves, OfACoupleDifferByAtMostACentWithoutAJointRequest, ()) {
    RandomMonth month;
    month.household->gezamenlijke_verzoeken.clear();
    const Verdeling verdeling = uitkering::split(month.situation).value;
    std::array<Euro, 2> total = verdeling.leefgeld;
    for (const BillOutcome& bill : verdeling.bills) {
        total[0] += bill.draagdeel[0];
        total[1] += bill.draagdeel[1];
    }
    if (month.household->clienten.size() == 1) {
        RC_ASSERT(total[1].is_zero());
    } else {
        const std::int64_t more = (total[0] - total[1]).cents();
        RC_ASSERT(more == month.situation.net.cents() % 2);
    }
}

RC_GTEST_PROP(Explanation, HoldsWordsOfOurOwnAndWholeNumbersOnly, ()) {
    static const std::set<std::string> words{"ontzorgd-split",
                                             "r",
                                             "n",
                                             "j",
                                             "c",
                                             "g",
                                             "b",
                                             "u",
                                             "l",
                                             "t",
                                             "e",
                                             "-",
                                             "regulier",
                                             "correctie",
                                             "nabetaling",
                                             "voorschot",
                                             "vakantietoeslag",
                                             "alleenstaand",
                                             "alleenstaande_ouder",
                                             "paar",
                                             "paar_met_kinderen",
                                             "geen",
                                             "gevraagd",
                                             "getekend",
                                             "ingetrokken",
                                             "geweigerd",
                                             "verplicht_56a",
                                             "maatwerk_afwijking",
                                             "vrijwillig",
                                             "art57",
                                             "huur",
                                             "gas",
                                             "stroom",
                                             "energie",
                                             "water",
                                             "zorgverzekering",
                                             "overig",
                                             "maand",
                                             "vier_weken",
                                             "kwartaal",
                                             "jaar",
                                             "d",
                                             "i",
                                             "o",
                                             "di",
                                             "do",
                                             "io",
                                             "dio",
                                             "niemand",
                                             "eigen",
                                             "samen",
                                             "helft",
                                             "heel",
                                             "eindigt",
                                             "te_betalen",
                                             "deels",
                                             "niet_betaald",
                                             "niet_gedekt",
                                             "geblokkeerd",
                                             "minimum_leefgeld",
                                             "eigen_helft",
                                             "netto_nul",
                                             "geen_grondslag",
                                             "kind_niet_toegestaan",
                                             "machtiging",
                                             "periode_voorbij_grondslag",
                                             "incasso",
                                             "iban_niet_bevestigd",
                                             "te_oud",
                                             "deel_niet_toegestaan"};
    const RandomMonth month;
    std::istringstream lines{explained(month.situation)};
    std::string line;
    while (std::getline(lines, line)) {
        std::istringstream fields{line};
        std::string field;
        const bool is_last = line.starts_with("e ");
        while (fields >> field) {
            const bool is_number = field.find_first_not_of("0123456789") == std::string::npos;
            const bool is_crc = is_last && field.size() == 8 &&
                                field.find_first_not_of("0123456789abcdef") == std::string::npos;
            RC_ASSERT(is_number || is_crc || words.contains(field));
        }
    }
}

RC_GTEST_PROP(Windows, ThatAdjoinTakeUpEveryBillOnce, ()) {
    const RandomMonth month;
    RC_PRE(!month.household->contracten.empty());
    CivilDate at = values::target_day_on_or_before(CivilDate{2025, 11, 28});
    const CivilDate start = at;
    std::vector<CivilDate> apart;
    const dossier::VasteLast& last = month.household->contracten.front();
    for (int i = 0; i < 18; ++i) {
        const CivilDate next =
            values::target_day_on_or_before(at.plus_days(static_cast<std::int32_t>(pick(14, 45))));
        for (const auto& bill : uitkering::bills_in_window(last, {at, next}))
            apart.push_back(bill.from);
        at = next;
    }
    std::vector<CivilDate> together;
    for (const auto& bill : dossier::bills_due(last, start, at)) together.push_back(bill.from);
    RC_ASSERT(apart == together);
}

}  // namespace
}  // namespace ontzorgd::property
