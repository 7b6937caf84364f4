// SPDX-License-Identifier: EUPL-1.2
#include "field.h"

#include "ontzorgd/base/text.h"
#include "ontzorgd/values/bsn.h"

#include <algorithm>

namespace ontzorgd::messages {

namespace {

constexpr std::size_t longest_shown = 80;
constexpr std::size_t longest_nummer = 35;

bool is_alphanumeric(char c) {
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9');
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20U || c == 0x7F;
}

}  // namespace

std::string shown(std::string_view value) {
    if (const auto bsn = values::Bsn::parse(value)) return bsn.value().masked();
    if (value.size() <= longest_shown) return std::string{value};
    std::size_t end = longest_shown;
    while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0U) == 0x80U) --end;
    return std::string{value.substr(0, end)} + "...";
}

base::Error at_field(const base::Error& error, std::string_view field, std::string_view value) {
    return error.with("field", std::string{field}).with("value", shown(value));
}

base::Result<std::string_view> parse_nummer(std::string_view text) {
    const bool is_right =
        !text.empty() && text.size() <= longest_nummer && is_alphanumeric(text.front()) &&
        std::all_of(text.begin(), text.end(),
                    [](char c) { return is_alphanumeric(c) || c == '.' || c == '-'; });
    if (!is_right) return base::malformed("nummer_is_malformed");
    return text;
}

base::Result<std::string_view> parse_gemeente(std::string_view text) {
    if (text.size() != 4 || !base::is_digits(text)) return base::malformed("gemeente_is_malformed");
    return text;
}

base::Result<values::Euro> parse_amount(std::string_view text, std::size_t max_digits,
                                        bool may_be_negative) {
    auto amount = values::Euro::parse(text);
    if (!amount) return amount;
    const bool has_sign = text.starts_with('-');
    if (has_sign && !may_be_negative) return base::malformed("euro_is_negative");
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos || text.size() - dot != 3) {
        return base::malformed("euro_needs_two_decimals");
    }
    if (dot - (has_sign ? 1U : 0U) > max_digits) return base::malformed("euro_is_too_large");
    return amount;
}

base::Result<std::int64_t> parse_number(std::string_view text, std::int64_t from, std::int64_t to) {
    if (!base::is_digits(text)) return base::malformed("number_is_malformed");
    const auto number = base::parse_int(text);
    if (!number || *number < from || to < *number) {
        return base::malformed("number_is_out_of_bounds",
                               {{"from", std::to_string(from)}, {"to", std::to_string(to)}});
    }
    return *number;
}

base::Result<std::string> parse_line(std::string_view text, std::size_t max_length) {
    if (base::trimmed(text).empty()) return base::malformed("text_is_empty");
    if (std::any_of(text.begin(), text.end(), is_control)) {
        return base::malformed("text_has_control_character");
    }
    if (base::code_points(text) > max_length) {
        return base::malformed("text_is_too_long",
                               {{"length", std::to_string(base::code_points(text))},
                                {"max_length", std::to_string(max_length)}});
    }
    return std::string{text};
}

}  // namespace ontzorgd::messages
