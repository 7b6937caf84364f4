// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/base/text.h"

#include <algorithm>
#include <charconv>

namespace ontzorgd::base {

namespace {

bool is_digit(char c) {
    return '0' <= c && c <= '9';
}

bool is_blank(char c) {
    return c == ' ' || ('\t' <= c && c <= '\r');
}

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// What the first byte of a UTF-8 sequence asks of the rest (Unicode standard, table 3-7).
struct Lead {
    std::size_t length = 0;  // 0: no sequence begins with this byte
    unsigned char second_from = 0x80;
    unsigned char second_to = 0xBF;
};

Lead lead_of(unsigned char byte) {
    if (byte < 0x80) return {.length = 1};
    if (byte < 0xC2) return {};
    if (byte < 0xE0) return {.length = 2};
    if (byte == 0xE0) return {.length = 3, .second_from = 0xA0};
    if (byte == 0xED) return {.length = 3, .second_to = 0x9F};
    if (byte < 0xF0) return {.length = 3};
    if (byte == 0xF0) return {.length = 4, .second_from = 0x90};
    if (byte < 0xF4) return {.length = 4};
    if (byte == 0xF4) return {.length = 4, .second_to = 0x8F};
    return {};
}

/// The length of the well-formed sequence that `text` begins with, or 0.
std::size_t sequence_length(std::string_view text) {
    const Lead lead = lead_of(static_cast<unsigned char>(text.front()));
    if (lead.length == 0 || lead.length > text.size()) return 0;
    if (lead.length == 1) return 1;
    const auto second = static_cast<unsigned char>(text[1]);
    if (second < lead.second_from || lead.second_to < second) return 0;
    const std::string_view rest = text.substr(2, lead.length - 2);
    return std::all_of(rest.begin(), rest.end(), is_continuation) ? lead.length : 0;
}

}  // namespace

bool is_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

std::vector<std::string_view> split_text(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

void append_letters_and_digits(std::string& to, std::string_view text) {
    for (const char c : text) {
        if (is_digit(c) || ('A' <= c && c <= 'Z')) to += c;
        if ('a' <= c && c <= 'z') to += static_cast<char>(c - 'a' + 'A');
    }
}

std::string letters_and_digits(std::string_view text) {
    std::string made;
    append_letters_and_digits(made, text);
    return made;
}

std::optional<std::int64_t> parse_int(std::string_view text) {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    return number;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::size_t code_points(std::string_view text) {
    return text.size() -
           static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_continuation));
}

}  // namespace ontzorgd::base
