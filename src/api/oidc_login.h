// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "login.h"

#include <string_view>
#include <vector>

/// @file
/// Logging in by the login server of the municipality (OpenID Connect, code flow): the routes that
/// send a browser there and take it back.
namespace ontzorgd::api {

/// A browser keeps it from the moment it is sent away. Lax: it comes back from another site.
inline constexpr std::string_view pending_cookie = "__Host-ontzorgd-aanmelden";

[[nodiscard]] std::vector<LoginRoute> oidc_routes();

}  // namespace ontzorgd::api
