// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

namespace ontzorgd::login {

/// A value from outside as an error may show it in a log: at most 60 characters of printable ASCII,
/// any other byte as a question mark.
[[nodiscard]] std::string shown(std::string_view value);

}  // namespace ontzorgd::login
