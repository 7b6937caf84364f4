// SPDX-License-Identifier: EUPL-1.2
#include "tables.h"

#include <array>

namespace ontzorgd::wording {

namespace {

// What is wrong with what others lay in a folder, and with whom does things by itself.
constexpr std::array table{
    Entry{"backups_are_not_watched",
          "Er is niet gezegd in welke map de reservekopieën komen: niemand controleert of er een "
          "recente is. Zet de map in de configuratie bij gemeente.reservekopieen, of geef haar met "
          "--backups."},
    Entry{
        "backups_folder_is_unreadable",
        "De map voor reservekopieën is niet te lezen. Ga na of de schijf er is en of de gebruiker "
        "van de dienst er mag lezen."},
    Entry{"inbox_entry_is_no_file",
          "Wat onder deze naam in de inbox lag ({file}) is geen bestand, maar een map, een "
          "verwijzing of een apparaat. Leg het bestand zelf in de inbox."},
    Entry{"inbox_file_is_empty",
          "Bestand {file} is leeg. Laat wie het stuurde het opnieuw sturen."},
    Entry{"inbox_file_is_too_large",
          "Bestand {file} is te groot. Ga na of dit wel een bankbestand of een run is."},
    Entry{"inbox_file_is_unreadable",
          "Bestand {file} mag niet worden gelezen. Geef het programma leesrecht en leg het "
          "opnieuw in de inbox."},
    Entry{"inbox_name_has_control_characters",
          "In de naam van bestand {file} staan tekens die daar niet horen. Geef het een gewone "
          "naam en leg het opnieuw in de inbox."},
    Entry{"newest_backup_is_of_another_directory",
          "De nieuwste reservekopie is niet van deze map. Maak er een met 'backup create'."},
    Entry{
        "newest_backup_is_too_old",
        "De nieuwste reservekopie is te oud. Maak er een met 'backup create', en ga na waarom dat "
        "niet vanzelf gebeurt."},
    Entry{
        "newest_backup_is_unusable",
        "De nieuwste reservekopie is niet heel of niet te lezen. Maak er een met 'backup create', "
        "en ga na of de schijf vol of stuk is."},
    Entry{"no_backup_is_there",
          "Er is geen reservekopie van deze gemeente. Maak er een met 'backup create', en ga na "
          "waarom dat niet vanzelf gebeurt."},
    Entry{"nobody_is_unattended",
          "Er is geen onbemande gebruiker: niets wordt vanzelf ingenomen of vrijgegeven. Laat een "
          "beheerder er een maken met 'user add NAAM --role onbemand'."},
    Entry{
        "receipt_is_empty",
        "De bevestiging {file} is leeg: zij zegt niets over wat er is overgedragen, en is geen "
        "reden om de bank te bellen. Laat de beheerder van de overdracht haar opnieuw neerleggen, "
        "met de regel uit het .sha256-bestand."},
    Entry{
        "receipt_is_of_a_file_not_handed_over",
        "De bevestiging {file} hoort bij een bestand dat wij niet hebben aangeboden. Zoek uit wie "
        "het heeft meegenomen, en bied niets opnieuw aan."},
    Entry{"receipt_is_of_no_file_of_ours",
          "De bevestiging {file} hoort bij geen bestand van ons. Laat de beheerder van de "
          "overdracht nagaan wat er is meegenomen."},
    Entry{"receipt_is_of_other_bytes",
          "De bevestiging {file} noemt een andere inhoud dan die is ondertekend. Bel de bank "
          "voordat zij het bestand uitvoert, en bied niets opnieuw aan."},
    Entry{
        "receipt_is_unreadable",
        "De bevestiging {file} is niet te lezen. Laat de beheerder van de overdracht haar opnieuw "
        "neerleggen."},
    Entry{"release_is_not_in_the_log",
          "De batch is aangeboden, maar het logboek kon niet worden geschreven. Laat de beheerder "
          "nagaan of de schijf vol is."},
    Entry{"role_is_not_for_this_user",
          "De rol {role} past niet bij gebruiker {user}. De rol onbemand is er alleen voor een "
          "gebruiker zonder wachtwoord, en die heeft geen andere; maak er zo een met 'user add "
          "NAAM --role onbemand'."},
    Entry{"signed_before_the_restore",
          "De batch is getekend voordat de map uit een reservekopie is teruggezet, en gaat niet "
          "vanzelf naar de bank. Ga na of hij al is betaald, en geef hem zo niet zelf vrij met "
          "'batch release'."},
    Entry{"time_is_for_practice_only",
          "De tijd is alleen te kiezen in een oefenmap. Laat --time weg: dan geldt de klok."},
    Entry{"time_is_malformed", "{value} is geen tijd. Geef uren en minuten, zoals 09:30."},
    Entry{"unattended_user_exists",
          "Er is al een onbemande gebruiker ({user}). Neem die eerst de rol af met 'user role "
          "{user} onbemand --take'."},
    Entry{"unattended_user_has_no_password",
          "Een onbemande gebruiker heeft geen wachtwoord. Laat het weg."},
};

}  // namespace

std::span<const Entry> folder_sentences() {
    return table;
}

}  // namespace ontzorgd::wording
