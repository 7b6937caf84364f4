// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/reconcile/decimal_amount.h"

#include "ontzorgd/base/text.h"

#include <algorithm>

namespace ontzorgd::reconcile {

namespace {

constexpr std::int64_t units_per_whole = 100'000;
constexpr std::int64_t units_per_cent = 1'000;
/// Ten times Euro::max(), so that a currency with small units fits too; add() watches the sums.
constexpr std::size_t max_whole_digits = 13;

bool is_upper_letter(char c) {
    return 'A' <= c && c <= 'Z';
}

bool is_currency(std::string_view text) {
    return text.size() == 3 && std::all_of(text.begin(), text.end(), is_upper_letter);
}

/// Enough of a value to find it again, for an error.
std::string shown(std::string_view text) {
    return std::string{text.substr(0, 40)};
}

std::int64_t number_of(std::string_view digits) {
    std::int64_t number = 0;
    for (const char digit : digits) number = number * 10 + (digit - '0');
    return number;
}

bool are_digits_or_empty(std::string_view text) {
    return text.empty() || base::is_digits(text);
}

std::string_view without_leading_zeros(std::string_view digits) {
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return digits;
}

}  // namespace

base::Result<DecimalAmount> DecimalAmount::parse(std::string_view text, std::string_view currency) {
    if (!currency.empty() && !is_currency(currency)) {
        return base::malformed("currency_is_malformed", {{"value", shown(currency)}});
    }
    // XML Schema decimals may have blanks around them, a plus sign, or nothing on one side.
    std::string_view number = base::trimmed(text);
    if (number.starts_with('-')) {
        return base::malformed("amount_is_negative", {{"value", shown(text)}});
    }
    if (number.starts_with('+')) number.remove_prefix(1);
    const std::size_t dot = number.find('.');
    const std::string_view whole = number.substr(0, dot);
    const std::string_view part =
        dot == std::string_view::npos ? std::string_view{} : number.substr(dot + 1);
    if (whole.size() + part.size() == 0 || !are_digits_or_empty(whole) ||
        !are_digits_or_empty(part)) {
        return base::malformed("amount_is_malformed", {{"value", shown(text)}});
    }
    if (part.size() > max_decimals) {
        return base::malformed("amount_has_more_than_five_decimals", {{"value", shown(text)}});
    }
    const std::string_view significant = without_leading_zeros(whole);
    if (significant.size() > max_whole_digits) {
        return base::malformed("amount_is_too_large", {{"value", shown(text)}});
    }

    DecimalAmount amount;
    std::int64_t fraction = number_of(part);
    for (std::size_t at = part.size(); at < max_decimals; ++at) fraction *= 10;
    amount.units_ = number_of(significant) * units_per_whole + fraction;
    amount.decimals_ = static_cast<std::uint8_t>(part.size());
    std::copy(currency.begin(), currency.end(), amount.currency_.begin());
    return amount;
}

std::string_view DecimalAmount::currency() const {
    if (currency_.front() == '\0') return {};
    return {currency_.data(), currency_.size()};
}

bool DecimalAmount::add(const DecimalAmount& other) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(units_, other.units_, &sum)) return false;
    units_ = sum;
    decimals_ = std::max(decimals_, other.decimals_);
    if (currency().empty()) currency_ = other.currency_;
    return true;
}

base::Result<values::Euro> DecimalAmount::to_euro() const {
    if (currency() != "EUR") {
        return base::refuse("currency_is_not_eur", {{"value", std::string{currency()}}});
    }
    if (units_ % units_per_cent != 0) {
        return base::refuse("amount_is_not_whole_cents", {{"value", to_string()}});
    }
    const std::int64_t cents = units_ / units_per_cent;
    const std::int64_t most = values::Euro::max().cents();
    if (cents < -most || most < cents) {
        return base::refuse("amount_is_too_large", {{"value", to_string()}});
    }
    return values::Euro::from_cents(cents);
}

std::string DecimalAmount::to_string() const {
    // Through unsigned, so that the lowest number has an opposite as well.
    const std::uint64_t size = units_ < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(units_)
                                          : static_cast<std::uint64_t>(units_);
    std::string digits = std::to_string(size);
    if (digits.size() <= max_decimals) digits.insert(0, max_decimals + 1 - digits.size(), '0');
    const std::size_t point = digits.size() - max_decimals;
    digits.resize(point + decimals_);
    if (decimals_ > 0) digits.insert(point, 1, '.');
    if (units_ < 0) digits.insert(0, 1, '-');
    return digits;
}

}  // namespace ontzorgd::reconcile
