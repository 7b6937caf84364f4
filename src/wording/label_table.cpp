// SPDX-License-Identifier: EUPL-1.2
#include "tables.h"

#include <algorithm>
#include <array>

namespace ontzorgd::wording {

namespace {

// The Dutch label of a report field or of a detail, where it is not simply the name with blanks.
constexpr std::array table{
    Entry{"aangehouden_bedrag", "bedrag aangehouden"},
    Entry{"aangehouden_lijst", "aangehouden lijst"},
    Entry{"aantal", "aantal regels"},
    Entry{"bank", "bankprofiel"},
    Entry{"betaald_op", "betaald op"},
    Entry{"bevestigd_door", "bevestigd door"},
    Entry{"bevindingen", "bevindingen"},
    Entry{"blad_sha256", "SHA-256 van het blad"},
    Entry{"client", "cliënt"},
    Entry{"code_point", "teken"},
    Entry{"column", "teken op de regel"},
    Entry{"count", "aantal"},
    Entry{"counted", "geteld"},
    Entry{"country", "land"},
    Entry{"creditor", "crediteur"},
    Entry{"declared", "opgegeven"},
    Entry{"directory", "map"},
    Entry{"expected", "verwacht"},
    Entry{"field", "veld"},
    Entry{"file", "bestand"},
    Entry{"found", "gevonden"},
    Entry{"from", "van"},
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
    Entry{"now", "nu"},
    Entry{"onder_nul", "onder nul"},
    Entry{"onder_nul_bedrag", "bedrag onder nul"},
    Entry{"other", "ander"},
    Entry{"per_soort", "per soort"},
    Entry{"reason", "reden"},
    Entry{"record", "regel"},
    Entry{"right_length", "goede lengte"},
    Entry{"role", "rol"},
    Entry{"roles", "rollen"},
    Entry{"sha256", "SHA-256"},
    Entry{"soort", "soort"},
    Entry{"state", "staat"},
    Entry{"te_bevestigen", "te bevestigen"},
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
