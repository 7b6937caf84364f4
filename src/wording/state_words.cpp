// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/wording/sentence.h"
#include "tables.h"

#include <algorithm>
#include <array>

namespace ontzorgd::wording {

namespace {

constexpr std::array table{
    Entry{"accepted", "door de bank aanvaard"},
    Entry{"built", "klaar"},
    Entry{"chained", "sluit aan"},
    Entry{"closed", "afgesloten"},
    Entry{"confirmed", "geboekt"},
    Entry{"conflict", "tegenstrijdig"},
    Entry{"dead", "wordt nooit uitgevoerd"},
    Entry{"done", "gedaan"},
    Entry{"gap", "er ontbreekt iets voor"},
    Entry{"gone", "lag er niet meer"},
    Entry{"handed_over", "aangeboden aan de bank"},
    Entry{"handing_over", "wordt aangeboden aan de bank"},
    Entry{"handover_unknown", "onbekend of de bank het heeft"},
    Entry{"in_file", "in een bestand, nog niet bij de bank"},
    Entry{"incomplete", "wacht op andere bladen"},
    Entry{"known", "was al bekend"},
    Entry{"notice", "mededeling, telt niet mee"},
    Entry{"nu_te_doen", "nu te doen"},
    Entry{"prepared", "klaargezet"},
    Entry{"proposed", "voorgesteld"},
    Entry{"refused", "niet gelukt"},
    Entry{"rejected", "afgewezen"},
    Entry{"released", "vrijgegeven"},
    Entry{"returned", "teruggekomen"},
    Entry{"returned_part", "deels teruggekomen"},
    Entry{"set_aside", "terzijde gelegd"},
    Entry{"settled", "afgehandeld"},
    Entry{"settling", "in uitvoering"},
    Entry{"signed", "getekend"},
    Entry{"signing", "wordt getekend"},
    Entry{"split", "verdeeld"},
    Entry{"splitting", "wordt verdeeld"},
    Entry{"still_changing", "wordt nog geschreven"},
    Entry{"stopped", "tegengehouden"},
    Entry{"superseded", "vervangen door een nieuwe versie"},
    Entry{"taken", "verwerkt"},
    Entry{"te_laat", "te laat"},
    Entry{"too_late", "te laat"},
    Entry{"validated", "gecontroleerd"},
    Entry{"withdrawn", "ingetrokken"},
};
static_assert(std::ranges::is_sorted(table, {}, &Entry::code));

}  // namespace

std::string state_word(std::string_view state) {
    const auto* const entry = std::ranges::lower_bound(table, state, {}, &Entry::code);
    return std::string{entry != table.end() && entry->code == state ? entry->dutch : state};
}

}  // namespace ontzorgd::wording
