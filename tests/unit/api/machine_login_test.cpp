// SPDX-License-Identifier: EUPL-1.2
#include "machine_login.h"

#include "api_fixture.h"
#include "ontzorgd/base/encoding.h"
#include "ontzorgd/crypto/signature.h"
#include "ontzorgd/service/machine.h"
#include "ontzorgd/service/second_factor.h"
#include "support/practice_keys.h"

#include <gtest/gtest.h>

#include <string>

namespace ontzorgd::api {
namespace {

class MachineApiTest : public ApiTest {
protected:
    static constexpr const char* certificate =
        "abababababababababababababababababababababababababababababababab";

    MachineApiTest() {
        practice_.reopen();
        test::Practice::must(service::add_machine(
            practice_.with("beheer"), {.name = "uitkeringen",
                                       .role = "rechtmatigheid",
                                       .certificate = {},
                                       .kid = "k1",
                                       .public_key = std::string{support::p256_public_pem}}));
        test::Practice::must(
            service::add_machine(practice_.with("beheer"), {.name = "bank",
                                                            .role = "rechtmatigheid",
                                                            .certificate = certificate,
                                                            .kid = {},
                                                            .public_key = {}}));
        practice_.close();
    }

    static std::string token(const std::string& id, std::int64_t lasts = 60,
                             const std::string& audience = "urn:ontzorgd:1734",
                             const std::string& kid = "k1", const std::string& type = "JWT") {
        const std::int64_t now = service::clock_now().time_since_epoch().count();
        const std::string text =
            base::to_base64url(R"({"alg":"ES256","kid":")" + kid + R"(","typ":")" + type +
                               R"("})") +
            '.' +
            base::to_base64url(R"({"iss":"uitkeringen","sub":"uitkeringen","aud":")" + audience +
                               R"(","jti":")" + id + R"(","exp":)" + std::to_string(now + lasts) +
                               '}');
        const auto key = crypto::PrivateKey::from_pem(support::p256_private_pem).value();
        return text + '.' +
               base::to_base64url(crypto::sign(key, crypto::SignatureScheme::es256, text));
    }
    http::Response come_in(const std::string& with, const std::string& over = {}) {
        return ask({.method = Method::post,
                    .target = "/v1/machinesessies",
                    .body = with.empty() ? "{}" : R"({"token":")" + with + "\"}",
                    .certificate = over},
                   {});
    }
};

TEST_F(MachineApiTest, ComesInWithATokenThatItSignedOnce) {
    const std::string first = token("1");
    const auto in = come_in(first);
    ASSERT_EQ(in.status, 201) << in.body;
    const Login machine{.bearer = member(in, "token")};
    EXPECT_EQ(ask({.target = "/v1/runs"}, machine).status, 200);
    for (const auto& [scheme, status] : {std::pair{"bearer ", 200}, std::pair{"Basic ", 401}}) {
        const std::vector<http::Header> shown{
            {.name = "Authorization", .value = scheme + machine.bearer}};
        EXPECT_EQ(ask({.target = "/v1/runs", .more = shown}, {}).status, status) << scheme;
    }
    EXPECT_EQ(member(come_in(first), "code"), "machine_token_was_used");
    restart();
    EXPECT_EQ(member(come_in(first), "code"), "machine_token_was_used");
    EXPECT_EQ(come_in(token("2")).status, 201);
}

TEST_F(MachineApiTest, IsRefusedWithAnyOtherToken) {
    EXPECT_EQ(member(come_in(token("1", 60, "urn:ontzorgd:9999")), "code"),
              "machine_token_has_another_audience");
    EXPECT_EQ(member(come_in(token("1", -120)), "code"), "machine_token_has_expired");
    EXPECT_EQ(member(come_in(token("1", 3600)), "code"), "machine_token_lasts_too_long");
    EXPECT_EQ(member(come_in(token("1", 60, "urn:ontzorgd:1734", "k9")), "code"),
              "token_key_is_unknown");
    std::string changed = token("1");
    changed[changed.size() - 10] = changed[changed.size() - 10] == 'A' ? 'B' : 'A';
    EXPECT_EQ(member(come_in(changed), "code"), "token_signature_is_wrong");
    EXPECT_EQ(member(come_in("x.y"), "code"), "token_has_not_three_parts");
    EXPECT_EQ(member(come_in(""), "code"), "machine_is_not_recognised");
    EXPECT_EQ(come_in(token("1")).status, 201);
}

TEST_F(MachineApiTest, IsLoggedWhenItComesInAndWhenItDoesNot) {
    const std::string path = "/v1/machinesessies";
    come_in(token("1"));
    come_in(token("1"));
    come_in("x.y");
    come_in("", certificate);
    come_in("", std::string(64, 'c'));
    const std::vector<std::string> lines = logins();
    ASSERT_EQ(lines.size(), 4U) << "anybody could fill the log with names of no program";
    EXPECT_EQ(lines[0], login_line("uitkeringen", "gedaan", path));
    EXPECT_EQ(lines[1], login_line("uitkeringen", "geweigerd", path));
    EXPECT_EQ(lines[2], login_line("bank", "gedaan", path));
    EXPECT_EQ(lines[3], login_line("", "geweigerd", path));
}

TEST_F(MachineApiTest, ComesInWithItsCertificateAndGoesOnWithItOnly) {
    const auto in = come_in("", certificate);
    ASSERT_EQ(in.status, 201) << in.body;
    const Login machine{.bearer = member(in, "token")};
    EXPECT_EQ(ask({.target = "/v1/runs", .certificate = certificate}, machine).status, 200);
    EXPECT_EQ(ask({.target = "/v1/runs"}, machine).status, 401);
    EXPECT_EQ(ask({.target = "/v1/runs", .certificate = std::string(64, 'c')}, machine).status,
              401);
    EXPECT_EQ(member(come_in("", std::string(64, 'c')), "code"), "machine_is_not_recognised");
}

TEST_F(MachineApiTest, NeverSignsNorReleasesNorSaysYes) {
    const Login machine{.bearer = member(come_in(token("1")), "token")};
    for (const Route& route : routes().all()) {
        if (route.change == nullptr) continue;
        const http::Response response = ask(filled_in(route), machine);
        if (service::machine_may(route.command)) {
            EXPECT_NE(response.status, 401) << shown(route);
            continue;
        }
        EXPECT_EQ(response.status, 403) << shown(route) << response.body;
    }
}

TEST_F(MachineApiTest, ShowsItsTokenInNoCookieAndAPersonInNoHeader) {
    const std::string of_machine = member(come_in(token("1")), "token");
    const Login rob = log_in("rob");
    EXPECT_EQ(ask({.target = "/v1/runs"}, {.cookie = "__Host-ontzorgd=" + of_machine, .csrf = "x"})
                  .status,
              401);
    EXPECT_EQ(
        ask({.target = "/v1/runs"}, {.bearer = rob.cookie.substr(rob.cookie.find('=') + 1)}).status,
        401);
    EXPECT_EQ(ask({.target = "/v1/runs"}, {.cookie = rob.cookie, .bearer = of_machine}).status,
              401);
}

TEST_F(MachineApiTest, IsLockedAfterTooManyWrongTokensApartFromOthers) {
    for (int i = 0; i < Lockout::most_failures; ++i) {
        EXPECT_EQ(come_in(token("1", -120)).status, 401);
    }
    EXPECT_EQ(come_in(token("2")).status, 429);
    EXPECT_EQ(come_in("", certificate).status, 201);
    EXPECT_EQ(try_to_log_in("rob", password).status, 201);
}

TEST_F(MachineApiTest, IsCountedAndLoggedAloneAlsoWithTheTypeThatSuchTokensHave) {
    const auto of_that_type = [](const std::string& id, std::int64_t lasts) {
        return token(id, lasts, "urn:ontzorgd:1734", "k1", "client-authentication+jwt");
    };
    EXPECT_EQ(come_in(of_that_type("1", 60)).status, 201);
    for (int i = 0; i < Lockout::most_failures; ++i) {
        EXPECT_EQ(come_in(of_that_type("2", -120)).status, 401);
    }
    EXPECT_EQ(come_in("x.y").status, 401) << "nobody else is locked out by it";
    EXPECT_EQ(come_in(of_that_type("3", 60)).status, 429);
    const std::vector<std::string> lines = logins();
    ASSERT_GE(lines.size(), 2U);
    EXPECT_EQ(lines[0], login_line("uitkeringen", "gedaan", "/v1/machinesessies"));
    EXPECT_EQ(lines[1], login_line("uitkeringen", "geweigerd", "/v1/machinesessies"));
}

TEST_F(MachineApiTest, IsNobodyAsSoonAsItIsEnded) {
    const Login machine{.bearer = member(come_in(token("1")), "token")};
    EXPECT_EQ(
        ask({.method = Method::del, .target = "/v1/machines/uitkeringen"}, log_in("beheer")).status,
        200);
    EXPECT_EQ(ask({.target = "/v1/runs"}, machine).status, 401);
    EXPECT_EQ(come_in(token("2")).status, 401);
}

}  // namespace
}  // namespace ontzorgd::api
