// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/messages/byte_source.h"

#include <string_view>

/// @file
/// Text in UTF-16, given as UTF-8. A file that begins with neither mark is not taken for UTF-16.
namespace ontzorgd::messages {

[[nodiscard]] bool begins_as_utf16(std::string_view begin);

/// `source` begins with a mark, which is left out. Error (malformed): text_encoding_is_wrong where
/// a character is cut in two or is half of a pair.
[[nodiscard]] ByteSource utf8_of_utf16(ByteSource source);

}  // namespace ontzorgd::messages
