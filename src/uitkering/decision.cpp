// SPDX-License-Identifier: EUPL-1.2
#include "decision.h"

#include "ontzorgd/base/contract.h"
#include "ontzorgd/values/target_calendar.h"

#include <algorithm>

namespace ontzorgd::uitkering::decision {

namespace {

using dossier::Client;
using dossier::Grondslag;
using dossier::GrondslagSoort;
using dossier::MachtigingToestand;
using values::CivilDate;
using values::Euro;

constexpr std::array<std::string_view, 5> wijze_texts{"niemand", "eigen", "samen", "helft", "heel"};

/// How near a partner's ground is to covering a bill. The nearest "no" is the one that is told.
enum class Cover : std::uint8_t { geen_grondslag, kind_niet_toegestaan, machtiging, covered };

Reason reason_of(Cover cover) {
    switch (cover) {
        case Cover::geen_grondslag: return Reason::geen_grondslag;
        case Cover::kind_niet_toegestaan: return Reason::kind_niet_toegestaan;
        case Cover::machtiging: return Reason::machtiging;
        case Cover::covered: break;
    }
    return Reason::none;
}

bool machtiging_suffices(GrondslagSoort soort, MachtigingToestand toestand, const Regelset& rules) {
    if (soort == GrondslagSoort::vrijwillig) return toestand == MachtigingToestand::getekend;
    const bool refused =
        toestand == MachtigingToestand::ingetrokken || toestand == MachtigingToestand::geweigerd;
    return !refused || rules.doorbetalen_na_ingetrokken;
}

/// The days on which a ground must hold, besides one day of the benefit month.
struct Days {
    CivilDate period;     ///< the first of the bill period; the due day of a partial first one
    CivilDate execution;  ///< the day the bank pays
    CivilDate due;        ///< of an overdue bill; else the same as `period`
};

Cover cover_on(const Client& client, dossier::Kind kind, CivilDate day) {
    const Grondslag* ground = client.grondslag_on(day);
    if (ground == nullptr || ground->soort == GrondslagSoort::geen) return Cover::geen_grondslag;
    return dossier::allows(ground->soort, kind) ? Cover::covered : Cover::kind_niet_toegestaan;
}

Cover cover_in_month(const Client& client, dossier::Kind kind, values::Month month) {
    const CivilDate first = month.first();
    const CivilDate last = month.last();
    Cover best = Cover::geen_grondslag;
    for (const Grondslag& ground : client.grondslagen) {
        const bool meets =
            ground.vanaf <= last && (!ground.tot_en_met || first <= *ground.tot_en_met);
        if (!meets || ground.soort == GrondslagSoort::geen) continue;
        best = std::max(best, dossier::allows(ground.soort, kind) ? Cover::covered
                                                                  : Cover::kind_niet_toegestaan);
    }
    return best;
}

Cover cover_of(const Situation& situation, const Client& client, MachtigingToestand machtiging,
               dossier::Kind kind, const Days& days) {
    const Cover cover = std::min(
        {cover_in_month(client, kind, situation.benefit_month), cover_on(client, kind, days.period),
         cover_on(client, kind, days.execution), cover_on(client, kind, days.due)});
    if (cover != Cover::covered) return cover;
    const GrondslagSoort pays = client.grondslag_on(days.execution)->soort;
    return machtiging_suffices(pays, machtiging, *situation.regelset) ? Cover::covered
                                                                      : Cover::machtiging;
}

/// True when the client may be paid for from `from` to `until` without a gap: a ground that follows
/// at once, allows the kind and has its machtiging carries on where the first one ends.
bool covers_until(const Situation& situation, const Client& client, MachtigingToestand machtiging,
                  dossier::Kind kind, CivilDate from, CivilDate until) {
    for (CivilDate day = from; day <= until;) {
        const Grondslag* ground = client.grondslag_on(day);
        if (ground == nullptr || !dossier::allows(ground->soort, kind)) return false;
        if (day != from && !machtiging_suffices(ground->soort, machtiging, *situation.regelset))
            return false;
        if (!ground->tot_en_met) return true;
        day = ground->tot_en_met->plus_days(1);
    }
    return true;
}

CivilDate execution_of(const Situation& situation, const Bill& bill) {
    const CivilDate first = situation.first_execution();
    const bool on_due_day =
        situation.regelset->betalen_op_vervaldag && situation.soort == SoortRun::regulier;
    return on_due_day ? std::max(values::target_day_on_or_before(bill.period.due), first) : first;
}

/// A bill of an earlier window. Only a regulier run has a window; the other kinds pay what is open
/// of their own benefit month, however long ago that was.
bool is_overdue(const Situation& situation, const Bill& bill) {
    return situation.soort == SoortRun::regulier && bill.period.due <= situation.window.pay_date;
}

Days days_of(const Situation& situation, const Bill& bill, CivilDate execution) {
    const CivilDate period = bill.period.is_partial_first ? bill.period.due : bill.period.from;
    return {.period = period,
            .execution = execution,
            .due = is_overdue(situation, bill) ? bill.period.due : period};
}

bool is_too_old(const Situation& situation, const Bill& bill) {
    const std::int32_t age = situation.window.pay_date - bill.period.due;
    return is_overdue(situation, bill) &&
           age > static_cast<std::int32_t>(situation.regelset->achterstand_dagen);
}

/// A rest of a bill is a part number above 1, which exists only where parts are allowed.
bool is_forbidden_part(const Situation& situation, const Bill& bill) {
    return bill.next_part > 1 &&
           !situation.regelset->deelbetaling.at(static_cast<std::size_t>(bill.contract->kind));
}

bool takes_bills(SoortRun soort, const Regelset& rules) {
    switch (soort) {
        case SoortRun::regulier: return true;
        case SoortRun::correctie:
        case SoortRun::nabetaling: return rules.openstaand_eerst;
        case SoortRun::voorschot: return rules.voorschot == Bestemming::vaste_lasten_eerst;
        case SoortRun::vakantietoeslag:
            return rules.vakantietoeslag == Bestemming::vaste_lasten_eerst;
    }
    return false;
}

/// Who bears a household bill of a couple.
void choose_bearers(const Situation& situation, const Facts& facts, Assessment& assessment) {
    assessment.bearer = assessment.covered[0] ? 0 : 1;
    if (assessment.covered[0] && assessment.covered[1]) {
        assessment.wijze = Wijze::samen;
        return;
    }
    const bool other_agrees =
        facts.machtiging[1 - assessment.bearer] == MachtigingToestand::getekend;
    const bool whole = situation.regelset->een_grondslag == EenGrondslag::hele_uitkering;
    assessment.wijze = whole && other_agrees ? Wijze::heel : Wijze::helft;
}

/// Fills in who is covered and who bears the bill; gives the nearest reason when nobody is.
Cover assess_cover(const Situation& situation, const Facts& facts, const Bill& bill,
                   const Days& days, Assessment& assessment) {
    const auto& clients = situation.household->clienten;
    const dossier::ClientId drager = bill.contract->drager;
    Cover best = Cover::geen_grondslag;
    for (std::size_t i = 0; i < facts.partners; ++i) {
        if (!drager.is_none() && clients[i].id != drager) continue;
        const Cover cover =
            cover_of(situation, clients[i], facts.machtiging[i], bill.contract->kind, days);
        assessment.covered[i] = cover == Cover::covered;
        best = std::max(best, cover);
    }
    if (best != Cover::covered) return best;
    if (drager.is_none() && facts.partners == 2) {
        choose_bearers(situation, facts, assessment);
    } else {
        assessment.wijze = Wijze::eigen;
        assessment.bearer = assessment.covered[0] ? 0 : 1;
    }
    return best;
}

bool ends_before(const Situation& situation, const Facts& facts, const Bill& bill, const Days& days,
                 const Assessment& assessment) {
    for (std::size_t i = 0; i < facts.partners; ++i) {
        if (!assessment.covered[i]) continue;
        if (!covers_until(situation, situation.household->clienten[i], facts.machtiging[i],
                          bill.contract->kind, days.period, bill.period.until))
            return true;
    }
    return false;
}

}  // namespace

PerPartner divide(Euro amount, unsigned percentage_first) {
    base::expects(percentage_first <= 100, "a percentage is at most 100");
    const std::int64_t second = amount.cents() * (100 - percentage_first) / 100;
    return {amount - Euro::from_cents(second), Euro::from_cents(second)};
}

Facts facts_of(const Situation& situation) {
    const dossier::Household& household = *situation.household;
    const CivilDate pay_date = situation.first_execution();
    base::expects(household.clienten.size() == 1 || household.clienten.size() == 2,
                  "a household has one or two clients");
    base::expects(!situation.net.is_negative(), "a net below zero is not split");

    Facts facts;
    facts.partners = static_cast<unsigned>(household.clienten.size());
    for (std::size_t i = 0; i < facts.partners; ++i) {
        facts.machtiging[i] = dossier::machtiging_on(household.clienten[i].machtigingen, pay_date);
    }
    unsigned percentage = 100;
    if (facts.partners == 2) {
        facts.joint = dossier::joint_request_on(household, pay_date);
        percentage = facts.joint != nullptr ? facts.joint->aandeel_eerste : 50;
    }
    facts.takes_bills = takes_bills(situation.soort, *situation.regelset);
    facts.bijzondere_bijstand = std::clamp(situation.bijzondere_bijstand, Euro{}, situation.net);
    facts.floor = std::max(
        situation.regelset->minimum_for(household.type) - situation.leefgeld_already, Euro{});
    facts.entitlement = divide(situation.net, percentage);
    facts.half = divide(situation.net - facts.bijzondere_bijstand, percentage);
    return facts;
}

std::string_view to_text(Wijze wijze) {
    return wijze_texts.at(static_cast<std::size_t>(wijze));
}

Assessment assess(const Situation& situation, const Facts& facts, const Bill& bill) {
    Assessment assessment;
    assessment.wanted = bill.period.bedrag - bill.already_paid;
    assessment.execution_date = execution_of(situation, bill);
    const Days days = days_of(situation, bill, assessment.execution_date);
    const Cover cover = assess_cover(situation, facts, bill, days, assessment);
    assessment.grondslag_eindigt = ends_before(situation, facts, bill, days, assessment);

    const dossier::Ritme ritme = bill.contract->ritme;
    const bool long_period = ritme == dossier::Ritme::kwartaal || ritme == dossier::Ritme::jaar;
    const auto verdict = [&](Outcome outcome, Reason reason) {
        assessment.outcome = outcome;
        assessment.reason = reason;
    };
    if (bill.contract->incasso) {
        verdict(Outcome::geblokkeerd, Reason::incasso);
    } else if (cover != Cover::covered) {
        verdict(Outcome::niet_gedekt, reason_of(cover));
    } else if (is_too_old(situation, bill)) {
        verdict(Outcome::geblokkeerd, Reason::te_oud);
    } else if (long_period && assessment.grondslag_eindigt) {
        verdict(Outcome::geblokkeerd, Reason::periode_voorbij_grondslag);
    } else if (is_forbidden_part(situation, bill)) {
        verdict(Outcome::geblokkeerd, Reason::deel_niet_toegestaan);
    } else if (!bill.creditor_iban_confirmed) {
        verdict(Outcome::geblokkeerd, Reason::iban_niet_bevestigd);
    }
    return assessment;
}

}  // namespace ontzorgd::uitkering::decision

namespace ontzorgd::uitkering {

Reason cover_lost(const dossier::Household& household, const Regelset& regelset, dossier::Kind kind,
                  values::CivilDate execution_date, const std::array<values::Euro, 2>& draagdeel) {
    using decision::Cover;
    std::array<Cover, 2> cover{};
    std::array<dossier::MachtigingToestand, 2> machtiging{};
    const std::size_t partners = std::min<std::size_t>(household.clienten.size(), cover.size());
    for (std::size_t i = 0; i < partners; ++i) {
        const dossier::Client& client = household.clienten[i];
        machtiging.at(i) = dossier::machtiging_on(client.machtigingen, execution_date);
        cover.at(i) = decision::cover_on(client, kind, execution_date);
        if (cover.at(i) != Cover::covered) continue;
        const dossier::GrondslagSoort soort = client.grondslag_on(execution_date)->soort;
        if (!decision::machtiging_suffices(soort, machtiging.at(i), regelset)) {
            cover.at(i) = Cover::machtiging;
        }
    }
    for (std::size_t i = 0; i < cover.size(); ++i) {
        if (draagdeel.at(i).is_zero() || cover.at(i) == Cover::covered) continue;
        const bool bears_for_the_other = cover.at(1 - i) == Cover::covered &&
                                         regelset.een_grondslag == EenGrondslag::hele_uitkering &&
                                         machtiging.at(i) == dossier::MachtigingToestand::getekend;
        if (!bears_for_the_other) return decision::reason_of(cover.at(i));
    }
    return Reason::none;
}

}  // namespace ontzorgd::uitkering
