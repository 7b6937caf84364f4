// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/result.h"
#include "ontzorgd/http/message.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// ETag and If-Match (RFC 9110, 8.8.3 and 13.1.1): which version of something a client read, and
/// which one it means to change.
namespace ontzorgd::api {

/// The version as the text of an ETag, with its quotes.
[[nodiscard]] std::string tag_of(std::int64_t version);

/// What If-Match names.
struct IfMatch {
    bool is_given = false;
    std::vector<std::string> tags{};  ///< with their quotes; weak ones are left out

    /// Weak tags name no version, and "*" names none in particular.
    [[nodiscard]] bool names(std::int64_t version) const;
};

/// Errors (malformed): if_match_is_malformed: it stands there more than once, or is no list of
/// tags. "*" is none: it would change whatever there is.
[[nodiscard]] base::Result<IfMatch> read_if_match(const std::vector<http::Header>& headers);

}  // namespace ontzorgd::api
