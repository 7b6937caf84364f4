// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/base/digest.h"

#include <string>

/// @file
/// A digest as the raw bytes that are hashed again (never as hexadecimal digits).
namespace ontzorgd::audit {

inline std::string as_text(const base::Digest& digest) {
    return {digest.begin(), digest.end()};
}

}  // namespace ontzorgd::audit
