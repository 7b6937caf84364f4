// SPDX-License-Identifier: EUPL-1.2
#include "tables.h"

#include <algorithm>
#include <array>

namespace ontzorgd::wording {

namespace {

// The Dutch label of a report field or of a detail, where it is not simply the name with blanks.
constexpr std::array table{
    Entry{"ElctrncSeqNb", "volgnummer"},
    Entry{"TxDtls", "details"},
    Entry{"aangehouden_bedrag", "bedrag aangehouden"},
    Entry{"aangehouden_lijst", "aangehouden lijst"},
    Entry{"aantal", "aantal regels"},
    Entry{"account", "rekening"},
    Entry{"bank", "bankprofiel"},
    Entry{"batch_entries", "verzamelboekingen"},
    Entry{"batches_whose_details_do_not_sum", "verzamelboekingen die niet optellen"},
    Entry{"bestanden_die_niet_kloppen", "bestanden die niet kloppen"},
    Entry{"betaald_op", "betaald op"},
    Entry{"bevestigd_door", "bevestigd door"},
    Entry{"bevindingen", "bevindingen"},
    Entry{"blad_sha256", "SHA-256 van het blad"},
    Entry{"client", "cliënt"},
    Entry{"closing", "eindsaldo"},
    Entry{"code_point", "teken"},
    Entry{"column", "teken op de regel"},
    Entry{"count", "aantal"},
    Entry{"counted", "geteld"},
    Entry{"country", "land"},
    Entry{"creditor", "crediteur"},
    Entry{"currency", "munt"},
    Entry{"dagen_open", "dagen open"},
    Entry{"declared", "opgegeven"},
    Entry{"directory", "map"},
    Entry{"dubbel_aangeleverd", "dubbel aangeleverd"},
    Entry{"entries", "boekingen"},
    Entry{"expected", "verwacht"},
    Entry{"field", "veld"},
    Entry{"file", "bestand"},
    Entry{"findings", "bevindingen"},
    Entry{"found", "gevonden"},
    Entry{"from", "van"},
    Entry{"gat_voor", "gat voor dit afschrift"},
    Entry{"geldig_vanaf", "geldig vanaf"},
    Entry{"gesplitst", "verdeeld"},
    Entry{"gesplitst_bedrag", "bedrag verdeeld"},
    Entry{"handtekeningen_nodig", "handtekeningen nodig"},
    Entry{"iban", "IBAN"},
    Entry{"instruction", "betaling"},
    Entry{"keys", "sleutels"},
    Entry{"kind", "soort"},
    Entry{"last", "laatste"},
    Entry{"least", "minstens"},
    Entry{"length", "lengte"},
    Entry{"level", "niveau"},
    Entry{"line", "regel"},
    Entry{"max_bytes", "meeste bytes"},
    Entry{"max_length", "meeste tekens"},
    Entry{"message", "melding"},
    Entry{"month", "maand"},
    Entry{"most", "hoogstens"},
    Entry{"name", "naam"},
    Entry{"nieuw_of_gewijzigd", "nieuw of gewijzigd"},
    Entry{"not_BOOK", "niet geboekt"},
    Entry{"now", "nu"},
    Entry{"onder_nul", "onder nul"},
    Entry{"onder_nul_bedrag", "bedrag onder nul"},
    Entry{"open_regels", "open regels"},
    Entry{"opening", "beginsaldo"},
    Entry{"opening+C-D=closing", "saldo klopt"},
    Entry{"other", "ander"},
    Entry{"oudste_open_regel", "oudste open regel"},
    Entry{"per_soort", "per soort"},
    Entry{"reason", "reden"},
    Entry{"record", "regel"},
    Entry{"regel_waarom", "waarom"},
    Entry{"reversals", "terugboekingen"},
    Entry{"right_length", "goede lengte"},
    Entry{"role", "rol"},
    Entry{"roles", "rollen"},
    Entry{"sha256", "SHA-256"},
    Entry{"sluit_aan_tot", "sluit aan tot en met"},
    Entry{"soort", "soort"},
    Entry{"state", "staat"},
    Entry{"statement", "afschrift"},
    Entry{"statement_id", "afschrift"},
    Entry{"statements", "afschriften"},
    Entry{"sum_credit", "bij"},
    Entry{"sum_debit", "af"},
    Entry{"te_bevestigen", "te bevestigen"},
    Entry{"te_verdelen", "te verdelen"},
    Entry{"te_verdelen_bedrag", "bedrag te verdelen"},
    Entry{"to", "tot"},
    Entry{"today", "vandaag"},
    Entry{"user", "gebruiker"},
    Entry{"value", "waarde"},
    Entry{"vastgelegd_door", "vastgelegd door"},
    Entry{"version", "versie"},
    Entry{"volgende_betaaldatum", "volgende betaaldatum"},
    Entry{"voorgesteld_door", "voorgesteld door"},
};
static_assert(std::ranges::is_sorted(table, {}, &Entry::code));

}  // namespace

std::span<const Entry> labels() {
    return table;
}

}  // namespace ontzorgd::wording
