// SPDX-License-Identifier: EUPL-1.2
#include "tables.h"

#include <algorithm>
#include <array>

namespace ontzorgd::wording {

namespace {

// Why a key, a token or a login was not accepted: for the log and for who sets up the login.
constexpr std::array table{
    Entry{"key_is_malformed",
          "Deze sleutel is niet te lezen of klopt niet. Geef een sleutel zonder wachtwoord, in PEM "
          "of als JWK."},
    Entry{"key_is_of_unknown_kind",
          "Deze soort sleutel wordt niet gebruikt. Neem RSA, of de kromme P-256."},
    Entry{"rsa_key_has_another_size",
          "De RSA-sleutel heeft {bits} bits. Neem er een van {least} tot {most_bits} bits."},
};
static_assert(std::ranges::is_sorted(table, {}, &Entry::code));

}  // namespace

std::span<const Entry> login_sentences() {
    return table;
}

}  // namespace ontzorgd::wording
