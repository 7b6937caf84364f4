// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/wording/bank_reason_words.h"

#include <algorithm>
#include <array>

namespace ontzorgd::wording {

namespace {

constexpr std::string_view step_ask =
    "Vraag de begunstigde opnieuw om het rekeningnummer, leg het vast en laat het "
    "bevestigen. De betaling mag pas opnieuw als de afschriften bewijzen dat zij niet is "
    "gedaan.";
constexpr std::string_view step_stop =
    "Betaal niets meer naar deze rekening, ook niet voor andere cliënten die daar betaald "
    "worden. Vraag een nieuw rekeningnummer en laat het bevestigen.";
constexpr std::string_view step_death =
    "Mogelijk is de begunstigde overleden: houd het leefgeld aan met 'client hold' en "
    "overleg met de klantmanager.";
constexpr std::string_view step_data =
    "Vraag de bank welk gegeven ontbreekt of wordt onderzocht, en vul het aan.";
constexpr std::string_view step_phone =
    "Bel de bank of de begunstigde: deze code zegt niet waarom.";
constexpr std::string_view step_double =
    "Zoek eerst uit of de betaling al is gedaan; betaal niet opnieuw voordat de "
    "afschriften dat uitsluiten.";
constexpr std::string_view step_funds =
    "Zorg dat er genoeg saldo op onze rekening staat en overleg met de bank.";
constexpr std::string_view step_file =
    "Meld dit aan de beheerder: ons bestand past niet bij wat de bank aanneemt.";
constexpr std::string_view step_date =
    "Kies met 'run renew' een nieuwe dag zodra de afschriften bewijzen dat de betaling "
    "niet is gedaan.";
constexpr std::string_view step_limit =
    "Vraag de bank om een hogere limiet of verdeel de betalingen over meer bestanden.";
constexpr std::string_view step_wait =
    "De bank van de begunstigde antwoordde niet op tijd. Wacht op het afschrift.";
constexpr std::string_view step_fraud = "Houd de begunstigde aan en meld een incident.";
constexpr std::string_view step_recall =
    "Dit hoort bij een terugroepverzoek: controleer dat verzoek.";
constexpr std::string_view step_text =
    "Lees de toelichting in het statusbericht met 'bank read' en handel daarnaar.";

struct Reason {
    std::string_view code;
    std::string_view words;
    std::string_view next;
};

constexpr std::array table{
    Reason{"AB05", "de bank van de begunstigde antwoordde te laat", step_wait},
    Reason{"AB06", "de bank van de begunstigde antwoordde te laat", step_wait},
    Reason{"AB07", "de bank van de begunstigde is niet bereikbaar", step_wait},
    Reason{"AB08", "de bank van de begunstigde is niet bereikbaar", step_wait},
    Reason{"AB09", "fout bij de bank van de begunstigde", step_wait},
    Reason{"AB10", "fout bij de bank van de begunstigde", step_wait},
    Reason{"AC01", "het rekeningnummer klopt niet", step_ask},
    Reason{"AC03", "het rekeningnummer van de begunstigde klopt niet", step_ask},
    Reason{"AC04", "de rekening is opgeheven", step_stop},
    Reason{"AC06", "de rekening is geblokkeerd", step_stop},
    Reason{"AC13", "verkeerd soort rekening", step_ask},
    Reason{"AG01", "betalen naar deze rekening is niet toegestaan", step_stop},
    Reason{"AG02", "ongeldige soort opdracht", step_file},
    Reason{"AM01", "het bedrag is nul", step_file},
    Reason{"AM02", "het bedrag is te hoog", step_limit},
    Reason{"AM03", "deze munt wordt niet verwerkt", step_file},
    Reason{"AM04", "te weinig saldo op onze rekening", step_funds},
    Reason{"AM05", "de bank ziet een dubbele betaling", step_double},
    Reason{"AM10", "het controletotaal klopt niet", step_file},
    Reason{"AM14", "het bedrag is hoger dan is afgesproken", step_limit},
    Reason{"AM18", "het aantal betalingen klopt niet", step_file},
    Reason{"BE04", "het adres van de begunstigde ontbreekt of klopt niet", step_data},
    Reason{"CH03", "de uitvoeringsdatum ligt te ver vooruit", step_date},
    Reason{"CH04", "de uitvoeringsdatum is voorbij", step_date},
    Reason{"CH16", "een veld is verkeerd gevuld", step_file},
    Reason{"CH20", "het bedrag heeft te veel decimalen", step_file},
    Reason{"CNOR", "de bank van de begunstigde doet niet mee", step_ask},
    Reason{"CUST", "op verzoek van de opdrachtgever", step_recall},
    Reason{"DNOR", "onze bank doet niet mee", step_phone},
    Reason{"DT01", "de datum klopt niet", step_date},
    Reason{"DT06", "de bank heeft de datum gewijzigd", step_date},
    Reason{"DU01", "de bank ziet een dubbel bericht", step_double},
    Reason{"DU02", "de bank ziet een dubbele batch", step_double},
    Reason{"DU03", "de bank ziet een dubbele betaling", step_double},
    Reason{"DU04", "de bank ziet een dubbel kenmerk", step_double},
    Reason{"DU05", "de bank ziet een dubbel kenmerk", step_double},
    Reason{"DUPL", "dubbele betaling", step_double},
    Reason{"ED05", "de afwikkeling tussen de banken mislukte", step_phone},
    Reason{"FF01", "het bestand past niet bij het formaat", step_file},
    Reason{"FF02", "het bestand past niet bij het formaat", step_file},
    Reason{"FF03", "de soort betaling past niet", step_file},
    Reason{"FF04", "het serviceniveau past niet", step_file},
    Reason{"FF05", "de soort opdracht past niet", step_file},
    Reason{"FF06", "de categorie past niet", step_file},
    Reason{"FF07", "het doel past niet", step_file},
    Reason{"FF08", "het kenmerk past niet", step_file},
    Reason{"FF09", "het chequenummer past niet", step_file},
    Reason{"FF10", "de bank kon het bestand niet verwerken", step_file},
    Reason{"FOCR", "teruggegeven na een terugroepverzoek", step_recall},
    Reason{"FRAD", "vermoeden van fraude", step_fraud},
    Reason{"MD07", "de begunstigde is overleden", step_death},
    Reason{"MS02", "zonder reden geweigerd door de begunstigde", step_phone},
    Reason{"MS03", "zonder reden geweigerd door de bank", step_phone},
    Reason{"NARR", "de reden staat in de toelichting", step_text},
    Reason{"RC01", "de bankcode klopt niet", step_ask},
    Reason{"RC07", "de bankcode van de begunstigde klopt niet", step_ask},
    Reason{"RR01", "gegevens van de betaler ontbreken", step_data},
    Reason{"RR02", "naam of adres van de betaler ontbreekt", step_data},
    Reason{"RR03", "naam of adres van de begunstigde ontbreekt", step_data},
    Reason{"RR04", "tegengehouden door regelgeving", step_data},
    Reason{"TECH", "technische fout", step_phone},
    Reason{"TM01", "aangeboden na sluitingstijd", step_date},
};
static_assert(std::ranges::is_sorted(table, {}, &Reason::code));

const Reason* find(std::string_view code) {
    const auto* const found = std::ranges::lower_bound(table, code, {}, &Reason::code);
    return found != table.end() && found->code == code ? &*found : nullptr;
}

}  // namespace

std::string bank_reason_words(std::string_view code) {
    if (code.empty()) return "zonder reden";
    const Reason* const reason = find(code);
    std::string text{code};
    if (reason != nullptr) {
        text += ", ";
        text += reason->words;
    }
    return text;
}

std::string_view bank_reason_next_step(std::string_view code) {
    const Reason* const reason = find(code);
    return reason == nullptr ? step_phone : reason->next;
}

}  // namespace ontzorgd::wording
