// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace ontzorgd::cli {

/// What the commands of a noun ("client", "client destroy") are for, in the list of --help.
[[nodiscard]] std::string_view noun_help(std::string_view noun);

}  // namespace ontzorgd::cli
