// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/wording/bank_reason_words.h"

#include "ontzorgd/payment/bank_reason.h"

#include <algorithm>
#include <array>

namespace ontzorgd::wording {

namespace {

struct Reason {
    std::string_view code;
    std::string_view words;
};

constexpr std::array table{
    Reason{"AB05", "de bank van de begunstigde antwoordde te laat"},
    Reason{"AB06", "de bank van de begunstigde antwoordde te laat"},
    Reason{"AB07", "de bank van de begunstigde is niet bereikbaar"},
    Reason{"AB08", "de bank van de begunstigde is niet bereikbaar"},
    Reason{"AB09", "fout bij de bank van de begunstigde"},
    Reason{"AB10", "fout bij de bank van de begunstigde"},
    Reason{"AC01", "het rekeningnummer klopt niet"},
    Reason{"AC02", "het rekeningnummer van de betaler klopt niet"},
    Reason{"AC03", "het rekeningnummer van de begunstigde klopt niet"},
    Reason{"AC04", "de rekening is opgeheven"},
    Reason{"AC06", "de rekening is geblokkeerd"},
    Reason{"AC07", "de rekening is opgeheven"},
    Reason{"AC13", "verkeerd soort rekening"},
    Reason{"AC14", "verkeerd soort rekening"},
    Reason{"AG01", "betalen naar deze rekening is niet toegestaan"},
    Reason{"AG02", "ongeldige soort opdracht"},
    Reason{"AM01", "het bedrag is nul"},
    Reason{"AM02", "het bedrag is te hoog"},
    Reason{"AM03", "deze munt wordt niet verwerkt"},
    Reason{"AM04", "te weinig saldo op onze rekening"},
    Reason{"AM05", "de bank ziet een dubbele betaling"},
    Reason{"AM09", "een verkeerd bedrag"},
    Reason{"AM10", "het controletotaal klopt niet"},
    Reason{"AM14", "het bedrag is hoger dan is afgesproken"},
    Reason{"AM18", "het aantal betalingen klopt niet"},
    Reason{"ARDT", "het geld is al teruggegeven"},
    Reason{"BE01", "naam en rekening horen niet bij elkaar"},
    Reason{"BE04", "het adres van de begunstigde ontbreekt of klopt niet"},
    Reason{"BE05", "de indiener is onbekend"},
    Reason{"BE06", "de begunstigde is onbekend"},
    Reason{"CH03", "de uitvoeringsdatum ligt te ver vooruit"},
    Reason{"CH04", "de uitvoeringsdatum is voorbij"},
    Reason{"CH16", "een veld is verkeerd gevuld"},
    Reason{"CH20", "het bedrag heeft te veel decimalen"},
    Reason{"CNOR", "de bank van de begunstigde doet niet mee"},
    Reason{"CUST", "op verzoek van de opdrachtgever"},
    Reason{"DNOR", "onze bank doet niet mee"},
    Reason{"DT01", "de datum klopt niet"},
    Reason{"DT06", "de bank heeft de datum gewijzigd"},
    Reason{"DU01", "de bank ziet een dubbel bericht"},
    Reason{"DU02", "de bank ziet een dubbele batch"},
    Reason{"DU03", "de bank ziet een dubbele betaling"},
    Reason{"DU04", "de bank ziet een dubbel kenmerk"},
    Reason{"DU05", "de bank ziet een dubbel kenmerk"},
    Reason{"DUPL", "dubbele betaling"},
    Reason{"ED05", "de afwikkeling tussen de banken mislukte"},
    Reason{"FF01", "het bestand past niet bij het formaat"},
    Reason{"FF02", "het bestand past niet bij het formaat"},
    Reason{"FF03", "de soort betaling past niet"},
    Reason{"FF04", "het serviceniveau past niet"},
    Reason{"FF05", "de soort opdracht past niet"},
    Reason{"FF06", "de categorie past niet"},
    Reason{"FF07", "het doel past niet"},
    Reason{"FF08", "het kenmerk past niet"},
    Reason{"FF09", "het chequenummer past niet"},
    Reason{"FF10", "de bank kon het bestand niet verwerken"},
    Reason{"FOCR", "teruggegeven na een terugroepverzoek"},
    Reason{"FRAD", "vermoeden van fraude"},
    Reason{"LEGL", "om een wettelijke reden"},
    Reason{"MD07", "de begunstigde is overleden"},
    Reason{"MS02", "zonder reden geweigerd door de begunstigde"},
    Reason{"MS03", "zonder reden geweigerd door de bank"},
    Reason{"NARR", "de reden staat in de toelichting"},
    Reason{"NOAS", "de begunstigde antwoordde niet"},
    Reason{"NOOR", "de betaling is daar niet bekend"},
    Reason{"RC01", "de bankcode klopt niet"},
    Reason{"RC07", "de bankcode van de begunstigde klopt niet"},
    Reason{"RR01", "gegevens van de betaler ontbreken"},
    Reason{"RR02", "naam of adres van de betaler ontbreekt"},
    Reason{"RR03", "naam of adres van de begunstigde ontbreekt"},
    Reason{"RR04", "tegengehouden door regelgeving"},
    Reason{"TECH", "technische fout"},
    Reason{"TM01", "aangeboden na sluitingstijd"},
};
static_assert(std::ranges::is_sorted(table, {}, &Reason::code));

constexpr std::array statuses{
    Reason{"ACCC", "volgens de bank bijgeschreven bij de begunstigde"},
    Reason{"ACCP", "aangenomen, nog niet uitgevoerd"},
    Reason{"ACFC", "saldo gecontroleerd, nog niet aangenomen"},
    Reason{"ACSC", "volgens de bank uitgevoerd"},
    Reason{"ACSP", "aangenomen en in uitvoering"},
    Reason{"ACTC", "technisch goed, nog niet aangenomen"},
    Reason{"ACWC", "aangenomen met een wijziging"},
    Reason{"ACWP", "aangenomen, nog niet bijgeschreven bij de begunstigde"},
    Reason{"BLCK", "geblokkeerd"},
    Reason{"CANC", "ingetrokken"},
    Reason{"PATC", "wacht op een handtekening bij de bank"},
    Reason{"PDNG", "de bank heeft nog niet beslist"},
    Reason{"RCVD", "ontvangen, nog niet beoordeeld"},
    Reason{"RJCT", "geweigerd"},
};
static_assert(std::ranges::is_sorted(statuses, {}, &Reason::code));

/// By payment::AfterReason. Whether a payment may be made again the guard decides, not the reason.
constexpr std::array<std::string_view, payment::all_after_reasons.size()> steps{
    "Vraag de begunstigde opnieuw om het rekeningnummer, leg het vast met 'iban record' en laat "
    "het bevestigen; geef dan 'attempt reissue'.",
    "Betaal niets meer naar deze rekening, ook niet voor andere cliënten die daar betaald worden. "
    "Vraag een nieuw rekeningnummer, leg het vast met 'iban record' en laat het bevestigen; geef "
    "dan 'attempt reissue'.",
    "Mogelijk is de begunstigde overleden: houd het leefgeld aan met 'client hold' en overleg met "
    "de klantmanager.",
    "Vraag de bank welk gegeven ontbreekt of wordt onderzocht, en vul het aan; geef daarna "
    "'attempt reissue'.",
    "Bel de bank of de begunstigde: deze code zegt niet waarom. Is de rekening goed, geef dan "
    "'attempt reissue'.",
    "Zoek eerst uit of de betaling al is gedaan; betaal niet opnieuw voordat de afschriften dat "
    "uitsluiten.",
    "Dit hoort bij een terugroepverzoek: controleer dat verzoek en beslis of de betaling nog nodig "
    "is.",
    "Houd de begunstigde aan en meld een incident.",
    "Zorg dat er genoeg saldo op onze rekening staat en overleg met de bank; geef dan 'attempt "
    "reissue'.",
    "Vraag de bank om een hogere limiet of verdeel de betalingen over meer bestanden.",
    "Meld dit aan de beheerder: ons bestand past niet bij wat de bank aanneemt.",
    "Geef 'attempt reissue' zodra de afschriften bewijzen dat de betaling niet is gedaan; zij "
    "krijgt dan een nieuwe dag.",
    "De bank van de begunstigde antwoordde niet op tijd. Wacht op het afschrift.",
    "Lees de toelichting in het statusbericht met 'bank read' en handel daarnaar."};

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

std::string_view bank_status_words(std::string_view code) {
    const auto* const found = std::ranges::lower_bound(statuses, code, {}, &Reason::code);
    return found != statuses.end() && found->code == code ? found->words : std::string_view{};
}

std::string_view bank_reason_next_step(std::string_view code, PaidTo paid_to) {
    const payment::AfterReason after = payment::after_reason(code);
    if (after == payment::AfterReason::possible_death && paid_to == PaidTo::creditor) {
        return "Mogelijk is de crediteur overleden: betaal niets meer naar deze rekening, ook niet "
               "voor andere cliënten. Zoek uit wie zijn plaats inneemt, leg die rekening vast met "
               "'iban record' en laat haar bevestigen; geef dan 'attempt reissue'.";
    }
    return steps.at(static_cast<std::size_t>(after));
}

}  // namespace ontzorgd::wording
