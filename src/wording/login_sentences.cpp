// SPDX-License-Identifier: EUPL-1.2
#include "tables.h"

#include <algorithm>
#include <array>

namespace ontzorgd::wording {

namespace {

// Why a key, a token or a login was not accepted: for the log and for who sets up the login.
constexpr std::array table{
    Entry{"authorization_endpoint_is_malformed",
          "Het adres waar de inlogserver laat inloggen is geen goed adres. Verbeter het in de "
          "configuratie."},
    Entry{"authorization_endpoint_is_not_https",
          "Het adres waar de inlogserver laat inloggen begint niet met https. Geef het "
          "versleutelde adres."},
    Entry{"batch_pays_a_relation",
          "Batch {batch} betaalt een client met wie u een relatie hebt. Laat een collega zonder "
          "relatie tekenen of vrijgeven."},
    Entry{
        "certificate_fingerprint_is_malformed",
        "{value} is geen SHA-256 van een certificaat. Geef 64 cijfers en letters a tot en met f."},
    Entry{"certificate_is_of_another_machine",
          "Dit certificaat is al van een andere machine. Geef elke machine een eigen certificaat."},
    Entry{"client_is_a_relation",
          "Met deze client hebt u een relatie; u ziet en wijzigt het dossier niet. Laat een "
          "collega dit doen."},
    Entry{"discovery_is_malformed",
          "De beschrijving van de inlogserver noemt geen goed {field}. Controleer de uitgever in "
          "de configuratie."},
    Entry{"discovery_names_another_issuer",
          "De beschrijving is van een andere inlogserver ({value}). Controleer de uitgever in de "
          "configuratie."},
    Entry{"export_holds_a_relation",
          "In deze uitvoer staat een client met wie u een relatie hebt. Laat een collega hem "
          "opvragen."},
    Entry{"id_token_has_another_audience",
          "Het bewijs van inloggen is voor een ander programma ({value}). Controleer de client-id "
          "in de configuratie."},
    Entry{"id_token_has_another_issuer",
          "Het bewijs van inloggen komt van een andere inlogserver ({value}). Controleer de "
          "uitgever in de configuratie."},
    Entry{"id_token_has_another_nonce",
          "Het bewijs van inloggen hoort bij een andere inlogpoging. Laat opnieuw inloggen."},
    Entry{"id_token_has_expired",
          "Het bewijs van inloggen is verlopen. Laat opnieuw inloggen en vergelijk de klok met die "
          "van de inlogserver."},
    Entry{"id_token_is_for_another_party",
          "Het bewijs van inloggen is door een ander programma gevraagd ({value}). Controleer de "
          "client-id in de configuratie."},
    Entry{"id_token_is_from_the_future",
          "Het bewijs van inloggen heeft een tijd die nog moet komen. Vergelijk de klok met die "
          "van de inlogserver."},
    Entry{"id_token_is_not_valid_yet",
          "Het bewijs van inloggen geldt nog niet. Vergelijk de klok met die van de inlogserver."},
    Entry{"id_token_is_too_old",
          "Het bewijs van inloggen is meer dan tien minuten oud. Laat opnieuw inloggen."},
    Entry{"key_has_no_kid",
          "Een sleutel zonder kid wordt niet gebruikt. Geef elke sleutel een kid."},
    Entry{"key_is_for_another_algorithm",
          "Deze sleutel is voor een ander algoritme. Laat tekenen met PS256, ES256 of RS256."},
    Entry{"key_is_malformed",
          "Deze sleutel is niet te lezen of klopt niet. Geef een sleutel zonder wachtwoord, in PEM "
          "of als JWK."},
    Entry{"key_is_not_for_signatures",
          "Deze sleutel is niet om mee te tekenen. Er is niets te doen als er ook een andere is."},
    Entry{"key_is_of_unknown_kind",
          "Deze soort sleutel wordt niet gebruikt. Neem RSA, of de kromme P-256."},
    Entry{"key_set_has_a_kid_twice",
          "In de lijst van sleutels staat kid {kid} twee keer. Vraag de beheerder van de "
          "inlogserver om elke sleutel een eigen kid te geven."},
    Entry{"key_set_has_no_usable_key",
          "In de lijst van sleutels staat er geen die bruikbaar is. Laat tekenen met PS256, ES256 "
          "of RS256."},
    Entry{"key_set_has_too_many_keys",
          "In de lijst van sleutels staan er meer dan honderd. Controleer het adres van de lijst."},
    Entry{"key_set_is_malformed",
          "Wat op het adres van de sleutels staat, is geen lijst van sleutels. Controleer het "
          "adres."},
    Entry{
        "key_set_is_not_there",
        "De sleutels van de inlogserver zijn er niet. Controleer of de inlogserver bereikbaar is."},
    Entry{"key_set_is_too_long",
          "De lijst van sleutels is groter dan 128 KiB. Controleer het adres van de lijst."},
    Entry{"kid_is_malformed",
          "De naam van de sleutel (kid) is niet goed. Geef ten hoogste honderd zichtbare tekens "
          "zonder spaties."},
    Entry{"login_answer_has_another_issuer",
          "Het antwoord op het inloggen komt van een andere inlogserver ({value}). Controleer de "
          "uitgever in de configuratie."},
    Entry{"login_answer_has_another_state",
          "Het antwoord hoort niet bij een inlogpoging van deze browser. Laat opnieuw inloggen."},
    Entry{"login_answer_has_no_code",
          "In het antwoord van de inlogserver staat geen code. Laat opnieuw inloggen."},
    Entry{"login_answer_is_double",
          "Het antwoord van de inlogserver noemt iets twee keer. Laat opnieuw inloggen."},
    Entry{"login_answer_names_no_issuer",
          "Het antwoord zegt niet van welke inlogserver het komt. Laat opnieuw inloggen."},
    Entry{"login_is_not_finished",
          "Er wacht nu te veel ander werk om het inloggen af te maken; u bent niet ingelogd. Begin "
          "opnieuw met inloggen."},
    Entry{"login_is_not_strong_enough",
          "Er is ingelogd op een manier die niet sterk genoeg is ({value}). Laat opnieuw inloggen, "
          "met een tweede factor."},
    Entry{"login_is_of_somebody_else",
          "Er is ingelogd als iemand anders dan wie de sessie heeft. Log in als uzelf."},
    Entry{"login_is_too_long_ago",
          "Er is te lang geleden ingelogd. Laat opnieuw inloggen met het wachtwoord."},
    Entry{"login_name_is_taken",
          "De naam {user} is hier al van een gebruiker. Is dat dezelfde persoon, laat de beheerder "
          "die gebruiker dan eerst de rollen ontnemen. Laat daarna de inlogserver een andere naam "
          "meegeven."},
    Entry{"login_redirect_is_elsewhere",
          "Op {value} hoort deze dienst niet waarmee de browser terugkomt. Geef als terugkeer een "
          "adres dat op {path} eindigt."},
    Entry{"login_roles_were_cut",
          "De inlogserver kon niet alle rollen meegeven. Laat haar app-rollen sturen in plaats van "
          "groepen."},
    Entry{"login_server_answer_is_no_use",
          "De inlogserver antwoordde met status {status}. Laat opnieuw inloggen, en controleer de "
          "configuratie als het blijft."},
    Entry{"login_server_is_not_there",
          "Voor deze gemeente is er geen inlogserver. Log in met naam en wachtwoord."},
    Entry{"login_server_needs_a_key_or_a_certificate",
          "De inlogserver wil weten wie wij zijn. Geef een sleutel of een certificaat, en niet "
          "allebei."},
    Entry{"login_server_needs_roles",
          "Er staat niet welke rollen van de inlogserver hier gelden. Geef ze in de configuratie."},
    Entry{"login_server_said_no",
          "De inlogserver liet niet inloggen ({value}). Laat opnieuw inloggen, of vraag het de "
          "beheerder van de inlogserver."},
    Entry{"machine_client_is_unknown",
          "Deze machine is niet bekend ({value}). Laat de beheerder haar inschrijven."},
    Entry{"machine_is_not_recognised",
          "Dit programma is niet herkend. Stuur een token, of gebruik het clientcertificaat dat de "
          "beheerder heeft ingeschreven."},
    Entry{"machine_may_not_do_this",
          "Een programma mag '{command}' niet; dat vraagt een oordeel van een mens. Laat een "
          "gebruiker dit doen."},
    Entry{"machine_may_not_have_this_role",
          "Een programma kan de rol {role} niet hebben. Geef rechtmatigheid, klantmanager of "
          "auditor."},
    Entry{"machine_needs_a_certificate_or_a_key",
          "Een programma wordt herkend aan een certificaat of aan een sleutel. Geef een van beide, "
          "en bij een sleutel ook de kid."},
    Entry{"machine_token_has_another_audience",
          "Het token van de machine is voor een ander ({value}). Zet als aud alleen ons adres."},
    Entry{"machine_token_has_another_subject",
          "Het token van de machine is namens een ander. Zet als sub hetzelfde als iss."},
    Entry{"machine_token_has_expired",
          "Het token van de machine is verlopen. Maak voor elke keer een nieuw token en vergelijk "
          "de klokken."},
    Entry{"machine_token_is_not_valid_yet",
          "Het token van de machine geldt nog niet. Vergelijk de klokken."},
    Entry{"machine_token_lasts_too_long",
          "Het token van de machine geldt langer dan tien minuten. Maak voor elke keer een nieuw, "
          "kort token."},
    Entry{"machine_token_was_used",
          "Dit token is al gebruikt. Maak voor elke keer een nieuw token."},
    Entry{"own_second_factor_is_not_yours_to_withdraw",
          "Uw eigen tweede factor kunt u niet zelf intrekken. Vraag het een andere beheerder."},
    Entry{"password_is_the_first_one",
          "Dit is het wachtwoord waarmee u bent toegevoegd. Kies er een dat niemand anders kent."},
    Entry{"rights_have_changed",
          "Het rechtenoverzicht is niet (meer) dat met deze sha256. Bekijk het opnieuw en bevestig "
          "dan."},
    Entry{"roles_come_from_the_login_server",
          "De rollen van {user} komen van de inlogserver. Wijzig ze daar; zij gelden bij het "
          "volgende inloggen."},
    Entry{"roles_conflict_in_use",
          "Deze gebruiker heeft rollen die niet samengaan. Laat de beheerder een van de rollen "
          "terugnemen."},
    Entry{"rsa_key_has_another_size",
          "De RSA-sleutel heeft {bits} bits. Neem er een van {least} tot {most_bits} bits."},
    Entry{"second_factor_code_is_missing",
          "Bij deze gebruiker is ook een code nodig. Geef de zes cijfers die de app nu toont."},
    Entry{"second_factor_code_is_wrong",
          "Deze code klopt niet of is al gebruikt. Geef de volgende code van de app, en zet de "
          "klok van het toestel gelijk."},
    Entry{"second_factor_is_needed",
          "Wie mag tekenen of vrijgeven, verandert pas iets met een tweede factor. Neem er een in "
          "gebruik en log in met een code."},
    Entry{"second_factor_is_not_begun",
          "Er is geen tweede factor om te bevestigen. Begin er eerst een."},
    Entry{"second_factor_is_there_already",
          "Gebruiker {user} heeft al een tweede factor. Vraag een beheerder om die in te trekken "
          "als de app kwijt is."},
    Entry{"server_answer_is_malformed",
          "Het antwoord van {host} is niet te lezen ({reason}). Controleer het adres."},
    Entry{"server_answer_is_too_large",
          "Het antwoord van {host} is te groot. Controleer het adres."},
    Entry{"server_answer_took_too_long",
          "{host} antwoordde niet op tijd. Probeer het opnieuw, en controleer het netwerk als het "
          "blijft."},
    Entry{"server_authorities_are_unusable",
          "De uitgevers van certificaten in {file} zijn niet te lezen ({reason}). Geef een "
          "PEM-bestand met hun certificaten."},
    Entry{"server_is_not_reached",
          "{host} is niet bereikt ({reason}). Controleer het adres en het netwerk."},
    Entry{"server_is_not_trusted",
          "Met {host} kwam geen vertrouwde verbinding tot stand ({reason}). Controleer het "
          "certificaat en de uitgevers."},
    Entry{"sha256_is_malformed",
          "{value} is geen begin van een sha256. Geef ten minste acht cijfers en letters a tot en "
          "met f."},
    Entry{"token_algorithm_is_none",
          "Het token is niet getekend (alg none). Laat tekenen met PS256, ES256 of RS256."},
    Entry{"token_algorithm_is_not_taken",
          "Het token is getekend met {value}. Laat tekenen met PS256, ES256 of RS256."},
    Entry{"token_algorithm_is_symmetric",
          "Het token is getekend met een gedeeld geheim ({value}). Laat tekenen met PS256, ES256 "
          "of RS256."},
    Entry{"token_brings_its_own_key",
          "Het token noemt zelf de sleutel om het mee te controleren ({field}). Laat dat weg; "
          "sleutels komen uit de configuratie."},
    Entry{"token_claim_is_malformed",
          "In het token is {field} niet goed. Laat de maker van het token dit verbeteren."},
    Entry{"token_claim_is_missing",
          "In het token ontbreekt {field}. Laat de maker van het token dit meegeven."},
    Entry{"token_has_a_critical_header",
          "Het token eist een uitbreiding die hier niet bestaat (crit). Laat die weg."},
    Entry{"token_has_another_type",
          "Het token is van een andere soort ({value}). Stuur een token van de goede soort."},
    Entry{"token_has_no_algorithm",
          "Het token zegt niet waarmee het is getekend. Laat tekenen met PS256, ES256 of RS256."},
    Entry{"token_has_not_three_parts",
          "Het token heeft geen drie delen. Stuur een getekend token in de korte vorm."},
    Entry{"token_header_is_malformed",
          "In de kop van het token is {field} niet goed. Laat de maker van het token dit "
          "verbeteren."},
    Entry{
        "token_is_no_json_object",
        "Een deel van het token is geen JSON-object. Laat de maker van het token dit verbeteren."},
    Entry{"token_is_not_base64url",
          "Een deel van het token is geen base64url. Laat opvulling en andere tekens weg."},
    Entry{"token_is_too_long", "Het token is langer dan {most} tekens. Laat minder meegeven."},
    Entry{"token_json_has_too_many_members",
          "Een object in het token of de lijst van sleutels heeft te veel velden. Laat er minder "
          "meegeven."},
    Entry{"token_json_is_malformed",
          "Een deel van het token of de lijst van sleutels is geen goede JSON. Laat de maker dit "
          "verbeteren."},
    Entry{"token_json_is_too_deep",
          "Een deel van het token of de lijst van sleutels heeft te veel lagen. Laat er minder "
          "meegeven."},
    Entry{"token_json_member_is_double",
          "In het token of de lijst van sleutels staat een veld twee keer. Laat de maker dit "
          "verbeteren."},
    Entry{"token_key_is_for_another_algorithm",
          "Sleutel {kid} is voor een ander algoritme dan waarmee het token is getekend. Laat "
          "tekenen waar de sleutel voor is."},
    Entry{"token_key_is_of_another_kind",
          "Sleutel {kid} is van een andere soort dan waarmee het token zegt te zijn getekend. "
          "Vertrouw het token niet."},
    Entry{"token_key_is_unknown",
          "Sleutel {kid} is niet bekend. Controleer de sleutels van de inlogserver of de machine."},
    Entry{"token_names_no_key",
          "Het token zegt niet met welke sleutel het is getekend (kid). Laat dat meegeven."},
    Entry{"token_signature_is_wrong",
          "De handtekening onder het token klopt niet met sleutel {kid}. Vertrouw het token niet."},
    Entry{"url_is_malformed",
          "{value} is geen goed adres. Geef een adres als https://inloggen.example."},
    Entry{"url_is_not_https", "{value} begint niet met https. Geef het versleutelde adres."},
    Entry{"user_has_no_password", "{user} heeft hier geen wachtwoord. Wijzig het waar u inlogt."},
};
static_assert(std::ranges::is_sorted(table, {}, &Entry::code));

}  // namespace

std::span<const Entry> login_sentences() {
    return table;
}

}  // namespace ontzorgd::wording
