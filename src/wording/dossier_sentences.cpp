// SPDX-License-Identifier: EUPL-1.2
#include "tables.h"

#include <algorithm>
#include <array>

namespace ontzorgd::wording {

namespace {

// What a change of the dossier can be refused for.
constexpr std::array table{
    Entry{"amount_is_outside_the_contract",
          "Het bedrag zou ingaan op {day}, en dan loopt het contract niet: het begint op {from}. "
          "Geef met 'per' een dag waarop het contract loopt."},
    Entry{"client_has_money_under_way",
          "Van client {client} zijn nog {payments} betaling(en) en {records} uitkering(en) niet "
          "afgerond. Rond die eerst af: betaald en op een afschrift gezien, of afgewezen."},
    Entry{"client_has_no_grondslag_then",
          "Client {client} heeft op {day} geen grondslag. Bekijk de grondslagen met 'client show "
          "{client}'."},
    Entry{"client_is_missing_from_household",
          "Client {client} hoort bij dit huishouden en ontbreekt in de regel. Neem hem op; uit een "
          "huishouden verdwijnt niemand."},
    Entry{"client_is_on_hold_already",
          "Client {client} wordt al aangehouden sinds {since}, om een andere reden. Bekijk die met "
          "'client show {client}'."},
    Entry{"client_is_unknown",
          "Client {client} is niet bekend op deze dag. Controleer het nummer met 'client list'."},
    Entry{"contract_exists",
          "Contract {contract} bestaat al en is anders. Wijzig het met 'contract change', of kies "
          "een ander nummer."},
    Entry{"contract_is_unknown",
          "Contract {contract} bestaat niet. Bekijk de contracten met 'client show'."},
    Entry{"contract_periods_are_fixed",
          "Van contract {contract} zijn al rekeningen behandeld, dus begindag en ritme liggen "
          "vast. Beëindig het met 'contract end' en leg een nieuw contract vast."},
    Entry{"creditor_exists",
          "Crediteur {creditor} bestaat al en is anders. Wijzig hem met 'creditor change', of kies "
          "een ander nummer."},
    Entry{"destruction_is_not_proposed",
          "Het vernietigen van client {client} is nog niet voorgesteld. Laat een collega dat doen "
          "met 'client destroy propose'."},
    Entry{"household_has_no_joint_request_then",
          "Huishouden {household} heeft op {day} geen gezamenlijk verzoek. Bekijk de verzoeken met "
          "'client show'."},
    Entry{
        "household_has_no_version",
        "Van dit huishouden zijn geen gegevens. Lees het dossier opnieuw in met 'dossier import'."},
    Entry{"household_still_has_a_grondslag",
          "Voor het huishouden van client {client} loopt nog een grondslag tot en met {day}. "
          "Beëindig haar met 'grondslag end', of wacht tot ze voorbij is."},
    Entry{"kenmerk_of_contract_does_not_fit_the_mask",
          "Het kenmerk van contract {contract} past niet bij het nieuwe masker van crediteur "
          "{creditor}. Verander eerst het contract, of kies een masker waar alle kenmerken bij "
          "passen."},
    Entry{"machtiging_of_that_day_came_later",
          "Op {day} is voor client {client} daarna al een andere toestand vastgelegd. Leg deze "
          "toestand vast op een latere dag."},
    Entry{"nobody_is_past_the_term",
          "Van niemand is de bewaartermijn voorbij zonder dat er nog iets openstaat. Bekijk met "
          "'retention list' wie er op wacht."},
    Entry{"note_is_empty", "De notitie is leeg. Geef de tekst via standaardinvoer of met --file."},
    Entry{"note_is_unknown",
          "Notitie {note} bestaat niet in deze afdeling van het dossier. Bekijk de notities met "
          "'note list'."},
    Entry{"note_was_replaced",
          "Notitie {note} is al vervangen door notitie {by}. Vervang die, of bekijk ze met 'note "
          "list'."},
    Entry{"one_or_all_is_confirmed",
          "U noemt {value} en vraagt ook om alle rekeningen. Geef een van beide."},
    Entry{"option_is_missing", "Er ontbreekt iets: {option}. Bekijk met --help wat nodig is."},
    Entry{"owner_has_no_account",
          "Van {value} is geen rekening vastgelegd. Leg haar vast met 'iban record'."},
    Entry{"owner_is_ambiguous",
          "Nummer {value} is van een client en van een crediteur. Schrijf client:{value} of "
          "crediteur:{value}."},
    Entry{"retention_list_is_unknown",
          "Vernietigingslijst {list} bestaat niet. Bekijk met 'retention list' welke wacht."},
};
static_assert(std::ranges::is_sorted(table, {}, &Entry::code));

// Parts of lists: what asks for attention, and the next step.
constexpr std::array phrase_table{
    Entry{"batch_is_instant",
          "instant: elke betaling gaat binnen tien seconden naar de ontvanger en is niet terug te "
          "halen"},
    Entry{"contract_may_be_a_double",
          "dit contract lijkt een verplichting die al onder een ander nummer is vastgelegd; "
          "beëindig een van beide met 'contract end' als dat zo is"},
    Entry{"inzage_free_text",
          "Vrije teksten kunnen anderen noemen. Lees ze na voordat u dit overzicht geeft."},
    Entry{"inzage_purpose",
          "De gemeente betaalt vaste lasten uit de bijstand van een statushouder die zij moet "
          "ontzorgen (art. 56a Participatiewet), of op diens verzoek (art. 57)."},
    Entry{"inzage_rights",
          "U mag vragen om verbetering of verwijdering, bezwaar maken en klagen bij de Autoriteit "
          "Persoonsgegevens."},
    Entry{"inzage_source",
          "Het dossier komt van de klantmanager en van uzelf, de uitkering van de "
          "uitkeringsadministratie, wat er met betalingen gebeurde van de bank."},
    Entry{"inzage_without_health",
          "Notities over gezondheid staan hier niet bij. Laat een klantmanager de inzage geven."},
    Entry{"left_out_is_listed",
          "'run show {run}' noemt wat niet in een batch zit, waarom, en de volgende stap"},
    Entry{"left_out_nothing_stands_in_its_way", "niets staat haar nu in de weg"},
    Entry{"list_bill_is_short",
          "{soort} van contract {contract}, vervalt {due}: {open} niet betaald ({reason})"},
    Entry{"list_client_on_hold", "betalingen aangehouden: {reason}"},
    Entry{"list_grondslag_ends", "grondslag {soort} eindigt op {day}"},
    Entry{"list_no_contract", "geen contract voor {soort}"},
    Entry{"list_no_grondslag", "{count} contract(en) zonder grondslag"},
    Entry{"list_record_is_held", "{net} uit run {run} aangehouden: {finding}"},
    Entry{"next_bill_is_short",
          "spreek met de client een betaling of regeling af; een nabetaling neemt de rekening mee"},
    Entry{"next_client_on_hold", "neem de reden weg en geef 'client unhold'"},
    Entry{"next_grondslag_ends",
          "leg een nieuwe beschikking vast met 'grondslag record', of bereid de client voor op "
          "zelf betalen"},
    Entry{"next_no_contract", "vraag het contract op en leg het vast met 'contract add'"},
    Entry{"next_no_grondslag",
          "leg de grondslag vast met 'grondslag record', of beëindig de contracten met 'contract "
          "end'"},
    Entry{"next_propose", "stel een nieuwe batch voor met 'batch propose {run}'"},
    Entry{"next_propose_again", "stel een nieuwe batch voor met 'batch propose'"},
    Entry{"next_record_is_held", "neem de oorzaak weg en geef 'run split {run}' opnieuw"},
    Entry{"next_renew",
          "richt haar opnieuw met 'run renew {run}' en geef dan 'batch propose {run}'"},
    Entry{
        "next_second_declares_dead",
        "laat een tweede persoon 'attempt declare-dead' geven; daarna staat de betaling weer open"},
    Entry{"next_second_reissues_part",
          "een ander dan wie dit voorstelde geeft 'attempt reissue'; dan wordt het deel dat "
          "terugkwam opnieuw betaald"},
    Entry{
        "next_stopped_files",
        "zie met 'run show {run}' welke betalingen openstaan; 'batch propose {run}' neemt ze mee"},
    Entry{"next_take_obstacle_away",
          "neem weg wat haar tegenhoudt en geef dan 'run renew {run}' en 'batch propose {run}'"},
    Entry{"next_task_is_interrupted",
          "het programma is gestopt voordat dit klaar was; geef dezelfde opdracht nog eens: wat al "
          "gedaan is, wordt niet nog eens gedaan"},
    Entry{"next_two_reissue_part",
          "Wat terugkwam betalen twee mensen opnieuw: beiden geven 'attempt reissue'."}};
static_assert(std::ranges::is_sorted(phrase_table, {}, &Entry::code));

}  // namespace

std::span<const Entry> dossier_sentences() {
    return table;
}

std::span<const Entry> phrases() {
    return phrase_table;
}

}  // namespace ontzorgd::wording
