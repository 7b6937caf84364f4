// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/wording/inzage_words.h"

#include "ontzorgd/wording/sentence.h"
#include "tables.h"

#include <algorithm>
#include <array>
#include <span>

namespace ontzorgd::wording {

namespace {

constexpr std::array facts{
    Entry{"account_confirmed", "eigen rekening bevestigd"},
    Entry{"account_end_said", "einde van een eigen rekening vastgelegd"},
    Entry{"account_opened", "eigen rekening voorgesteld"},
    Entry{"account_switch_confirmed", "ander bankprofiel bevestigd"},
    Entry{"account_switch_proposed", "ander bankprofiel voorgesteld"},
    Entry{"attempt_called_dead", "gezegd dat een betaling nooit wordt uitgevoerd"},
    Entry{"attempt_declared_dead", "betaling doodverklaard"},
    Entry{"bank_file_kept_aside", "bankbestand opzij gelegd"},
    Entry{"bank_profile_confirmed", "bankprofiel bevestigd"},
    Entry{"bank_profile_proposed", "bankprofiel voorgesteld"},
    Entry{"batch_line_dropped", "betaling uit een betaalbatch genomen"},
    Entry{"batch_proposed", "betaalbatch voorgesteld"},
    Entry{"batch_rebuilt", "betaalbatch opnieuw gemaakt"},
    Entry{"batch_released", "betaalbatch vrijgegeven"},
    Entry{"batch_signed", "betaalbatch getekend"},
    Entry{"batch_withdrawn", "betaalbatch ingetrokken"},
    Entry{"calendar_confirmed", "betaalkalender bevestigd"},
    Entry{"calendar_proposed", "betaalkalender voorgesteld"},
    Entry{"client_destroy_proposed", "vernietiging van gegevens voorgesteld"},
    Entry{"client_destroyed", "gegevens vernietigd"},
    Entry{"client_held", "betalingen aangehouden"},
    Entry{"client_released", "aanhouding opgeheven"},
    Entry{"contract_added", "contract toegevoegd"},
    Entry{"contract_changed", "contract gewijzigd"},
    Entry{"contract_ended", "contract beëindigd"},
    Entry{"creditor_added", "crediteur toegevoegd"},
    Entry{"creditor_changed", "crediteur gewijzigd"},
    Entry{"dossier_imported", "dossierbestand ingelezen"},
    Entry{"exception_closed", "uitzondering gesloten"},
    Entry{"exception_taken", "uitzondering in behandeling genomen"},
    Entry{"file_handed_over", "betaalbestand aangeboden aan de bank"},
    Entry{"file_handover_unknown", "onbekend of de bank het betaalbestand heeft"},
    Entry{"file_receipt_agrees", "bevestiging van de overdracht klopt weer"},
    Entry{"file_receipt_differs", "bevestiging van de overdracht klopt niet"},
    Entry{"file_stopped", "betaalbestand tegengehouden"},
    Entry{"file_taken_over", "overdracht van het betaalbestand bevestigd"},
    Entry{"grondslag_ended", "grondslag beëindigd"},
    Entry{"grondslag_recorded", "grondslag vastgelegd"},
    Entry{"held_accepted", "aangehouden uitkeringen aanvaard"},
    Entry{"iban_recorded", "rekeningnummer vastgelegd"},
    Entry{"ibans_confirmed", "rekeningnummers bevestigd"},
    Entry{"inbox_file_gone", "bestand uit de inbox was weg"},
    Entry{"inbox_file_known", "bestand uit de inbox was al bekend"},
    Entry{"inbox_file_refused", "bestand uit de inbox geweigerd"},
    Entry{"inbox_file_taken", "bestand uit de inbox verwerkt"},
    Entry{"inzage_given", "inzage gegeven"},
    Entry{"joint_request_ended", "gezamenlijk verzoek beëindigd"},
    Entry{"joint_request_recorded", "gezamenlijk verzoek vastgelegd"},
    Entry{"key_rotation_begun", "vervanging van sleutels begonnen"},
    Entry{"key_rotation_ended", "vervanging van sleutels klaar"},
    Entry{"line_assign_proposed", "voorgesteld wat een bankregel is"},
    Entry{"line_assigned", "vastgelegd wat een bankregel is"},
    Entry{"line_decision_confirmed", "besluit over een bankregel bevestigd"},
    Entry{"line_decision_revoked", "besluit over een bankregel ingetrokken"},
    Entry{"line_force_proposed", "voorgesteld een bankregel te koppelen"},
    Entry{"line_matched", "bankregel aan een betaling gekoppeld"},
    Entry{"line_released", "bankregel losgemaakt"},
    Entry{"line_rule_confirmed", "herkenningsregel bevestigd"},
    Entry{"line_rule_ended", "herkenningsregel beëindigd"},
    Entry{"line_rule_proposed", "herkenningsregel voorgesteld"},
    Entry{"machine_added", "programma toegevoegd"},
    Entry{"machine_ended", "programma beëindigd"},
    Entry{"machtiging_recorded", "machtiging vastgelegd"},
    Entry{"month_closed", "maand afgesloten"},
    Entry{"month_reopened", "maand heropend"},
    Entry{"month_reopening_asked", "gevraagd een maand te heropenen"},
    Entry{"name_check_decided", "besloten over een naamcontrole"},
    Entry{"note_added", "notitie geschreven"},
    Entry{"note_replaced", "notitie vervangen"},
    Entry{"part_reissue_proposed", "voorgesteld een deel opnieuw te betalen"},
    Entry{"part_reissued", "deel opnieuw te betalen"},
    Entry{"password_changed", "wachtwoord gewijzigd"},
    Entry{"payment_reissued", "betaling opnieuw te doen"},
    Entry{"payments_aimed_anew", "betaling op een andere dag of rekening gezet"},
    Entry{"recall_asked", "de bank gevraagd een betaling terug te halen"},
    Entry{"recall_refused", "de bank haalt een betaling niet terug"},
    Entry{"regelset_confirmed", "regelset bevestigd"},
    Entry{"regelset_proposed", "regelset voorgesteld"},
    Entry{"relation_ended", "relatie van een medewerker beëindigd"},
    Entry{"relation_recorded", "relatie van een medewerker vastgelegd"},
    Entry{"restore_lift_confirmed", "einde van het herstel bevestigd"},
    Entry{"restore_lift_proposed", "einde van het herstel voorgesteld"},
    Entry{"retention_confirmed", "vernietigingslijst bevestigd"},
    Entry{"retention_proposed", "vernietigingslijst voorgesteld"},
    Entry{"rights_reviewed", "rechten nagekeken"},
    Entry{"role_given", "rol gegeven"},
    Entry{"role_taken", "rol afgenomen"},
    Entry{"run_accepted", "uitkeringen ingelezen"},
    Entry{"run_rejected", "uitkeringen afgewezen"},
    Entry{"run_split", "uitkering verdeeld"},
    Entry{"schedule_ran", "agenda uitgevoerd"},
    Entry{"second_factor_begun", "tweede factor aangevraagd"},
    Entry{"second_factor_confirmed", "tweede factor bevestigd"},
    Entry{"second_factor_withdrawn", "tweede factor ingetrokken"},
    Entry{"state_restored", "reservekopie teruggezet"},
    Entry{"statement_placed", "bankafschrift verwerkt"},
    Entry{"statement_set_aside", "bankafschrift terzijde gelegd"},
    Entry{"statement_taken_back", "bankafschrift teruggenomen"},
    Entry{"status_applied", "bericht van de bank verwerkt"},
    Entry{"subject_recorded", "inlognaam vastgelegd"},
    Entry{"user_added", "gebruiker toegevoegd"},
};
static_assert(std::ranges::is_sorted(facts, {}, &Entry::code));

// The kinds of exceptions are Dutch; these say little to who does not work with them.
constexpr std::array exceptions{
    Entry{"betaling_ook_met_de_hand", "betaling ook met de hand gedaan"},
    Entry{"contract_mogelijk_dubbel", "contract staat er mogelijk dubbel"},
    Entry{"last_deels", "rekening deels betaald"},
    Entry{"last_geblokkeerd", "rekening tegengehouden"},
    Entry{"last_niet_betaald", "rekening niet betaald"},
    Entry{"last_niet_gedekt", "rekening niet gedekt door een grondslag"},
    Entry{"naam_controle", "naam is niet die van de rekening"},
    Entry{"terugkomst_teruggedraaid", "teruggekomen geld weer afgeschreven"},
    Entry{"terugkomst_vervallen", "betaling was toch niet teruggekomen"},
    Entry{"terugroep_loopt", "de bank is gevraagd de betaling terug te halen"},
    Entry{"terugroep_niet_vastgelegd", "teruggehaald zonder dat iemand dat vastlegde"},
    Entry{"uitkering_client_aangehouden", "uitkering wacht: betalingen zijn aangehouden"},
    Entry{"uitkering_client_dubbel", "uitkering wacht: huishouden staat dubbel in de run"},
    Entry{"uitkering_client_onbekend", "uitkering wacht: cliënt onbekend"},
    Entry{"uitkering_client_vernietigd", "uitkering wacht: gegevens vernietigd"},
    Entry{"uitkering_geen_bruikbare_rekening", "uitkering wacht: geen bruikbare rekening"},
    Entry{"uitkering_maand_in_andere_run", "uitkering wacht: maand staat al in een eerdere run"},
    Entry{"uitkering_negatief", "uitkering is negatief"},
};
static_assert(std::ranges::is_sorted(exceptions, {}, &Entry::code));

constexpr std::array decisions{
    Entry{"deel_opnieuw", "wat terugkwam opnieuw betalen"},
    Entry{"doodverklaard", "wordt nooit meer uitgevoerd"},
    Entry{"opnieuw", "opnieuw betalen"},
    Entry{"regel_force", "bankregel toch aan een betaling gekoppeld"},
    Entry{"regel_match", "bankregel aan een betaling gekoppeld"},
    Entry{"regel_other", "gezegd wat een bankregel is"},
    Entry{"regel_release", "bankregel losgemaakt"},
    Entry{"terugroep_geweigerd", "de bank haalt de betaling niet terug"},
    Entry{"teruggeroepen", "de bank gevraagd de betaling terug te halen"},
};

std::string words_of(std::span<const Entry> table, std::string_view code) {
    const auto entry = std::ranges::find(table, code, &Entry::code);
    return entry != table.end() ? std::string{entry->dutch} : label(code);
}

}  // namespace

std::string fact_words(std::string_view kind) {
    return words_of(facts, kind);
}

std::string exception_title(std::string_view kind) {
    return words_of(exceptions, kind);
}

std::string decision_words(std::string_view kind) {
    return words_of(decisions, kind);
}

}  // namespace ontzorgd::wording
