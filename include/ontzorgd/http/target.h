// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// @file
/// The target of a request line, read strictly (RFC 9112, RFC 3986): what two programs could read
/// in two ways is refused.
namespace ontzorgd::http {

struct Target {
    /// Decoded, in order; "/" alone has none. A path that ends in "/" has an empty last one.
    std::vector<std::string> segments;
    /// Decoded, in the order they stand in; a name may stand there more than once. "+" is a plus.
    std::vector<std::pair<std::string, std::string>> query;
};

/// Errors (malformed): target_is_malformed: no path of at most 2,000 bytes, a broken percent
/// encoding, a segment that is "." or ".." or empty (but the last), a slash, backslash or control
/// character that was encoded, text that is not UTF-8.
[[nodiscard]] base::Result<Target> parse_target(std::string_view text);

}  // namespace ontzorgd::http
