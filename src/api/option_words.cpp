// SPDX-License-Identifier: EUPL-1.2
#include "option_words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ontzorgd::api {

namespace {

/// Those whose field has another name, or that are no field. The others are called alike, with an
/// underscore for each hyphen.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> others{
    {{"--as-of", "de peildatum"},
     {"--from", "het veld 'vanaf'"},
     {"--help", "GET /v1/openapi.json"},
     {"--last-day", "het veld 'laatste_dag'"},
     {"--op", "het veld 'laatste_dag'"},
     {"--reason", "het veld 'reden'"},
     {"--role", "het veld 'rol'"},
     {"--today", "de kop Ontzorgd-Vandaag"}}};

bool is_of_option(char c) {
    return (c >= 'a' && c <= 'z') || c == '-';
}

std::string words_of(std::string_view option) {
    const auto* const other =
        std::ranges::find(others, option, &decltype(others)::value_type::first);
    if (other != others.end()) return std::string{other->second};
    std::string name{option.substr(2)};
    std::ranges::replace(name, '-', '_');
    return "het veld '" + name + '\'';
}

}  // namespace

std::string without_options(std::string_view sentence) {
    std::string text;
    while (!sentence.empty()) {
        const std::size_t at = std::min(sentence.find("--"), sentence.size());
        text += sentence.substr(0, at);
        sentence.remove_prefix(at);
        const auto* const end = std::ranges::find_if_not(sentence, is_of_option);
        const auto size = static_cast<std::size_t>(end - sentence.begin());
        const std::string_view option = sentence.substr(0, size);
        const bool is_option = size > 2 && option[2] != '-';
        text += is_option ? words_of(option) : std::string{option};
        sentence.remove_prefix(size);
    }
    return text;
}

}  // namespace ontzorgd::api
