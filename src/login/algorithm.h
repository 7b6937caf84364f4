// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ontzorgd/crypto/signature.h"

#include <optional>
#include <string_view>

namespace ontzorgd::login {

/// The scheme that JOSE names so (RFC 7518 section 3.1), or nothing for one that is not taken here.
[[nodiscard]] std::optional<crypto::SignatureScheme> scheme_of(std::string_view alg);
[[nodiscard]] std::string_view alg_of(crypto::SignatureScheme scheme);

}  // namespace ontzorgd::login
