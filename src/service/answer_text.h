// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/service/idempotency.h"

#include <string>

/// @file
/// An answer as it is encrypted: what its headers said, a line for each, and then the body.
namespace ontzorgd::service {

[[nodiscard]] std::string text_of(const Answer& answer);
/// Contract: the text is one of those; its status is kept apart.
[[nodiscard]] Answer answer_from(int status, std::string text);

}  // namespace ontzorgd::service
