// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/login/json.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// What the checks of every kind of token share.
namespace ontzorgd::login {

/// How far the clock of another machine may be off.
constexpr std::chrono::seconds leeway{60};

/// A moment that a token must have (RFC 7519 NumericDate, whole seconds up to the year 9999).
/// Errors: token_claim_is_missing (refused), token_claim_is_malformed (malformed); detail field.
[[nodiscard]] base::Result<std::chrono::sys_seconds> moment_of(const Json& claims,
                                                               std::string_view name);
/// The same for one that it may do without.
[[nodiscard]] base::Result<std::optional<std::chrono::sys_seconds>> moment_if_any(
    const Json& claims, std::string_view name);
/// At least one byte and no control character: a name that cannot break a line of a log or a list.
[[nodiscard]] bool is_one_line(std::string_view text);
/// A text of 1 to 255 bytes on one line. Errors: as moment_of().
[[nodiscard]] base::Result<std::string> text_of(const Json& claims, std::string_view name);
/// One text or a list of texts. Errors: as moment_of(); an empty list is malformed.
[[nodiscard]] base::Result<std::vector<std::string>> audience_of(const Json& claims);

}  // namespace ontzorgd::login
