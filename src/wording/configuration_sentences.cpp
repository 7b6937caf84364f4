// SPDX-License-Identifier: EUPL-1.2
#include "tables.h"

#include <algorithm>
#include <array>

namespace ontzorgd::wording {

namespace {

// What is wrong with the configuration of the daemon, for its administrator.
constexpr std::array table{
    Entry{"configuration_has_no_gemeente",
          "In de configuratie staat geen gemeente. Voeg een tabel [[gemeente]] toe."},
    Entry{"configuration_is_wrong",
          "De configuratie {file} is niet goed (aantal bevindingen: {count}). Verbeter wat "
          "hieronder staat; er is niets begonnen of veranderd."},
    Entry{"gemeente_is_another",
          "De map {directory} is van gemeente {found}, de configuratie noemt {expected}. Verbeter "
          "de code of de map."},
    Entry{"gemeente_is_given_twice",
          "Deze gemeente staat er twee keer. Geef elke gemeente een tabel."},
    Entry{"login_roles_are_malformed",
          "{value} zegt niet welke rol van de inlogserver welke rol hier is. Schrijf "
          "Hun-rol=onze-rol, met spaties ertussen."},
    Entry{"login_server_is_unusable",
          "Wat er bij inlogserver {value} hoort is niet te gebruiken ({reason}). Controleer de "
          "bestanden en hun rechten."},
    Entry{"path_is_not_absolute",
          "Dit pad begint niet met een schuine streep. Geef het hele pad, vanaf de wortel."},
    Entry{"session_ends_before_it_is_idle",
          "De langste sessie is korter dan de tijd dat een sessie ongebruikt mag zijn. Maak "
          "langste_seconden minstens even groot als ongebruikt_seconden."},
    Entry{"setting_is_missing", "Deze instelling ontbreekt. Vul haar in."},
    Entry{"setting_is_neither_yes_nor_no", "De instelling {field} is {value}. Schrijf ja of nee."},
    Entry{"setting_is_unknown",
          "Deze instelling bestaat hier niet; {nearest} lijkt er het meest op. Verbeter de naam, "
          "of haal de regel weg."},
    Entry{"setting_needs_another",
          "De instelling {field} kan niet zonder {other}. Geef beide, of geen van beide."},
    Entry{"setting_section_is_unknown",
          "Dit deel van de configuratie bestaat niet; [{nearest}] lijkt er het meest op. Verbeter "
          "de naam, of haal het deel weg."},
    Entry{"state_directory_is_given_twice",
          "Deze map staat er bij twee gemeenten. Geef elke gemeente een eigen map."},
    Entry{"state_directory_is_unusable",
          "De map {directory} of haar sleutels zijn niet te gebruiken ({reason}). Controleer de "
          "rechten: alleen de gebruiker van de dienst mag er lezen en schrijven."},
};
static_assert(std::ranges::is_sorted(table, {}, &Entry::code));

}  // namespace

std::span<const Entry> configuration_sentences() {
    return table;
}

}  // namespace ontzorgd::wording
