// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <array>
#include <string>
#include <string_view>

namespace ontzorgd::values {

/// @file
/// Bsn: a burgerservicenummer that passed the eleven test.
///
/// There is no operator<< and no to_string on purpose: a BSN reaches a log only by a deliberate
/// act. digits() is for encryption and the blind index alone.
class Bsn {
public:
    /// Nine digits (eight are read with a leading zero). Errors (malformed): bsn_is_malformed,
    /// bsn_check_digit_is_wrong. The error never carries the number. All zeros are malformed.
    [[nodiscard]] static base::Result<Bsn> parse(std::string_view text);

    [[nodiscard]] std::string_view digits() const { return {digits_.data(), digits_.size()}; }
    /// "******782": the last three digits.
    [[nodiscard]] std::string masked() const;
    bool operator==(const Bsn&) const = default;

private:
    Bsn() = default;
    std::array<char, 9> digits_{};
};

}  // namespace ontzorgd::values
