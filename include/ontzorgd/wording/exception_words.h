// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/values/euro.h"

#include <optional>
#include <string>
#include <string_view>

/// @file
/// What an exception says to the person who owns it.
namespace ontzorgd::wording {

/// What happened, in one Dutch sentence. `details` are the name=value pairs of the exception,
/// joined by `|`. A kind without words of its own is named by its code.
[[nodiscard]] std::string exception_sentence(std::string_view kind, std::string_view details,
                                             std::optional<values::Euro> cents);
/// The next safe thing to do, in Dutch. For what a bank did not do it depends on the reason, the
/// detail `code`.
[[nodiscard]] std::string exception_next_step(std::string_view kind, std::string_view details = {});

}  // namespace ontzorgd::wording
