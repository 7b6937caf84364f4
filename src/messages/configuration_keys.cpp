// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/configuration.h"
#include "ontzorgd/messages/json_text.h"

#include <array>

namespace ontzorgd::messages {

namespace {

constexpr std::int64_t one_day = 86'400;

constexpr std::array sections{
    SettingSection{.name = "server",
                   .explained = "Waar de dienst luistert en hoe hij zich bekendmaakt."},
    SettingSection{.name = "sessie", .explained = "Hoe lang iemand ingelogd blijft."},
    SettingSection{.name = "grenzen",
                   .explained = "Wat een ander van de dienst mag vragen. De waarden hieronder zijn "
                                "ruim genoeg voor een grote gemeente."},
    SettingSection{
        .name = "inbox",
        .explained = "Hoe bestanden uit de map inbox van een gemeente worden ingenomen."},
    SettingSection{.name = "agenda",
                   .explained = "Wat er vanzelf gebeurt, en wanneer. Wat over geld beslist staat "
                                "hier niet: dat zijn de regelset, het bankprofiel en de "
                                "betaalkalender."},
    SettingSection{.name = "gemeente",
                   .explained =
                       "Een tabel per gemeente. Gegevens, sleutels en gebruikers van de ene "
                       "gemeente komen nooit bij de andere.",
                   .is_repeated = true},
};

using C = Configuration;
using G = ConfiguredGemeente;
using Form = SettingForm;

constexpr std::array keys{
    SettingKey{.section = "server",
               .name = "luistert_op",
               .place = &C::listen,
               .form = Form::address,
               .explained = "Adressen en poorten. Met socket-activatie van systemd gelden die van "
                            "ontzorgd.socket."},
    SettingKey{.section = "server",
               .name = "certificaat",
               .place = &C::certificate,
               .form = Form::path,
               .at_reload = true,
               .explained = "Certificaat met zijn keten, PEM. Zonder maakt de dienst er zelf een, "
                            "alleen voor deze machine.",
               .example = "/etc/ontzorgd/tls/keten.pem"},
    SettingKey{.section = "server",
               .name = "sleutel",
               .place = &C::key,
               .form = Form::path,
               .at_reload = true,
               .explained = "De sleutel van het certificaat, PEM; leesbaar voor de gebruiker "
                            "ontzorgd en voor niemand anders.",
               .example = "/etc/ontzorgd/tls/sleutel.pem"},
    SettingKey{.section = "server",
               .name = "client_uitgevers",
               .place = &C::client_authorities,
               .form = Form::path,
               .at_reload = true,
               .explained = "Uitgevers van clientcertificaten die worden vertrouwd, PEM. Zonder "
                            "wordt er geen clientcertificaat gevraagd.",
               .example = "/etc/ontzorgd/tls/uitgevers.pem"},
    SettingKey{.section = "server",
               .name = "lezers",
               .place = &C::readers,
               .from = 0,
               .to = 256,
               .explained = "Hoeveel vragen per gemeente tegelijk worden beantwoord; 0 is een per "
                            "processorkern."},
    SettingKey{.section = "sessie",
               .name = "ongebruikt_seconden",
               .place = &C::session_idle,
               .from = 60,
               .to = one_day,
               .at_reload = true,
               .explained = "Na zo lang niets doen moet iemand opnieuw inloggen."},
    SettingKey{.section = "sessie",
               .name = "langste_seconden",
               .place = &C::session_longest,
               .from = 60,
               .to = one_day,
               .at_reload = true,
               .explained = "Zo lang na het inloggen moet iemand hoe dan ook opnieuw inloggen."},
    SettingKey{.section = "sessie",
               .name = "bevestigd_seconden",
               .place = &C::session_confirmed,
               .from = 30,
               .to = 3'600,
               .at_reload = true,
               .explained = "Zo lang nadat iemand zijn wachtwoord opnieuw gaf mag hij tekenen en "
                            "vrijgeven."},
    SettingKey{.section = "grenzen",
               .name = "grootste_bestand",
               .place = &C::largest_upload,
               .from = 1'000'000,
               .to = 100'000'000'000,
               .at_reload = true,
               .explained = "Het grootste bestand dat wordt aangenomen, in bytes."},
    SettingKey{.section = "grenzen",
               .name = "verbindingen",
               .place = &C::connections,
               .from = 8,
               .to = 60'000,
               .explained = "Hoeveel verbindingen er tegelijk open mogen zijn."},
    SettingKey{.section = "grenzen",
               .name = "verbindingen_per_adres",
               .place = &C::connections_per_peer,
               .from = 4,
               .to = 60'000,
               .explained = "Hoeveel daarvan van een adres. Achter een proxy komen alle "
                            "verbindingen van dat ene adres."},
    SettingKey{.section = "grenzen",
               .name = "inlogpogingen_per_adres",
               .place = &C::logins_per_peer,
               .from = 1,
               .to = 10'000,
               .explained = "Hoeveel keer inloggen bij de inlogserver er van een adres tegelijk "
                            "onderweg mag zijn; een op de 25 daarvan mag tegelijk terugkomen. "
                            "Achter een proxy komen ze alle van dat ene adres: geef dan meer."},
    SettingKey{.section = "grenzen",
               .name = "kop_bytes",
               .place = &C::header_bytes,
               .from = 4'096,
               .to = 65'536,
               .explained = "De langste eerste regel met koppen van een verzoek, in bytes."},
    SettingKey{.section = "grenzen",
               .name = "handdruk_seconden",
               .place = &C::handshake,
               .from = 1,
               .to = 60,
               .explained = "Hoe lang het begin van een TLS-verbinding mag duren."},
    SettingKey{.section = "grenzen",
               .name = "kop_seconden",
               .place = &C::header,
               .from = 1,
               .to = 60,
               .explained = "Hoe lang de koppen van een verzoek mogen duren."},
    SettingKey{.section = "grenzen",
               .name = "stil_seconden",
               .place = &C::idle,
               .from = 5,
               .to = 600,
               .explained = "Hoe lang een verbinding tussen twee verzoeken open blijft."},
    SettingKey{.section = "grenzen",
               .name = "overdracht_seconden",
               .place = &C::transfer,
               .from = 1,
               .to = 300,
               .explained =
                   "Hoe lang een verzoek of antwoord mag duren, met een seconde erbij voor "
                   "elke traagste_bytes van zijn lengte."},
    SettingKey{.section = "grenzen",
               .name = "traagste_bytes",
               .place = &C::least_rate,
               .from = 256,
               .to = 10'000'000,
               .explained = "Wie minder bytes per seconde levert of ophaalt, wordt afgebroken."},
    SettingKey{.section = "grenzen",
               .name = "stoppen_seconden",
               .place = &C::stop,
               .from = 1,
               .to = 100,
               .explained = "Hoe lang de dienst bij het stoppen wacht op antwoorden die onderweg "
                            "zijn."},
    SettingKey{.section = "inbox",
               .name = "stil_seconden",
               .place = &C::inbox_still,
               .from = 0,
               .to = one_day,
               .explained = "Zo lang mag er niets met een bestand in de inbox zijn gebeurd voordat "
                            "het wordt ingenomen."},
    SettingKey{.section = "inbox",
               .name = "vastgelopen_seconden",
               .place = &C::inbox_stalled,
               .from = 1,
               .to = one_day,
               .explained = "Zo lang wordt er gewacht op wie een bestand nog open heeft zonder er "
                            "iets mee te doen. Daarna wordt het genomen zoals het is."},
    SettingKey{
        .section = "inbox",
        .name = "nakijken_seconden",
        .place = &C::inbox_rescan,
        .from = 1,
        .to = 3'600,
        .explained = "Zo vaak wordt de hele inbox bekeken, ook als het systeem niets meldt."},
    SettingKey{.section = "inbox",
               .name = "grootste_bestand",
               .place = &C::inbox_largest,
               .from = 1'000'000,
               .to = 100'000'000'000,
               .explained = "Een bestand van zoveel bytes of meer wordt opzij gezet."},
    SettingKey{
        .section = "agenda",
        .name = "controles_om",
        .place = &C::check_time,
        .form = Form::time,
        .explained = "Hoe laat de controles en herinneringen van de dag zijn, in Amsterdam."},
    SettingKey{.section = "agenda",
               .name = "vrijgave_om",
               .place = &C::release_time,
               .form = Form::time,
               .explained =
                   "Hoe laat een batch op zijn vroegst wordt aangeboden, op de dag die uit "
                   "de regelset volgt. Sluit de bank eerder, dan een uur daarvoor."},
    SettingKey{.section = "agenda",
               .name = "te_laat_na_minuten",
               .place = &C::late_after,
               .from = 1,
               .to = 1'440,
               .explained = "Wat later dan dit begint, heet te laat gedaan."},
    SettingKey{.section = "agenda",
               .name = "opnieuw_na_minuten",
               .place = &C::retry,
               .from = 5,
               .to = 1'440,
               .explained = "Na zoveel minuten wordt opnieuw geprobeerd wat werd geweigerd, en "
                            "opnieuw gekeken naar reservekopieën die niet goed waren."},
    SettingKey{.section = "agenda",
               .name = "opnieuw_voor_sluiting_minuten",
               .place = &C::retry_before_cut_off,
               .from = 1,
               .to = 60,
               .explained = "Dat in het laatste uur voordat de bank sluit."},
    SettingKey{.section = "agenda",
               .name = "herinneren_bankdagen",
               .place = &C::remind_days,
               .from = 0,
               .to = 20,
               .explained = "Zoveel bankdagen voor de dag van aanbieden wordt herinnerd aan een "
                            "batch die niet is ondertekend."},
    SettingKey{.section = "agenda",
               .name = "grondslag_eindigt_dagen",
               .place = &C::ending_ground_days,
               .from = 1,
               .to = 366,
               .explained = "Een grondslag die binnen zoveel dagen eindigt, wordt genoemd."},
    SettingKey{.section = "agenda",
               .name = "oude_uitzondering_dagen",
               .place = &C::old_exception_days,
               .from = 1,
               .to = 366,
               .explained = "Een uitzondering die zoveel dagen wacht, wordt geteld als oud."},
    SettingKey{.section = "agenda",
               .name = "afschrift_bankdagen",
               .place = &C::missing_statement_days,
               .from = 1,
               .to = 20,
               .explained = "Na zoveel bankdagen zonder afschrift wordt het gemist."},
    SettingKey{.section = "agenda",
               .name = "mappen_bewaren_dagen",
               .place = &C::keep_folder_days,
               .from = 1,
               .to = 62,
               .explained =
                   "Zo lang blijft staan wat uit de inbox is ingenomen of opzij gezet, en "
                   "wat de overdracht bevestigde, zodat u het bij vragen naast de volgende "
                   "run kunt leggen. Er staan persoonsgegevens in: kies niet langer dan "
                   "nodig. 'retention list' noemt deze termijn."},
    SettingKey{.section = "agenda",
               .name = "reservekopie_dagen",
               .place = &C::backup_days,
               .from = 0,
               .to = 31,
               .explained =
                   "Zoveel dagen oud mag de nieuwste reservekopie bij de controle van de dag "
                   "zijn."},
    SettingKey{.section = "gemeente",
               .name = "code",
               .place = &G::code,
               .form = Form::gemeente,
               .is_required = true,
               .explained =
                   "De code van het CBS. De map moet van deze gemeente zijn; anders begint "
                   "de dienst niet.",
               .example = "0000"},
    SettingKey{.section = "gemeente",
               .name = "map",
               .place = &G::state,
               .form = Form::path,
               .is_required = true,
               .explained = "De map van de gemeente, gemaakt met 'ontzorgd init'. Nooit op een "
                            "netwerkschijf. De timer van de reservekopie zoekt haar onder de code.",
               .example = "/var/lib/ontzorgd/0000"},
    SettingKey{.section = "gemeente",
               .name = "sleutels",
               .place = &G::keys,
               .form = Form::path,
               .is_required = true,
               .explained =
                   "De map met de sleutels van de gemeente. Die ligt nooit in de map van de "
                   "gemeente of een reservekopie daarvan.",
               .example = "/etc/ontzorgd/sleutels/0000"},
    SettingKey{.section = "gemeente",
               .name = "reservekopieen",
               .place = &G::backups,
               .form = Form::path,
               .explained = "De map waarin de reservekopieën van deze gemeente komen; de timer van "
                            "systemd wil er voor elke gemeente een. De agenda kijkt er elke dag of "
                            "de nieuwste van deze gemeente goed is. Zonder kijkt niemand.",
               .example = "/var/backups/ontzorgd/0000"},
    SettingKey{.section = "gemeente",
               .name = "inlogserver",
               .place = &G::login_issuer,
               .explained = "De uitgever (issuer) van de inlogserver van de gemeente (OpenID "
                            "Connect). Zonder logt iedereen in met naam en wachtwoord.",
               .example = "https://inloggen.gemeente.example"},
    SettingKey{.section = "gemeente",
               .name = "inlogserver_client",
               .place = &G::login_client,
               .explained = "Hoe de inlogserver deze dienst noemt (client_id).",
               .example = "ontzorgd"},
    SettingKey{.section = "gemeente",
               .name = "inlogserver_terugkeer",
               .place = &G::login_redirect,
               .explained = "Het adres waar de inlogserver de browser naar terugstuurt; zo "
                            "ingeschreven bij de inlogserver.",
               .example = "https://ontzorgd.gemeente.example/v1/aanmelden/antwoord"},
    SettingKey{.section = "gemeente",
               .name = "inlogserver_na_inloggen",
               .place = &G::login_after,
               .explained = "Waar de browser heengaat na het inloggen.",
               .example = "/"},
    SettingKey{.section = "gemeente",
               .name = "inlogserver_na_afmelden",
               .place = &G::login_after_logout,
               .explained = "Waar de inlogserver de browser heenstuurt na het uitloggen.",
               .example = "https://ontzorgd.gemeente.example/"},
    SettingKey{.section = "gemeente",
               .name = "inlogserver_bereik",
               .place = &G::login_scopes,
               .explained = "Wat er wordt gevraagd (scope), met spaties ertussen.",
               .example = "openid profile"},
    SettingKey{.section = "gemeente",
               .name = "inlogserver_sterkte",
               .place = &G::login_strengths,
               .explained = "De sterktes van inloggen (acr) waarvan de inlogserver er een moet "
                            "bewijzen, met spaties ertussen.",
               .example = "urn:voorbeeld:sterk"},
    SettingKey{.section = "gemeente",
               .name = "inlogserver_vraagt_tweede_factor",
               .place = &G::login_second_factor,
               .explained =
                   "Of de inlogserver zelf van iedereen een tweede factor vraagt: ja of nee. "
                   "Zonder dit en zonder sterkte mag wie zo inlogt niet tekenen of vrijgeven.",
               .example = "ja"},
    SettingKey{.section = "gemeente",
               .name = "inlogserver_plaats_van_rollen",
               .place = &G::login_roles_place,
               .explained = "Waar in het token de rollen staan, met punten ertussen.",
               .example = "roles"},
    SettingKey{.section = "gemeente",
               .name = "inlogserver_rollen",
               .place = &G::login_roles,
               .explained = "Welke rol van de inlogserver welke rol hier is.",
               .example = "Betalen=rechtmatigheid Dossier=klantmanager"},
    SettingKey{
        .section = "gemeente",
        .name = "inlogserver_sleutel",
        .place = &G::login_key,
        .form = Form::path,
        .explained = "De sleutel waarmee de dienst laat zien wie zij is (private_key_jwt), PEM.",
        .example = "/etc/ontzorgd/inlogserver/sleutel.pem"},
    SettingKey{.section = "gemeente",
               .name = "inlogserver_kid",
               .place = &G::login_kid,
               .explained = "Hoe de inlogserver die sleutel noemt.",
               .example = "ontzorgd-1"},
    SettingKey{.section = "gemeente",
               .name = "inlogserver_certificaat",
               .place = &G::login_certificate,
               .form = Form::path,
               .explained = "In plaats van een sleutel: het certificaat waarmee de dienst laat "
                            "zien wie zij is (mTLS), PEM.",
               .example = "/etc/ontzorgd/inlogserver/certificaat.pem"},
    SettingKey{.section = "gemeente",
               .name = "inlogserver_certificaat_sleutel",
               .place = &G::login_certificate_key,
               .form = Form::path,
               .explained = "De sleutel van dat certificaat, PEM.",
               .example = "/etc/ontzorgd/inlogserver/certificaat-sleutel.pem"},
    SettingKey{.section = "gemeente",
               .name = "inlogserver_uitgevers",
               .place = &G::login_authorities,
               .form = Form::path,
               .explained = "Wie het certificaat van de inlogserver ondertekent, PEM. Zonder geldt "
                            "wie het systeem vertrouwt.",
               .example = "/etc/ontzorgd/inlogserver/uitgevers.pem"},
};

std::string as_toml(const std::string& text) {
    return json_text(text);
}

std::string as_toml(const std::vector<std::string>& texts) {
    std::string list = "[";
    for (const std::string& text : texts) list += (list.size() > 1 ? ", " : "") + as_toml(text);
    return list + ']';
}

std::string as_toml(std::int64_t number) {
    return std::to_string(number);
}

std::string as_toml(bool flag) {
    return flag ? "true" : "false";
}

/// Whether two configurations have the same under a key; those of a gemeente are compared as whole.
bool has_same(const SettingKey& key, const Configuration& a, const Configuration& b) {
    return std::visit(
        [&]<class T, class Of>(T Of::*place) {
            if constexpr (std::is_same_v<Of, Configuration>) return a.*place == b.*place;
            return true;
        },
        key.place);
}

bool same_gemeenten(const Configuration& a, const Configuration& b) {
    return std::ranges::equal(a.gemeenten, b.gemeenten,
                              [](ConfiguredGemeente one, const ConfiguredGemeente& other) {
                                  one.line = other.line;
                                  return one == other;
                              });
}

}  // namespace

std::span<const SettingSection> setting_sections() {
    return sections;
}

std::span<const SettingKey> setting_keys() {
    return keys;
}

std::string standard_value(const SettingKey& key) {
    static const Configuration standard;
    return std::visit(
        []<class T, class Of>(T Of::*place) -> std::string {
            if constexpr (std::is_same_v<Of, Configuration>) {
                if constexpr (std::is_same_v<T, std::string>) {
                    if ((standard.*place).empty()) return {};
                }
                return as_toml(standard.*place);
            } else {
                return {};
            }
        },
        key.place);
}

std::vector<std::string> settings_for_a_restart(const Configuration& now,
                                                const Configuration& next) {
    std::vector<std::string> names;
    for (const SettingKey& key : keys) {
        if (key.at_reload || has_same(key, now, next)) continue;
        names.push_back(std::string{key.section} + '.' + std::string{key.name});
    }
    if (!same_gemeenten(now, next)) names.emplace_back("gemeente");
    return names;
}

void take_over(Configuration& now, const Configuration& next) {
    for (const SettingKey& key : keys) {
        if (!key.at_reload) continue;
        std::visit(
            [&]<class T, class Of>(T Of::*place) {
                if constexpr (std::is_same_v<Of, Configuration>) now.*place = next.*place;
            },
            key.place);
    }
}

}  // namespace ontzorgd::messages
