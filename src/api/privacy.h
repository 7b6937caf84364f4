// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "routes.h"

/// @file
/// Routes about what is known of people, and for how long.
namespace ontzorgd::api {

void add_privacy_routes(Routes& routes);

}  // namespace ontzorgd::api
