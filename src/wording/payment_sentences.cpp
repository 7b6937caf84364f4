// SPDX-License-Identifier: EUPL-1.2
#include "tables.h"

#include <algorithm>
#include <array>

namespace ontzorgd::wording {

namespace {

// What holds money or stops a payment on its way to the bank.
constexpr std::array table{
    Entry{"client_was_not_in_run",
          "Van client {client} is in deze run niets verdeeld. Kies een andere run, of bekijk de "
          "aangehouden uitkeringen met 'run show'."},
    Entry{"cut_off_has_passed",
          "De bank neemt voor deze uitvoerdatum niets meer aan. Laat de betaling weg met 'batch "
          "rebuild' en betaal haar met een nieuwe run."},
    Entry{"ground_has_ended",
          "Op de uitvoerdatum is er geen grondslag meer. Leg een nieuwe grondslag vast, of laat de "
          "betaling weg met 'batch rebuild'."},
    Entry{"machtiging_is_withdrawn",
          "De machtiging die nodig is, is ingetrokken of geweigerd. Overleg met de klantmanager, "
          "of laat de betaling weg met 'batch rebuild'."},
    Entry{"month_has_an_earlier_regulier_run",
          "Voor {month} is al een regulier run ingelezen ({run}). Controleer of dezelfde "
          "uitkeringen niet twee keer worden betaald; een aanvulling hoort in een run nabetaling "
          "of correctie."},
    Entry{"uitkering_client_aangehouden",
          "Client {client} is aangehouden en {bedrag} wacht. Hef de aanhouding op (client unhold) "
          "als er weer betaald mag worden, en verdeel de run opnieuw."},
    Entry{"uitkering_client_dubbel",
          "Het huishouden van client {client} staat meer dan eens in de run en {bedrag} wacht. "
          "Zoek uit welke uitkering klopt en laat een juiste run maken."},
    Entry{"uitkering_client_onbekend",
          "Client {client} staat niet in het dossier en {bedrag} wacht. Vul het dossier aan en "
          "verdeel de run opnieuw."},
    Entry{"uitkering_client_vernietigd",
          "Het dossier van client {client} is vernietigd en {bedrag} kan niet worden betaald. Meld "
          "dit aan de uitkeringsadministratie."},
    Entry{"uitkering_geen_bruikbare_rekening",
          "Client {client} of de partner heeft geen bevestigd rekeningnummer en {bedrag} wacht. "
          "Laat een tweede persoon het bevestigen (iban confirm) en verdeel de run opnieuw."},
    Entry{
        "uitkering_maand_in_andere_run",
        "Het huishouden van client {client} staat voor deze maand al in een eerdere reguliere run "
        "en {bedrag} wacht. Vraag welke run geldt; een aanvulling komt als nabetaling."},
    Entry{"uitkering_negatief",
          "De uitkering van client {client} is lager dan nul ({bedrag}); zij wordt niet verdeeld "
          "en raakt geen andere betaling. Bespreek met de klantmanager hoe dit wordt verrekend."},
};
static_assert(std::ranges::is_sorted(table, {}, &Entry::code));

}  // namespace

std::span<const Entry> payment_sentences() {
    return table;
}

}  // namespace ontzorgd::wording
