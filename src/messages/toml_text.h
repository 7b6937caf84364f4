// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <cstddef>
#include <string_view>

/// @file
/// TOML from outside, by the library and with what the library leaves to its caller.
///
/// In a release build toml++ 3 promises the compiler things of its input that it has not checked:
/// "[*" at the start of a line, or an é outside quotes, is enough to make what follows undefined.
/// Here such a promise is a check that can fail, and letters outside ASCII stand in texts and
/// comments alone, as TOML has it.
namespace ontzorgd::messages {

/// The library assumed something of its input that does not hold.
struct TomlAssumptionFails {};

}  // namespace ontzorgd::messages

#pragma push_macro("NDEBUG")
#undef NDEBUG
#pragma GCC diagnostic push
#ifndef __clang__
// The checks inside functions that cannot throw are about the library's own calls, not its input.
#pragma GCC diagnostic ignored "-Wterminate"
#endif
#define TOML_ASSERT(expr) ((expr) ? void() : throw ontzorgd::messages::TomlAssumptionFails{})
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>
#pragma GCC diagnostic pop
#pragma pop_macro("NDEBUG")

namespace ontzorgd::messages {

/// Errors (malformed): file_is_too_large, file_is_not_utf8, file_has_byte_order_mark,
/// file_has_nul_byte; toml_is_malformed, with line and column where they are known.
[[nodiscard]] base::Result<toml::table> parse_toml(std::string_view text, std::size_t largest);

}  // namespace ontzorgd::messages
