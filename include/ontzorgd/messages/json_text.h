// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

/// @file
/// Text as JSON writes it (RFC 8259).
namespace ontzorgd::messages {

/// The text between quotes. `text` is UTF-8; bytes that are not become U+FFFD, so that the result
/// is always valid. Other letters than ASCII stand as themselves.
[[nodiscard]] std::string json_text(std::string_view text);

}  // namespace ontzorgd::messages
