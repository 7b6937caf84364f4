// SPDX-License-Identifier: EUPL-1.2
#include "algorithm.h"

namespace ontzorgd::login {
namespace {

using crypto::SignatureScheme;

TEST(Algorithm, IsNamedAsJoseNamesIt) {
    EXPECT_EQ(scheme_of("RS256"), SignatureScheme::rs256);
    EXPECT_EQ(scheme_of("PS256"), SignatureScheme::ps256);
    EXPECT_EQ(scheme_of("ES256"), SignatureScheme::es256);
    EXPECT_EQ(alg_of(SignatureScheme::rs256), "RS256");
    EXPECT_EQ(alg_of(SignatureScheme::ps256), "PS256");
    EXPECT_EQ(alg_of(SignatureScheme::es256), "ES256");
}

TEST(Algorithm, IsNoOther) {
    for (const std::string_view alg :
         {"", "none", "HS256", "RS512", "ES384", "EdDSA", "rs256", "RS256 ", "RSA-OAEP"}) {
        EXPECT_FALSE(scheme_of(alg)) << alg;
    }
}

}  // namespace
}  // namespace ontzorgd::login
