// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/service/act.h"
#include "ontzorgd/service/report.h"

#include <string_view>

/// @file
/// Inzage (art. 15 AVG): everything that is known about one client, to be handed to that client.
namespace ontzorgd::service {

/// Tells who the client is, what holds for him, what was decided and paid and why, what the bank
/// said, who was given his data, and in which facts he occurs. Of a partner only what concerns
/// both; where a free text names the partner, that word is left out. Who gave it, and on which day,
/// is a fact itself, once per person and day. Errors (refused): client_is_unknown.
[[nodiscard]] base::Result<Report> give_inzage(Context& context, std::string_view nummer);

}  // namespace ontzorgd::service
