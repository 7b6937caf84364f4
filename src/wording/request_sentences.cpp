// SPDX-License-Identifier: EUPL-1.2
#include "tables.h"

#include <array>

namespace ontzorgd::wording {

namespace {

// What is wrong with a request over the network, before it reaches a command, and what keeps the
// server from listening.
constexpr std::array table{
    Entry{"certificate_is_gone",
          "De configuratie noemt geen certificaat meer, en {file} is in gebruik. Noem een "
          "certificaat met zijn sleutel, of begin opnieuw."},
    Entry{"certificate_is_needed",
          "Op {value} kan ieder in het netwerk komen; daarvoor is een eigen certificaat nodig. "
          "Geef een certificaat met zijn sleutel, of luister op 127.0.0.1."},
    Entry{"certificate_is_unusable",
          "Het certificaat in {file} is niet bruikbaar ({reason}). Geef een PEM-bestand met het "
          "certificaat en daarna de keten."},
    Entry{"certificate_key_is_unusable",
          "De sleutel in {file} is niet bruikbaar of hoort niet bij het certificaat ({reason}). "
          "Geef de sleutel als PEM-bestand zonder wachtwoord."},
    Entry{"client_authorities_are_unusable",
          "De uitgevers van clientcertificaten in {file} zijn niet te lezen ({reason}). Geef een "
          "PEM-bestand met hun certificaten."},
    Entry{"content_type_is_not_read",
          "De inhoud is niet van een soort die hier wordt gelezen. Stuur haar als een van deze "
          "soorten, genoemd in de kop Content-Type: {types}."},
    Entry{"csrf_token_is_wrong",
          "De aanvraag komt niet aantoonbaar van uw eigen scherm. Stuur het csrf_token van de "
          "sessie mee in de kop X-CSRF-Token."},
    Entry{"cursor_is_lost",
          "De rijen waar deze bladzijde ophield zijn er niet meer. Begin weer bij de eerste "
          "bladzijde."},
    Entry{"cursor_is_malformed",
          "De cursor is niet van deze vraag, of is veranderd. Neem hem zoals hij in de Link van de "
          "bladzijde ervoor staat."},
    Entry{"field_is_given_twice", "Het veld {field} staat er tweemaal. Geef het een keer."},
    Entry{"field_is_missing", "Het veld {field} ontbreekt. Geef het erbij."},
    Entry{"field_is_of_the_wrong_kind",
          "Het veld {field} is niet van de goede soort. Gevraagd is: {wanted}."},
    Entry{"field_is_unknown", "Het veld {field} bestaat hier niet. Laat het weg."},
    Entry{"field_text_is_too_long",
          "Het veld {field} is te lang. Geef ten hoogste {wanted} tekens."},
    Entry{"gemeente_is_needed",
          "Deze dienst werkt voor meer gemeenten. Geef de code van uw gemeente in het veld "
          "gemeente."},
    Entry{"header_is_given_twice", "De kop {header} staat er tweemaal. Stuur hem een keer."},
    Entry{"idempotency_key_is_malformed",
          "De kop Idempotency-Key is niet goed. Geef een sleutel van ten hoogste 255 zichtbare "
          "tekens, zonder spaties."},
    Entry{"idempotency_key_was_for_another_request",
          "De sleutel {key} is al gebruikt voor een andere aanvraag. Geef elke aanvraag een eigen "
          "sleutel."},
    Entry{"if_match_is_malformed",
          "De kop If-Match is geen ETag. Stuur de ETag die u bij het lezen kreeg, met de "
          "aanhalingstekens."},
    Entry{"json_is_no_object",
          "De inhoud is geen JSON-object. Stuur de velden als {\"naam\": waarde}."},
    Entry{"limit_is_out_of_bounds",
          "Een bladzijde heeft 1 tot en met {most} rijen. Vraag er zo veel."},
    Entry{"listen_address_is_malformed",
          "Het adres {value} is niet goed. Geef een IP-adres en een poort, zoals 127.0.0.1:8443 "
          "of [::1]:8443."},
    Entry{"listen_address_is_not_free",
          "Op {value} kan niet worden geluisterd ({reason}). Kies een ander adres, of stop wat er "
          "al luistert."},
    Entry{"method_is_not_for_this_path",
          "Dit pad kent deze methode niet. De kop Allow noemt de methoden die er zijn."},
    Entry{"multipart_boundary_is_missing",
          "Het formulier zegt niet waar zijn delen beginnen. Stuur in Content-Type een boundary "
          "mee."},
    Entry{"multipart_header_is_too_long",
          "De kop van een deel van het formulier is te lang. Stuur alleen de naam van het veld en "
          "van het bestand."},
    Entry{"multipart_is_cut_short",
          "Het formulier houdt halverwege op. Stuur het opnieuw, geheel."},
    Entry{
        "multipart_is_encoded",
        "Een bestand in het formulier is omgezet (Content-Transfer-Encoding). Stuur de bytes zoals "
        "zij zijn."},
    Entry{"multipart_is_malformed",
          "Het formulier is niet te lezen. Stuur een deel, met de naam bestand."},
    Entry{"multipart_is_nested",
          "In het formulier zit nog een formulier. Stuur het bestand zelf als het ene deel."},
    Entry{"office_is_busy",
          "Er wachten nu te veel aanvragen; er is niets gedaan. Probeer het opnieuw na de tijd in "
          "de kop Retry-After."},
    Entry{"path_is_unknown", "Dit pad bestaat niet. Bekijk de paden in /v1/openapi.json."},
    Entry{"request_body_is_too_large",
          "De inhoud van de aanvraag is te groot; er is niets gedaan. Stuur minder."},
    Entry{"request_failed",
          "De aanvraag is niet afgehandeld door een fout in het programma. Kijk of het gevraagde "
          "is gebeurd, en waarschuw de beheerder."},
    Entry{"request_header_is_too_large",
          "De koppen van de aanvraag zijn te groot. Stuur minder of kortere koppen."},
    Entry{"request_is_in_work",
          "Deze aanvraag is nog in behandeling. Stuur hem opnieuw na de tijd in de kop "
          "Retry-After; u krijgt dan hetzelfde antwoord."},
    Entry{"request_is_malformed", "De aanvraag is geen goed HTTP. Controleer wat er is verstuurd."},
    Entry{"request_is_not_accepted",
          "De aanvraag klopt niet; er is niets gedaan. Verbeter wat onder bevindingen staat."},
    Entry{"request_takes_no_body", "Deze aanvraag heeft geen inhoud nodig. Laat de inhoud weg."},
    Entry{"request_took_too_long",
          "De aanvraag kwam te langzaam binnen; er is niets gedaan. Stuur hem opnieuw."},
    Entry{"session_is_needed", "U bent niet ingelogd, of te lang niet bezig geweest. Log in."},
    Entry{"session_is_not_confirmed",
          "Voor deze handeling moet u opnieuw laten zien wie u bent. Geef uw wachtwoord met POST "
          "/v1/sessies/huidige/bevestigingen, of, als u via de inlogserver van uw gemeente "
          "binnenkwam, log opnieuw in met GET /v1/aanmelden/bevestiging."},
    Entry{"socket_is_not_of_the_network",
          "Systemd gaf een socket die niet van het netwerk is. Geef in de socketunit een "
          "ListenStream "
          "met een adres en een poort."},
    Entry{"storing_failed",
          "Opslaan of lezen is niet gelukt; er is niets veranderd. Probeer het later opnieuw en "
          "waarschuw de beheerder als het blijft."},
    Entry{"target_is_malformed",
          "Het adres van de aanvraag is niet goed geschreven. Controleer het pad en de "
          "%-codering."},
    Entry{"task_is_unknown",
          "Taak {task} is er niet (meer), of is van een ander. Kijk of u inlogde als wie de "
          "opdracht gaf."},
    Entry{"too_many_logins_are_under_way",
          "Vanaf dit adres zijn te veel inlogpogingen begonnen en niet afgemaakt. Probeer het "
          "opnieuw na de tijd in de kop Retry-After."},
    Entry{"too_many_wrong_passwords",
          "Bij deze naam is te vaak een verkeerd wachtwoord gegeven. Probeer het opnieuw na de "
          "tijd in de kop Retry-After, of vraag de beheerder om hulp."},
    Entry{"user_has_no_role",
          "Deze gebruiker heeft geen rol (meer). Vraag de beheerder om een rol."},
    Entry{"version_is_another",
          "Het is gewijzigd nadat u het las. Lees het opnieuw, en kijk of uw wijziging nog klopt."},
    Entry{"version_is_not_named",
          "Er staat niet bij welke versie u wijzigt. Lees het eerst, en stuur de ETag van dat "
          "antwoord mee in de kop If-Match."},
    Entry{"work_ended_halfway",
          "Het werk is halverwege gestopt door een fout van schijf of database; wat nog niet "
          "vaststond is weggenomen. Geef de opdracht opnieuw, en waarschuw de beheerder als het "
          "blijft."}};

}  // namespace

std::span<const Entry> request_sentences() {
    return table;
}

}  // namespace ontzorgd::wording
