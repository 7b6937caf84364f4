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
    Entry{"closing_balance_is_wrong",
          "Het eindsaldo van afschrift {statement} klopt niet: beginsaldo en boekingen geven "
          "{expected}, er staat {value}. Het bestand is bewaard, er telt niets van mee. Vraag de "
          "bank om een goed bestand en neem dat in."},
    Entry{"credit_is_no_payment_by_hand",
          "Een bijschrijving is geen betaling met de hand. Kies een ander woord bij --als."},
    Entry{"force_is_proposed",
          "Over bankregel {line} ligt al een voorstel dat op een ander wacht. Laat een collega het "
          "bevestigen met dezelfde opdracht 'line force', of neem het terug met 'line revoke'."},
    Entry{"label_is_unknown",
          "Het woord {value} bij --als bestaat niet. Kies kosten, rente, eigen_overboeking, "
          "handmatige_betaling of overig."},
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
          "Een bankregel schrijf je als levering:boeking, of levering:boeking:detail. Zoek de "
          "nummers op met 'bank show'."},
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
    Entry{"payment_has_another_amount",
          "Betaling {payment} heeft een ander bedrag dan bankregel {line}. Zoek een betaling met "
          "hetzelfde bedrag; een deel van een betaling kan nog niet worden gekoppeld."},
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
    Entry{"return_needs_a_booked_payment",
          "Betaling {payment} is nog niet geboekt, en kan dus niet zijn teruggekomen met bankregel "
          "{line}. Neem eerst het afschrift in waarop zij staat."},
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
};
static_assert(std::ranges::is_sorted(table, {}, &Entry::code));

}  // namespace

std::span<const Entry> bank_sentences() {
    return table;
}

}  // namespace ontzorgd::wording
