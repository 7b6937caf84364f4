// SPDX-License-Identifier: EUPL-1.2
#include "tables.h"

#include <algorithm>
#include <array>

namespace ontzorgd::wording {

namespace {

// What a command refuses, and what it finds wrong before it acts.
constexpr std::array table{
    Entry{"accepter_imported_the_run",
          "Wie de run inlas, mag de aangehouden lijst niet zelf aanvaarden. Laat een collega dit "
          "doen."},
    Entry{"account_has_ended",
          "Rekening {account} is beëindigd op {day}. Gebruik een andere rekening; bekijk ze met "
          "'account show'."},
    Entry{"account_iban_is_taken",
          "Dit rekeningnummer hoort al bij een andere eigen rekening. Controleer het IBAN, of "
          "gebruik de rekening die er al is."},
    Entry{"account_is_not_empty",
          "Op rekening {account} staat nog {balance}. Maak het saldo over, lees het afschrift "
          "daarvan in en beëindig haar dan."},
    Entry{"account_is_not_usable",
          "Rekening {account} is nog niet bruikbaar. Laat een tweede persoon de rekening "
          "bevestigen."},
    Entry{"account_is_unknown",
          "Deze eigen rekening bestaat niet. Bekijk de rekeningen met 'account show'."},
    Entry{"account_name_is_taken",
          "Er is al een eigen rekening met deze naam. Kies een andere naam."},
    Entry{"account_was_used_after_its_end",
          "Op rekening {account} is op {booked} nog geboekt, na {day}. Noem de dag waarop de bank "
          "haar ophief."},
    Entry{"archived_file_differs",
          "Bestand {file} in het archief is niet meer gelijk aan wat is getekend. Betaal niet en "
          "waarschuw de beheerder."},
    Entry{"backup_exists_already",
          "Bestand {file} is er al. Kies een andere naam, of geef een map."},
    Entry{"backup_folder_is_missing",
          "{file} is geen map, en een reservekopie heet naar iets dat op .tar eindigt. Maak de map "
          "eerst, of geef een bestand dat zo heet."},
    Entry{"backup_is_damaged",
          "De gegevens in de reservekopie zijn beschadigd (aantal bevindingen: {count}). Gebruik "
          "een andere reservekopie en laat dit medium nakijken."},
    Entry{"backup_is_made_with_other_keys",
          "Deze reservekopie hoort bij andere sleutels dan die deze gemeente nu heeft. Laat de "
          "beheerder haar op de machine zelf controleren, met de sleutels die er toen bij "
          "hoorden."},
    Entry{"backup_is_not_named",
          "Er is niet gezegd welke reservekopie terug moet. Geef haar met --from."},
    Entry{"backup_lies_in_the_state_directory",
          "{file} ligt in de map van de gemeente en gaat met die map verloren. Kies een plaats op "
          "een andere schijf."},
    Entry{"bank_profile_is_unknown",
          "Dit bankprofiel bestaat niet. Kies een profiel uit 'profile show'."},
    Entry{"batch_cannot_be_signed",
          "Batch {batch} kan niet worden getekend, want de staat is {state}. Bekijk de batch met "
          "'batch show'."},
    Entry{"batch_has_another_speed",
          "Van deze run is er al een batch die anders wordt betaald (instant of juist niet): batch "
          "{batch}. Bekijk hem met 'batch show', of trek hem in met 'batch withdraw' en stel "
          "opnieuw voor."},
    Entry{"batch_has_another_version",
          "Batch {batch} is intussen versie {version}, en u hebt versie {asked} voor u. Bekijk de "
          "batch opnieuw voordat u tekent of vrijgeeft."},
    Entry{"batch_is_not_signed",
          "Batch {batch} heeft nog niet alle handtekeningen. Laat eerst tekenen met 'batch sign'."},
    Entry{"batch_is_released_already",
          "Batch {batch} is al vrijgegeven en kan niet meer veranderen. Houd zo nodig een bestand "
          "tegen met 'file stop'."},
    Entry{"batch_is_stale",
          "Batch {batch} klopt niet meer met het dossier (achterhaalde betalingen: {count}). "
          "Maak een nieuwe versie met 'batch rebuild' of 'batch drop-line'."},
    Entry{"batch_is_unknown", "Batch {batch} bestaat niet. Bekijk de batches met 'batch show'."},
    Entry{"books_do_not_agree",
          "De boeken kloppen niet met de regels eronder; aantal afwijkingen: {count}. Bekijk ze "
          "met 'books show' en laat het uitzoeken."},
    Entry{"bsn_is_of_another_client",
          "Het BSN van cliënt {client} hoort al bij cliënt {other}. Zoek uit wie het is en "
          "verbeter het dossierbestand."},
    Entry{"ciphertext_is_not_authentic",
          "Versleutelde gegevens passen niet bij de sleutel. Waarschuw de beheerder: de sleutels "
          "of de databank zijn verwisseld of beschadigd."},
    Entry{"client_is_of_another_household",
          "Cliënt {client} hoort al bij een ander huishouden. Beëindig dat huishouden eerst, of "
          "verbeter het dossierbestand."},
    Entry{"client_is_on_hold",
          "De cliënt is aangehouden. Hef het aanhouden op, of haal de betaling uit de batch met "
          "'batch drop-line'."},
    Entry{"client_was_destroyed",
          "De gegevens van cliënt {client} zijn vernietigd. Neem een nieuwe cliënt op onder een "
          "nieuw nummer."},
    Entry{"clock_runs_back",
          "De klok van deze computer staat vroeger dan de laatste handeling. Laat de beheerder de "
          "klok goed zetten."},
    Entry{"command_is_not_for_a_daemon",
          "Deze opdracht werkt niet in een map die al open is. Geef haar zonder de dienst."},
    Entry{"command_is_too_long_for_the_daemon",
          "De opdracht is te lang om aan de dienst te geven; er is niets gedaan. Noem minder "
          "bestanden tegelijk."},
    Entry{"command_line_has_too_many_wrong_tries",
          "Met deze naam is hier te vaak een verkeerd wachtwoord of een verkeerde code gegeven. "
          "Probeer het over een kwartier opnieuw, of vraag de beheerder om hulp."},
    Entry{"confirmer_is_proposer",
          "Wie iets voorstelt, mag het niet zelf bevestigen. Laat een collega dit doen."},
    Entry{"confirmer_recorded_iban",
          "Wie een rekeningnummer vastlegt, mag het niet zelf bevestigen. Laat een collega dit "
          "doen."},
    Entry{"contract_is_of_another_household",
          "Contract {contract} hoort al bij een ander huishouden. Geef het contract een ander "
          "nummer, of verbeter het dossierbestand."},
    Entry{"copy_before_upgrade_is_damaged",
          "De kopie van {file} die voor het bijwerken nodig is, is niet gaaf; er is niets "
          "veranderd. Laat de schijf nakijken en zet zo nodig een reservekopie terug."},
    Entry{"creditor_is_unknown", "Deze crediteur bestaat niet. Neem eerst de crediteur op."},
    Entry{"creditor_was_destroyed",
          "De gegevens van crediteur {creditor} zijn vernietigd. Neem een nieuwe crediteur op "
          "onder een nieuw nummer."},
    Entry{"daemon_is_busy",
          "De dienst heeft het nu te druk; er is niets gedaan. Probeer het zo opnieuw."},
    Entry{"daemon_left_before_it_answered",
          "De dienst stopte voordat zij antwoordde; of de opdracht is uitgevoerd, is niet bekend. "
          "Geef haar opnieuw als de dienst weer loopt: wat al is gedaan, gebeurt niet nog eens."},
    Entry{"daemon_stops",
          "De dienst stopt; er is niets gedaan. Geef de opdracht opnieuw als zij weer loopt."},
    Entry{
        "database_file_is_damaged",
        "Het gegevensbestand {file} is beschadigd; er is niets veranderd. Laat de schijf nakijken, "
        "bewaar de map zoals zij is en zet de laatste goede reservekopie terug met 'restore'."},
    Entry{"database_is_damaged", "Beschadigd: {value}. Gebruik een andere reservekopie."},
    Entry{"debit_is_not_explained",
          "Regel {line}: op {day} ging {amount} af, en niemand zegt waarvoor. Vraag de bank welke "
          "betalingen dit waren en zeg met twee mensen wat de regel is ('line assign')."},
    Entry{"debit_is_the_sum_of_payments",
          "Regel {line} is precies de som van {payments} betaling(en) van run {run} voor "
          "{execution_date}, waarvan hier geen poging bekend is: de verloren map kan ze hebben "
          "aangeboden. Betaal ze niet voordat de bank zegt dat zij het niet zijn."},
    Entry{"debits_are_not_explained",
          "Sinds de reservekopie boekte de bank {count} keer geld af waarvan niemand zegt wat het "
          "was; een ervan kan een bestand zijn dat de verloren map aanbood. Bekijk levering "
          "{delivery} met 'bank show' en zeg van elke regel wat zij is."},
    Entry{"decider_recorded_the_iban",
          "U legde het rekeningnummer van betaling {attempt} zelf vast. Laat een ander besluiten "
          "of zij mag doorgaan."},
    Entry{"digest_is_too_short",
          "Dit begin van de SHA-256 is te kort om zeker te zijn. Geef minstens acht tekens."},
    Entry{"dossier_has_findings",
          "Er staan fouten in het dossierbestand; er is niets ingelezen. Verbeter de genoemde "
          "regels en lees het bestand opnieuw in."},
    Entry{"earlier_month_is_open",
          "Maand {earlier} is nog niet afgesloten en gaat voor {month}. Sluit de maanden af in hun "
          "volgorde."},
    Entry{"end_is_before_the_opening",
          "De administratie van rekening {account} begint op {day}. Noem een latere dag."},
    Entry{"end_is_in_the_future",
          "{day} is nog niet voorbij. Beëindig de rekening wanneer de bank haar heeft opgeheven."},
    Entry{"file_is_handed_over",
          "Bestand {file} is al aan de bank aangeboden (staat {state}). Neem contact op met de "
          "bank als het niet uitgevoerd mag worden."},
    Entry{"file_is_not_resolved",
          "Van bestand {file} is nog niet vastgelegd dat de bank het heeft. Doe dat eerst met "
          "'file resolve'."},
    Entry{"file_is_not_unknown",
          "Van bestand {file} is bekend of het is aangeboden (staat {state}); er valt niets op te "
          "lossen. Bekijk het bestand met 'file show'."},
    Entry{"file_is_of_another_gemeente",
          "Dit bestand is van een andere gemeente. Controleer of u het goede bestand hebt."},
    Entry{"file_is_unknown", "Bestand {file} bestaat niet. Bekijk de bestanden met 'file show'."},
    Entry{"first_beheerder_exists_already",
          "Er is al een beheerder. Vraag die persoon om een gebruiker toe te voegen."},
    Entry{"held_is_not_accepted",
          "Run {run} heeft {held} aangehouden regels. Laat een collega de lijst aanvaarden met "
          "'run accept-held'."},
    Entry{"iban_is_not_usable",
          "Het rekeningnummer is gewijzigd of nog niet door een tweede persoon bevestigd. Laat het "
          "bevestigen met 'iban confirm', haal de betaling uit de batch en richt haar opnieuw met "
          "'run renew'."},
    Entry{"iban_was_returned",
          "Van dit rekeningnummer kwam een betaling terug. Vraag de ontvanger om het goede nummer "
          "en leg dat vast."},
    Entry{"key_file_is_malformed",
          "Sleutelbestand {file} heeft geen 32 bytes. Haal het weg, of maak het opnieuw, en "
          "geef de opdracht nog eens."},
    Entry{"key_is_an_earlier_one",
          "Sleutelbestand {file} is een sleutel die al eerder is gebruikt. Haal het weg; het "
          "programma maakt zelf een nieuwe."},
    Entry{"key_numbers_are_used_up",
          "Er zijn al 255 sleutels gebruikt en meer nummers zijn er niet. Neem contact op met "
          "de makers van het programma."},
    Entry{"keys_are_missing",
          "De sleutels staan niet in {directory}. Wijs met --keys de goede map aan, of zet de "
          "bewaarde sleutels terug."},
    Entry{"keys_are_of_another_directory",
          "De sleutels in {keys} horen niet bij deze reservekopie. Wijs met --keys de sleutels aan "
          "die er toen bij hoorden."},
    Entry{"keys_are_of_another_municipality",
          "De sleutel in {file} is niet die waarmee deze gegevens zijn versleuteld. Zet de "
          "bewaarde sleutel terug, of wijs met --keys de goede map aan."},
    Entry{"keys_directory_cannot_be_written",
          "Het programma kan {file} niet maken: het mag in die map niet schrijven. Maak dat "
          "bestand zelf, met 32 willekeurige bytes (head -c 32 /dev/urandom), leesbaar voor de "
          "gebruiker van de dienst alleen, en geef de opdracht opnieuw."},
    Entry{
        "keys_lie_in_the_state_directory",
        "De sleutels mogen niet in de gegevensmap staan ({keys}). Kies met --keys een andere map."},
    Entry{"last_beheerder_stays",
          "Dit is de laatste beheerder. Geef eerst een ander de rol beheerder."},
    Entry{"last_line_needs_withdraw",
          "Dit is de laatste betaling van de batch. Trek de batch in met 'batch withdraw'."},
    Entry{"later_month_is_closed",
          "Na {month} is ook maand {later} al afgesloten. Heropen eerst de laatste."},
    Entry{"lift_is_not_proposed",
          "Nog niemand stelde voor de blokkade na het terugzetten op te heffen. Laat een collega "
          "dat doen met 'restore lift propose'."},
    Entry{"line_is_not_in_batch",
          "Betaling {instruction} staat niet in deze batch. Bekijk de batch met 'batch show'."},
    Entry{"lines_wait_for_a_person",
          "Regels van rekening {account} die op een besluit wachten: {count}, te beginnen met "
          "{line}. Bekijk een regel met 'line candidates' en plaats hem met 'line match', 'line "
          "assign' of 'line revoke'."},
    Entry{"migration_was_changed",
          "Stap {name} van de databank is niet de stap waarmee zij is gemaakt. Gebruik het "
          "programma van de leverancier zonder wijzigingen."},
    Entry{"month_cannot_be_closed",
          "Maand {month} kan nog niet worden afgesloten. Los eerst op wat hieronder staat."},
    Entry{"month_is_not_closed",
          "Maand {month} is niet afgesloten. Bekijk de maanden met 'month show'."},
    Entry{"month_is_not_in_the_books",
          "Maand {month} staat niet in de boeken. Kies een maand van {first} tot en met {last}."},
    Entry{"month_is_not_over", "Maand {month} loopt tot en met {day}. Sluit haar daarna af."},
    Entry{
        "name_check_is_unknown",
        "Van betaling {attempt} is geen naamcontrole bekend. Bekijk de controles met 'vop list'."},
    Entry{"name_check_is_void",
          "Na de naamcontrole van betaling {attempt} is de naam of de rekening gewijzigd; de "
          "uitkomst geldt niet meer. Trek de betaling in bij de bank en leg dat vast met 'vop "
          "decide ... stop'."},
    Entry{"name_check_needs_no_decision",
          "Bij betaling {attempt} is geen besluit nodig: de naam klopt of was niet te controleren. "
          "Bekijk de controles met 'vop list'."},
    Entry{"name_or_password_is_wrong",
          "De naam of het wachtwoord klopt niet. Probeer het opnieuw, of vraag de beheerder."},
    Entry{"next_pay_date_is_missing",
          "De betaaldatum van {month} ontbreekt. Lees eerst een betaalkalender in waar die maand "
          "in staat."},
    Entry{"no_account_is_opened",
          "Er is nog geen eigen rekening bevestigd. Open er een met 'account open' en laat een "
          "collega die bevestigen."},
    Entry{
        "nothing_is_open",
        "Run {run} heeft niets meer te betalen. Controleer of u de goede run koos met 'run show'."},
    Entry{"only_statements_can_tell",
          "Dat bestand {file} niet bij de bank is, kan alleen uit de bankafschriften blijken. Lees "
          "de afschriften van na de uitvoerdatum in."},
    Entry{"opening_is_in_the_future",
          "{day} is nog niet geweest. Noem een begindag waarvan het saldo bekend is."},
    Entry{"own_role_is_not_yours_to_change",
          "U kunt uw eigen rol niet veranderen. Vraag een andere beheerder."},
    Entry{"owner_is_unknown",
          "Deze eigenaar van een rekeningnummer bestaat niet. Bekijk met 'iban list' welke nummers "
          "op bevestiging wachten."},
    Entry{"password_is_too_short",
          "Het wachtwoord is te kort. Kies een wachtwoord van minstens {least} tekens."},
    Entry{"password_is_too_simple",
          "Dit wachtwoord herhaalt steeds dezelfde tekens. Neem een zin of een reeks met ten "
          "minste {least} "
          "verschillende tekens."},
    Entry{"pay_date_is_missing",
          "De betaaldatum van {month} ontbreekt. Lees eerst een betaalkalender in waar die maand "
          "in staat."},
    Entry{"payments_need_the_account",
          "Van rekening {account} staan betalingen open, zijn onderweg of kwamen terug ({count}). "
          "Rond ze eerst af; zie 'export attempts' en 'run show'."},
    Entry{"practice_needs_rehearsal_bank",
          "In een oefenmap kan alleen een rekening bij de oefenbank worden geopend. Kies een IBAN "
          "met bankcode {bank_code}."},
    Entry{"profile_is_overtaken",
          "Van dit bankprofiel geldt al een latere versie ({version}). Stel wat u wilt gebruiken "
          "opnieuw voor als nieuw bestand met 'profile add'."},
    Entry{"profile_name_is_of_program",
          "Een bankprofiel met deze naam brengt het programma al mee. Geef het profiel van de "
          "gemeente een eigen naam."},
    Entry{"profile_was_changed",
          "Het bankprofiel van de rekening is veranderd nadat het bestand is gemaakt. Trek de "
          "batch in met 'batch withdraw' en stel opnieuw voor met 'batch propose'; een bestand van "
          "een vrijgegeven batch is tegengehouden en zijn betalingen staan weer open."},
    Entry{"proposal_is_not_unique",
          "Er zijn meer voorstellen die zo beginnen. Geef meer tekens van de SHA-256."},
    Entry{"proposal_is_unknown",
          "Er is geen voorstel met deze SHA-256. Bekijk de voorstellen met 'show'."},
    Entry{"reason_is_missing", "Een reden ontbreekt. Geef die met --reason."},
    Entry{"regelset_is_missing",
          "Er geldt op die dag geen bevestigde regelset. Stel een regelset voor en laat een "
          "collega die bevestigen."},
    Entry{"rehearsal_bank_is_for_practice",
          "Een rekening bij de oefenbank kan alleen in een oefenmap. Gebruik een echte rekening."},
    Entry{"releaser_signed",
          "Wie batch {batch} tekende, mag die niet zelf vrijgeven. Laat een collega dit doen."},
    Entry{"reopener_closed_it",
          "Wie maand {month} afsloot, kan haar niet heropenen. Vraag het twee anderen."},
    Entry{"role_is_unknown",
          "Deze rol bestaat niet. Kies rechtmatigheid, klantmanager, kwaliteitsmedewerker, auditor "
          "of beheerder."},
    Entry{"role_may_not_do_this",
          "Uw rol mag '{command}' niet doen. Vraag iemand met een van deze rollen: {roles}."},
    Entry{"roles_conflict",
          "Gebruiker {user} kan de rol {role} niet krijgen naast een andere rol. Neem eerst de "
          "andere rol af."},
    Entry{
        "run_id_is_known_with_other_bytes",
        "Run {run} is al ingelezen met een andere inhoud. Vergelijk dit bestand eerst met dat van "
        "de afzender, byte voor byte (SHA-256): het kan onderweg zijn afgebroken of veranderd, en "
        "dan is de run er al. Laat de afzender alleen een nieuw kenmerk geven als het echt een "
        "andere run is: met een nieuw kenmerk wordt alles erin nog eens betaald."},
    Entry{
        "run_is_being_split",
        "Run {run} wordt verdeeld en is nog niet klaar. Wacht tot dat klaar is; is het afgebroken, "
        "geef dan 'run split' opnieuw: wat al verdeeld is blijft staan, de rest volgt."},
    Entry{"run_is_known", "Deze run is al ingelezen. Bekijk de run met 'run show'."},
    Entry{"run_is_not_split", "Run {run} is nog niet verdeeld. Doe dat eerst met 'run split'."},
    Entry{"run_is_rejected",
          "Run {run} is verworpen. Vraag de leverancier om een nieuwe run met een nieuw kenmerk."},
    Entry{"run_is_split_already",
          "Run {run} is al verdeeld. Trek zo nodig de batch in met 'batch withdraw'."},
    Entry{"run_is_unknown",
          "Run {run} bestaat niet. Bekijk de runs met 'run show', of lees de run eerst in."},
    Entry{"schema_is_newer_than_program",
          "Deze gegevensmap is gemaakt met een nieuwere versie van het programma. Gebruik die "
          "versie."},
    Entry{"schema_is_older_than_program",
          "De gegevens zijn van een eerdere versie van dit programma. Start de dienst, of geef een "
          "opdracht die iets vastlegt: dan wordt eerst een kopie gemaakt en worden de gegevens "
          "bijgewerkt."},
    Entry{"sealed_value_cannot_be_opened",
          "Een versleutelde waarde in {table} ({value}) is veranderd of van een andere sleutel. "
          "Onderzoek met 'audit verify' wat er is gebeurd en herstel de waarde uit een "
          "reservekopie; daarna gaat dezelfde opdracht verder."},
    Entry{"seed_needs_rehearsal",
          "Een vast begin voor het toeval mag alleen in een oefenmap. Voeg --rehearsal toe, of "
          "laat --seed weg."},
    Entry{"signatures_do_not_verify",
          "De handtekeningen onder batch {batch} zijn niet die van de keten van feiten. Betaal "
          "niet en waarschuw de beheerder."},
    Entry{"signer_is_proposer",
          "Wie batch {batch} voorstelde, mag die niet tekenen. Laat een collega tekenen."},
    Entry{"signer_is_tied_to_first_iban",
          "U legde een rekeningnummer van deze batch vast of bevestigde het, en het wordt nu voor "
          "het eerst betaald. Laat een collega tekenen."},
    Entry{"state_directory_exists",
          "Er staan al gegevens in {directory}. Kies een lege of nieuwe map."},
    Entry{"state_directory_is_in_use",
          "De gegevensmap is in gebruik door een ander programma. Wacht tot dat klaar is en "
          "probeer het opnieuw."},
    Entry{"state_directory_is_missing",
          "In {directory} staan geen gegevens. Wijs met --state de goede map aan, of begin met "
          "'init'."},
    Entry{
        "state_directory_is_of_another_user",
        "De map {directory} is van gebruiker {user}; wat root erin maakt, kan die niet meer lezen. "
        "Geef de opdracht als die gebruiker: runuser -u {user} -- ontzorgd, met de rest erachter."},
    Entry{"state_is_not_restored",
          "Deze map is niet uit een reservekopie teruggezet, of de blokkade daarna is al "
          "opgeheven. Er is niets op te heffen."},
    Entry{"state_is_older_than_the_bank",
          "Levering {delivery} heeft betalingen van deze gemeente die hier niet bekend of niet "
          "vrijgegeven zijn: deze map is ouder dan wat de bank uitvoerde, of iemand diende een "
          "bestand buiten om in. Er gaat niets naar de bank, want wat al is betaald zou nog eens "
          "gaan. Zet de nieuwste kopie terug, of zoek uit wie dat bestand indiende. Daarna zeggen "
          "twee mensen per regel wat het is ('line assign')."},
    Entry{
        "state_was_restored",
        "Deze map is op {day} teruggezet uit een reservekopie en weet niet wat er na {until} naar "
        "de bank ging. Er wordt niets voorgesteld, getekend of aangeboden. Lees de afschriften in; "
        "daarna heffen twee mensen dit op met 'restore lift propose' en 'restore lift confirm'."},
    Entry{"statement_number_is_left_out",
          "De bank sloeg afschriftnummers van rekening {account} over: {first} tot en met {last}. "
          "Lees die afschriften in, of laat iemand de uitzondering daarover sluiten met 'exception "
          "close'."},
    Entry{"statement_of_the_month_waits",
          "Levering {delivery} van rekening {account} heeft boekingen in deze maand en sluit niet "
          "aan. Lees in wat ervoor ontbreekt met 'bank ingest', of leg haar terzijde met 'bank "
          "set-aside'."},
    Entry{"statements_stop_too_early",
          "De afschriften van rekening {account} sluiten aan tot en met {reaches}, niet tot en met "
          "{day}. Lees in wat ontbreekt met 'bank ingest'; van twee die elkaar tegenspreken legt u "
          "er een terzijde."},
    Entry{
        "today_is_before_the_last_day",
        "De dag {today} ligt voor de laatste handeling ({last}). Kies een latere dag met --today."},
    Entry{"today_is_for_practice_only",
          "Een eigen dag (--today) mag alleen in een oefenmap. Laat haar weg."},
    Entry{"today_is_in_a_closed_month",
          "De dag {today} ligt in of voor maand {month}, en die is afgesloten. Zet de klok goed."},
    Entry{"upgrade_waits_for_a_hand_over",
          "Een bestand werd net aan de bank aangeboden toen de vorige versie stopte. Start eerst "
          "die versie, die dat afmaakt, en daarna deze."},
    Entry{"user_exists_already", "Gebruiker {user} bestaat al. Kies een andere naam."},
    Entry{"user_is_missing", "Er is niet gezegd wie dit doet. Geef uw naam met --as."},
    Entry{"user_is_unknown",
          "Gebruiker {user} bestaat niet. Bekijk de gebruikers met 'user list'."},
    Entry{"user_name_is_malformed",
          "Deze naam kan geen gebruikersnaam zijn. Gebruik hoogstens 35 kleine letters, cijfers, "
          "punten en streepjes."},
};
static_assert(std::ranges::is_sorted(table, {}, &Entry::code));

}  // namespace

std::span<const Entry> refusal_sentences() {
    return table;
}

}  // namespace ontzorgd::wording
