// SPDX-License-Identifier: EUPL-1.2
#include "oidc_login.h"

#include "api_fixture.h"
#include "fake_login_server.h"
#include "pending_logins.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <string>
#include <vector>

namespace ontzorgd::api {
namespace {

class OidcTest : public ApiTest {
public:
    OidcTest(const OidcTest&) = delete;
    OidcTest& operator=(const OidcTest&) = delete;
    OidcTest(OidcTest&&) = delete;
    OidcTest& operator=(OidcTest&&) = delete;

protected:
    OidcTest() = default;
    ~OidcTest() override { restart(); }

    Settings settings() override {
        LoginServerSettings server = fake_.settings();
        server.asks_second_factor = asks_second_factor_;
        return {.login_servers = open_login_servers({server}).value(), .logins = room_};
    }

    /// A browser that was sent away.
    struct Sent {
        std::string cookie;
        std::string state;
        std::string nonce;
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
        return {.cookie = cookie_in(response, pending_cookie),
                .state = parameter(url, "state"),
                .nonce = fake_.nonce};
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
    LoginRoom room_;
};

/// Codes that are turned in wait for the test.
class OidcWaits : public OidcTest {
public:
    OidcWaits(const OidcWaits&) = delete;
    OidcWaits& operator=(const OidcWaits&) = delete;
    OidcWaits(OidcWaits&&) = delete;
    OidcWaits& operator=(OidcWaits&&) = delete;

protected:
    OidcWaits() {
        fake_.before_token = [this] {
            if (!came_.exchange(true)) arrived_.set_value();
            may_go_on_.wait();
        };
    }
    ~OidcWaits() override { go_on(); }

    /// A code that waits is at the login server.
    void wait_for_a_code() { arrived_.get_future().wait(); }
    void go_on() {
        if (!goes_on_) go_.set_value();
        goes_on_ = true;
    }
    std::future<http::Response> begin_to_come_back(const Sent& sent) {
        return begin_to_ask({.target = "/v1/aanmelden/antwoord?state=" + sent.state + "&code=c" +
                                       std::to_string(++codes_)},
                            {.cookie = sent.cookie});
    }
    http::Response begin() { return ask({.target = "/v1/aanmelden"}, {}); }

private:
    std::atomic<bool> came_ = false;
    std::promise<void> arrived_;
    std::promise<void> go_;
    std::shared_future<void> may_go_on_{go_.get_future()};
    bool goes_on_ = false;
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

TEST_F(OidcTest, IsLoggedOfWhoCameInAndOfNobodyWhenItIsNotKnownWho) {
    const auto line = [](const std::string& user, const std::string& outcome) {
        return user + ", GET /v1/aanmelden/antwoord, " + outcome;
    };
    ASSERT_EQ(come_back(sent()).status, 303);
    fake_.changes = {{"roles", R"(["Onbekend"])"}};
    EXPECT_EQ(member(come_back(sent()), "code"), "user_has_no_role");
    fake_.changes = {{"sub", R"("persoon-2")"}};
    EXPECT_EQ(member(come_back(sent()), "code"), "login_name_is_taken");
    EXPECT_EQ(logins(), (std::vector{line("j.de.vries", "gedaan"), line("j.de.vries", "geweigerd"),
                                     line("", "geweigerd")}));
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
    EXPECT_EQ(
        member(back({.cookie = second.cookie, .state = first.state, .nonce = {}}, code), "code"),
        "login_answer_has_another_state");
    EXPECT_EQ(member(back({.cookie = {}, .state = first.state, .nonce = {}}, code), "code"),
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
    room_.of_network = 3;
    for (std::size_t i = 0; i < room_.of_network; ++i) sent();
    const auto refused = ask({.target = "/v1/aanmelden"}, {});
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(member(refused, "code"), "too_many_logins_are_under_way");
    const int wait = std::stoi(std::string{http::value_of(refused.headers, "Retry-After")});
    EXPECT_GT(wait, 0);
    EXPECT_LE(wait, std::chrono::seconds{PendingLogins::longest}.count());
    EXPECT_EQ(cookie_in(refused, pending_cookie), "");
}

TEST_F(OidcTest, KeepsOneLoginOfABrowserThatBeginsAgain) {
    room_.of_network = 3;
    const Sent first = sent();
    Sent last = first;
    for (std::size_t i = 0; i < room_.of_network; ++i)
        last = sent("/v1/aanmelden", {.cookie = last.cookie});
    EXPECT_EQ(member(come_back(first), "code"), "login_answer_has_another_state");
    EXPECT_EQ(come_back(last).status, 303);
}

TEST_F(OidcTest, KeepsNoLoginThatTheLoginServerDidNotTakeOn) {
    fake_.answers["/.well-known/openid-configuration"] = {.status = 503};
    room_.of_network = 3;
    for (std::size_t i = 0; i <= room_.of_network; ++i)
        ASSERT_EQ(ask({.target = "/v1/aanmelden"}, {}).status, 502);
    EXPECT_EQ(ask({.target = "/v1/aanmelden"}, {}).status, 502);
}

TEST_F(OidcTest, CountsTheAddressesOfANetworkTogether) {
    room_.of_network = 1;
    address_ = "2001:db8::1";
    network_ = "2001:db8::/64";
    sent();
    address_ = "2001:db8::2";
    EXPECT_EQ(ask({.target = "/v1/aanmelden"}, {}).status, 429);
    network_ = "2001:db8:0:1::/64";
    sent();
}

TEST_F(OidcTest, SaysOnceWhenThereIsRoomAgain) {
    room_.of_all = 2;
    sent();
    sent();
    const auto refused = ask({.target = "/v1/aanmelden"}, {});
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(http::count_of(refused.headers, "Retry-After"), 1U);
    EXPECT_GT(std::stoi(std::string{http::value_of(refused.headers, "Retry-After")}), 60);
}

TEST_F(OidcTest, LetsWhoIsLoggedInConfirmWhenLoginsTakeAllTheRoom) {
    room_ = {.of_all = 1, .of_network = 1};
    const Login person = login_of(come_back(sent()));
    sent();
    EXPECT_EQ(ask({.target = "/v1/aanmelden"}, {}).status, 429);
    EXPECT_EQ(come_back(sent("/v1/aanmelden/bevestiging", person)).status, 303);
}

TEST_F(OidcTest, KeepsOneConfirmationOfASessionThatTakesNoRoomOfLogins) {
    room_ = {.of_all = 1, .of_network = 1};
    const Login person = login_of(come_back(sent()));
    const Sent first = sent("/v1/aanmelden/bevestiging", person);
    const Sent last = sent("/v1/aanmelden/bevestiging", person);
    EXPECT_EQ(member(come_back(first), "code"), "login_answer_has_another_state");
    EXPECT_EQ(come_back(last).status, 303);
    sent();
}

TEST_F(OidcTest, SaysToBeginAgainWhenTheCodeWasUsedInVain) {
    const Sent mine = sent();
    office().writer.stop();
    const auto refused = come_back(mine);
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(member(refused, "code"), "login_is_not_finished");
    EXPECT_EQ(http::count_of(refused.headers, "Retry-After"), 0U) << "the same again is of no use";
    EXPECT_EQ(cookie_in(refused, pending_cookie), std::string{pending_cookie} + '=');
}

TEST_F(OidcWaits, KeepAPlaceUntilItIsKnownWhatCameOfIt) {
    room_.of_network = 1;
    const Sent mine = sent();
    auto answer = begin_to_come_back(mine);
    EXPECT_EQ(begin().status, 429);
    EXPECT_EQ(ask({.target = "/v1/aanmelden"}, {.cookie = mine.cookie}).status, 429)
        << "the browser that begins again does not free it";
    EXPECT_EQ(member(back(mine, "&code=c"), "code"), "login_answer_has_another_state");
    go_on();
    EXPECT_EQ(answer.get().status, 303);
    EXPECT_EQ(begin().status, 303);
}

TEST_F(OidcWaits, AreOfOneNetworkNoMoreThanAPart) {
    room_.of_network = 50;
    ASSERT_EQ(room_.in_work_of_network(), 2U);
    const Sent first = sent();
    const Sent second = sent();
    const Sent third = sent();
    network_ = "192.0.2.7";
    const Sent other = sent();
    auto one = begin_to_come_back(first);
    auto two = begin_to_come_back(second);
    const auto refused = come_back(third);
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(http::value_of(refused.headers, "Retry-After"), "1");
    auto of_another = begin_to_come_back(other);
    go_on();
    EXPECT_EQ(one.get().status, 401) << "the nonce is of the last that began";
    EXPECT_EQ(two.get().status, 401);
    EXPECT_EQ(of_another.get().status, 303);
    fake_.nonce = third.nonce;
    EXPECT_EQ(come_back(third).status, 303) << "what was refused may come again";
}

TEST_F(OidcWaits, MayComeBackAgainWhenThereWasNoPlaceToWork) {
    const Sent first = sent();
    const Sent mine = sent();
    auto waiting = begin_to_come_back(first);
    wait_for_a_code();
    std::vector<std::future<http::Response>> others;
    do {
        network_ = "192.0.2." + std::to_string(others.size());
        others.push_back(begin_to_ask({.target = "/v1/aanmelden"}, {}));
        ASSERT_LT(others.size(), 1'000U);
    } while (others.back().wait_for(std::chrono::seconds{0}) != std::future_status::ready);
    EXPECT_EQ(others.back().get().status, 503);
    others.pop_back();
    EXPECT_EQ(back(mine, "&code=d").status, 503);
    go_on();
    EXPECT_EQ(waiting.get().status, 401) << "the nonce is of the last that began";
    for (auto& each : others) EXPECT_EQ(each.get().status, 303);
    EXPECT_EQ(back(mine, "&code=d").status, 303);
}

}  // namespace
}  // namespace ontzorgd::api
