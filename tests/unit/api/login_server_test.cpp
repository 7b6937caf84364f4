// SPDX-License-Identifier: EUPL-1.2
#include "login_server.h"

#include "fake_login_server.h"

#include <gtest/gtest.h>

#include <future>
#include <string>

namespace ontzorgd::api {
namespace {

class LoginServerTest : public testing::Test {
protected:
    LoginServer& server() {
        if (server_ == nullptr) server_ = LoginServer::open(fake_.settings()).value();
        return *server_;
    }
    base::Result<login::Person> logged_in(const std::string& code, bool login_anew = false) {
        fake_.nonce = secrets_.nonce;
        std::promise<base::Result<login::Person>> told;
        auto person = told.get_future();
        EXPECT_TRUE(server().finish({.code = code,
                                     .secrets = secrets_,
                                     .asked_at = service::clock_now(),
                                     .login_anew = login_anew},
                                    [&](const auto& result) { told.set_value(result); }));
        return person.get();
    }
    std::string error_of_login() {
        const auto person = logged_in("code-" + std::to_string(++codes_));
        return person ? "" : person.error().code;
    }
    /// With one claim as this.
    std::string error_with(const std::string& claim, const std::string& value) {
        fake_.changes = {{claim, value}};
        return error_of_login();
    }
    std::string error_signed(const std::string& header,
                             crypto::SignatureScheme scheme = crypto::SignatureScheme::rs256) {
        fake_.make_token = [=](const std::string& claims) {
            return login::token_of(header, claims, scheme);
        };
        return error_of_login();
    }

    FakeLoginServer fake_;
    const login::LoginSecrets secrets_{
        .state = "s", .nonce = "n-1", .verifier = std::string(43, 'v')};
    std::shared_ptr<LoginServer> server_;
    int codes_ = 0;
};

TEST_F(LoginServerTest, TellsWhoLoggedIn) {
    const auto person = logged_in("een-code");
    ASSERT_TRUE(person) << person.error().code;
    EXPECT_EQ(person.value().subject, "persoon-1");
    EXPECT_EQ(person.value().roles, std::vector<std::string>{"rechtmatigheid"});
    EXPECT_NE(fake_.last_form.find("code=een-code"), std::string::npos);
    EXPECT_NE(fake_.last_form.find("code_verifier=" + secrets_.verifier), std::string::npos);
    EXPECT_NE(fake_.last_form.find("client_assertion="), std::string::npos);
    EXPECT_EQ(fake_.last_form.find("client_secret"), std::string::npos);
}

TEST_F(LoginServerTest, SendsABrowserWithStateNonceAndChallenge) {
    std::promise<std::string> told;
    EXPECT_TRUE(server().begin(secrets_, false, [&](const base::Result<std::string>& url) {
        told.set_value(url ? url.value() : url.error().code);
    }));
    const std::string url = told.get_future().get();
    EXPECT_EQ(url.find(fake_.issuer + "/auth?"), 0U) << url;
    EXPECT_NE(url.find("code_challenge_method=S256"), std::string::npos);
    EXPECT_NE(url.find("nonce=n-1"), std::string::npos);
}

TEST_F(LoginServerTest, RefusesATokenThatIsNotSignedAsItShould) {
    EXPECT_EQ(error_signed(R"({"alg":"none"})"), "token_algorithm_is_none");
    EXPECT_EQ(error_signed(R"({"alg":"HS256","kid":"rsa"})"), "token_algorithm_is_symmetric");
    EXPECT_EQ(error_signed(R"({"alg":"RS256","kid":"ec"})"), "token_key_is_of_another_kind");
    EXPECT_EQ(error_signed(R"({"alg":"RS256","kid":"rsa","jku":"https://evil.example"})"),
              "token_brings_its_own_key");
    EXPECT_EQ(error_signed(R"({"alg":"RS256","kid":"rsa","crit":["x"]})"),
              "token_has_a_critical_header");
    fake_.make_token = [](const std::string& claims) {
        std::string token = login::token_of(R"({"alg":"RS256","kid":"rsa"})", claims);
        token[token.size() - 20] = token[token.size() - 20] == 'A' ? 'B' : 'A';
        return token;
    };
    EXPECT_EQ(error_of_login(), "token_signature_is_wrong");
}

TEST_F(LoginServerTest, RefusesClaimsThatAreForAnother) {
    EXPECT_EQ(error_with("iss", R"("https://evil.example")"), "id_token_has_another_issuer");
    EXPECT_EQ(error_with("aud", R"("ander")"), "id_token_has_another_audience");
    EXPECT_EQ(error_with("nonce", R"("n-2")"), "id_token_has_another_nonce");
    EXPECT_EQ(error_with("exp", std::to_string(FakeLoginServer::now() - 300)),
              "id_token_has_expired");
    EXPECT_EQ(error_with("nonce", ""), "token_claim_is_missing");
    EXPECT_EQ(error_with("sub", ""), "token_claim_is_missing");
}

TEST_F(LoginServerTest, AsksForAnUnknownKeyAtMostOnceAMinute) {
    EXPECT_EQ(error_of_login(), "");
    EXPECT_EQ(fake_.keys_asked, 1);
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(error_signed(R"({"alg":"RS256","kid":"onbekend"})"), "token_key_is_unknown");
    }
    EXPECT_LE(fake_.keys_asked, 2);
}

TEST_F(LoginServerTest, TurnsACodeInOnce) {
    EXPECT_TRUE(logged_in("een-code"));
    const auto again = logged_in("een-code");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, "login_server_answer_is_no_use");
}

TEST_F(LoginServerTest, RefusesAnswersThatAreNoUse) {
    fake_.answers["/token"] = {.status = 302};
    EXPECT_EQ(error_of_login(), "login_server_answer_is_no_use");
    fake_.answers["/token"] = {.body = std::string(300'000, 'x')};
    EXPECT_EQ(error_of_login(), "server_answer_is_too_large");
    fake_.answers["/token"] = {.body = R"({"id_token":1})"};
    EXPECT_EQ(error_of_login(), "token_claim_is_missing");
    fake_.answers["/token"] = {.body = R"({"id_token":"a","id_token":"b"})"};
    EXPECT_EQ(error_of_login(), "token_json_member_is_double");
    fake_.answers.clear();
    EXPECT_EQ(error_of_login(), "");
}

TEST_F(LoginServerTest, WantsAnAnswerToNameItsServerWhenThatSaysItDoes) {
    fake_.answers["/.well-known/openid-configuration"] = {
        .body = R"({"issuer":")" + fake_.issuer + R"(","authorization_endpoint":")" + fake_.issuer +
                R"(/auth","token_endpoint":")" + fake_.issuer + R"(/token","jwks_uri":")" +
                fake_.issuer + R"(/keys","authorization_response_iss_parameter_supported":true})"};
    EXPECT_EQ(error_of_login(), "login_answer_names_no_issuer");
}

TEST_F(LoginServerTest, WantsALoginAnewWhenItAskedForOne) {
    EXPECT_TRUE(logged_in("nieuw", true));
    fake_.changes = {{"auth_time", std::to_string(FakeLoginServer::now() - 600)}};
    const auto old = logged_in("oud", true);
    ASSERT_FALSE(old);
    EXPECT_EQ(old.error().code, "login_is_too_long_ago");
}

TEST_F(LoginServerTest, IsSetUpWithOneWayToShowWhoWeAreAndWithRoles) {
    const auto code_of = [&](auto change) {
        LoginServerSettings settings = fake_.settings();
        change(settings);
        const auto opened = LoginServer::open(settings);
        return opened ? std::string{} : opened.error().code;
    };
    EXPECT_EQ(code_of([](auto& settings) { settings.key.clear(); }),
              "login_server_needs_a_key_or_a_certificate");
    EXPECT_EQ(code_of([](auto& settings) { settings.certificate = "x.pem"; }),
              "login_server_needs_a_key_or_a_certificate");
    EXPECT_EQ(code_of([](auto& settings) { settings.roles.clear(); }), "login_server_needs_roles");
    EXPECT_EQ(code_of([](auto& settings) { settings.roles = {{"x", "baas"}}; }), "role_is_unknown");
    EXPECT_EQ(code_of([](auto& settings) {
                  settings.roles = {{"x", "onbemand"}};
              }),
              "role_is_unknown");
    EXPECT_EQ(code_of([](auto& settings) { settings.redirect_uri = "https://ergens.example/"; }),
              "login_redirect_is_elsewhere");
    EXPECT_EQ(code_of([](auto& settings) {
                  settings.redirect_uri = "http://ergens.example/v1/aanmelden/antwoord";
              }),
              "url_is_not_https");
    EXPECT_EQ(code_of([](auto& settings) { settings.issuer = "http://login.example"; }),
              "url_is_not_https");
}

}  // namespace
}  // namespace ontzorgd::api
