// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/dossier/vaste_last.h"

#include "ontzorgd/base/contract.h"
#include "ontzorgd/dossier/words.h"

#include <algorithm>

namespace ontzorgd::dossier {

namespace {

constexpr std::array<std::string_view, kind_count> kind_texts{
    "huur", "gas", "stroom", "energie", "water", "zorgverzekering", "overig"};
constexpr std::array<std::string_view, 4> ritme_texts{"maand", "vier_weken", "kwartaal", "jaar"};

constexpr std::int32_t four_weeks = 28;

/// Months of one block; only for rhythms that count in calendar months.
int months_of(Ritme ritme) {
    switch (ritme) {
        case Ritme::kwartaal: return 3;
        case Ritme::jaar: return 12;
        case Ritme::maand:
        case Ritme::vier_weken: break;
    }
    return 1;
}

int month_index(values::CivilDate date) {
    return date.year() * 12 + static_cast<int>(date.month());
}

values::Euro bedrag_on(const VasteLast& contract, values::CivilDate day) {
    base::expects(!contract.bedragen.empty(), "a contract has at least one amount");
    values::Euro bedrag = contract.bedragen.front().bedrag;
    for (const Bedrag& from : contract.bedragen) {
        if (from.vanaf <= day) bedrag = from.bedrag;
    }
    return bedrag;
}

/// The period with this number, counted from 0; its amount is still to be filled in.
BillPeriod calendar_period(const VasteLast& contract, int number) {
    const int months = months_of(contract.ritme);
    const values::Month begins = values::Month::of(contract.vanaf).plus(number * months);
    const unsigned day = std::clamp(contract.vervaldag, 1U, begins.last().day());
    BillPeriod period{.from = begins.first(),
                      .until = begins.plus(months - 1).last(),
                      .due = begins.first().plus_days(static_cast<std::int32_t>(day) - 1),
                      .bedrag = {}};
    if (number == 0) {
        period.is_partial_first = contract.vanaf != period.from;
        period.from = contract.vanaf;
        period.due = std::max(period.due, contract.vanaf);
    }
    return period;
}

BillPeriod four_weekly_period(const VasteLast& contract, int number) {
    const values::CivilDate from = contract.vanaf.plus_days(number * four_weeks);
    const auto day = static_cast<std::int32_t>(std::clamp(contract.vervaldag, 1U, 28U));
    return {.from = from,
            .until = from.plus_days(four_weeks - 1),
            .due = from.plus_days(day - 1),
            .bedrag = {}};
}

/// The number of the last period that begins on or before `day`; 0 when none does.
int period_number_on(const VasteLast& contract, values::CivilDate day) {
    if (day <= contract.vanaf) return 0;
    if (contract.ritme == Ritme::vier_weken) return (day - contract.vanaf) / four_weeks;
    return (month_index(day) - month_index(contract.vanaf)) / months_of(contract.ritme);
}

}  // namespace

std::string_view to_text(Kind kind) {
    return kind_texts.at(static_cast<std::size_t>(kind));
}

std::optional<Kind> kind_from(std::string_view text) {
    const auto* found = std::find(kind_texts.begin(), kind_texts.end(), text);
    if (found == kind_texts.end()) return std::nullopt;
    return static_cast<Kind>(found - kind_texts.begin());
}

std::string_view to_text(Ritme ritme) {
    return ritme_texts.at(static_cast<std::size_t>(ritme));
}

std::optional<Ritme> ritme_from(std::string_view text) {
    const auto* found = std::find(ritme_texts.begin(), ritme_texts.end(), text);
    if (found == ritme_texts.end()) return std::nullopt;
    return static_cast<Ritme>(found - ritme_texts.begin());
}

std::span<const std::string_view> kind_words() {
    return kind_texts;
}

std::span<const std::string_view> ritme_words() {
    return ritme_texts;
}

bool may_be_one(const VasteLast& one, std::string_view one_kenmerk, const VasteLast& other,
                std::string_view other_kenmerk) {
    if (one.crediteur != other.crediteur) return false;
    const bool overlap = (!one.tot_en_met || other.vanaf <= *one.tot_en_met) &&
                         (!other.tot_en_met || one.vanaf <= *other.tot_en_met);
    if (!overlap) return false;
    const bool same_kind = one.kind == other.kind;
    const bool borne_alike = one.drager == other.drager;
    if (same_kind && borne_alike) return true;
    if (one_kenmerk != other_kenmerk) return false;
    const auto is_utility = [](Kind kind) { return kind == Kind::gas || kind == Kind::stroom; };
    const bool two_utilities = !same_kind && is_utility(one.kind) && is_utility(other.kind);
    const bool two_insured = same_kind && one.kind == Kind::zorgverzekering && !borne_alike;
    return !two_utilities && !two_insured;
}

std::vector<BillPeriod> bills_due(const VasteLast& contract, values::CivilDate after,
                                  values::CivilDate until) {
    std::vector<BillPeriod> bills;
    // A bill falls due inside its own period, so no period that ended before `after` can matter.
    for (int number = period_number_on(contract, std::max(after, contract.betalen_vanaf));;
         ++number) {
        BillPeriod period = contract.ritme == Ritme::vier_weken
                                ? four_weekly_period(contract, number)
                                : calendar_period(contract, number);
        const bool ended = contract.tot_en_met && period.from > *contract.tot_en_met;
        if (ended || period.due > until) break;
        if (period.due <= after || period.from < contract.betalen_vanaf) continue;
        period.bedrag = number == 0 && contract.eerste_bedrag ? *contract.eerste_bedrag
                                                              : bedrag_on(contract, period.from);
        bills.push_back(period);
    }
    return bills;
}

}  // namespace ontzorgd::dossier
