// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/values/bic.h"

#include <algorithm>
#include <array>

namespace ontzorgd::values {

namespace {

/// The Dutch banks and their BIC, taken over from sepa.md 5 on 2026-11-23. The first four letters
/// of each BIC here are the bank letters in the IBAN.
constexpr std::array<std::string_view, 23> dutch_bics{
    "ABNANL2A", "ADYBNL2A", "ARBNNL22", "ASNBNL21", "BNDANL2A", "BNGHNL2G", "BUNQNL2A", "CITINL2X",
    "COBANL2X", "DEUTNL2A", "DHBNNL2R", "FBHLNL2A", "FVLBNL22", "HANDNL2A", "INGBNL2A", "KNABNL2H",
    "NNBANL2G", "NWABNL2G", "RABONL2U", "RBRBNL21", "SNSBNL2A", "TRIONL2U", "UGBINL2A"};

}  // namespace

std::optional<std::string_view> bic_of(const Iban& iban) {
    if (iban.country() != "NL") return std::nullopt;
    const std::string_view letters = iban.compact().substr(4, 4);
    const auto* const found =
        std::find_if(dutch_bics.begin(), dutch_bics.end(),
                     [letters](std::string_view bic) { return bic.starts_with(letters); });
    if (found == dutch_bics.end()) return std::nullopt;
    return *found;
}

}  // namespace ontzorgd::values
