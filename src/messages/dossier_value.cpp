// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/messages/dossier_value.h"

#include "field.h"
#include "ontzorgd/base/text.h"
#include "ontzorgd/values/kenmerk.h"
#include "ontzorgd/values/sepa_text.h"

#include <algorithm>

namespace ontzorgd::messages {

namespace {

constexpr std::size_t longest_name = 70;
constexpr std::size_t longest_beschikking = 35;
constexpr std::size_t most_digits = 6;

template <class Enum>
base::Result<Enum> word(std::optional<Enum> value, const char* code) {
    if (!value) return base::malformed(code);
    return *value;
}

}  // namespace

base::Result<std::string> read_nummer(std::string_view text) {
    const auto nummer = parse_nummer(text);
    if (!nummer) return nummer.failure();
    return std::string{text};
}

base::Result<std::string> read_name(std::string_view text) {
    // Accents that stand apart make no SEPA text longer, hence a bound on the original as well.
    if (base::code_points(text) > 2 * longest_name) {
        return base::malformed("text_is_too_long",
                               {{"length", std::to_string(base::code_points(text))},
                                {"max_length", std::to_string(longest_name)}});
    }
    const auto sepa = values::to_sepa_text(text, longest_name);
    if (!sepa) return sepa.failure();
    return std::string{text};
}

base::Result<std::string> read_mask(std::string_view text) {
    if (!values::is_kenmerk_mask(text)) return base::malformed("kenmerk_mask_is_unknown");
    return std::string{text};
}

base::Result<std::string> read_beschikking(std::string_view text) {
    return parse_line(text, longest_beschikking);
}

base::Result<values::Euro> read_bill_amount(std::string_view text) {
    auto amount = parse_amount(text, most_digits);
    if (amount && amount.value().is_zero()) return base::malformed("euro_is_zero");
    return amount;
}

base::Result<dossier::Kind> read_kind(std::string_view text) {
    return word(dossier::kind_from(text), "kind_is_unknown");
}

base::Result<dossier::Ritme> read_ritme(std::string_view text) {
    return word(dossier::ritme_from(text), "ritme_is_unknown");
}

base::Result<bool> read_incasso(std::string_view text) {
    if (std::ranges::find(betaalwijzen, text) == betaalwijzen.end())
        return base::malformed("betaalwijze_is_unknown");
    return text == "incasso";
}

base::Result<dossier::GrondslagSoort> read_grondslag_soort(std::string_view text) {
    return word(dossier::grondslag_soort_from(text), "grondslag_soort_is_unknown");
}

base::Result<dossier::MachtigingToestand> read_toestand(std::string_view text) {
    const auto toestand = dossier::machtiging_toestand_from(text);
    if (!toestand || *toestand == dossier::MachtigingToestand::geen) {
        return base::malformed("machtiging_toestand_is_unknown");
    }
    return *toestand;
}

}  // namespace ontzorgd::messages
