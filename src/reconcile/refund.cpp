// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/refund.h"

#include "ontzorgd/base/text.h"

#include <algorithm>
#include <array>

namespace ontzorgd::reconcile {

namespace {

constexpr std::size_t shortest_kenmerk = 6;
constexpr std::size_t longest_kenmerk = 35;
/// So many letters and digits do not stand side by side by chance, however they are divided.
constexpr std::size_t long_enough_in_pieces = 10;
constexpr std::size_t most_words = 100;
constexpr std::size_t most_words_in_passage = 8;
/// In Dutch and as the banks' systems write it, whatever stands around them.
constexpr std::array<std::string_view, 9> return_words{"RETOUR",    "RTRN",      "STORNO",
                                                       "STORNER",   "TERUGBOEK", "TERUGGEBOEK",
                                                       "GEWEIGERD", "REJECT",    "RETURN"};
/// Positions of a word: its beginning, and where digits begin in it.
constexpr std::size_t positions_per_word = 2;

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}
bool is_plain(char character) {
    return is_digit(character) || (character >= 'A' && character <= 'Z') ||
           (character >= 'a' && character <= 'z');
}
char capital(char character) {
    return character >= 'a' && character <= 'z' ? static_cast<char>(character - 'a' + 'A')
                                                : character;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    bool inside = false;
    for (const char character : text) {
        if (!is_plain(character)) {
            inside = false;
            continue;
        }
        if (!inside && words.size() == most_words) break;
        if (!inside) words.emplace_back();
        inside = true;
        words.back() += capital(character);
    }
    return words;
}

bool may_be_kenmerk(std::string_view plain) {
    return plain.size() >= shortest_kenmerk && plain.size() <= longest_kenmerk &&
           std::ranges::any_of(plain, is_digit);
}

/// The digits at the end of a word that begins with letters and has nothing else.
std::string digits_behind_letters(const std::string& word) {
    const auto first = std::ranges::find_if(word, is_digit);
    const bool is_both = first != word.begin() && std::all_of(first, word.end(), is_digit);
    return is_both ? std::string{first, word.end()} : std::string{};
}

void add_passages(const std::vector<std::string>& words, std::size_t offset,
                  std::vector<Passage>& all) {
    for (std::size_t first = 0; first < words.size(); ++first) {
        const std::size_t begin = (offset + first) * positions_per_word;
        if (std::string digits = digits_behind_letters(words[first]); may_be_kenmerk(digits)) {
            all.push_back({.plain = digits,
                           .words = {digits},
                           .begin = begin + 1,
                           .end = begin + positions_per_word});
        }
        Passage passage{.plain = {}, .words = {}, .begin = begin, .end = begin};
        const std::size_t last = std::min(words.size(), first + most_words_in_passage);
        for (std::size_t at = first; at < last; ++at) {
            passage.plain += words[at];
            passage.words.push_back(words[at]);
            passage.end += positions_per_word;
            if (passage.plain.size() > longest_kenmerk) break;
            if (may_be_kenmerk(passage.plain)) all.push_back(passage);
        }
    }
}

/// Whether `day` is one of the calendar, `month` one of a year, `year` one that people write about.
bool is_day(int year, int month, int day) {
    constexpr int first_year = 1990;
    constexpr int last_year = 2099;
    constexpr int months_in_year = 12;
    constexpr int days_in_month = 31;
    return year >= first_year && year <= last_year && month >= 1 && month <= months_in_year &&
           day >= 1 && day <= days_in_month;
}

int number_in(std::string_view digits, std::size_t at, std::size_t length) {
    int number = 0;
    for (const char digit : digits.substr(at, length)) number = number * 10 + (digit - '0');
    return number;
}

bool lies_inside(const Named& one, const Named& other) {
    const bool is_longer = other.end - other.begin > one.end - one.begin;
    return is_longer && other.begin <= one.begin && one.end <= other.end;
}

bool share_a_contract(const std::vector<std::int64_t>& one,
                      const std::vector<std::int64_t>& other) {
    if (one.empty() || other.empty()) return true;
    return std::ranges::any_of(one, [&](std::int64_t contract) {
        return std::ranges::find(other, contract) != other.end();
    });
}

}  // namespace

std::string plain_text(std::string_view text) {
    return base::letters_and_digits(text);
}

std::vector<Passage> passages_of(std::span<const std::string> texts) {
    std::vector<Passage> all;
    std::size_t offset = 0;
    for (const std::string& text : texts) {
        add_passages(words_of(text), offset, all);
        offset += most_words;
    }
    return all;
}

bool is_kenmerk(const Passage& passage, std::string_view kenmerk) {
    if (plain_text(kenmerk) != passage.plain) return false;
    return passage.words.size() == 1 || passage.plain.size() >= long_enough_in_pieces ||
           words_of(kenmerk) == passage.words;
}

bool reads_as_a_day(std::string_view plain) {
    if (!std::ranges::all_of(plain, is_digit)) return false;
    constexpr std::size_t month_length = 6;
    constexpr std::size_t day_length = 8;
    constexpr int century = 2000;
    if (plain.size() == month_length) {
        return is_day(number_in(plain, 0, 4), number_in(plain, 4, 2), 1) ||
               is_day(number_in(plain, 2, 4), number_in(plain, 0, 2), 1) ||
               is_day(century + number_in(plain, 4, 2), number_in(plain, 2, 2),
                      number_in(plain, 0, 2)) ||
               is_day(century + number_in(plain, 0, 2), number_in(plain, 2, 2),
                      number_in(plain, 4, 2));
    }
    return plain.size() == day_length &&
           (is_day(number_in(plain, 0, 4), number_in(plain, 4, 2), number_in(plain, 6, 2)) ||
            is_day(number_in(plain, 4, 4), number_in(plain, 2, 2), number_in(plain, 0, 2)));
}

bool speaks_of_a_return(std::string_view text) {
    const std::string plain = plain_text(text);
    return std::ranges::any_of(
        return_words, [&](std::string_view word) { return plain.find(word) != std::string::npos; });
}

Recognised recognise(std::span<const Named> named) {
    Recognised found;
    bool decides = false;
    bool is_one = true;
    for (const Named& each : named) {
        const bool is_part = std::ranges::any_of(
            named, [&](const Named& other) { return lies_inside(each, other); });
        if (is_part) continue;
        if (found.household == 0) found.household = each.household;
        is_one = is_one && each.household == found.household;
        decides = decides || (each.of_payer && each.decides);
        if (each.of_payer && each.contract != 0) found.contracts.push_back(each.contract);
    }
    if (!is_one || !decides) found.household = 0;
    std::ranges::sort(found.contracts);
    found.contracts.erase(std::unique(found.contracts.begin(), found.contracts.end()),
                          found.contracts.end());
    return found;
}

std::vector<bool> within_what_was_paid(std::span<const Refund> refunds,
                                       std::span<const PaidOn> paid) {
    std::vector<bool> within(refunds.size(), false);
    for (std::size_t at = 0; at < refunds.size(); ++at) {
        const Refund& refund = refunds[at];
        const values::CivilDate from = refund.day.plus_months_clamped(-months_of_refunds);
        values::Euro left;
        for (const PaidOn& each : paid) {
            const bool is_of_it = share_a_contract({each.contract}, refund.contracts);
            if (is_of_it && from <= each.day && each.day <= refund.day) left += each.cents;
        }
        for (std::size_t other = 0; other < refunds.size(); ++other) {
            const bool counts = other != at && (refunds[other].is_decided || within[other]) &&
                                from <= refunds[other].day;
            if (counts && share_a_contract(refund.contracts, refunds[other].contracts)) {
                left -= refunds[other].cents;
            }
        }
        within[at] = refund.is_decided || refund.cents <= left;
    }
    return within;
}

}  // namespace ontzorgd::reconcile
