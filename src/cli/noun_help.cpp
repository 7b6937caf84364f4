// SPDX-License-Identifier: EUPL-1.2
#include "noun_help.h"

#include "ontzorgd/base/contract.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ontzorgd::cli {

namespace {

using Noun = std::pair<std::string_view, std::string_view>;

constexpr std::array table{
    Noun{"account", "Eigen bankrekeningen openen, bevestigen en tonen"},
    Noun{"attempt", "Wat er met een betaling gebeurde, en wat er daarna mag"},
    Noun{"audit", "De keten van feiten controleren, verankeren en steekproeven trekken"},
    Noun{"backup", "Reservekopieën maken en controleren"},
    Noun{"bank", "Bankbestanden inlezen en tonen"},
    Noun{"batch", "Betaalbatches voorstellen, tekenen en vrijgeven"},
    Noun{"books", "De boeken van de gemeente: elke cent verantwoord"},
    Noun{"calendar", "De betaalkalender voorstellen en bevestigen"},
    Noun{"client", "Cliënten tonen, aanhouden en vrijgeven"},
    Noun{"client destroy", "Gegevens van een cliënt vernietigen, door twee mensen"},
    Noun{"contract", "Contracten met crediteuren toevoegen, wijzigen en beëindigen"},
    Noun{"creditor", "Crediteuren toevoegen, wijzigen en tonen"},
    Noun{"dossier", "Het dossierbestand inlezen, controleren en uitvoeren"},
    Noun{"exception", "Uitzonderingen tonen, in behandeling nemen en sluiten"},
    Noun{"export", "Lijsten als CSV, om elders na te rekenen"},
    Noun{"file", "Betaalbestanden tonen en tegenhouden"},
    Noun{"grondslag", "Grondslagen voor het ontzorgen vastleggen en beëindigen"},
    Noun{"iban", "Rekeningnummers vastleggen en bevestigen"},
    Noun{"inbox", "Verwerken wat anderen in de inbox leggen"},
    Noun{"joint-request", "Gezamenlijke verzoeken van partners"},
    Noun{"key", "De sleutels waarmee gegevens zijn versleuteld"},
    Noun{"line", "Zeggen wat een regel van het bankafschrift is"},
    Noun{"log", "Wie wat deed of las, en van wie gegevens zijn verwerkt"},
    Noun{"machine", "Programma's van anderen die de API gebruiken"},
    Noun{"machtiging", "Machtigingen van cliënten"},
    Noun{"month", "Maanden afsluiten en heropenen"},
    Noun{"note", "Notities over een cliënt"},
    Noun{"note health", "Notities over gezondheid, alleen voor wie die mag lezen"},
    Noun{"profile", "Bankprofielen: hoe elke bank bestanden wil en boekt"},
    Noun{"rechtenoverzicht", "Nakijken wie welke rechten heeft"},
    Noun{"reconcile", "Betalingen en afschriften naast elkaar"},
    Noun{"regelset", "De regels van de gemeente voor het verdelen"},
    Noun{"restore lift", "De blokkade na het terugzetten opheffen, door twee mensen"},
    Noun{"retention", "Bewaartermijnen en vernietigingslijsten"},
    Noun{"rule", "Herkenningsregels voor bankregels die van niets van ons zijn"},
    Noun{"run", "Uitkeringsruns inlezen, aanvaarden en verdelen"},
    Noun{"schedule", "Wat het programma zelf doet, en wanneer"},
    Noun{"second-factor", "De tweede factor van wie inlogt"},
    Noun{"user", "Gebruikers, hun rollen en hun relaties"},
    Noun{"vop", "Naamcontroles van de bank bekijken en erover beslissen"},
};
static_assert(std::ranges::is_sorted(table, {}, &Noun::first));

}  // namespace

std::string_view noun_help(std::string_view noun) {
    const auto* const found = std::ranges::lower_bound(table, noun, {}, &Noun::first);
    base::expects(found != table.end() && found->first == noun,
                  "every noun of the command line says what it is for");
    return found->second;
}

}  // namespace ontzorgd::cli
