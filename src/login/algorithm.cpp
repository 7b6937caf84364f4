// SPDX-License-Identifier: EUPL-1.2
#include "algorithm.h"

namespace ontzorgd::login {

std::optional<crypto::SignatureScheme> scheme_of(std::string_view alg) {
    using crypto::SignatureScheme;
    for (const auto scheme :
         {SignatureScheme::rs256, SignatureScheme::ps256, SignatureScheme::es256}) {
        if (alg == alg_of(scheme)) return scheme;
    }
    return std::nullopt;
}

std::string_view alg_of(crypto::SignatureScheme scheme) {
    switch (scheme) {
        case crypto::SignatureScheme::rs256: return "RS256";
        case crypto::SignatureScheme::ps256: return "PS256";
        case crypto::SignatureScheme::es256: break;
    }
    return "ES256";
}

}  // namespace ontzorgd::login
