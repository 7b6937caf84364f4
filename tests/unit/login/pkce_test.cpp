// SPDX-License-Identifier: EUPL-1.2
#include "ontzorgd/login/pkce.h"

#include "ontzorgd/base/encoding.h"
#include "ontzorgd/crypto/random.h"

#include <set>

namespace ontzorgd::login {
namespace {

/// 1, 2, 3 and so on, so that a test knows what was drawn.
FillRandom counting() {
    return [next = std::uint8_t{0}](std::span<std::uint8_t> bytes) mutable {
        for (std::uint8_t& byte : bytes) byte = ++next;
    };
}

const LoginSecrets secrets{.state = "the-state",
                           .nonce = "the-nonce",
                           .verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"};

AuthorizationRequest request() {
    return {.endpoint = "https://login.example/auth",
            .client_id = "ontzorgd",
            .redirect_uri = "https://ontzorgd.example/v1/login/answer"};
}

TEST(Pkce, GivesTheAnswerOfRfc7636) {
    // Appendix B
    EXPECT_EQ(pkce_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
              "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST(LoginSecrets, Are256BitsEachAndAllDifferent) {
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) {
        const LoginSecrets drawn = new_login_secrets(crypto::fill_random);
        for (const std::string& text : {drawn.state, drawn.nonce, drawn.verifier}) {
            EXPECT_TRUE(seen.insert(text).second);
            EXPECT_EQ(base::from_base64url(text).value().size(), 32U);
            EXPECT_EQ(base::percent_encoded(text), text);
        }
    }
}

TEST(LoginSecrets, AreWhatWasDrawn) {
    const LoginSecrets drawn = new_login_secrets(counting());
    EXPECT_EQ(drawn.state, "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA");
    EXPECT_NE(drawn.state, drawn.nonce);
    EXPECT_NE(drawn.nonce, drawn.verifier);
}

TEST(AuthorizationUrl, AsksForACodeWithPkce) {
    EXPECT_EQ(authorization_url(request(), secrets).value(),
              "https://login.example/auth?response_type=code&client_id=ontzorgd"
              "&redirect_uri=https%3A%2F%2Fontzorgd.example%2Fv1%2Flogin%2Fanswer&scope=openid"
              "&state=the-state&nonce=the-nonce"
              "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
              "&code_challenge_method=S256");
}

TEST(AuthorizationUrl, NeverHoldsTheVerifier) {
    const std::string url = authorization_url(request(), secrets).value();
    EXPECT_EQ(url.find(secrets.verifier), std::string::npos);
}

TEST(AuthorizationUrl, AsksForAPasswordTypedAnewBeforeSigning) {
    AuthorizationRequest step_up = request();
    step_up.login_anew = true;
    step_up.max_age = std::chrono::seconds{0};
    EXPECT_TRUE(authorization_url(step_up, secrets).value().ends_with("&prompt=login&max_age=0"));
}

TEST(AuthorizationUrl, EncodesWhatItIsGiven) {
    AuthorizationRequest odd = request();
    odd.client_id = "a&prompt=none#\xc3\xab";
    odd.scopes = {"openid", "profile", "roles"};
    odd.acr_values = {"urn:mfa", "b"};
    const std::string url = authorization_url(odd, secrets).value();
    EXPECT_NE(url.find("&client_id=a%26prompt%3Dnone%23%C3%AB&"), std::string::npos);
    EXPECT_NE(url.find("&scope=openid%20profile%20roles&"), std::string::npos);
    EXPECT_TRUE(url.ends_with("&acr_values=urn%3Amfa%20b"));
}

TEST(AuthorizationUrl, KeepsTheQueryOfTheEndpoint) {
    AuthorizationRequest with_query = request();
    with_query.endpoint = "https://login.example/auth?p=b2c";
    EXPECT_TRUE(authorization_url(with_query, secrets)
                    .value()
                    .starts_with("https://login.example/auth?p=b2c&response_type=code&"));
    with_query.endpoint = "https://login.example/auth?";
    EXPECT_TRUE(authorization_url(with_query, secrets)
                    .value()
                    .starts_with("https://login.example/auth?response_type=code&"));
}

TEST(AuthorizationUrl, GoesOverHttpsExceptOnThisMachine) {
    const auto code_for = [](std::string_view endpoint) {
        AuthorizationRequest asked = request();
        asked.endpoint = endpoint;
        const auto url = authorization_url(asked, secrets);
        return url ? "" : url.error().code;
    };
    for (const std::string_view endpoint :
         {"http://127.0.0.1/auth", "http://127.0.0.1:9000/auth", "http://localhost:9000",
          "http://[::1]:9000/auth?x=1"}) {
        EXPECT_EQ(code_for(endpoint), "") << endpoint;
    }
    for (const std::string_view endpoint :
         {"http://login.example/auth", "http://localhost.evil.example/", "http://127.0.0.1.evil/",
          "http://localhost:9000@evil.example/", "http://localhost@evil.example/", "javascript:1",
          "//login.example", "", "HTTPS://login.example"}) {
        EXPECT_EQ(code_for(endpoint), "authorization_endpoint_is_not_https") << endpoint;
    }
    for (const std::string_view endpoint :
         {"https://login.example/auth#x", "https://login.example/a b", "https://",
          "https://login.example/\r\nSet-Cookie: a=b", "https://login.example/\xc3\xab"}) {
        EXPECT_EQ(code_for(endpoint), "authorization_endpoint_is_malformed") << endpoint;
    }
}

}  // namespace
}  // namespace ontzorgd::login
