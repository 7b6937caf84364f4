// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/dossier/grondslag.h"

#include "ontzorgd/dossier/words.h"

#include <algorithm>
#include <array>
#include <string>

namespace ontzorgd::dossier {

namespace {

constexpr std::array<std::string_view, 5> grondslag_texts{"verplicht_56a", "maatwerk_afwijking",
                                                          "vrijwillig", "art57", "geen"};
constexpr std::array<std::string_view, 5> machtiging_texts{"geen", "gevraagd", "getekend",
                                                           "ingetrokken", "geweigerd"};

base::Failure wrong(const char* code, const Grondslag& period) {
    return base::malformed(
        code, {{"soort", std::string{to_text(period.soort)}}, {"vanaf", period.vanaf.to_string()}});
}

bool overlap(const Grondslag& a, const Grondslag& b) {
    const bool a_begins_in_time = !b.tot_en_met || a.vanaf <= *b.tot_en_met;
    const bool b_begins_in_time = !a.tot_en_met || b.vanaf <= *a.tot_en_met;
    return a_begins_in_time && b_begins_in_time;
}

base::Result<base::Done> check_one(const Grondslag& period) {
    if (period.tot_en_met && *period.tot_en_met < period.vanaf)
        return wrong("grondslag_ends_before_it_starts", period);
    if (period.soort != GrondslagSoort::verplicht_56a) return base::Done{};
    if (!period.tot_en_met) return wrong("grondslag_56a_has_no_end", period);
    if (*period.tot_en_met > values::last_day_of_six_months(period.vanaf))
        return wrong("grondslag_56a_is_longer_than_six_months", period);
    return base::Done{};
}

}  // namespace

std::string_view to_text(GrondslagSoort soort) {
    return grondslag_texts.at(static_cast<std::size_t>(soort));
}

std::optional<GrondslagSoort> grondslag_soort_from(std::string_view text) {
    const auto* found = std::find(grondslag_texts.begin(), grondslag_texts.end(), text);
    if (found == grondslag_texts.end()) return std::nullopt;
    return static_cast<GrondslagSoort>(found - grondslag_texts.begin());
}

std::span<const std::string_view> grondslag_soort_words() {
    return grondslag_texts;
}

bool allows(GrondslagSoort soort, Kind kind) {
    switch (soort) {
        case GrondslagSoort::verplicht_56a:
        case GrondslagSoort::maatwerk_afwijking: return kind != Kind::overig;
        case GrondslagSoort::vrijwillig:
        case GrondslagSoort::art57: return true;
        case GrondslagSoort::geen: return false;
    }
    return false;
}

base::Result<base::Done> check_grondslagen(std::span<const Grondslag> periods) {
    for (const Grondslag& period : periods) {
        if (auto checked = check_one(period); !checked) return checked;
    }
    for (std::size_t i = 0; i < periods.size(); ++i) {
        for (std::size_t j = i + 1; j < periods.size(); ++j) {
            if (overlap(periods[i], periods[j])) return wrong("grondslagen_overlap", periods[j]);
        }
    }
    return base::Done{};
}

std::string_view to_text(MachtigingToestand toestand) {
    return machtiging_texts.at(static_cast<std::size_t>(toestand));
}

std::optional<MachtigingToestand> machtiging_toestand_from(std::string_view text) {
    const auto* found = std::find(machtiging_texts.begin(), machtiging_texts.end(), text);
    if (found == machtiging_texts.end()) return std::nullopt;
    return static_cast<MachtigingToestand>(found - machtiging_texts.begin());
}

std::span<const std::string_view> machtiging_toestand_words() {
    return std::span{machtiging_texts}.subspan(1);
}

MachtigingToestand machtiging_on(std::span<const Machtiging> history, values::CivilDate day) {
    const Machtiging* last = nullptr;
    for (const Machtiging& machtiging : history) {
        // Of two records of one day the later one in the list was recorded last.
        if (machtiging.datum <= day && (last == nullptr || machtiging.datum >= last->datum))
            last = &machtiging;
    }
    return last == nullptr ? MachtigingToestand::geen : last->toestand;
}

}  // namespace ontzorgd::dossier
