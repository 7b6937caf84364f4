// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

/// @file
/// Which message an XML document is, told before it is read.
namespace ontzorgd::messages {

/// The message an XML document is, told by its beginning: "pain.002.001.10", "camt.053" when no
/// version is known; empty when the beginning does not tell.
[[nodiscard]] std::string message_of_xml(std::string_view beginning);

}  // namespace ontzorgd::messages
