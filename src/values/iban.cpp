// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/values/iban.h"

#include <algorithm>

namespace ontzorgd::values {

namespace {

/// One country of the SEPA schemes: its letters, and its BBAN in the notation of the registry, e.g.
/// "4!a10!n": exactly four letters, then exactly ten digits (c is a letter or a digit).
struct Country {
    std::string_view code;
    std::string_view bban;
};

// BBAN structures: SWIFT IBAN registry, see iban_registry_date(). Membership: the EPC list of SEPA
// scheme countries with Albania, Moldova, Montenegro, North Macedonia and Serbia, which joined in
// 2024 and 2025. Accounts in Jersey, Guernsey and Man have GB, those in French overseas areas FR;
// the Faroe Islands, Greenland and Kosovo are not in SEPA. Sorted, for the search.
constexpr std::array<Country, 42> sepa_countries{{
    {"AD", "4!n4!n12!c"},       {"AL", "8!n16!c"},       {"AT", "5!n11!n"},
    {"BE", "3!n7!n2!n"},        {"BG", "4!a4!n2!n8!c"},  {"CH", "5!n12!c"},
    {"CY", "3!n5!n16!c"},       {"CZ", "4!n6!n10!n"},    {"DE", "8!n10!n"},
    {"DK", "4!n9!n1!n"},        {"EE", "2!n14!n"},       {"ES", "4!n4!n1!n1!n10!n"},
    {"FI", "3!n11!n"},          {"FR", "5!n5!n11!c2!n"}, {"GB", "4!a6!n8!n"},
    {"GI", "4!a15!c"},          {"GR", "3!n4!n16!c"},    {"HR", "7!n10!n"},
    {"HU", "3!n4!n1!n15!n1!n"}, {"IE", "4!a6!n8!n"},     {"IS", "4!n2!n6!n10!n"},
    {"IT", "1!a5!n5!n12!c"},    {"LI", "5!n12!c"},       {"LT", "5!n11!n"},
    {"LU", "3!n13!c"},          {"LV", "4!a13!c"},       {"MC", "5!n5!n11!c2!n"},
    {"MD", "2!c18!c"},          {"ME", "3!n13!n2!n"},    {"MK", "3!n10!c2!n"},
    {"MT", "4!a5!n18!c"},       {"NL", "4!a10!n"},       {"NO", "4!n6!n1!n"},
    {"PL", "8!n16!n"},          {"PT", "4!n4!n11!n2!n"}, {"RO", "4!a16!c"},
    {"RS", "3!n13!n2!n"},       {"SE", "3!n16!n1!n"},    {"SI", "5!n8!n2!n"},
    {"SK", "4!n6!n10!n"},       {"SM", "1!a5!n5!n12!c"}, {"VA", "3!n15!n"},
}};

constexpr std::size_t shortest = 5;
constexpr std::size_t longest = 34;

constexpr bool is_digit(char c) {
    return '0' <= c && c <= '9';
}
constexpr bool is_letter(char c) {
    return 'A' <= c && c <= 'Z';
}
constexpr char upper(char c) {
    return 'a' <= c && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

/// One part of a structure: so many characters of one kind ('n', 'a' or 'c').
struct Part {
    std::size_t count = 0;
    char kind = 'n';
};

/// Takes the first part off `structure`.
constexpr Part next_part(std::string_view& structure) {
    Part part;
    while (is_digit(structure.front())) {
        part.count = part.count * 10 + static_cast<std::size_t>(structure.front() - '0');
        structure.remove_prefix(1);
    }
    part.kind = structure[1];
    structure.remove_prefix(2);
    return part;
}

constexpr std::size_t bban_length(std::string_view structure) {
    std::size_t length = 0;
    while (!structure.empty()) length += next_part(structure).count;
    return length;
}

bool is_of_kind(char c, char kind) {
    switch (kind) {
        case 'n': return is_digit(c);
        case 'a': return is_letter(c);
        default: return is_digit(c) || is_letter(c);
    }
}

/// `bban` has the length of the structure.
bool has_structure(std::string_view bban, std::string_view structure) {
    while (!structure.empty()) {
        const Part part = next_part(structure);
        const std::string_view chars = bban.substr(0, part.count);
        if (!std::all_of(chars.begin(), chars.end(),
                         [&](char c) { return is_of_kind(c, part.kind); })) {
            return false;
        }
        bban.remove_prefix(part.count);
    }
    return true;
}

unsigned mod97(unsigned remainder, std::string_view text) {
    for (const char c : text) {
        remainder = is_digit(c) ? remainder * 10 + static_cast<unsigned>(c - '0')
                                : remainder * 100 + static_cast<unsigned>(c - 'A' + 10);
        remainder %= 97;
    }
    return remainder;
}

/// Check digits run from 02 to 98; 00, 01 and 99 would pass the sum as 97, 98 and 02.
bool has_right_check_digits(std::string_view iban) {
    const std::string_view check = iban.substr(2, 2);
    if (check == "00" || check == "01" || check == "99") return false;
    return mod97(mod97(0, iban.substr(4)), iban.substr(0, 4)) == 1;
}

const Country* find_country(std::string_view code) {
    const auto* const found = std::lower_bound(
        sepa_countries.begin(), sepa_countries.end(), code,
        [](const Country& country, std::string_view wanted) { return country.code < wanted; });
    return found != sepa_countries.end() && found->code == code ? found : nullptr;
}

/// Nearly every IBAN a municipality pays to is Dutch and written without blanks: one pass, and two
/// divisions instead of one per character.
bool is_valid_dutch(std::string_view text) {
    if (text.size() != 18 || text[0] != 'N' || text[1] != 'L') return false;
    if (!is_digit(text[2]) || !is_digit(text[3])) return false;
    std::uint64_t number = 0;
    for (const char c : text.substr(4, 4)) {
        if (!is_letter(c)) return false;
        number = number * 100 + static_cast<std::uint64_t>(c - 'A' + 10);
    }
    for (const char c : text.substr(8)) {
        if (!is_digit(c)) return false;
        number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    const auto check = static_cast<std::uint64_t>((text[2] - '0') * 10 + (text[3] - '0'));
    constexpr std::uint64_t letters_nl = 2321;
    return 2 <= check && check <= 98 &&
           (number % 97 * 1'000'000 + letters_nl * 100 + check) % 97 == 1;
}

/// Upper case without blanks in `out`; the length, or 0 when `text` cannot be an IBAN at all.
std::size_t compact_into(std::array<char, longest>& out, std::string_view text) {
    if (text.empty() || text.front() == ' ' || text.back() == ' ') return 0;
    std::size_t length = 0;
    for (const char c : text) {
        if (c == ' ') continue;
        const char big = upper(c);
        if (length == longest || !(is_digit(big) || is_letter(big))) return 0;
        out[length++] = big;
    }
    const bool begins_well = length >= shortest && is_letter(out[0]) && is_letter(out[1]) &&
                             is_digit(out[2]) && is_digit(out[3]);
    return begins_well ? length : 0;
}

/// `text` in groups of four.
std::string in_groups(std::string_view text) {
    std::string grouped;
    grouped.reserve(text.size() + text.size() / 4);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i != 0 && i % 4 == 0) grouped += ' ';
        grouped += text[i];
    }
    return grouped;
}

}  // namespace

base::Result<Iban> Iban::parse(std::string_view text) {
    Iban iban;
    if (is_valid_dutch(text)) {
        std::copy(text.begin(), text.end(), iban.text_.begin());
        iban.length_ = 18;
        return iban;
    }
    iban.length_ = static_cast<std::uint8_t>(compact_into(iban.text_, text));
    if (iban.length_ == 0) return base::malformed("iban_is_malformed");

    const std::string code{iban.country()};
    const Country* const country = find_country(code);
    if (country == nullptr) {
        return base::malformed("iban_country_is_not_in_sepa", {{"country", code}});
    }
    const std::size_t right_length = 4 + bban_length(country->bban);
    if (iban.length_ != right_length) {
        return base::malformed("iban_length_is_wrong",
                               {{"country", code},
                                {"length", std::to_string(iban.length_)},
                                {"right_length", std::to_string(right_length)}});
    }
    if (!has_structure(iban.compact().substr(4), country->bban)) {
        return base::malformed("iban_structure_is_wrong", {{"country", code}});
    }
    if (!has_right_check_digits(iban.compact())) {
        return base::malformed("iban_check_digits_are_wrong", {{"country", code}});
    }
    return iban;
}

std::string Iban::to_paper() const {
    return in_groups(compact());
}

std::string Iban::masked() const {
    std::string text{compact()};
    std::fill(text.begin() + 4, text.end() - 4, '*');
    return in_groups(text);
}

CivilDate iban_registry_date() {
    return {2024, 12, 20};
}

}  // namespace ontzorgd::values
