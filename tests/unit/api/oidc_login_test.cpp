// SPDX-License-Identifier: EUPL-1.2
#include "oidc_login.h"

#include "api_fixture.h"
#include "fake_login_server.h"

#include <gtest/gtest.h>

#include <string>

namespace ontzorgd::api {
namespace {

class OidcTest : public ApiTest {
protected:
    ~OidcTest() override { restart(); }

    Settings settings() override {
        LoginServerSettings server = fake_.settings();
        server.asks_second_factor = asks_second_factor_;
        return {.login_servers = open_login_servers({server}).value()};
    }

    /// A browser that was sent away.
    struct Sent {
        std::string cookie;
        std::string state;
    };
    static std::string parameter(const std::string& url, const std::string& name) {
        const std::size_t at = url.find(name + '=');
        const std::size_t from = at + name.size() + 1;
        return at == std::string::npos ? "" : url.substr(from, url.find('&', from) - from);
    }
    static std::string cookie_in(const http::Response& response, std::string_view name) {
        for (const http::Header& header : response.headers) {
            if (header.name == "Set-Cookie" && header.value.starts_with(name) &&
                header.value[name.size()] == '=')
                return header.value.substr(0, header.value.find(';'));
        }
        return {};
    }
    Sent sent(const std::string& path = "/v1/aanmelden", const Login& who = {}) {
        const auto response = ask({.target = path}, who);
        EXPECT_EQ(response.status, 303) << response.body;
        const std::string url{http::value_of(response.headers, "Location")};
        fake_.nonce = parameter(url, "nonce");
        return {.cookie = cookie_in(response, pending_cookie), .state = parameter(url, "state")};
    }
    http::Response back(const Sent& sent, const std::string& more) {
        return ask({.target = "/v1/aanmelden/antwoord?state=" + sent.state + more},
                   {.cookie = sent.cookie});
    }
    http::Response come_back(const Sent& sent) {
        return back(sent, "&session_state=x&code=c" + std::to_string(++codes_));
    }
    Login login_of(const http::Response& response) {
        Login login{.cookie = cookie_in(response, session_cookie)};
        login.csrf = member(ask({.target = "/v1/sessies/huidige"}, login), "csrf_token");
        return login;
    }

    FakeLoginServer fake_;
    int codes_ = 0;
    bool asks_second_factor_ = true;
};

TEST_F(OidcTest, LetsAPersonInWithTheRolesOfTheLoginServer) {
    const auto response = come_back(sent());
    ASSERT_EQ(response.status, 303) << response.body;
    EXPECT_EQ(http::value_of(response.headers, "Location"), "/");
    const Login person = login_of(response);
    const auto shown = ask({.target = "/v1/sessies/huidige"}, person);
    EXPECT_EQ(member(shown, "gebruiker"), "j.de.vries");
    EXPECT_EQ(member(shown, "rollen"), "rechtmatigheid");
    EXPECT_NE(shown.body.find(R"("tweede_factor":true)"), std::string::npos);
    EXPECT_EQ(ask({.target = "/v1/runs"}, person).status, 200);
}

TEST_F(OidcTest, KnowsThePersonAgainAndChangesTheRoles) {
    ASSERT_EQ(come_back(sent()).status, 303);
    fake_.changes = {{"roles", R"(["Klantmanager"])"}, {"name", R"("Iemand Anders")"}};
    const Login person = login_of(come_back(sent()));
    const auto shown = ask({.target = "/v1/sessies/huidige"}, person);
    EXPECT_EQ(member(shown, "gebruiker"), "j.de.vries");
    EXPECT_EQ(member(shown, "rollen"), "klantmanager");
    const auto given =
        ask({.method = Method::put, .target = "/v1/gebruikers/j.de.vries/rollen/rechtmatigheid"},
            log_in("beheer"));
    EXPECT_EQ(member(given, "code"), "roles_come_from_the_login_server");
}

TEST_F(OidcTest, LetsNobodyInWithoutARoleOrWithRolesThatDoNotGoTogether) {
    fake_.changes = {{"roles", R"(["Onbekend"])"}};
    EXPECT_EQ(member(come_back(sent()), "code"), "user_has_no_role");
    fake_.changes = {{"roles", R"(["Beheer","Rechtmatigheid"])"}};
    EXPECT_EQ(member(come_back(sent()), "code"), "roles_conflict_in_use");
    fake_.changes = {{"hasgroups", "true"}};
    EXPECT_EQ(member(come_back(sent()), "code"), "login_roles_were_cut");
    const auto users = ask({.target = "/v1/gebruikers"}, log_in("beheer"));
    EXPECT_EQ(users.body.find("vries"), std::string::npos);
}

TEST_F(OidcTest, MakesNoSecondUserOfANameThatIsThere) {
    ASSERT_EQ(come_back(sent()).status, 303);
    fake_.changes = {{"sub", R"("persoon-2")"}};
    const auto refused = come_back(sent());
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(member(refused, "code"), "login_name_is_taken");
}

TEST_F(OidcTest, TakesAnAnswerOnceAndOfTheSameBrowserOnly) {
    const Sent mine = sent();
    const std::string code = "&code=c-1";
    ASSERT_EQ(back(mine, code).status, 303);
    const int asked = fake_.codes_asked;
    EXPECT_EQ(member(back(mine, code), "code"), "login_answer_has_another_state");
    const Sent first = sent();
    const Sent second = sent();
    EXPECT_EQ(member(back({.cookie = second.cookie, .state = first.state}, code), "code"),
              "login_answer_has_another_state");
    EXPECT_EQ(member(back({.cookie = {}, .state = first.state}, code), "code"),
              "login_answer_has_another_state");
    EXPECT_EQ(fake_.codes_asked, asked) << "no code of another was turned in";
}

TEST_F(OidcTest, RefusesAnAnswerOfAnotherServerAndOneThatSaysNo) {
    EXPECT_EQ(member(back(sent(), "&code=c&iss=https%3A%2F%2Fevil.example"), "code"),
              "login_answer_has_another_issuer");
    EXPECT_EQ(member(back(sent(), "&error=access_denied"), "code"), "login_server_said_no");
    EXPECT_EQ(member(back(sent(), ""), "code"), "login_answer_has_no_code");
    EXPECT_EQ(member(back(sent(), "&code=a&code=b"), "code"), "login_answer_is_double");
    EXPECT_EQ(fake_.codes_asked, 0);
}

TEST_F(OidcTest, TellsWhenTheLoginServerIsNotThere) {
    fake_.answers["/.well-known/openid-configuration"] = {.status = 503};
    const auto response = ask({.target = "/v1/aanmelden"}, {});
    EXPECT_EQ(response.status, 502);
    EXPECT_EQ(member(response, "code"), "login_server_answer_is_no_use");
}

TEST_F(OidcTest, AsksToLogInAnewBeforeSomebodySigns) {
    const Login person = login_of(come_back(sent()));
    const Asked sign{.method = Method::post,
                     .target = "/v1/batches/1/handtekeningen",
                     .body = R"({"versie":1})"};
    EXPECT_EQ(member(ask(sign, person), "code"), "session_is_not_confirmed");
    const Sent again = sent("/v1/aanmelden/bevestiging", person);
    fake_.changes = {{"sub", R"("persoon-2")"}, {"name", R"("Iemand Anders")"}};
    EXPECT_EQ(member(come_back(again), "code"), "login_is_of_somebody_else");
    EXPECT_EQ(member(ask(sign, person), "code"), "session_is_not_confirmed");
    fake_.changes = {};
    EXPECT_EQ(come_back(sent("/v1/aanmelden/bevestiging", person)).status, 303);
    EXPECT_EQ(member(ask(sign, person), "code"), "batch_is_unknown");
}

TEST_F(OidcTest, CountsTheLoginAsASecondFactorOnlyWhenThatWasAgreed) {
    asks_second_factor_ = false;
    const Login person = login_of(come_back(sent()));
    const auto shown = ask({.target = "/v1/sessies/huidige"}, person);
    EXPECT_NE(shown.body.find(R"("tweede_factor":false)"), std::string::npos);
}

TEST_F(OidcTest, LogsOutThereToo) {
    const Login person = login_of(come_back(sent()));
    const auto out =
        ask({.method = Method::post, .target = "/v1/sessies/huidige/afmeldingen"}, person);
    EXPECT_EQ(out.status, 200) << out.body;
    EXPECT_EQ(member(out, "adres"), fake_.issuer + "/end?client_id=ontzorgd");
    EXPECT_EQ(ask({.target = "/v1/runs"}, person).status, 401);
}

TEST_F(OidcTest, LetsLocalUsersInBesideIt) {
    const Login rob = log_in("rob");
    EXPECT_EQ(ask({.target = "/v1/aanmelden/bevestiging"}, rob).status, 404);
    const auto out =
        ask({.method = Method::post, .target = "/v1/sessies/huidige/afmeldingen"}, rob);
    EXPECT_EQ(member(out, "adres"), "");
}

TEST_F(OidcTest, RefusesAPeerThatBeginsTooManyAndComesBackFromNone) {
    for (std::size_t i = 0; i < PendingLogins::most_of_peer; ++i) sent();
    const auto refused = ask({.target = "/v1/aanmelden"}, {});
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(member(refused, "code"), "too_many_logins_are_under_way");
    const int wait = std::stoi(std::string{http::value_of(refused.headers, "Retry-After")});
    EXPECT_GT(wait, 0);
    EXPECT_LE(wait, std::chrono::seconds{PendingLogins::longest}.count());
    EXPECT_EQ(cookie_in(refused, pending_cookie), "");
}

TEST_F(OidcTest, KeepsOneLoginOfABrowserThatBeginsAgain) {
    const Sent first = sent();
    Sent last = first;
    for (std::size_t i = 0; i < PendingLogins::most_of_peer; ++i)
        last = sent("/v1/aanmelden", {.cookie = last.cookie});
    EXPECT_EQ(member(come_back(first), "code"), "login_answer_has_another_state");
    EXPECT_EQ(come_back(last).status, 303);
}

TEST_F(OidcTest, KeepsNoLoginThatTheLoginServerDidNotTakeOn) {
    fake_.answers["/.well-known/openid-configuration"] = {.status = 503};
    for (std::size_t i = 0; i <= PendingLogins::most_of_peer; ++i)
        ASSERT_EQ(ask({.target = "/v1/aanmelden"}, {}).status, 502);
    EXPECT_EQ(ask({.target = "/v1/aanmelden"}, {}).status, 502);
}

class Pending : public testing::Test {
protected:
    PendingLogins::Added add(const std::string& peer, PendingLogins::Instant at) {
        return logins_.add({.peer = peer}, at);
    }

    PendingLogins logins_;
    const PendingLogins::Instant now_{std::chrono::hours{1}};
};

TEST_F(Pending, AreTakenOnceAndNotTooLate) {
    const auto added = add("192.0.2.1", now_);
    ASSERT_FALSE(added.token.empty());
    EXPECT_FALSE(logins_.take("een ander", now_));
    EXPECT_FALSE(logins_.take("", now_));
    EXPECT_TRUE(logins_.take(added.token, now_));
    EXPECT_FALSE(logins_.take(added.token, now_));
    const auto late = add("192.0.2.1", now_);
    EXPECT_FALSE(logins_.take(late.token, now_ + PendingLogins::longest));
}

TEST_F(Pending, OfOnePeerTakeNoRoomOfOthers) {
    for (std::size_t i = 0; i < PendingLogins::most_of_peer; ++i)
        ASSERT_FALSE(add("192.0.2.1", now_ + std::chrono::seconds{i}).token.empty());
    const auto later = now_ + std::chrono::minutes{5};
    const auto refused = add("192.0.2.1", later);
    EXPECT_TRUE(refused.token.empty());
    EXPECT_TRUE(refused.peer_has_too_many);
    EXPECT_EQ(refused.wait, std::chrono::minutes{5}) << "until the oldest of this peer goes";
    EXPECT_FALSE(add("192.0.2.2", later).token.empty());
    EXPECT_FALSE(add("192.0.2.1", now_ + PendingLogins::longest).token.empty());
}

TEST_F(Pending, AreNoMoreThanThereIsRoomFor) {
    std::size_t added = 0;
    for (int peer = 0; added < PendingLogins::most; ++peer) {
        for (std::size_t i = 0; i < PendingLogins::most_of_peer; ++i, ++added)
            ASSERT_FALSE(add(std::to_string(peer), now_).token.empty());
    }
    const auto refused = add("een ander", now_ + std::chrono::minutes{1});
    EXPECT_TRUE(refused.token.empty());
    EXPECT_FALSE(refused.peer_has_too_many);
    EXPECT_EQ(refused.wait, std::chrono::minutes{9});
}

}  // namespace
}  // namespace ontzorgd::api
