// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/uitkering/split.h"

#include "decision.h"
#include "ontzorgd/base/contract.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace ontzorgd::uitkering {

namespace {

using decision::Assessment;
using decision::Facts;
using decision::PerPartner;
using decision::Wijze;
using values::Euro;

constexpr std::array<std::string_view, 5> outcome_texts{"te_betalen", "deels", "niet_betaald",
                                                        "niet_gedekt", "geblokkeerd"};
constexpr std::array<std::string_view, 12> reason_texts{
    "none",           "minimum_leefgeld",     "eigen_helft", "netto_nul",
    "geen_grondslag", "kind_niet_toegestaan", "machtiging",  "periode_voorbij_grondslag",
    "incasso",        "iban_niet_bevestigd",  "te_oud",      "deel_niet_toegestaan"};

/// The rule that decided whether a bill may be paid at all.
std::string_view rule_of(Reason reason) {
    switch (reason) {
        case Reason::geen_grondslag:
        case Reason::periode_voorbij_grondslag: return "R1.08";
        case Reason::kind_niet_toegestaan: return "R1.03";
        case Reason::machtiging: return "R1.06";
        case Reason::incasso: return "S.incasso";
        case Reason::iban_niet_bevestigd: return "S.iban";
        case Reason::te_oud: return "S.achterstand";
        case Reason::deel_niet_toegestaan: return "S.deelbetaling";
        case Reason::none:
        case Reason::minimum_leefgeld:
        case Reason::eigen_helft:
        case Reason::netto_nul: break;
    }
    return "R1.05";
}

/// Takes an amount out of one or two halves, as the way of bearing says.
class Halves {
public:
    Halves(const PerPartner& half, bool joint) : half_{half}, joint_{joint} {}

    [[nodiscard]] Euro rest() const { return half_[0] + half_[1]; }
    [[nodiscard]] const PerPartner& left() const { return half_; }

    /// The most a bill can be that is borne in this way.
    [[nodiscard]] Euro capacity(const Assessment& bill) const {
        switch (bill.wijze) {
            case Wijze::niemand: return {};
            case Wijze::eigen:
            case Wijze::helft: return half_.at(bill.bearer);
            case Wijze::heel: return rest();
            case Wijze::samen: break;
        }
        if (joint_) return rest();
        // The first bears an odd cent, so one cent more may be his when he has more.
        return half_[0] <= half_[1] ? half_[0] + half_[0]
                                    : half_[1] + half_[1] + Euro::from_cents(1);
    }

    /// Takes `amount`, at most the capacity, and tells who bears what.
    PerPartner take(const Assessment& bill, Euro amount) {
        PerPartner draagdeel{};
        if (bill.wijze == Wijze::samen) {
            draagdeel = decision::divide(amount, 50);
            // Only under a joint request is a half ever too small here.
            const Euro short_first = std::max(draagdeel[0] - half_[0], Euro{});
            const Euro short_second = std::max(draagdeel[1] - half_[1], Euro{});
            draagdeel[0] += short_second - short_first;
            draagdeel[1] += short_first - short_second;
        } else {
            draagdeel.at(bill.bearer) = std::min(amount, half_.at(bill.bearer));
            draagdeel.at(1 - bill.bearer) = amount - draagdeel.at(bill.bearer);
        }
        half_[0] -= draagdeel[0];
        half_[1] -= draagdeel[1];
        base::expects(!half_[0].is_negative() && !half_[1].is_negative(),
                      "a half bears what it has");
        return draagdeel;
    }

private:
    PerPartner half_;
    bool joint_;
};

class Walk {
public:
    explicit Walk(const Situation& situation)
        : situation_{situation},
          facts_{decision::facts_of(situation)},
          halves_{facts_.half, facts_.joint != nullptr} {}

    base::Explained<Verdeling> run() && {
        const std::vector<const Bill*> bills = in_order();
        why_.reserve(3 + 2 * bills.size());
        explain_entitlement();
        verdeling_.bills.reserve(bills.size());
        for (const Bill* bill : bills) consider(*bill);
        for (std::size_t i = 0; i < 2; ++i) {
            verdeling_.leefgeld.at(i) =
                halves_.left().at(i) + facts_.entitlement.at(i) - facts_.half.at(i);
        }
        pay_leefgeld();
        check_law();
        return {std::move(verdeling_), std::move(why_)};
    }

private:
    /// The bills of which something is left to pay, in the order of the regelset.
    [[nodiscard]] std::vector<const Bill*> in_order() const {
        std::vector<const Bill*> bills;
        if (!facts_.takes_bills) return bills;
        bills.reserve(situation_.bills.size());
        for (const Bill& bill : situation_.bills) {
            base::expects(bill.contract != nullptr, "a bill has a contract");
            if (bill.already_paid < bill.period.bedrag) bills.push_back(&bill);
        }
        const Regelset& rules = *situation_.regelset;
        const auto key = [&](const Bill* bill) {
            return std::tuple{rules.rang(bill->contract->kind), bill->period.due, bill->volgnummer,
                              bill->contract->id, bill->period.from};
        };
        std::sort(bills.begin(), bills.end(),
                  [&](const Bill* a, const Bill* b) { return key(a) < key(b); });
        const auto twice =
            std::adjacent_find(bills.begin(), bills.end(),
                               [&](const Bill* a, const Bill* b) { return key(a) == key(b); });
        base::expects(twice == bills.end(), "a bill is given to a split once");
        return bills;
    }

    void consider(const Bill& bill) {
        const Assessment assessment = decision::assess(situation_, facts_, bill);
        explain_cover(bill, assessment);
        BillOutcome outcome{.contract = bill.contract->id,
                            .kind = bill.contract->kind,
                            .period = bill.period,
                            .wanted = assessment.wanted,
                            .to_pay = {},
                            .draagdeel = {},
                            .outcome = assessment.outcome,
                            .reason = assessment.reason,
                            .execution_date = assessment.execution_date,
                            .part = bill.next_part,
                            .grondslag_eindigt = assessment.grondslag_eindigt};
        if (assessment.outcome == Outcome::te_betalen) pay(assessment, outcome);
        verdeling_.bills.push_back(outcome);
    }

    /// Pays the bill as far as the halves that bear it and the floor allow.
    void pay(const Assessment& assessment, BillOutcome& bill) {
        const Euro above_floor = halves_.rest() - facts_.floor;
        const Euro capacity = halves_.capacity(assessment);
        const Euro payable = std::max(std::min(capacity, above_floor), Euro{});
        const Regelset& rules = *situation_.regelset;
        const bool may_be_part = rules.deelbetaling.at(static_cast<std::size_t>(bill.kind));
        if (bill.wanted > payable) {
            bill.reason = situation_.net.is_zero()    ? Reason::netto_nul
                          : bill.wanted > above_floor ? Reason::minimum_leefgeld
                                                      : Reason::eigen_helft;
            bill.outcome =
                may_be_part && !payable.is_zero() ? Outcome::deels : Outcome::niet_betaald;
        }
        if (bill.outcome != Outcome::niet_betaald) {
            bill.to_pay = std::min(bill.wanted, payable);
            bill.draagdeel = halves_.take(assessment, bill.to_pay);
        }
        why_.push_back({.rule = "R1.09",
                        .inputs = {{"contract", bill.contract.number()},
                                   {"wanted", bill.wanted.cents()},
                                   {"above_floor", above_floor.cents()},
                                   {"capacity", capacity.cents()},
                                   {"deelbetaling", may_be_part ? 1 : 0},
                                   {"to_pay", bill.to_pay.cents()},
                                   {"draagdeel_first", bill.draagdeel[0].cents()},
                                   {"draagdeel_second", bill.draagdeel[1].cents()},
                                   {"rest", halves_.rest().cents()}},
                        .outcome = bill.reason == Reason::none ? to_text(bill.outcome)
                                                               : to_text(bill.reason)});
    }

    void pay_leefgeld() {
        const bool weekly = situation_.soort == SoortRun::regulier &&
                            situation_.regelset->ritme == LeefgeldRitme::week;
        const std::vector<values::CivilDate> days =
            weekly ? weekly_days({.pay_date = situation_.first_execution(),
                                  .next_pay_date = situation_.window.next_pay_date})
                   : std::vector<values::CivilDate>{situation_.first_execution()};
        const auto count = static_cast<std::int64_t>(days.size());
        for (unsigned partner = 0; partner < facts_.partners; ++partner) {
            const std::int64_t cents = verdeling_.leefgeld.at(partner).cents();
            for (std::int64_t i = 0; i < count; ++i) {
                // The first (cents mod count) tranches are one cent more.
                const std::int64_t part = cents / count + (i < cents % count ? 1 : 0);
                if (part == 0) break;
                verdeling_.tranches.push_back({.partner = static_cast<std::uint8_t>(partner),
                                               .number = static_cast<unsigned>(i) + 1,
                                               .execution_date = days[static_cast<std::size_t>(i)],
                                               .bedrag = Euro::from_cents(part)});
            }
        }
        why_.push_back({.rule = "S.leefgeld",
                        .inputs = {{"first", verdeling_.leefgeld[0].cents()},
                                   {"second", verdeling_.leefgeld[1].cents()},
                                   {"days", count}},
                        .outcome = weekly ? "week" : "maand"});
    }

    void explain_entitlement() {
        const bool couple = facts_.partners == 2;
        const std::int64_t percentage = !couple                   ? 100
                                        : facts_.joint == nullptr ? 50
                                                                  : facts_.joint->aandeel_eerste;
        why_.push_back({.rule = couple ? "R1.10" : "S.entitlement",
                        .inputs = {{"net", situation_.net.cents()},
                                   {"bijzondere_bijstand", facts_.bijzondere_bijstand.cents()},
                                   {"percentage_first", percentage},
                                   {"first", facts_.entitlement[0].cents()},
                                   {"second", facts_.entitlement[1].cents()},
                                   {"leefgeld_already", situation_.leefgeld_already.cents()},
                                   {"floor", facts_.floor.cents()}},
                        .outcome = facts_.joint != nullptr ? "gezamenlijk_verzoek"
                                   : couple                ? "ieder_de_helft"
                                                           : "alles"});
        if (!facts_.takes_bills) {
            why_.push_back({.rule = "R2.04", .inputs = {}, .outcome = "alles_naar_leefgeld"});
        }
    }

    void explain_cover(const Bill& bill, const Assessment& assessment) {
        why_.push_back({.rule = rule_of(assessment.reason),
                        .inputs = {{"contract", bill.contract->id.number()},
                                   {"period_from", bill.period.from.to_number()},
                                   {"period_until", bill.period.until.to_number()},
                                   {"due", bill.period.due.to_number()},
                                   {"execution_date", assessment.execution_date.to_number()},
                                   {"drager", bill.contract->drager.number()},
                                   {"covered_first", assessment.covered[0] ? 1 : 0},
                                   {"covered_second", assessment.covered[1] ? 1 : 0},
                                   {"grondslag_eindigt", assessment.grondslag_eindigt ? 1 : 0}},
                        .outcome = assessment.reason == Reason::none
                                       ? decision::to_text(assessment.wijze)
                                       : to_text(assessment.reason)});
    }

    void check_law() const {
        Euro total = verdeling_.leefgeld[0] + verdeling_.leefgeld[1];
        for (const BillOutcome& bill : verdeling_.bills) total += bill.to_pay;
        base::expects(total == situation_.net, "a Verdeling adds up to its net");
        for (const Tranche& tranche : verdeling_.tranches) total -= tranche.bedrag;
        for (const BillOutcome& bill : verdeling_.bills) total -= bill.to_pay;
        base::expects(total.is_zero(), "the tranches add up to the leefgeld");
    }

    const Situation& situation_;
    Facts facts_;
    Halves halves_;
    Verdeling verdeling_;
    base::Explanation why_;
};

}  // namespace

std::string_view to_text(Outcome outcome) {
    return outcome_texts.at(static_cast<std::size_t>(outcome));
}

std::string_view to_text(Reason reason) {
    return reason_texts.at(static_cast<std::size_t>(reason));
}

base::Explained<Verdeling> split(const Situation& situation) {
    return Walk{situation}.run();
}

std::vector<dossier::BillPeriod> bills_in_window(const dossier::VasteLast& contract,
                                                 const PayWindow& window) {
    return dossier::bills_due(contract, window.pay_date, window.next_pay_date);
}

std::vector<dossier::BillPeriod> bills_overdue(const dossier::VasteLast& contract,
                                               const PayWindow& window) {
    return dossier::bills_due(contract, contract.betalen_vanaf.plus_days(-1), window.pay_date);
}

}  // namespace ontzorgd::uitkering
