// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/values/kenmerk.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/values/sepa_text.h"

#include <algorithm>
#include <array>

namespace ontzorgd::values {

namespace {

constexpr std::size_t longest_vrij = 140;
constexpr std::size_t longest_mask = 35;
constexpr std::size_t longest_rf = 25;

bool is_digit(char c) {
    return '0' <= c && c <= '9';
}
bool is_letter(char c) {
    return 'A' <= c && c <= 'Z';
}

std::string without_blanks(std::string_view text) {
    std::string rest{text};
    rest.erase(std::remove(rest.begin(), rest.end(), ' '), rest.end());
    return rest;
}

std::string in_upper_case(std::string text) {
    for (char& c : text) {
        if ('a' <= c && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return text;
}

/// The check digit over everything right of it (sepa.md 1.6): weights from the right, repeating.
char check_digit_of(std::string_view digits) {
    constexpr std::array<int, 10> weights{2, 4, 8, 5, 10, 9, 7, 3, 6, 1};
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        sum += (digits[digits.size() - 1 - i] - '0') * weights[i % weights.size()];
    }
    const int check = 11 - sum % 11;
    if (check == 10) return '1';
    if (check == 11) return '0';
    return static_cast<char>('0' + check);
}

/// What is wrong with `digits` as a betalingskenmerk: an error code, or empty.
std::string_view fault_in_betalingskenmerk(std::string_view digits) {
    const std::size_t length = digits.size();
    if (length < 7 || length == 8 || length == 15 || length > 16) return "kenmerk_length_is_wrong";
    if (length == 7) return {};
    // From 9 to 14 long the second digit is the last digit of the number of digits that follow it.
    if (length < 15 && digits[1] != static_cast<char>('0' + (length - 2) % 10)) {
        return "kenmerk_length_is_wrong";
    }
    if (digits[0] != check_digit_of(digits.substr(1))) return "kenmerk_check_digit_is_wrong";
    return {};
}

/// What is wrong with `text` (upper case, no blanks) as an ISO 11649 reference: a code, or empty.
std::string_view fault_in_rf(std::string_view text) {
    const bool begins_well =
        text.size() >= 4 && text.starts_with("RF") && is_digit(text[2]) && is_digit(text[3]);
    if (!begins_well) return "kenmerk_does_not_fit_the_mask";
    if (text.size() < 5 || text.size() > longest_rf) return "kenmerk_length_is_wrong";

    unsigned remainder = 0;
    const auto feed = [&remainder](char c) {
        remainder = is_digit(c) ? remainder * 10 + static_cast<unsigned>(c - '0')
                                : remainder * 100 + static_cast<unsigned>(c - 'A' + 10);
        remainder %= 97;
    };
    for (const char c : text.substr(4)) feed(c);
    for (const char c : text.substr(0, 4)) feed(c);
    if (remainder != 1) return "kenmerk_check_digit_is_wrong";
    return {};
}

bool is_rf_alphabet(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return is_digit(c) || is_letter(c); });
}

bool fits(char c, char mask) {
    switch (mask) {
        case '9': return is_digit(c);
        case 'A': return is_letter(c);
        case 'X': return is_digit(c) || is_letter(c);
        default: return c == mask;
    }
}

bool fits_pattern(std::string_view pattern, std::string_view text) {
    return std::equal(pattern.begin(), pattern.end(), text.begin(), text.end(),
                      [](char mask, char c) { return fits(c, mask); });
}

bool is_mask_word(std::string_view mask) {
    return mask == "betalingskenmerk" || mask == "rf" || mask == "vrij";
}

/// What is wrong with `text` as free text: a code, or empty.
std::string_view fault_in_vrij(std::string_view text) {
    if (text.empty()) return "kenmerk_is_empty";
    if (!is_sepa_text(text)) return "kenmerk_has_forbidden_character";
    if (text.size() > longest_vrij) return "kenmerk_is_too_long";
    return {};
}

base::Failure failure_of(std::string_view code) {
    return base::malformed(std::string{code});
}

}  // namespace

base::Result<Kenmerk> Kenmerk::parse(std::string_view text) {
    const std::string_view vrij = base::trimmed(text);
    if (const auto fault = fault_in_vrij(vrij); !fault.empty()) return failure_of(fault);

    std::string structured = in_upper_case(without_blanks(vrij));
    if (base::is_digits(structured) && fault_in_betalingskenmerk(structured).empty()) {
        return Kenmerk{KenmerkKind::betalingskenmerk, std::move(structured)};
    }
    if (is_rf_alphabet(structured) && fault_in_rf(structured).empty()) {
        return Kenmerk{KenmerkKind::rf, std::move(structured)};
    }
    return Kenmerk{KenmerkKind::vrij, std::string{vrij}};
}

base::Result<Kenmerk> Kenmerk::parse_for(std::string_view mask, std::string_view text) {
    if (!is_kenmerk_mask(mask)) return failure_of("kenmerk_mask_is_unknown");
    const std::string_view vrij = base::trimmed(text);
    if (const auto fault = fault_in_vrij(vrij); !fault.empty()) return failure_of(fault);

    if (mask == "betalingskenmerk") {
        std::string digits = without_blanks(vrij);
        if (!base::is_digits(digits)) return failure_of("kenmerk_has_forbidden_character");
        const std::string_view fault = fault_in_betalingskenmerk(digits);
        if (!fault.empty()) return failure_of(fault);
        return Kenmerk{KenmerkKind::betalingskenmerk, std::move(digits)};
    }
    if (mask == "rf") {
        std::string reference = in_upper_case(without_blanks(vrij));
        if (!is_rf_alphabet(reference)) return failure_of("kenmerk_has_forbidden_character");
        const std::string_view fault = fault_in_rf(reference);
        if (!fault.empty()) return failure_of(fault);
        return Kenmerk{KenmerkKind::rf, std::move(reference)};
    }
    if (mask != "vrij" && !fits_pattern(mask, vrij)) {
        return failure_of("kenmerk_does_not_fit_the_mask");
    }
    return Kenmerk{KenmerkKind::vrij, std::string{vrij}};
}

bool is_kenmerk_mask(std::string_view mask) {
    if (is_mask_word(mask)) return true;
    if (mask.empty() || mask.size() > longest_mask || !is_sepa_text(mask)) return false;
    if (mask.front() == ' ' || mask.back() == ' ') return false;
    // A pattern with nothing to fill in is a misspelled word, not a pattern.
    return mask.find_first_of("9AX") != std::string_view::npos;
}

}  // namespace ontzorgd::values
