// SPDX-License-Identifier: EUPL-1.2
#include "tables.h"

#include <algorithm>
#include <array>

namespace ontzorgd::wording {

namespace {

// What is wrong with a single value, a set of dossier facts, a statement or the audit chain.
constexpr std::array table{
    Entry{"account_name_is_malformed",
          "Deze naam van een rekening is niet bruikbaar. Gebruik kleine letters, cijfers en "
          "streepjes."},
    Entry{"amount_has_more_than_five_decimals",
          "Het bedrag heeft meer dan vijf cijfers achter de punt. Vraag de bank om een goed "
          "bestand."},
    Entry{"amount_is_malformed",
          "Het bedrag is niet goed geschreven. Vraag de bank om een goed bestand."},
    Entry{"amount_is_negative",
          "Het bedrag is negatief, en dat mag hier niet. Vraag de bank om een goed bestand."},
    Entry{"amount_is_not_whole_cents",
          "Het bedrag heeft delen van een cent. Vraag de bank wat er is geboekt."},
    Entry{"amount_is_too_large", "Het bedrag is te groot. Controleer het bestand."},
    Entry{"bedragen_are_not_ascending",
          "De bedragen van het contract staan niet op volgorde van datum. Zet ze op volgorde."},
    Entry{"bedragen_start_too_late",
          "Het eerste bedrag gaat later in dan het contract. Geef een bedrag vanaf de eerste dag "
          "van het contract."},
    Entry{"bsn_check_digit_is_wrong",
          "Dit BSN klopt niet: de elfproef faalt. Controleer het nummer."},
    Entry{"bsn_is_double", "Dit BSN staat twee keer in het huishouden. Controleer de nummers."},
    Entry{"bsn_is_malformed", "Een BSN heeft negen cijfers. Controleer het nummer."},
    Entry{"checkpoint_is_malformed",
          "Dit ijkpunt van de controleketen is niet leesbaar. Gebruik het ijkpunt zoals het is "
          "uitgegeven."},
    Entry{"client_is_not_of_household",
          "Deze cliënt hoort niet bij het huishouden. Controleer het cliëntnummer."},
    Entry{
        "clienten_do_not_fit_the_type",
        "Het aantal cliënten past niet bij de soort huishouden. Verbeter de soort of de cliënten."},
    Entry{"commitment_is_missing",
          "Van een persoonlijk gegeven ontbreekt de vastlegging. Waarschuw de beheerder en de "
          "auditor."},
    Entry{"contract_ends_before_it_starts",
          "Het contract eindigt voor het begint. Verbeter de datums."},
    Entry{"currencies_differ",
          "Het bestand heeft meer dan een munt. Vraag de bank om een bestand met alleen euro."},
    Entry{"currency_is_malformed",
          "De munt is niet goed geschreven. Vraag de bank om een goed bestand."},
    Entry{"currency_is_not_eur",
          "De munt is geen euro. Alleen rekeningen in euro kunnen worden verwerkt."},
    Entry{"date_does_not_exist", "Deze datum bestaat niet. Controleer de dag en de maand."},
    Entry{"date_is_malformed", "De datum is niet goed geschreven. Schrijf hem als JJJJ-MM-DD."},
    Entry{"decision_is_unknown", "Het besluit {value} bestaat niet. Kies go of stop."},
    Entry{"declared_count_differs",
          "Het aantal in de kop van het afschrift klopt niet met de regels. Vraag de bank om een "
          "goed bestand."},
    Entry{"declared_net_differs",
          "Het saldo van de regels klopt niet met de kop van het afschrift. Vraag de bank om een "
          "goed bestand."},
    Entry{"declared_sum_differs",
          "De som in de kop van het afschrift klopt niet met de regels. Vraag de bank om een goed "
          "bestand."},
    Entry{"declared_total_is_malformed",
          "Een totaal in de kop van het afschrift is niet goed geschreven. Vraag de bank om een "
          "goed bestand."},
    Entry{"end_to_end_id_check_fails",
          "De controletekens van dit betaalkenmerk kloppen niet. Controleer of het goed is "
          "overgenomen."},
    Entry{"end_to_end_id_is_malformed",
          "Een betaalkenmerk heeft zestien hoofdletters en cijfers. Controleer of het goed is "
          "overgenomen."},
    Entry{"end_to_end_id_is_not_recoverable",
          "Dit betaalkenmerk is niet te herstellen. Zoek de betaling op bedrag en datum."},
    Entry{"euro_has_too_many_decimals",
          "Het bedrag heeft meer dan twee cijfers achter de punt. Schrijf het als 1234.56."},
    Entry{"euro_is_malformed", "Het bedrag is niet goed geschreven. Schrijf het als 1234.56."},
    Entry{"euro_is_negative",
          "Het bedrag is negatief, en dat mag hier niet. Schrijf een positief bedrag."},
    Entry{"euro_is_too_large", "Het bedrag is te groot. Controleer het bedrag."},
    Entry{"euro_is_zero", "Het bedrag is nul, en dat mag hier niet. Schrijf een bedrag boven nul."},
    Entry{"euro_needs_two_decimals",
          "Het bedrag moet twee cijfers achter de punt hebben. Schrijf het als 1234.56."},
    Entry{"grondslag_56a_has_no_end",
          "Een grondslag verplicht_56a moet een einddatum hebben. Geef de laatste dag, hoogstens "
          "zes maanden na het begin."},
    Entry{"grondslag_56a_is_longer_than_six_months",
          "Een grondslag verplicht_56a duurt hoogstens zes maanden. Verbeter de einddatum."},
    Entry{"grondslag_ends_before_it_starts",
          "De grondslag eindigt voor hij begint. Verbeter de datums."},
    Entry{"grondslag_soort_is_unknown",
          "Deze soort grondslag bestaat niet. Kies verplicht_56a, maatwerk_afwijking, vrijwillig, "
          "art57 of geen."},
    Entry{"grondslagen_overlap",
          "Twee grondslagen van een cliënt gelden op dezelfde dag. Laat de eerste eindigen voor de "
          "tweede begint."},
    Entry{"head_differs",
          "Het einde van de controleketen klopt niet. Stop met betalen en waarschuw de beheerder "
          "en de auditor."},
    Entry{"iban_check_digits_are_wrong",
          "Dit IBAN klopt niet: de controlecijfers zijn fout. Controleer het nummer bij de "
          "rekeninghouder."},
    Entry{"iban_country_is_not_in_sepa",
          "Land {country} hoort niet bij SEPA; betalen kan dan niet. Vraag om een rekening in een "
          "SEPA-land."},
    Entry{"iban_is_malformed", "Dit IBAN is niet goed geschreven. Controleer het nummer."},
    Entry{"iban_length_is_wrong",
          "Een IBAN uit {country} heeft {right_length} tekens, dit heeft er {length}. Controleer "
          "het nummer."},
    Entry{"iban_structure_is_wrong",
          "Dit IBAN past niet bij de opbouw van {country}. Controleer het nummer."},
    Entry{"joint_request_ends_before_it_starts",
          "Het gezamenlijk verzoek eindigt voor het begint. Verbeter de datums."},
    Entry{"joint_request_needs_a_couple",
          "Een gezamenlijk verzoek kan alleen bij een paar. Haal het verzoek weg, of verbeter de "
          "soort huishouden."},
    Entry{"joint_requests_overlap",
          "Twee gezamenlijke verzoeken gelden op dezelfde dag. Laat het eerste eindigen voor het "
          "tweede begint."},
    Entry{"kenmerk_check_digit_is_wrong",
          "Dit betalingskenmerk klopt niet: het controlecijfer is fout. Controleer het op de "
          "rekening van de crediteur."},
    Entry{"kenmerk_does_not_fit_the_mask",
          "Dit kenmerk past niet bij het masker van de crediteur. Controleer het op de rekening "
          "van de crediteur."},
    Entry{"kenmerk_has_forbidden_character",
          "Dit kenmerk heeft een teken dat een bank niet aanneemt. Laat dat teken weg."},
    Entry{"kenmerk_is_empty",
          "Het kenmerk is leeg. Neem het over van de rekening van de crediteur."},
    Entry{"kenmerk_is_too_long",
          "Dit kenmerk is te lang; hoogstens 140 tekens kan. Kort het zelf in."},
    Entry{"kenmerk_length_is_wrong",
          "De lengte van dit betalingskenmerk klopt niet. Een betalingskenmerk heeft 7, 9 tot en "
          "met 14 of 16 cijfers; neem het opnieuw over."},
    Entry{"kenmerk_mask_is_unknown",
          "Dit masker van kenmerken bestaat niet. Kies een masker uit de beschrijving van het "
          "dossierbestand."},
    Entry{"longer_than_expected",
          "De controleketen is langer dan verwacht. Waarschuw de beheerder en de auditor."},
    Entry{"machtigingen_are_not_ascending",
          "De machtigingen staan niet op volgorde van datum. Zet ze op volgorde."},
    Entry{"month_is_malformed", "De maand is niet goed geschreven. Schrijf hem als JJJJ-MM."},
    Entry{"recall_reason_is_unknown",
          "{value} is geen code voor een terugroep. Kies DUPL, TECH, FRAD, CUST, AM09 of AC03."},
    Entry{"recall_refusal_is_unknown",
          "{value} is geen code waarmee een bank een terugroep weigert. Kies CUST, LEGL, NOAS, "
          "NOOR, ARDT, AC04 of AM04."},
    Entry{"record_field_is_repeated",
          "Een veld staat twee keer in een schakel van de controleketen. Waarschuw de beheerder en "
          "de auditor."},
    Entry{
        "record_has_no_header",
        "Een schakel van de controleketen begint niet goed. Waarschuw de beheerder en de auditor."},
    Entry{
        "record_has_no_kind",
        "Een schakel van de controleketen noemt geen soort. Waarschuw de beheerder en de auditor."},
    Entry{"record_has_too_many_fields",
          "Een schakel van de controleketen heeft te veel velden. Waarschuw de beheerder en de "
          "auditor."},
    Entry{"record_is_too_long",
          "Een schakel van de controleketen is te lang. Waarschuw de beheerder en de auditor."},
    Entry{"record_line_is_malformed",
          "Een regel in een schakel van de controleketen is niet leesbaar. Waarschuw de beheerder "
          "en de auditor."},
    Entry{"record_value_is_malformed",
          "Een waarde in een schakel van de controleketen is niet leesbaar. Waarschuw de beheerder "
          "en de auditor."},
    Entry{"sum_is_too_large", "De som is te groot om mee te rekenen. Controleer het bestand."},
    Entry{"text_has_no_sepa_form",
          "Een teken in deze tekst kan niet naar de bank ({code_point}). Schrijf de tekst met "
          "letters die een bank aanneemt."},
    Entry{"word_is_malformed",
          "Dit woord past niet in de controleketen. Meld dit aan de beheerder."},
};
static_assert(std::ranges::is_sorted(table, {}, &Entry::code));

}  // namespace

std::span<const Entry> value_sentences() {
    return table;
}

}  // namespace ontzorgd::wording
