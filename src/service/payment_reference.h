// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/municipality.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// The EndToEndId by which people name a payment at the bank, and the attempt of this directory
/// that it is of.
namespace ontzorgd::service {

struct NamedPayment {
    std::int64_t instruction = 0;
    std::int64_t attempt = 0;
};
/// Nothing for a payment that was never made, or is of another directory. Errors (malformed): those
/// of EndToEndId::parse().
[[nodiscard]] base::Result<std::optional<NamedPayment>> payment_named(Municipality& town,
                                                                      std::string_view reference);
[[nodiscard]] std::string reference_of(Municipality& town, std::int64_t instruction,
                                       std::int64_t attempt);

}  // namespace ontzorgd::service
