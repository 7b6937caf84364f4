// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/values/euro.h"

#include "ontzorgd/base/text.h"

#include <array>

namespace ontzorgd::values {

base::Result<Euro> Euro::parse(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);

    const std::size_t dot = text.find('.');
    const bool has_decimals = dot != std::string_view::npos;
    const std::string_view whole = text.substr(0, dot);
    const std::string_view decimals = has_decimals ? text.substr(dot + 1) : std::string_view{};
    if (!base::is_digits(whole) || (has_decimals && !base::is_digits(decimals))) {
        return base::malformed("euro_is_malformed");
    }
    if (decimals.size() > 2) return base::malformed("euro_has_too_many_decimals");

    std::int64_t cents = 0;
    const auto append = [&cents](char digit) {
        // Stops counting once past the limit, so that no number of digits can overflow.
        if (cents <= max().cents_) cents = cents * 10 + (digit - '0');
    };
    for (const char digit : whole) append(digit);
    for (std::size_t i = 0; i < 2; ++i) append(i < decimals.size() ? decimals[i] : '0');
    if (cents > max().cents_) return base::malformed("euro_is_too_large");
    return Euro{negative ? -cents : cents};
}

std::string Euro::to_string() const {
    std::array<char, 24> buffer{};
    std::size_t at = buffer.size();
    std::int64_t rest = cents_ < 0 ? -cents_ : cents_;
    const auto put_digit = [&] {
        buffer[--at] = static_cast<char>('0' + rest % 10);
        rest /= 10;
    };
    put_digit();
    put_digit();
    buffer[--at] = '.';
    do put_digit();
    while (rest != 0);
    if (cents_ < 0) buffer[--at] = '-';
    return {buffer.data() + at, buffer.size() - at};
}

}  // namespace ontzorgd::values
