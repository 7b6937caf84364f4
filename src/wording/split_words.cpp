// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/wording/split_words.h"

#include "tables.h"

#include <algorithm>
#include <array>
#include <span>

namespace ontzorgd::wording {

namespace {

constexpr std::array reasons{
    Entry{"deel_niet_toegestaan", "van deze soort last mag niet in delen worden betaald"},
    Entry{"eigen_helft", "de helft van wie de rekening draagt, reikt niet"},
    Entry{"geen_grondslag", "er is geen grondslag die deze rekening dekt"},
    Entry{"iban_niet_bevestigd",
          "het rekeningnummer van de crediteur is niet door een tweede persoon bevestigd"},
    Entry{"incasso", "de crediteur int zelf"},
    Entry{"kind_niet_toegestaan", "de grondslag staat betaling van deze soort last niet toe"},
    Entry{"machtiging", "de machtiging die nodig is, is niet getekend"},
    Entry{"minimum_leefgeld", "er zou te weinig leefgeld overblijven"},
    Entry{"netto_nul", "er is niets te verdelen"},
    Entry{"periode_voorbij_grondslag",
          "de periode loopt door na het einde van de grondslag; een mens beslist"},
    Entry{"te_oud",
          "de rekening is langer geleden vervallen dan de regelset toestaat; een mens beslist"}};
static_assert(std::ranges::is_sorted(reasons, {}, &Entry::code));

constexpr std::array bearings{
    Entry{"eigen", "van de eigen uitkering"},
    Entry{"heel", "door de partner met grondslag, en daarna door de ander"},
    Entry{"helft", "door de helft van de partner met grondslag"}, Entry{"niemand", "door niemand"},
    Entry{"samen", "door beide partners"}};
static_assert(std::ranges::is_sorted(bearings, {}, &Entry::code));

constexpr std::array grounds{
    Entry{"art57", "verplichte medewerking (art. 57)"}, Entry{"maatwerk_afwijking", "maatwerk"},
    Entry{"verplicht_56a", "verplicht ontzorgen (art. 56a)"}, Entry{"vrijwillig", "vrijwillig"}};
static_assert(std::ranges::is_sorted(grounds, {}, &Entry::code));

std::string found(std::span<const Entry> table, std::string_view code) {
    const auto entry = std::ranges::lower_bound(table, code, {}, &Entry::code);
    return std::string{entry != table.end() && entry->code == code ? entry->dutch : code};
}

}  // namespace

std::string reason_words(std::string_view reason) {
    return found(reasons, reason);
}
std::string bearing_words(std::string_view wijze) {
    return found(bearings, wijze);
}
std::string ground_words(std::string_view soort) {
    return found(grounds, soort);
}

}  // namespace ontzorgd::wording
