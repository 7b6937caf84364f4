// SPDX-License-Identifier: EUPL-1.2
#include "tables.h"

#include <algorithm>
#include <array>

namespace ontzorgd::wording {

namespace {

// What comes back from the bank: files and statements that are refused, and what a person must look
// at.
constexpr std::array table{
    Entry{"account_is_not_confirmed",
          "Rekening {account} is nog niet bevestigd. Laat een tweede persoon dat doen met 'account "
          "confirm' en neem het bestand daarna opnieuw in."},
    Entry{"afschrift_ontbreekt",
          "Afschrift met levering {delivery} sluit niet aan op het vorige: er ontbreekt iets. "
          "Haal de ontbrekende afschriften op bij de bank en neem ze in."},
    Entry{"afschrift_tegenstrijdig",
          "De bank gaf twee afschriften met dezelfde naam en een andere inhoud (leveringen "
          "{deliveries}); ze tellen geen van beide. Leg het verkeerde terzijde met 'bank "
          "set-aside'."},
    Entry{"bank_file_is_damaged",
          "Het bestand {file} veranderde terwijl het werd gelezen. Er is niets ingenomen; neem het "
          "opnieuw in als het af is."},
    Entry{"bankbestand_klopt_niet",
          "Een bankbestand klopt niet ({finding}) en is bewaard zonder dat er iets van meetelt. "
          "Vraag de bank om een goed bestand en neem dat in."},
    Entry{"bankregel_onverklaard",
          "Boeking {entry} van levering {delivery} is niet verklaard ({rule}). Zoek uit wat het is "
          "met "
          "'bank show {delivery}'."},
    Entry{"bankregels_onverklaard",
          "In de levering {delivery} zijn nog {lines} regels niet verklaard. Bekijk ze met 'bank "
          "show {delivery}'."},
    Entry{"betaling_teruggekomen",
          "Betaling {instruction} is teruggekomen (reden {reason}). Controleer de rekening en "
          "bespreek met de client wat ermee gebeurt."},
    Entry{"closing_balance_is_wrong",
          "Het eindsaldo van afschrift {statement} klopt niet: beginsaldo en boekingen geven "
          "{expected}, er staat {value}. Het bestand is bewaard, er telt niets van mee. Vraag de "
          "bank om een goed bestand en neem dat in."},
    Entry{"statement_has_no_closing_balance",
          "Afschrift {statement} heeft geen eindsaldo, zodat niets te controleren is. Vraag de "
          "bank om een volledig afschrift."},
    Entry{"statement_has_no_opening_balance",
          "Afschrift {statement} heeft geen beginsaldo, zodat niets te controleren is. Vraag de "
          "bank om een volledig afschrift."},
    Entry{"statement_is_before_the_account",
          "Afschrift {statement} van {date} ligt voor de begindatum {opening_date} van de "
          "rekening. Neem alleen afschriften in vanaf die dag."},
    Entry{"statement_is_here_in_another_form",
          "Afschrift {statement} van {date} is er al in een andere vorm (levering {delivery}): "
          "MT940 en camt van dezelfde dag tellen niet dubbel. Leg die levering eerst terzijde met "
          "'bank set-aside' als dit bestand ervoor in de plaats komt."},
    Entry{"statement_is_of_a_future_day",
          "Afschrift {statement} is van {date}, en die dag moet nog komen. Controleer het bestand "
          "en de datum."},
    Entry{"statement_is_unknown",
          "Er is geen afschrift met levering {delivery}. Bekijk de leveringen met 'bank show'."},
    Entry{"terugkomst_vervallen",
          "Betaling {instruction} is opnieuw gedaan, maar geen afschrift zegt nog dat zij "
          "terugkwam. Zoek uit welk afschrift geldt met 'bank show'."},
};
static_assert(std::ranges::is_sorted(table, {}, &Entry::code));

}  // namespace

std::span<const Entry> bank_sentences() {
    return table;
}

}  // namespace ontzorgd::wording
