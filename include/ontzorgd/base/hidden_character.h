// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace ontzorgd::base {

/// Whether a text of UTF-8 has what would steer a terminal, or show letters in another order than
/// they are kept in: a control character (also of U+0080 to 009F) that is no tab or line end, or a
/// bidirectional override (U+202D and 202E). What telephones put around a number (U+2066 to 2069)
/// is let be.
[[nodiscard]] bool has_hidden_character(std::string_view text);

}  // namespace ontzorgd::base
