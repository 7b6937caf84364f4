// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "login.h"

/// @file
/// How a program comes in: with a token that it signed, or with the certificate of its connection.
namespace ontzorgd::api {

[[nodiscard]] LoginRoute machine_login_route();

}  // namespace ontzorgd::api
