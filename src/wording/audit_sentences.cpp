// SPDX-License-Identifier: EUPL-1.2
#include "tables.h"

#include <algorithm>
#include <array>

namespace ontzorgd::wording {

namespace {

// What a check of the books and the chain finds.
constexpr std::array table{
    Entry{"account_is_not_mapped",
          "Rekening {account} staat niet in het indelingsbestand. Voeg er een regel voor toe."},
    Entry{"anchor_differs",
          "De geschiedenis tot feit {fact} is een andere dan bij het anker was vastgelegd. Zoek "
          "uit wanneer dit is veranderd en vergelijk met een reservekopie."},
    Entry{"anchor_is_of_a_later_day",
          "Anker {file} is van {day}; de keten van de gevraagde dag was korter. Laat --as-of weg, "
          "of geef een anker van die dag of eerder."},
    Entry{"archived_file_is_changed",
          "Bestand {file} in het archief is niet meer wat bij feit {fact} is vastgelegd. Zoek uit "
          "wanneer dit is veranderd en vergelijk met een reservekopie."},
    Entry{"archived_file_is_missing",
          "Bestand {file} van feit {fact} ligt niet meer in het archief. Haal het terug uit een "
          "reservekopie."},
    Entry{"attempt_differs_from_aim",
          "Betaling {instruction} in de batch van feit {fact} noemt een andere richting dan zij "
          "toen had. Zoek uit wanneer dit is veranderd en vergelijk met een reservekopie."},
    Entry{"audit_found_faults",
          "Aantal fouten dat de controle vond: {count}. Doe geen betalingen en laat elke fout "
          "hieronder uitzoeken."},
    Entry{"books_differ",
          "De journaalpost van feit {fact} is niet wat het feit vastlegde. Zoek uit wanneer dit is "
          "veranderd en vergelijk met een reservekopie."},
    Entry{"bsn_is_looked_up_wrong",
          "Het BSN van client {client} wordt onder een ander nummer opgezocht, of is niet te lezen "
          "(feit {fact}). Zoek uit wanneer dit is veranderd en vergelijk met een reservekopie."},
    Entry{"check_fails_books_balance",
          "Debet en credit van het grootboek verschillen {ledger}. Zoek het verschil voordat er "
          "wordt betaald."},
    Entry{"check_fails_control_account_equals_subledger",
          "Rekening {account} staat in het grootboek op {ledger} en in de onderliggende regels op "
          "{subledger}. Zoek het verschil voordat er wordt betaald."},
    Entry{"check_fails_every_cent_is_somewhere",
          "In maand {account} kwam {ledger} binnen, en is {subledger} terug te vinden. Zoek het "
          "verschil voordat er wordt betaald."},
    Entry{"child_count_differs",
          "Feit {fact} ({kind}) heeft {counted} onderliggende regels, en dat zijn er niet zoveel "
          "als vastgelegd. Zoek uit wanneer dit is veranderd en vergelijk met een reservekopie."},
    Entry{"children_are_unknown",
          "Dit programma kent de onderliggende regels van feit {fact} ({kind}) niet. Gebruik een "
          "nieuwere versie."},
    Entry{"conservation_does_not_hold",
          "Bij {count} huishoudens en maanden is niet elke cent verantwoord. Bekijk de regels met "
          "'nee' en meld dit meteen."},
    Entry{"day_differs",
          "De dag van feit {fact} is niet die van het vastgelegde feit. Zoek uit wanneer dit is "
          "veranderd en vergelijk met een reservekopie."},
    Entry{"destroyed_value_is_still_there",
          "Een waarde die volgens feit {fact} is vernietigd, staat er nog (nummer {value}). "
          "Vernietig de waarde alsnog."},
    Entry{"entry_is_not_balanced",
          "Journaalpost {entry} van feit {fact} is uit balans. Zoek uit wanneer dit is veranderd "
          "en vergelijk met een reservekopie."},
    Entry{"entry_without_fact",
          "Journaalpost {entry} hoort bij feit {fact}, en dat feit is er niet. Zoek uit wanneer "
          "dit is veranderd en vergelijk met een reservekopie."},
    Entry{"exception_is_unknown",
          "Uitzondering {exception} bestaat niet. Bekijk de uitzonderingen met 'exception list'."},
    Entry{"file_has_another_name",
          "Bestand {file} van feit {fact} heeft een andere naam dan zijn nummer geeft, en is zo "
          "bij de bank niet terug te vinden. Zoek uit wanneer dit is veranderd en vergelijk met "
          "een reservekopie."},
    Entry{"hash_differs",
          "Feit {fact} is veranderd nadat het was vastgelegd. Zoek uit wanneer dit is veranderd en "
          "vergelijk met een reservekopie."},
    Entry{"iban_is_looked_up_wrong",
          "Een rekeningnummer van feit {fact} wordt onder een ander nummer opgezocht. Zoek uit "
          "wanneer dit is veranderd en vergelijk met een reservekopie."},
    Entry{"ledger_account_is_unknown",
          "Journaalpost {entry} van feit {fact} noemt een rekening die niet bestaat. Zoek uit "
          "wanneer dit is veranderd en vergelijk met een reservekopie."},
    Entry{"line_differs_from_rule",
          "Van een bankregel in levering {delivery} (feit {fact}, boeking {entry}) staat er dat "
          "een regel van de gemeente hem plaatste, en die regel kan dat niet. Zoek uit wanneer dit "
          "is veranderd en vergelijk met een reservekopie."},
    Entry{"link_is_missing",
          "Feit {fact} is uit de keten verdwenen. Zoek uit wanneer dit is veranderd en vergelijk "
          "met een reservekopie."},
    Entry{"link_is_repeated",
          "Feit {fact} staat dubbel of op de verkeerde plaats in de keten. Zoek uit wanneer dit is "
          "veranderd en vergelijk met een reservekopie."},
    Entry{"mapping_is_malformed",
          "Regel {line} van het indelingsbestand is niet goed. Schrijf het zoals "
          "schemas/journalpost-mapping-1.md zegt."},
    Entry{"merkle_root_differs",
          "De onderliggende regels van feit {fact} ({kind}) zijn niet wat het feit vastlegde. Zoek "
          "uit wanneer dit is veranderd en vergelijk met een reservekopie."},
    Entry{"number_of_rows_differs",
          "Er zijn {expected} feiten van soort {kind}, maar {counted} regels. Zoek uit wanneer dit "
          "is veranderd en vergelijk met een reservekopie."},
    Entry{"posting_without_entry",
          "Een boekingsregel hoort bij journaalpost {entry}, en die is er niet. Zoek uit wanneer "
          "dit is veranderd en vergelijk met een reservekopie."},
    Entry{"record_is_malformed",
          "Feit {fact} is niet leesbaar. Zoek uit wanneer dit is veranderd en vergelijk met een "
          "reservekopie."},
    Entry{"replaced_mark_differs",
          "Een regel in {table} van feit {fact} geldt nog terwijl er een latere is, of geldt niet "
          "meer terwijl er geen latere is. Zoek uit wanneer dit is veranderd en vergelijk met een "
          "reservekopie."},
    Entry{"row_count_differs",
          "Feit {fact} legde meer of minder regels vast dan er staan in {table}. Zoek uit wanneer "
          "dit is veranderd en vergelijk met een reservekopie."},
    Entry{"row_differs_from_record",
          "De regel in {table} is niet wat feit {fact} vastlegde. Zoek uit wanneer dit is "
          "veranderd en vergelijk met een reservekopie."},
    Entry{"row_is_out_of_order",
          "Een regel in {table} noemt feit {fact}, maar staat tussen regels van latere feiten. "
          "Zoek uit wanneer dit is veranderd en vergelijk met een reservekopie."},
    Entry{"row_root_differs",
          "De regels in {table} zijn niet wat feit {fact} vastlegde. Zoek uit wanneer dit is "
          "veranderd en vergelijk met een reservekopie."},
    Entry{"rows_are_unknown",
          "Dit programma kent de regels in {table} niet. Gebruik een nieuwere versie."},
    Entry{"rows_without_commitment",
          "In {table} staan regels van feit {fact} die dat feit niet vastlegde. Zoek uit wanneer "
          "dit is veranderd en vergelijk met een reservekopie."},
    Entry{"sample_is_malformed",
          "De steekproef {value} is geen aantal vanaf 1. Geef een geheel getal."},
    Entry{"sheet_is_malformed",
          "Het batchblad van batch {batch} is niet leesbaar. Zoek uit wanneer dit is veranderd en "
          "vergelijk met een reservekopie."},
    Entry{"shorter_than_anchor",
          "De keten houdt op voor feit {fact}, terwijl het anker verder ging. Haal de gegevens "
          "terug uit een reservekopie."},
    Entry{"status_differs_from_reports",
          "Wat de bank van een betaling in bestand {file} meldde, is niet wat er staat. Zoek uit "
          "wanneer dit is veranderd en vergelijk met een reservekopie."},
    Entry{"value_differs_from_reencryption",
          "Een versleutelde waarde ({table} {value}) is niet wat feit {fact} er bij het "
          "wisselen van sleutel van maakte. Zoek uit wanneer dit is veranderd en vergelijk met "
          "een reservekopie."},
};
static_assert(std::ranges::is_sorted(table, {}, &Entry::code));

}  // namespace

std::span<const Entry> audit_sentences() {
    return table;
}

}  // namespace ontzorgd::wording
