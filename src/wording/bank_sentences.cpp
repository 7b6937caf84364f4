// SPDX-License-Identifier: EUPL-1.2
#include "tables.h"

#include <algorithm>
#include <array>

namespace ontzorgd::wording {

namespace {

// What comes back from the bank: files and statements that are refused, and what a person must look
// at.
constexpr std::array table{
    Entry{"account_is_not_confirmed",
          "Rekening {account} is nog niet bevestigd. Laat een tweede persoon dat doen met 'account "
          "confirm' en neem het bestand daarna opnieuw in."},
    Entry{"bank_file_is_damaged",
          "Het bestand {file} veranderde terwijl het werd gelezen. Er is niets ingenomen; neem het "
          "opnieuw in als het af is."},
    Entry{"bank_lists_the_payments",
          "De bank noemt bij bankregel {line} zelf betalingen van bestand {payment}, en niet met "
          "dit totaal. Vraag de bank om een afschrift waarop elke betaling haar bedrag heeft."},
    Entry{"closing_balance_is_wrong",
          "Het eindsaldo van afschrift {statement} klopt niet: beginsaldo en boekingen geven "
          "{expected}, er staat {value}. Het bestand is bewaard, er telt niets van mee. Vraag de "
          "bank om een goed bestand en neem dat in."},
    Entry{"credit_is_no_payment_by_hand",
          "Een bijschrijving is geen betaling met de hand. Kies een ander woord bij --als."},
    Entry{"debit_is_no_refund",
          "Bankregel {line} is een afschrijving en dus geen terugbetaling. Zeg wat hij wel is."},
    Entry{"force_is_proposed",
          "Over bankregel {line} ligt al een voorstel dat op een ander wacht. Laat een collega het "
          "bevestigen met dezelfde opdracht, of neem het terug met 'line revoke'."},
    Entry{
        "kept_file_was_replaced",
        "Bestand {file} kon eerder niet worden gelezen. Het is nu goed te lezen, maar een "
        "afschrift ervan is intussen uit een ander bestand verwerkt; er is niets veranderd. Klopt "
        "dat andere niet, zet het dan opzij met 'bank set-aside' en geef dit bestand nog eens."},
    Entry{"label_is_unknown",
          "Het woord {value} kan hier niet. Kies kosten, rente, eigen_overboeking, "
          "handmatige_betaling of overig; een terugbetaling wijst u toe met 'line assign'."},
    Entry{"label_names_a_payment",
          "Bij handmatige_betaling hoort de betaling waarvoor met de hand is betaald. Geef haar "
          "EndToEndId met --betaling."},
    Entry{"label_names_no_payment",
          "Alleen bij handmatige_betaling hoort een betaling. Laat --betaling weg, of kies "
          "handmatige_betaling."},
    Entry{"line_does_not_count",
          "Bankregel {line} telt niet mee: het afschrift is tegenstrijdig, terzijde gelegd of een "
          "mededeling, of de boeking staat ook in een andere levering. Beslis over de regel die "
          "telt, zie 'bank show'."},
    Entry{"line_is_decided",
          "Over bankregel {line} is al beslist. Neem dat eerst terug met 'line revoke'."},
    Entry{"line_is_placed",
          "Bankregel {line} staat al op een plaats. Klopt die niet, maak hem dan eerst los met "
          "'line revoke'."},
    Entry{"line_is_unknown",
          "Er is geen bankregel {line}. Zoek het nummer op met 'bank show' en schrijf het als "
          "levering:boeking, of levering:boeking:detail."},
    Entry{"line_name_is_malformed",
          "Dit is niet het nummer van een bankregel. Schrijf het als levering:boeking, of "
          "levering:boeking:detail, en zoek de nummers op met 'bank show'."},
    Entry{
        "line_needs_a_detail",
        "Boeking {line} heeft meer dan een regel. Schrijf er het detail achter, zie 'bank show'."},
    Entry{"match_needs_two_people",
          "Bankregel {line} wijst deze betaling niet aan ({rule}). Controleer haar; is zij het "
          "toch, gebruik dan 'line force', dat een ander bevestigt."},
    Entry{"nothing_to_revoke",
          "Over bankregel {line} is niets beslist, en hij is nergens aan gekoppeld. Bekijk hem met "
          "'line candidates'."},
    Entry{"one_person_is_enough",
          "Bankregel {line} wijst deze betaling zelf aan. Gebruik 'line match'."},
    Entry{"other_side_is_of_the_dossier",
          "Rekening {value} is van een cliënt of crediteur in het dossier. Wat daarmee gebeurt, "
          "beslist geen regel. Neem een andere tegenrekening, of zeg het per bankregel met 'line "
          "assign'."},
    Entry{"other_side_is_the_account",
          "Rekening {value} is de rekening zelf. Geef de rekening aan de andere kant."},
    Entry{"own_account_is_a_transfer",
          "Rekening {value} is een eigen rekening. Wat daarheen gaat of daarvandaan komt, is "
          "eigen_overboeking."},
    Entry{"page_has_no_number",
          "De bank zegt dat er meer bladen van het afschrift zijn, maar niet welk blad dit is. "
          "Vraag de bank om een bestand met bladnummers."},
    Entry{"pages_do_not_add_up",
          "De bladen van het afschrift komen samen uit op {expected}, maar het eindsaldo is "
          "{value}. Vraag de bank om goede bladen."},
    Entry{"payment_by_hand_needs_a_person",
          "Een betaling met de hand herkent geen regel: zij hoort bij een betaling. Zeg het per "
          "bankregel met 'line assign'."},
    Entry{"payment_has_another_amount",
          "Betaling {payment} heeft een ander bedrag dan bankregel {line}. Zoek een betaling met "
          "hetzelfde bedrag. Een deel dat terugkwam, koppelen twee mensen met 'line force' als de "
          "bankregel de betaling noemt."},
    Entry{"payment_is_booked",
          "Betaling {payment} is al geboekt door de bank. Zoek uit voor welke betaling met de hand "
          "is betaald, of dat er dubbel is betaald."},
    Entry{"payment_is_dead",
          "Betaling {payment} is opgegeven. Zoek uit hoe de bank haar toch kan hebben geboekt, en "
          "overleg met een collega."},
    Entry{"payment_is_not_at_the_bank",
          "Betaling {payment} is nooit aan de bank aangeboden en kan bankregel {line} dus niet "
          "zijn. Zoek verder met 'line candidates'."},
    Entry{"payment_is_of_another_account",
          "Betaling {payment} gaat van een andere rekening dan bankregel {line}. Zoek verder met "
          "'line candidates'."},
    Entry{"payment_is_paid_by_hand",
          "Van betaling {payment} is al gezegd dat zij met de hand is betaald, bij bankregel "
          "{line}. Neem dat eerst terug met 'line revoke' als het niet klopt."},
    Entry{"payment_is_unknown",
          "Er is geen betaling of bestand {value}. Zoek het EndToEndId op met 'line candidates'."},
    Entry{"payment_was_made_again",
          "Betaling {payment} is daarna opnieuw gedaan; wat daarvoor is beslist, kan niet meer "
          "worden teruggenomen of veranderd. Overleg met een collega wat er met het geld is "
          "gebeurd."},
    Entry{"refund_names_one_owner",
          "Een terugbetaling is van één huishouden. Noem met --contract het contract waarvan de "
          "crediteur terugbetaalt, of met --client een cliënt."},
    Entry{"return_needs_a_booked_payment",
          "Betaling {payment} is nog niet geboekt, en kan dus niet zijn teruggekomen met bankregel "
          "{line}. Neem eerst het afschrift in waarop zij staat."},
    Entry{"rule_amount_is_malformed",
          "Het bedrag {value} is geen bedrag boven nul. Schrijf het als 1234.56."},
    Entry{"rule_amounts_are_crossed", "Het hoogste bedrag is lager dan het laagste. Verwissel ze."},
    Entry{"rule_begins_too_early",
          "Een regel plaatst geen bankregels van vandaag of eerder ({date}). Kies een latere dag, "
          "of laat --from weg."},
    Entry{"rule_code_is_malformed",
          "De transactiecode {value} heeft andere tekens dan letters, cijfers en streepjes, of "
          "meer dan 35. Neem de code over zoals 'bank read' haar toont."},
    Entry{"rule_direction_is_unknown", "De richting {value} bestaat niet. Kies af of bij."},
    Entry{"rule_ends_too_early",
          "Regel {rule_number} kan niet tot en met {date} gelden: wat tot en met vandaag is "
          "geboekt, kan hij al hebben geplaatst. Kies vandaag of een latere dag."},
    Entry{"rule_ends_too_late",
          "{date} ligt meer dan 31 dagen vooruit. Noem een eerdere dag waarop regel {rule_number} "
          "voor het laatst geldt."},
    Entry{"rule_is_ended",
          "Regel {rule_number} is al beëindigd, met een andere laatste dag dan {date}. Stel een "
          "nieuwe regel voor met 'rule add'."},
    Entry{"rule_is_too_wide",
          "Deze regel past op te veel bankregels. Geef een tegenrekening, of een tekst of code "
          "samen met een hoogste bedrag."},
    Entry{"rule_is_unknown", "Regel {rule_number} bestaat niet. Bekijk de regels met 'rule list'."},
    Entry{"rule_text_is_malformed",
          "De tekst van de regel is langer dan 140 tekens of geen UTF-8. Neem een korter deel van "
          "de omschrijving."},
    Entry{"rule_text_is_too_short",
          "De tekst van de regel heeft minder dan {shortest} letters en cijfers. Neem een langer "
          "deel van de omschrijving."},
    Entry{"several_parts_have_this_total",
          "Bankregel {line} kan van verschillende betalingen van bestand {payment} zijn: meer dan "
          "een keuze uit wat de bank weigerde heeft dit totaal. Vraag de bank welke betalingen "
          "erin zitten en laat haar een statusbericht of een afschrift met de betalingen geven."},
    Entry{"statement_has_no_closing_balance",
          "Afschrift {statement} heeft geen eindsaldo, zodat niets te controleren is. Vraag de "
          "bank om een volledig afschrift."},
    Entry{"statement_has_no_opening_balance",
          "Afschrift {statement} heeft geen beginsaldo, zodat niets te controleren is. Vraag de "
          "bank om een volledig afschrift."},
    Entry{"statement_is_before_the_account",
          "Afschrift {statement} van {date} ligt voor de begindatum {opening_date} van de "
          "rekening. Neem alleen afschriften in vanaf die dag."},
    Entry{"statement_is_here_in_another_form",
          "Afschrift {statement} van {date} is er al in een andere vorm (levering {delivery}): "
          "MT940 en camt van dezelfde dag tellen niet dubbel. Leg die levering eerst terzijde met "
          "'bank set-aside' als dit bestand ervoor in de plaats komt."},
    Entry{"statement_is_of_a_future_day",
          "Afschrift {statement} is van {date}, en die dag moet nog komen. Controleer het bestand "
          "en de datum."},
    Entry{"statement_is_unknown",
          "Er is geen afschrift met levering {delivery}. Bekijk de leveringen met 'bank show'."},
    Entry{"transfer_needs_an_own_account",
          "Een eigen overboeking gaat naar of komt van een andere eigen rekening. Geef de IBAN "
          "daarvan als tegenrekening, en open haar eerst als zij er nog niet is."},
};
static_assert(std::ranges::is_sorted(table, {}, &Entry::code));

}  // namespace

std::span<const Entry> bank_sentences() {
    return table;
}

}  // namespace ontzorgd::wording
