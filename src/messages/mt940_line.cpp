// SPDX-License-Identifier: EUPL-1.2
#include "mt940_line.h"

#include "field.h"
#include "ontzorgd/base/text.h"

#include <algorithm>
#include <cstdlib>

namespace ontzorgd::messages {

namespace {

using base::Result;
using reconcile::Balance;
using reconcile::DecimalAmount;
using reconcile::Direction;
using values::CivilDate;

constexpr std::size_t date_length = 6;
constexpr std::size_t day_length = 4;
constexpr std::size_t currency_length = 3;
constexpr std::size_t type_length = 4;

bool is_digit(char c) {
    return '0' <= c && c <= '9';
}
bool is_part_of_amount(char c) {
    return is_digit(c) || c == ',' || c == '.';
}
bool is_upper(char c) {
    return 'A' <= c && c <= 'Z';
}
bool begins_with_digits(std::string_view text, std::size_t count) {
    return text.size() >= count && base::is_digits(text.substr(0, count));
}

/// YYMMDD; the years of SWIFT are 1980 to 2079.
Result<CivilDate> date_of(std::string_view text) {
    constexpr std::int64_t first_of_1900 = 800'000;
    const auto digits = base::is_digits(text) ? base::parse_int(text) : std::nullopt;
    if (text.size() != date_length || !digits) {
        return base::malformed("date_is_malformed", {{"value", shown(text)}});
    }
    const std::int64_t century = *digits >= first_of_1900 ? 19'000'000 : 20'000'000;
    return CivilDate::from_number(century + *digits);
}

/// MMDD in the year that brings it nearest to `about`.
Result<CivilDate> day_near(std::string_view text, CivilDate about) {
    constexpr std::int64_t year_step = 10'000;
    const std::int64_t day = base::parse_int(text).value_or(0);
    std::optional<CivilDate> nearest;
    for (std::int64_t year = about.year() - 1; year <= about.year() + 1; ++year) {
        const auto date = CivilDate::from_number(year * year_step + day);
        if (!date) continue;
        const bool is_nearer =
            !nearest || std::abs(date.value() - about) < std::abs(*nearest - about);
        if (is_nearer) nearest = date.value();
    }
    if (!nearest) return base::malformed("date_does_not_exist", {{"value", shown(text)}});
    return *nearest;
}

/// Takes "C", "D", "RC" or "RD" off the front.
bool take_mark(std::string_view& rest, Mt940Line& line) {
    std::string_view after = rest;
    const bool is_reversal = after.starts_with('R');
    if (is_reversal) after.remove_prefix(1);
    if (!after.starts_with('C') && !after.starts_with('D')) return false;
    const bool says_credit = after.front() == 'C';
    line.is_reversal = is_reversal;
    line.direction = says_credit != is_reversal ? Direction::credit : Direction::debit;
    rest = after.substr(1);
    return true;
}

std::string_view take(std::string_view& rest, std::size_t count) {
    const std::string_view taken = rest.substr(0, count);
    rest.remove_prefix(taken.size());
    return taken;
}

std::string_view take_amount(std::string_view& rest) {
    const auto* const end = std::find_if_not(rest.begin(), rest.end(), is_part_of_amount);
    return take(rest, static_cast<std::size_t>(end - rest.begin()));
}

/// A letter and three characters; some banks fill the three with blanks.
std::string_view take_type(std::string_view& rest) {
    const auto is_part = [](char c) { return is_digit(c) || is_upper(c) || c == ' '; };
    const std::string_view type = rest.substr(0, type_length);
    const bool is_type = type.size() == type_length && is_upper(type.front()) &&
                         std::all_of(type.begin(), type.end(), is_part);
    return is_type ? base::trimmed(take(rest, type_length)) : std::string_view{};
}

}  // namespace

Result<DecimalAmount> parse_mt940_amount(std::string_view text, std::string_view currency) {
    std::string number{base::trimmed(text)};
    const auto is_separator = [](char c) { return c == ',' || c == '.'; };
    // A dot for the thousands and a comma behind it would be a guess.
    if (!std::all_of(number.begin(), number.end(), is_part_of_amount) ||
        std::count_if(number.begin(), number.end(), is_separator) > 1) {
        return base::malformed("amount_is_malformed", {{"value", shown(text)}});
    }
    std::replace(number.begin(), number.end(), ',', '.');
    return DecimalAmount::parse(number, currency);
}

Result<Mt940Line> parse_mt940_line(std::string_view text, std::string_view currency) {
    Mt940Line line;
    std::string_view rest = text;
    const auto value_date = date_of(take(rest, date_length));
    if (!value_date) return value_date.failure();
    line.value_date = value_date.value();
    if (begins_with_digits(rest, day_length)) {
        const auto entry_date = day_near(take(rest, day_length), line.value_date);
        if (!entry_date) return entry_date.failure();
        line.entry_date = entry_date.value();
    }
    if (!take_mark(rest, line)) return base::malformed("entry_has_no_direction");
    if (!rest.empty() && is_upper(rest.front())) rest.remove_prefix(1);  // the third of "EUR"
    rest = base::trimmed(rest);
    const std::string_view digits = take_amount(rest);
    if (digits.empty()) return base::malformed("entry_has_no_amount");
    const auto amount = parse_mt940_amount(digits, currency);
    if (!amount) return amount.failure();
    line.amount = amount.value();
    rest = base::trimmed(rest);
    line.type = take_type(rest);
    const std::size_t slashes = rest.find("//");
    line.reference = base::trimmed(rest.substr(0, slashes));
    if (slashes != std::string_view::npos) {
        line.bank_reference = base::trimmed(rest.substr(slashes + 2));
    }
    return line;
}

Result<Balance> parse_mt940_balance(std::string_view text, std::string_view kind) {
    std::string_view rest = base::trimmed(text);
    const std::string_view mark = take(rest, 1);
    if (mark != "C" && mark != "D") return base::malformed("balance_has_no_direction");
    if (!begins_with_digits(rest, date_length)) return base::malformed("balance_has_no_date");
    const auto date = date_of(take(rest, date_length));
    if (!date) return date.failure();
    const std::string_view currency = take(rest, currency_length);
    if (currency.size() != currency_length) return base::malformed("balance_has_no_amount");
    const auto amount = parse_mt940_amount(rest, currency);
    if (!amount) return amount.failure();
    return Balance{.kind = std::string{kind},
                   .amount = mark == "D" ? amount.value().negated() : amount.value(),
                   .date = date.value()};
}

Mt940Number parse_mt940_number(std::string_view text) {
    const auto above_zero = [](std::string_view digits) -> std::optional<std::int64_t> {
        const auto value = base::is_digits(digits) ? base::parse_int(digits) : std::nullopt;
        return value.value_or(0) > 0 ? value : std::nullopt;
    };
    const std::size_t slash = text.find('/');
    Mt940Number number;
    number.number = above_zero(base::trimmed(text.substr(0, slash)));
    if (slash != std::string_view::npos) {
        number.page = above_zero(base::trimmed(text.substr(slash + 1)));
    }
    return number;
}

}  // namespace ontzorgd::messages
