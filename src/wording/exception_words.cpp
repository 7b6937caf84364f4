// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/wording/exception_words.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/wording/bank_reason_words.h"
#include "ontzorgd/wording/sentence.h"

#include <algorithm>
#include <array>

namespace ontzorgd::wording {

namespace {

struct Words {
    std::string_view kind;
    std::string_view happened;  ///< {name} is a detail, {bedrag} the amount
    std::string_view next;
};

constexpr std::array table{
    Words{
        "afschrift_blad_ontbreekt",
        "Van een afschrift is blad {pages} er nog niet (wel levering {deliveries}).",
        "Vraag dat blad op bij de bank en lees het in. Tot dan tellen de regels van wat er wel is "
        "niet mee of gaat de keten niet verder, en wordt van deze rekening niets opnieuw "
        "betaald."},
    Words{"afschrift_blad_tegenstrijdig",
          "Leveringen {deliveries} zijn hetzelfde blad van een afschrift met andere inhoud.",
          "Zoek uit welke levering goed is en zet de andere opzij met 'bank set-aside'."},
    Words{
        "afschrift_bladen_sluiten_niet",
        "De bladen van een afschrift zijn er alle (levering {deliveries}), maar samen kloppen zij "
        "niet: {rule}.",
        "Vraag de bank om goede bladen, zet de verkeerde opzij met 'bank set-aside' en lees de "
        "goede in. Tot dan telt geen van deze bladen mee."},
    Words{"afschrift_ontbreekt",
          "Op rekening {rekening} ontbreekt een afschrift: na {dag} was het saldo {eindsaldo}, en "
          "levering {delivery} begint met {beginsaldo}{nummers}.",
          "Vraag het ontbrekende afschrift op bij de bank en lees het in."},
    Words{"afschrift_opzij_gezet",
          "Levering {delivery} is opzij gezet en er is geen ander afschrift van die dag.",
          "Lees het goede afschrift van die dag in. Tot dan wordt van deze rekening niets opnieuw "
          "betaald."},
    Words{"afschrift_te_laat", "Van rekening {rekening} is er na {dag} geen afschrift meer.",
          "Kijk of de bank het heeft klaargezet en of het in de inbox is gekomen ('inbox list'). "
          "Vraag het anders op bij de bank."},
    Words{"afschrift_tegenstrijdig",
          "Leveringen {deliveries} zijn hetzelfde afschrift met andere inhoud.",
          "Zoek uit welke levering goed is en zet de andere opzij met 'bank set-aside'."},
    Words{"afschriftnummer_overgeslagen",
          "Tussen twee afschriften die op elkaar aansluiten ontbreekt nummer {numbers}.",
          "Vraag het afschrift op bij de bank en lees het in. Bestaat het niet, sluit dan deze "
          "uitzondering met wat de bank zei. Tot dan wordt van deze rekening niets opnieuw "
          "betaald."},
    Words{"afwijzing_en_afschrijving",
          "{payments} betalingen van bestand {file} ({cents}) zijn geweigerd en toch afgeschreven.",
          "Betaal niet opnieuw. Wacht op de bijschrijving van de bank, of vraag haar waarom is "
          "afgeschreven wat zij weigerde."},
    Words{"bank_besliste_nog_niet",
          "De bank besliste nog niet over {payments} betaling(en) van bestand {file}, samen "
          "{cents}, terwijl de uitvoerdatum {uitvoerdatum} voorbij is (PDNG{redenen}).",
          "Vraag de bank waarop zij wacht en zorg daarvoor. Bied het bestand niet nog een keer aan "
          "en betaal niet opnieuw: wat wacht kan nog worden uitgevoerd."},
    Words{"bank_blokkeert_betalingen",
          "De bank blokkeert {payments} betaling(en) van bestand {file}, samen {cents} "
          "(BLCK{redenen}).",
          "Bel de bank vandaag en vraag waarom zij blokkeert en wat zij nodig heeft. Betaal niet "
          "opnieuw: geblokkeerd is niet geweigerd."},
    Words{"bank_nam_nog_niet_aan",
          "De bank zag genoeg saldo voor {payments} betaling(en) van bestand {file}, samen "
          "{cents}, maar nam ze niet aan, terwijl de uitvoerdatum {uitvoerdatum} voorbij is "
          "(ACFC{redenen}).",
          "Vraag de bank waarop zij wacht en zorg daarvoor. Bied het bestand niet nog een keer aan "
          "en betaal niet opnieuw: wat wacht kan nog worden uitgevoerd."},
    Words{"bank_voerde_dode_betaling_uit",
          "De bank meldde {payments} betalingen van bestand {file} ({cents}) als uitgevoerd, "
          "terwijl zij dood zijn.",
          "Betaal niet opnieuw. Het afschrift beslist; vraag de bank om opheldering."},
    Words{"bank_wacht_op_handtekening",
          "De bank wacht op een handtekening onder {payments} betaling(en) van bestand {file} met "
          "uitvoerdatum {uitvoerdatum}, samen {cents} (PATC{redenen}).",
          "Laat wie bij de bank mag tekenen dat doen in haar portaal, liefst voor de uitvoerdatum. "
          "Bied het bestand niet nog een keer aan en betaal niet opnieuw."},
    Words{"bank_wijzigde_betalingen",
          "De bank nam {payments} betaling(en) van bestand {file}, samen {cents}, aan met een "
          "wijziging (ACWC{redenen}).",
          "Kijk in het portaal van de bank wat zij wijzigde en of de dag nog past: in het bestand "
          "staat {uitvoerdatum}. Komt het geld te laat, bespreek dat met de begunstigden. Betaal "
          "niet opnieuw."},
    Words{"bankbestand_klopt_niet", "Bankbestand {file} is bewaard maar niet verwerkt: {finding}.",
          "Vraag de bank om een goed bestand en lees dat in."},
    Words{"bankregel_onverklaard", "Een bankregel van {bedrag} is nog niet verklaard ({rule}).",
          "Bekijk met 'line candidates {delivery}:{entry}:{detail}' wat de regel kan zijn, en "
          "koppel hem met 'line match' of zeg met 'line assign' wat hij is."},
    Words{"bankregels_onverklaard",
          "Van levering {delivery} zijn nog {lines} regels niet verklaard.",
          "Bekijk de regels met 'bank show'."},
    Words{"bankstatus_tegenstrijdig",
          "De bank meldde {payments} betalingen van bestand {file} ({cents}) als geweigerd en als "
          "uitgevoerd.",
          "Betaal niet opnieuw. Het afschrift beslist; vraag de bank om opheldering."},
    Words{"batch_niet_ondertekend",
          "Batch {batch} heeft nog niet alle handtekeningen; de bank neemt haar aan tot {cut_off} "
          "om {tijd}.",
          "Bekijk de batch met 'batch sheet {batch}' en onderteken haar met 'batch sign {batch}'. "
          "Daarna wordt zij vanzelf aangeboden."},
    Words{"batchnaam_anders_dan_profiel",
          "Levering {delivery} noemt een betaalbestand met {shown}; bankprofiel {profile} zegt "
          "{said}.",
          "Kijk met 'profile show {profile}' wat het profiel zegt en vraag de bank welke naam zij "
          "teruggeeft. De regels zijn geplaatst als altijd."},
    Words{"bestand_nooit_aangeboden",
          "Van bestand {file} zijn {payments} betaling(en) afgeschreven, samen {cents}, terwijl "
          "wij het niet bij de bank aanboden (levering {deliveries}).",
          "Zoek uit wie het bestand bij de bank heeft ingediend. Betaal niets opnieuw, en bied het "
          "zelf niet meer aan zolang dit niet is opgehelderd."},
    Words{"bestand_tweemaal_uitgevoerd",
          "Van bestand {file} zijn {payments} betalingen nog een keer afgeschreven, samen {cents} "
          "(levering {deliveries}).",
          "Vraag de bank vandaag om terug te halen wat dubbel is uitgevoerd (reden DUPL). Betaal "
          "niets opnieuw, en keer niet uit wat terugkomt. Zoek uit wie het bestand nog een keer "
          "aanbood."},
    Words{"betaling_buiten_batch",
          "Betaling {instruction} van {bedrag} uit run {run} staat open en zit in geen batch: "
          "{reden}.",
          "Zie met 'run show' wat haar tegenhoudt. Richt haar zo nodig opnieuw met 'run renew' en "
          "stel haar dan voor met 'batch propose'."},
    Words{"betaling_deels_teruggekomen",
          "Van {bedrag} aan {naam} voor {soort} van {maand} kwam op {dag} {cents} terug "
          "({code}){kosten}.",
          "{stap} Wat terugkwam betalen twee mensen opnieuw: beiden geven 'attempt reissue'."},
    Words{"betaling_dubbel_teruggekomen",
          "Betaling {instruction} van {bedrag} kwam vaker terug dan zij is gedaan: {cents} te veel "
          "(bankregel {lines}).",
          "Vraag de bank welke bijschrijving goed is en betaal het teveel niet uit: het is van "
          "niemand totdat zij het zegt. Neemt zij het terug, koppel die afschrijving dan niet aan "
          "een betaling."},
    Words{"betaling_geweigerd",
          "De bank weigert {payments} betaling(en) van bestand {file}, samen {cents}: {code}.",
          "{stap}"},
    Words{"betaling_naar_andere_rekening",
          "Met het kenmerk van {payments} betaling(en) uit bestand {file} is {cents} betaald aan "
          "een andere rekening dan in het bestand stond (levering {deliveries}).",
          "Bel de bank: iemand kan de rekening in haar portaal hebben veranderd. Betaal niets "
          "opnieuw. Bekijk elke regel met 'bank show' en 'line candidates'."},
    Words{"betaling_ook_met_de_hand",
          "Betaling {instruction} van {bedrag} is door de bank geboekt, en er is gezegd dat zij "
          "ook met de hand is gedaan (bankregel {line}).",
          "Vraag een van beide terug bij de begunstigde. Klopt het niet, neem dan met 'line revoke "
          "{line}' terug wat over de bankregel is gezegd."},
    Words{"betaling_teruggekomen", "{bedrag} kwam op {dag} terug van {naam} ({code}){stand}.",
          "{stap}"},
    Words{"betaling_tweemaal_afgeschreven",
          "Betaling {instruction} van {bedrag} is nog een keer afgeschreven; {cents} is te veel "
          "betaald (levering {deliveries}).",
          "Vraag de bank om de dubbele terug te halen (reden DUPL), of vraag het geld terug bij de "
          "begunstigde. Betaal niet opnieuw, en keer niet uit wat terugkomt."},
    Words{"betalingen_niet_geboekt",
          "Van bestand {file} met uitvoerdatum {uitvoerdatum} zijn {payments} betaling(en) niet "
          "afgeschreven, samen {cents}, terwijl de afschriften tot en met {reikt} op elkaar "
          "aansluiten.",
          "Zoek in het portaal van de bank op wat er met deze betalingen is gebeurd; 'export "
          "attempts' noemt ze. Is een bankregel zo'n betaling, koppel hem dan met 'line match'. "
          "Zijn zij niet gedaan, dan geven twee mensen per betaling 'attempt declare-dead'. Betaal "
          "niet eerder opnieuw."},
    Words{
        "betalingen_van_andere_kopie",
        "Op het afschrift van levering {delivery} staan {payments} afschrijving(en) van een "
        "andere kopie van ontzorgd, samen {cents}: een oefenbestand, of een bestand van een andere "
        "map, is bij de bank ingediend.",
        "Zoek in het portaal van de bank op wie dat bestand indiende en haal de betalingen terug. "
        "Betaal ze niet opnieuw. Zeg daarna met twee mensen per regel wat het is ('line assign')."},
    Words{"boeking_anders_dan_profiel",
          "Levering {delivery} boekt een betaalbestand {shown}; bankprofiel {profile} zegt {said}.",
          "Kijk met 'profile show {profile}' wat het profiel zegt en vraag de bank hoe zij volgens "
          "het contract boekt. De regels zijn geplaatst als altijd."},
    Words{"contract_mogelijk_dubbel",
          "Twee contracten voor {soort} van dit huishouden bij dezelfde crediteur lijken een en "
          "dezelfde verplichting.",
          "Bekijk het huishouden met 'client show' en beëindig het dubbele contract met 'contract "
          "end'."},
    Words{"dode_betaling_afgeschreven",
          "Van bestand {file} zijn {payments} betaling(en) afgeschreven, samen {cents}, terwijl "
          "zij dood zijn (levering {deliveries}).",
          "Betaal niet opnieuw. Is een ervan al opnieuw gedaan, vraag de bank dan om een van beide "
          "terug te halen (reden DUPL)."},
    Words{"grondslag_eindigt", "De grondslag eindigt op {tot_en_met}.",
          "Beoordeel of een nieuwe grondslag nodig is en leg die vast."},
    Words{"keten_klopt_niet",
          "De controle van de keten vond iets dat er niet is zoals het is vastgelegd.",
          "Bied niets aan de bank aan. Geef 'audit verify' en ga na wat er met de database is "
          "gebeurd, samen met de auditor."},
    Words{"last_deels",
          "Een rekening voor {soort} die vervalt op {vervalt} wordt {bedrag} tekort betaald "
          "({reden}).",
          "Bespreek het tekort met de cliënt en de crediteur."},
    Words{
        "last_geblokkeerd",
        "Een rekening voor {soort} van {bedrag} die vervalt op {vervalt} is geblokkeerd ({reden}).",
        "Neem weg wat de betaling tegenhoudt, of regel de betaling met de crediteur."},
    Words{"last_niet_betaald",
          "Een rekening voor {soort} van {bedrag} die vervalt op {vervalt} wordt niet betaald "
          "({reden}).",
          "Bespreek het tekort met de cliënt en de crediteur."},
    Words{
        "last_niet_gedekt",
        "Een rekening voor {soort} van {bedrag} die vervalt op {vervalt} is niet gedekt ({reden}).",
        "Leg een grondslag of machtiging vast, of beëindig het contract."},
    Words{"machtiging_geweigerd", "De machtiging is geweigerd sinds {datum}.",
          "Beslis of de vaste lasten worden doorbetaald."},
    Words{"machtiging_ingetrokken", "De machtiging is ingetrokken sinds {datum}.",
          "Beslis of de vaste lasten worden doorbetaald."},
    Words{"naam_controle",
          "Bij betaling {instruction} van {bedrag} is de naam niet die van de rekening ({result}).",
          "Bekijk beide namen met 'vop list' en beslis met 'vop decide'. Keur de betaling daarna "
          "goed, of trek haar in, in het portaal van de bank."},
    Words{"naam_controle_onbekend",
          "Bij {payments} betaling(en) van bestand {file} wijkt de naam af; de bank noemt niet bij "
          "welke.",
          "Zoek ze op in het portaal van de bank en beslis daar per betaling."},
    Words{"overname_wijkt_af",
          "De overdracht naar de bank bevestigde bestand {file} van batch {batch} ({bedrag}) niet "
          "zoals wij het aanboden.",
          "Zie in outbox/opzij wat er niet klopt. Bel de bank voordat zij het bestand uitvoert, en "
          "bied niets opnieuw aan."},
    Words{"reservekopie_onbruikbaar",
          "De nieuwste reservekopie ({bestand}) is niet heel of niet te lezen.",
          "Laat de beheerder vandaag een nieuwe maken ('backup create'), haar controleren met "
          "'backup check', en nagaan of de schijf vol of stuk is."},
    Words{"reservekopie_ontbreekt",
          "In de map voor reservekopieën ligt geen reservekopie van deze gemeente.",
          "Laat de beheerder vandaag een reservekopie maken ('backup create') en nagaan waarom "
          "dat niet vanzelf gebeurt."},
    Words{"reservekopie_te_oud",
          "De nieuwste reservekopie ({bestand}) is van {dag}; zij mag {dagen} dag(en) oud zijn.",
          "Laat de beheerder vandaag een reservekopie maken ('backup create') en nagaan waarom "
          "dat niet vanzelf gebeurt."},
    Words{
        "reservekopie_van_andere_map",
        "De nieuwste reservekopie ({bestand}) is niet van deze map: wat hier is vastgelegd zit er "
        "niet in.",
        "Laat de beheerder een reservekopie van deze map maken ('backup create'), en de kopie van "
        "een andere map (of van voor het terugzetten) ergens anders bewaren."},
    Words{"reservekopieen_onbereikbaar", "De map voor reservekopieën is niet te lezen.",
          "Laat de beheerder nagaan of de schijf er is en of de gebruiker ontzorgd er mag lezen."},
    Words{"staat_ouder_dan_bank",
          "De bank voerde {payments} betaling(en) of bestand(en) van deze gemeente uit die hier "
          "niet bekend of niet vrijgegeven zijn, samen {cents} (het laatst op {dag}, levering "
          "{delivery}): deze map is ouder dan de bank, of iemand diende een bestand buiten om in.",
          "Geef niets vrij: de bank kan het al hebben uitgevoerd. Zet de nieuwste kopie van de map "
          "terug en neem de afschriften daarin op, of zoek uit wie het bestand indiende. Daarna "
          "zeggen twee mensen per regel wat het is ('line assign')."},
    Words{"statusbericht_onbekend", "Statusbericht {report} gaat over niets dat van ons is.",
          "Controleer waar het bestand vandaan komt; er is niets veranderd."},
    Words{"statusbericht_tegenstrijdig",
          "De bank gaf twee statusberichten met dezelfde naam en een andere inhoud ({report} en "
          "{other}).",
          "Vraag de bank welk bericht geldt."},
    Words{"statusbericht_wijkt_af",
          "Statusbericht {report} past bij {payments} betaling(en) niet bij wat wij stuurden: "
          "{rule}.",
          "Vergelijk het bericht met het bestand en vraag de bank om opheldering; er is daarvoor "
          "niets veranderd."},
    Words{"terugbetaling_ontvangen",
          "Een crediteur betaalde op {day} {bedrag} terug; het geld wordt voor dit huishouden "
          "aangehouden.",
          "Bekijk met 'line candidates {delivery}:{entry}:{detail}' van wie en waarvan het is en "
          "beslis met de cliënt waar het heen gaat."},
    Words{"terugkomst_teruggedraaid",
          "De bank schreef {cents} weer af dat van betaling {instruction} van {bedrag} was "
          "teruggekomen (bankregel {lines}).",
          "Vraag de bank waar het geld nu is. Betaal niet opnieuw zolang zij dat niet zegt."},
    Words{"terugkomst_vervallen",
          "Betaling {instruction} is opnieuw gedaan omdat poging {attempt} terugkwam, maar geen "
          "afschrift zegt dat nu nog.",
          "Houd de nieuwe poging tegen met 'file stop' als dat nog kan, en zoek uit welk afschrift "
          "geldt met 'bank show'."},
    Words{
        "terugroep_loopt",
        "De bank is gevraagd betaling {instruction} van {bedrag} terug te halen ({code}); dat kan "
        "tot en met {tot_en_met}.",
        "Volg de terugroep bij de bank. Zegt zij nee, leg dat vast met 'attempt recall-answer'; "
        "zegt zij ja, dan komt het geld als bijschrijving. Betaal niet opnieuw voordat het er is."},
    Words{"terugroep_niet_vastgelegd",
          "Betaling {instruction} van {bedrag} kwam terug na een terugroep (FOCR) die niemand "
          "heeft vastgelegd.",
          "Zoek uit wie de bank heeft gevraagd de betaling terug te halen, en waarom, en sluit "
          "deze uitzondering daarmee."},
    Words{"uitkering_client_aangehouden",
          "Een uitkering van {bedrag} wacht, want de cliënt is aangehouden.",
          "Hef de aanhouding op met 'client unhold' en verdeel de run opnieuw."},
    Words{"uitkering_client_dubbel", "Een huishouden staat dubbel in run {run}; {bedrag} wacht.",
          "Vraag de uitkeringsadministratie welke regel geldt."},
    Words{"uitkering_client_onbekend",
          "Regel {record} van run {run} noemt een onbekende cliënt; {bedrag} wacht.",
          "Neem de cliënt op in het dossier en verdeel de run opnieuw."},
    Words{"uitkering_client_vernietigd",
          "Regel {record} van run {run} is voor een vernietigde cliënt; {bedrag} wacht.",
          "Overleg met de uitkeringsadministratie waar dit geld heen moet."},
    Words{"uitkering_geen_bruikbare_rekening",
          "Een uitkering van {bedrag} wacht: er is geen bruikbare rekening.",
          "Laat het rekeningnummer door een tweede persoon bevestigen en verdeel de run opnieuw."},
    Words{"uitkering_maand_in_andere_run",
          "Regel {record} van run {run} is van een maand die al in een eerdere run staat; {bedrag} "
          "wacht.",
          "Vraag de uitkeringsadministratie welke run geldt; een aanvulling komt als nabetaling."},
    Words{"uitkering_negatief",
          "Regel {record} van run {run} is negatief ({bedrag}) en wordt niet verdeeld.",
          "Overleg met de uitkeringsadministratie over de verrekening."},
    Words{
        "vrijgave_geweigerd",
        "Batch {batch} is ondertekend, maar kon niet vanzelf worden aangeboden; de bank neemt haar "
        "aan tot {cut_off} om {tijd}.",
        "Zie met 'schedule list' waarom, en verhelp het: meestal met 'batch rebuild {batch}' en "
        "nieuwe handtekeningen. Het wordt elk uur opnieuw geprobeerd."},
    Words{
        "vrijgave_te_laat",
        "Een bestand van batch {batch} met uitvoerdatum {uitvoerdatum} is niet aangeboden voordat "
        "de bank sloot ({cut_off} om {tijd}).",
        "Neem de betalingen uit de batch met 'batch rebuild {batch}', of neem haar terug met "
        "'batch withdraw {batch}', geef ze met 'run renew' een nieuwe dag en stel ze opnieuw "
        "voor."},
};
static_assert(std::ranges::is_sorted(table, {}, &Words::kind));

const Words* find(std::string_view kind) {
    const auto* const found = std::ranges::lower_bound(table, kind, {}, &Words::kind);
    return found != table.end() && found->kind == kind ? &*found : nullptr;
}

/// Of {"name=value", ...} joined by bars; nothing when it is not there.
std::optional<std::string_view> find_detail(std::string_view details, std::string_view name) {
    while (!details.empty()) {
        const std::string_view pair = details.substr(0, details.find('|'));
        const std::size_t equals = std::min(pair.find('='), pair.size());
        if (pair.substr(0, equals) == name && equals < pair.size()) return pair.substr(equals + 1);
        details.remove_prefix(std::min(pair.size() + 1, details.size()));
    }
    return std::nullopt;
}

std::string_view name_check_words(std::string_view result) {
    return result == "close_match" ? "lijkt erop" : "past niet";
}

/// What the bank kept of it; nothing when it kept nothing.
std::string cost_words(std::string_view cents) {
    const auto kept = values::Euro::from_cents(base::parse_int(cents).value_or(0));
    return kept.is_zero() ? std::string{} : "; " + money(kept) + " minder door kosten van de bank";
}

constexpr std::array<std::string_view, 12> months{"januari",   "februari", "maart",    "april",
                                                  "mei",       "juni",     "juli",     "augustus",
                                                  "september", "oktober",  "november", "december"};

/// "december 2026" for "2026-12".
std::string month_words(std::string_view text) {
    const auto first = values::CivilDate::parse(std::string{text} + "-01");
    if (!first) return std::string{text};
    return std::string{months.at(first.value().month() - 1)} + ' ' +
           std::to_string(first.value().year());
}

/// What is wrong with a file, and in which statement when it is one.
std::string finding_words(std::string_view details, std::string_view code) {
    std::string words = rule_words(code);
    if (words == code) words = fault_words(code);
    const auto statement = find_detail(details, "statement");
    if (!statement) return words;
    words += " (afschrift " + std::string{*statement};
    if (const auto entry = find_detail(details, "entry"))
        words += ", boeking " + std::string{*entry};
    return words + ')';
}

/// Where a payment that came back stands. Once the exception is closed that is told elsewhere.
std::string standing_words(std::string_view details) {
    const std::string what = std::string{find_detail(details, "soort").value_or("?")} + " van " +
                             month_words(find_detail(details, "maand").value_or("?"));
    if (find_detail(details, "gesloten")) return ", " + what;
    return "; wij hebben niet opnieuw betaald: " + what + " staat open";
}

/// "; DT06, de bank heeft de datum gewijzigd" for each code; nothing when there is none.
std::string reasons_words(std::string_view codes) {
    std::string text;
    for (const std::string_view code : base::split_text(codes, ',')) {
        if (!code.empty()) text += "; " + bank_reason_words(code);
    }
    return text;
}

PaidTo payee_of(std::string_view details) {
    return find_detail(details, "wie") == "crediteur" ? PaidTo::creditor : PaidTo::client;
}

/// The value of a detail as people read it; `?` when it is not there.
std::string value_of(std::string_view details, std::string_view name) {
    const auto found = find_detail(details, name);
    if (name == "stap")
        return std::string{
            bank_reason_next_step(find_detail(details, "code").value_or(""), payee_of(details))};
    if (name == "kosten") return cost_words(found.value_or("0"));
    if (name == "redenen") return reasons_words(found.value_or(""));
    if (name == "stand") return standing_words(details);
    if (name == "nummers") return found ? "; nummer " + std::string{*found} + " is er niet" : "";
    if (!found) return "?";
    const std::string_view value = *found;
    if (name == "rule") return rule_words(value);
    if (name == "finding") return finding_words(details, value);
    if (name == "maand") return month_words(value);
    if (name == "naam" || name == "file") return std::string{value};
    if (name == "pages" && value.ends_with('+'))
        return std::string{value.substr(0, value.size() - 1)} + " en wat daarop volgt";
    if (name == "code") return bank_reason_words(value);
    if (name == "cents" || name == "eindsaldo" || name == "beginsaldo")
        return money(values::Euro::from_cents(base::parse_int(value).value_or(0)));
    if (name == "result") return std::string{name_check_words(value)};
    const auto date = values::CivilDate::parse(value);
    if (date) return day(date.value());
    std::string text{value};
    std::ranges::replace(text, '_', ' ');
    return text;
}

/// Every {name} replaced by the detail of that name.
std::string filled(std::string_view pattern, std::string_view details,
                   std::optional<values::Euro> cents) {
    std::string text;
    for (std::size_t open = pattern.find('{'); open != std::string_view::npos;
         open = pattern.find('{')) {
        const std::size_t close = pattern.find('}', open);
        const std::string_view name = pattern.substr(open + 1, close - open - 1);
        text += pattern.substr(0, open);
        text += name == "bedrag" ? (cents ? money(*cents) : "?") : value_of(details, name);
        pattern.remove_prefix(close + 1);
    }
    text += pattern;
    return text;
}

}  // namespace

std::string exception_sentence(std::string_view kind, std::string_view details,
                               std::optional<values::Euro> cents) {
    if (const Words* const words = find(kind)) return filled(words->happened, details, cents);
    std::string text{kind};
    std::ranges::replace(text, '_', ' ');
    return text;
}

std::string exception_next_step(std::string_view kind, std::string_view details) {
    const Words* const words = find(kind);
    if (words == nullptr) return "Zoek uit wat er is gebeurd.";
    return filled(words->next, details, std::nullopt);
}

}  // namespace ontzorgd::wording
