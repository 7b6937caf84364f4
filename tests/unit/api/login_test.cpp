// SPDX-License-Identifier: EUPL-1.2
#include "login.h"

#include "api_fixture.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ontzorgd::api {
namespace {

using LoginTest = ApiTest;

TEST_F(LoginTest, EndsTheOtherSessionsOfWhoTakesAnotherPassword) {
    const Login rob = log_in("rob");
    const Login elsewhere = log_in("rob");
    const Login karin = log_in("karin");
    const Asked change{.method = Method::post,
                       .target = "/v1/wachtwoordwijzigingen",
                       .body = R"({"nieuw_wachtwoord":"wat alleen rob weet"})"};
    EXPECT_EQ(member(ask(change, rob), "code"), "session_is_not_confirmed");
    confirm(rob);
    const http::Response changed = ask(change, rob);
    EXPECT_EQ(changed.status, 201) << changed.body;
    const Asked read{.target = "/v1/gebruikers"};
    const Asked shown{.target = "/v1/sessies/huidige"};
    EXPECT_EQ(ask(read, rob).status, 200);
    EXPECT_EQ(ask(shown, rob).status, 200);
    EXPECT_EQ(ask(change, rob).status, 201) << "it is so already";
    EXPECT_EQ(member(ask(read, elsewhere), "code"), "session_is_needed");
    EXPECT_EQ(member(ask(shown, elsewhere), "code"), "session_is_needed");
    EXPECT_EQ(member(ask({.method = Method::post,
                          .target = "/v1/tweede-factoren/bevestigingen",
                          .body = R"({"code":"000000"})"},
                         elsewhere),
                     "code"),
              "session_is_needed");
    EXPECT_EQ(ask(read, karin).status, 200);
    EXPECT_EQ(try_to_log_in("rob", password).status, 401);
    EXPECT_EQ(try_to_log_in("rob", "wat alleen rob weet").status, 201);
}

TEST_F(LoginTest, LogsWhoCameInAndWhoDidNotAndNoNameThatNobodyHas) {
    const Login rob = log_in("rob");
    try_to_log_in("rob", "verkeerd");
    try_to_log_in("Mijn-Wachtwoord-2026", "rob");
    confirm(rob);
    ask({.method = Method::post,
         .target = "/v1/sessies/huidige/bevestigingen",
         .body = R"({"wachtwoord":"verkeerd"})"},
        rob);
    take_second_factor(log_in("mo"));
    try_to_log_in("mo", password);
    try_to_log_in("mo", password, "000000");
    const std::string again = "/v1/sessies/huidige/bevestigingen";
    EXPECT_EQ(logins(),
              (std::vector{login_line("rob", "gedaan"), login_line("rob", "geweigerd"),
                           login_line("", "geweigerd"), login_line("rob", "gedaan", again),
                           login_line("rob", "geweigerd", again), login_line("mo", "gedaan"),
                           login_line("mo", "gedaan", again), login_line("mo", "geweigerd"),
                           login_line("mo", "geweigerd")}));
}

TEST_F(LoginTest, LogsOnceThatANameIsLockedHoweverOftenItIsTried) {
    for (int i = 0; i < 3 * Lockout::most_failures; ++i) try_to_log_in("kees", "verkeerd");
    EXPECT_EQ(try_to_log_in("kees", password).status, 429);
    EXPECT_EQ(logins(), std::vector(Lockout::most_failures + 1, login_line("kees", "geweigerd")));
}

TEST_F(LoginTest, CountsWrongTriesOnTheCommandLineApart) {
    const auto rob = [&] { return api().may_try_on_command_line(office(), "rob"); };
    for (int i = 0; i < Lockout::most_failures; ++i) {
        EXPECT_TRUE(rob());
        api().tried_on_command_line(office(), "rob", false);
    }
    EXPECT_FALSE(rob());
    EXPECT_FALSE(rob());
    EXPECT_TRUE(api().may_try_on_command_line(office(), "karin"));
    wait_for_a_reader();
    restart();
    log_in("rob");
    EXPECT_FALSE(rob()) << "it is still known";
    const std::string locked = "rob, opdrachtregel, geweigerd";
    EXPECT_EQ(logins(), (std::vector{locked, login_line("rob", "gedaan"), locked}));
}

}  // namespace
}  // namespace ontzorgd::api
