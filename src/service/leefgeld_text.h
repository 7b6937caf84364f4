// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/values/civil_date.h"

#include <string>

namespace ontzorgd::service {

/// What leefgeld says to its receiver; nothing about why it is paid.
[[nodiscard]] inline std::string leefgeld_text(values::Month month, unsigned part) {
    std::string text = "Leefgeld " + month.to_string();
    if (part > 1) text += " deel " + std::to_string(part);
    return text;
}

}  // namespace ontzorgd::service
