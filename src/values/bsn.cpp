// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/values/bsn.h"

#include "ontzorgd/base/text.h"

#include <algorithm>

namespace ontzorgd::values {

base::Result<Bsn> Bsn::parse(std::string_view text) {
    const bool right_length = text.size() == 8 || text.size() == 9;
    if (!right_length || !base::is_digits(text)) return base::malformed("bsn_is_malformed");

    Bsn bsn;
    bsn.digits_.fill('0');
    std::copy(text.rbegin(), text.rend(), bsn.digits_.rbegin());

    // Weights 9 8 7 6 5 4 3 2 and -1 for the check digit.
    int sum = 0;
    for (std::size_t i = 0; i < bsn.digits_.size(); ++i) {
        const int weight = i == 8 ? -1 : 9 - static_cast<int>(i);
        sum += weight * (bsn.digits_[i] - '0');
    }
    // All zeros pass the sum, yet are nobody's number.
    const bool all_zero = bsn.digits().find_first_not_of('0') == std::string_view::npos;
    if (all_zero) return base::malformed("bsn_is_malformed");
    if (sum % 11 != 0) return base::malformed("bsn_check_digit_is_wrong");
    return bsn;
}

std::string Bsn::masked() const {
    return "******" + std::string{digits().substr(6)};
}

}  // namespace ontzorgd::values
