// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/wording/exception_words.h"

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
    Words{"afschrift_ontbreekt", "Voor levering {delivery} ontbreekt een afschrift.",
          "Vraag het ontbrekende afschrift op bij de bank en lees het in."},
    Words{"afschrift_tegenstrijdig",
          "Leveringen {deliveries} zijn hetzelfde afschrift met andere inhoud.",
          "Zoek uit welke levering goed is en zet de andere opzij met 'bank set-aside'."},
    Words{"bankbestand_klopt_niet", "Een bankbestand is bewaard maar niet verwerkt: {finding}.",
          "Vraag de bank om een goed bestand en lees dat in."},
    Words{"bankregel_onverklaard", "Een bankregel van {bedrag} is nog niet verklaard ({rule}).",
          "Bekijk de regel met 'bank show' en zoek uit waar hij bij hoort."},
    Words{"bankregels_onverklaard",
          "Van levering {delivery} zijn nog {lines} regels niet verklaard.",
          "Bekijk de regels met 'bank show'."},
    Words{"betaling_buiten_batch",
          "Betaling {instruction} van {bedrag} uit run {run} staat open en zit in geen batch: "
          "{reden}.",
          "Zie met 'run show' wat haar tegenhoudt. Richt haar zo nodig opnieuw met 'run renew' en "
          "stel haar dan voor met 'batch propose'."},
    Words{"betaling_teruggekomen",
          "Betaling {instruction} van {bedrag} is teruggekomen ({reason}).",
          "Zie de volgende stap met 'attempt show'."},
    Words{"contract_mogelijk_dubbel",
          "Twee contracten voor {soort} van dit huishouden bij dezelfde crediteur lijken een en "
          "dezelfde verplichting.",
          "Bekijk het huishouden met 'client show' en beëindig het dubbele contract met 'contract "
          "end'."},
    Words{"grondslag_eindigt", "De grondslag eindigt op {tot_en_met}.",
          "Beoordeel of een nieuwe grondslag nodig is en leg die vast."},
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
    Words{"terugkomst_vervallen",
          "Betaling {instruction} is opnieuw gedaan omdat poging {attempt} terugkwam, maar geen "
          "afschrift zegt dat nu nog.",
          "Houd de nieuwe poging tegen met 'file stop' als dat nog kan, en zoek uit welk afschrift "
          "geldt met 'bank show'."},
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
};
static_assert(std::ranges::is_sorted(table, {}, &Words::kind));

const Words* find(std::string_view kind) {
    const auto* const found = std::ranges::lower_bound(table, kind, {}, &Words::kind);
    return found != table.end() && found->kind == kind ? &*found : nullptr;
}

/// The value of a detail as people read it; `?` when it is not there.
std::string value_of(std::string_view details, std::string_view name) {
    while (!details.empty()) {
        const std::string_view pair = details.substr(0, details.find('|'));
        const std::size_t equals = std::min(pair.find('='), pair.size());
        if (pair.substr(0, equals) == name && equals < pair.size()) {
            const std::string_view value = pair.substr(equals + 1);
            if (name == "rule") return rule_words(value);
            const auto date = values::CivilDate::parse(value);
            if (date) return day(date.value());
            std::string text{value};
            std::ranges::replace(text, '_', ' ');
            return text;
        }
        details.remove_prefix(std::min(pair.size() + 1, details.size()));
    }
    return "?";
}

}  // namespace

std::string exception_sentence(std::string_view kind, std::string_view details,
                               std::optional<values::Euro> cents) {
    const Words* const words = find(kind);
    if (words == nullptr) {
        std::string text{kind};
        std::ranges::replace(text, '_', ' ');
        return text;
    }
    std::string text;
    std::string_view pattern = words->happened;
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

std::string exception_next_step(std::string_view kind) {
    const Words* const words = find(kind);
    return words == nullptr ? "Zoek uit wat er is gebeurd." : std::string{words->next};
}

}  // namespace ontzorgd::wording
