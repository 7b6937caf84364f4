// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/municipality.h"
#include "ontzorgd/store/people.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// @file
/// The secret of an authenticator app as it is kept: encrypted, tied to its user and to the fact
/// that recorded it.
namespace ontzorgd::service {

[[nodiscard]] std::string sealed_factor(const Municipality& town, store::UserId user,
                                        std::int64_t fact, std::string_view secret);
/// Nothing when somebody put another in its place.
[[nodiscard]] std::optional<std::string> opened_factor(const Municipality& town, store::UserId user,
                                                       std::int64_t fact, std::string_view sealed);

}  // namespace ontzorgd::service
