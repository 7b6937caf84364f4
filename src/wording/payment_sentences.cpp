// SPDX-License-Identifier: EUPL-1.2
#include "tables.h"

#include <algorithm>
#include <array>

namespace ontzorgd::wording {

namespace {

// What holds money or stops a payment on its way to the bank.
constexpr std::array table{
    Entry{"a_line_could_be_it",
          "Op een afschrift staat een onverklaarde boeking die deze betaling kan zijn. Zoek die "
          "eerst uit met 'bank show'."},
    Entry{"a_statement_is_missing",
          "Van de rekening ontbreekt een afschrift; 'exception list' noemt het. Lees het in; "
          "daarna is "
          "het antwoord zeker."},
    Entry{"attempt_did_not_come_back",
          "Betaling {attempt} staat al open voor een nieuwe batch. Stel haar voor met 'batch "
          "propose'."},
    Entry{"attempt_is_confirmed",
          "De bank heeft deze betaling geboekt en er kwam niets terug. Betaal niet opnieuw."},
    Entry{"attempt_is_dead",
          "Deze betaling wordt zeker nooit uitgevoerd en staat weer open. Stel haar voor met "
          "'batch propose'."},
    Entry{"attempt_is_not_the_last",
          "Na deze poging is een nieuwe gedaan. Bekijk de laatste poging met 'attempt show'."},
    Entry{"attempt_is_not_to_be_declared_dead",
          "Van deze betaling is bekend wat ervan werd. Zij hoeft niet dood te worden verklaard."},
    Entry{"attempt_is_under_way",
          "Deze betaling is nog onderweg naar de bank. Wacht op het afschrift."},
    Entry{"attempt_is_unknown",
          "Een betaling met kenmerk {attempt} is hier nooit gedaan. Controleer het kenmerk."},
    Entry{"bank_takes_no_instant",
          "De bank van de rekening neemt volgens haar profiel geen instant betalingen aan. Stel de "
          "batch voor zonder --instant, of bekijk het profiel met 'profile show'."},
    Entry{"client_was_not_in_run",
          "Van client {client} is in deze run niets verdeeld. Kies een andere run, of bekijk de "
          "aangehouden uitkeringen met 'run show'."},
    Entry{"contract_has_ended",
          "Het contract is beëindigd voor de periode van deze betaling. Overleg met de "
          "klantmanager; klopt het einde niet, laat het contract dan verbeteren."},
    Entry{"contract_is_direct_debit_now",
          "De crediteur incasseert dit contract nu zelf. Betaal niet; laat de betaalwijze "
          "verbeteren als dat niet klopt."},
    Entry{"creditor_was_changed",
          "Het contract heeft nu een andere crediteur. Deze betaling gaat niet naar een ander: "
          "laat de klantmanager nagaan aan wie deze periode verschuldigd is."},
    Entry{"cut_off_has_passed",
          "De bank neemt voor deze uitvoerdatum niets meer aan. Laat de betaling weg met 'batch "
          "rebuild' (of trek de batch in), richt haar opnieuw met 'run renew' en stel haar voor "
          "met 'batch propose'."},
    Entry{"declarer_is_proposer",
          "Wie de batch van deze betaling voorstelde, kan haar niet dood verklaren. Vraag het twee "
          "anderen."},
    Entry{"earlier_attempt_is_booked",
          "Een eerdere poging voor deze betaling is volgens de afschriften van nu geboekt of "
          "onderweg. Betaal niet opnieuw; zoek eerst uit welk afschrift geldt met 'bank show'."},
    Entry{"exception_closes_with_its_cause",
          "Uitzondering {exception} sluit vanzelf als haar oorzaak weg is. Volg de stap die "
          "'exception show {exception}' noemt."},
    Entry{"exception_is_closed",
          "Uitzondering {exception} is gesloten. Bekijk wat openstaat met 'exception list'."},
    Entry{"exception_is_of_another_role",
          "Uitzondering {exception} ligt bij {role}. Vraag iemand met die rol."},
    Entry{"file_was_booked_already",
          "Op een afschrift staat een boeking die een eerdere poging voor deze betaling of het "
          "bestand daarvan kan zijn, terwijl die poging niet is aangeboden of dood is. Betaal "
          "niet; zoek dat eerst uit met 'bank show' en de bank."},
    Entry{"ground_has_ended",
          "Op de uitvoerdatum is er geen grondslag meer. Leg een nieuwe grondslag vast, of laat de "
          "betaling weg met 'batch rebuild'."},
    Entry{"hand_made_payment_is_open",
          "Op een afschrift staat een onverklaarde afschrijving waarin deze betaling kan zitten: "
          "van dit bedrag aan deze rekening, of zonder tegenrekening en groot genoeg. Misschien is "
          "zij al met de hand betaald, of heeft de bank het bestand tweemaal geboekt. Zoek dat "
          "eerst uit met 'bank show' en zeg met 'line force' of 'line "
          "assign' wat die afschrijving is."},
    Entry{"instruction_is_not_of_run",
          "Betaling {instruction} hoort niet bij deze run. Bekijk de open betalingen met 'run "
          "show'."},
    Entry{"lost_copy_may_have_paid",
          "Deze betaling kan zijn gedaan na de reservekopie waaruit deze map is teruggezet, en de "
          "bank kan haar nog boeken. Zij wacht tot de afschriften van alle rekeningen ver genoeg "
          "doorlopen ('restore lift' noemde die dag) en van elke afschrijving van die dagen is "
          "gezegd wat zij is ('line list'). Vraag tot dan de bank of zij is gedaan."},
    Entry{"machtiging_is_withdrawn",
          "De machtiging die nodig is, is ingetrokken of geweigerd. Overleg met de klantmanager, "
          "of laat de betaling weg met 'batch rebuild'."},
    Entry{
        "month_has_an_earlier_regulier_run",
        "Voor {month} is al een reguliere run ingelezen ({run}). Controleer of dezelfde "
        "uitkeringen "
        "niet twee keer worden betaald; een aanvulling hoort in een run nabetaling of correctie."},
    Entry{"no_payment_can_be_aimed_anew",
          "Van run {run} kan geen open betaling opnieuw worden gericht. Neem eerst weg wat bij "
          "elke betaling is genoemd."},
    Entry{"nothing_needs_a_new_aim",
          "Run {run} heeft geen open betaling die een nieuwe richting nodig heeft. Stel wat open "
          "staat voor met 'batch propose'."},
    Entry{"paid_by_a_lost_copy",
          "Deze betaling is gedaan na de reservekopie waaruit deze map is teruggezet: zij staat op "
          "een afschrift. Betaal haar niet nog eens."},
    Entry{"paid_by_hand",
          "Van deze betaling is gezegd dat zij met de hand is gedaan. Betaal niet; klopt het niet, "
          "neem dat dan terug met 'line revoke'."},
    Entry{"part_is_paid_again",
          "Wat van deze betaling terugkwam is al opnieuw betaald. Komt er nog een deel terug, dan "
          "kan dat deel opnieuw."},
    Entry{
        "payee_was_destroyed",
        "De gegevens van de ontvanger of cliënt zijn vernietigd. Overleg waar dit geld heen moet."},
    Entry{"payment_came_back",
          "Deze betaling kwam terug van de bank. Zij wacht als teruggekomen geld: bekijk haar met "
          "'exception list'."},
    Entry{"payment_is_in_batch",
          "Deze betaling zit in een batch of is aangeboden aan de bank. Haal haar eerst uit de "
          "batch met 'batch drop-line' als dat nog kan."},
    Entry{"payment_is_paid", "Deze betaling is betaald. Er is niets meer te doen."},
    Entry{"recall_is_open",
          "Voor betaling {attempt} loopt al een terugroep met een andere code. Leg eerst vast wat "
          "de bank antwoordde met 'attempt recall-answer', of wacht op de bijschrijving."},
    Entry{"recall_is_unknown",
          "Voor betaling {attempt} loopt geen terugroep. Leg met 'attempt recall' vast wat de bank "
          "is gevraagd."},
    Entry{"recall_needs_the_bank",
          "Betaling {attempt} is nooit naar de bank gegaan. Houd haar bestand tegen met 'file "
          "stop', of haal haar uit de batch met 'batch drop-line'."},
    Entry{"recall_of_a_dead_payment",
          "Betaling {attempt} is dood verklaard. Er is niets om terug te roepen."},
    Entry{"recall_of_what_is_back",
          "Betaling {attempt} is al helemaal teruggekomen. Er is niets om terug te roepen."},
    Entry{"reject_contradicts_a_debit",
          "De bank wees deze betaling af, maar op een afschrift is zij toch geboekt. Betaal niet "
          "opnieuw; vraag de bank wat geldt."},
    Entry{"reject_is_proved",
          "De bank wees deze betaling af en de afschriften bevestigen dat. Zij mag opnieuw."},
    Entry{"reject_waits_for_statements",
          "De bank wees deze betaling af, maar de afschriften reiken nog niet tot {datum}. Lees "
          "eerst de afschriften tot en met die dag in."},
    Entry{"return_is_not_the_whole",
          "Van deze betaling kwam niet het hele bedrag terug. Zoek eerst uit waar de rest is met "
          "'bank show'."},
    Entry{"returned_in_full", "Het hele bedrag kwam terug. Zij mag opnieuw."},
    Entry{"returned_in_part",
          "Een deel van het bedrag kwam terug. Alleen dat deel mag opnieuw, door twee mensen."},
    Entry{"statements_do_not_reach",
          "De bank heeft deze betaling of kan haar hebben. Wacht tot de afschriften zonder gat "
          "reiken tot {datum}."},
    Entry{"two_people_may_declare_it_dead",
          "De bank heeft deze betaling nooit geboekt, en de afschriften reiken ver genoeg. Twee "
          "mensen kunnen haar dood verklaren."},
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
    Entry{"uitkering_maand_in_andere_run",
          "Het huishouden van client {client} staat voor deze maand al in een eerdere reguliere "
          "run en {bedrag} wacht. Vraag welke run geldt; een aanvulling komt als nabetaling."},
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
