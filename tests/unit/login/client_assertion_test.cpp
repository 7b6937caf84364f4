// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/login/client_assertion.h"

#include "ontzorgd/crypto/random.h"
#include "tokens.h"

#include <set>

namespace ontzorgd::login {
namespace {

using crypto::SignatureScheme;

constexpr std::int64_t now = 1'800'000'000;

Json claims_of(const std::string& assertion) {
    return verified(read_token(assertion).value(), practice_set()).value();
}

std::string assertion_with(const AssertionKey& key, const std::string& client_id = "ontzorgd") {
    return client_assertion(client_id, "https://login.example/token", key, at(now),
                            crypto::fill_random);
}

TEST(ClientAssertion, SaysWhoWeAreToThisEndpointForAMinute) {
    for (const AssertionKey& key : {AssertionKey{"rsa", rsa_signer(), SignatureScheme::ps256},
                                    AssertionKey{"rsa", rsa_signer(), SignatureScheme::rs256},
                                    AssertionKey{"ec", p256_signer(), SignatureScheme::es256}}) {
        const std::string assertion = assertion_with(key);
        EXPECT_EQ(read_token(assertion).value().scheme(), key.scheme);
        const Json claims = claims_of(assertion);
        EXPECT_EQ(*claims.text_member("iss"), "ontzorgd");
        EXPECT_EQ(*claims.text_member("sub"), "ontzorgd");
        EXPECT_EQ(*claims.text_member("aud"), "https://login.example/token");
        EXPECT_EQ(claims.member("iat")->number, now);
        EXPECT_EQ(claims.member("exp")->number, now + 60);
        EXPECT_EQ(claims.text_member("jti")->size(), 43U);
        EXPECT_EQ(claims.members.size(), 6U);
    }
}

TEST(ClientAssertion, HasAnIdThatWasNeverUsed) {
    const AssertionKey key{"ec", p256_signer(), SignatureScheme::es256};
    std::set<std::string> seen;
    for (int i = 0; i < 50; ++i) {
        EXPECT_TRUE(seen.insert(*claims_of(assertion_with(key)).text_member("jti")).second);
    }
}

TEST(ClientAssertion, CarriesAnyNameAsItIs) {
    const AssertionKey key{"ec", p256_signer(), SignatureScheme::es256};
    const std::string odd = "a\"b\\c\n\xc3\xab";
    EXPECT_EQ(*claims_of(assertion_with(key, odd)).text_member("iss"), odd);
}

}  // namespace
}  // namespace ontzorgd::login
